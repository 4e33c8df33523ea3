"""What happened to a record: the trail and the import batches, merged by time."""

from dataclasses import dataclass
from datetime import datetime

from db.engine import Session
from db.record import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field. ``at`` is local time; old and new are words to read (links by name, sealed masked)."""

    at: datetime
    by: str
    action: str
    field_label: str
    old: str
    new: str
    reason: str = ""


def history(session: Session, model: type[Record], id: int) -> list[Change]:  # noqa: A002
    """Return every change of a record, newest first."""
    raise NotImplementedError
