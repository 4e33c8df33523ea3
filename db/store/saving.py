"""Save, delete and restore one record, with checks, code, version, trail and search index."""

from collections.abc import Mapping

from db.engine import Session
from db.record import Record


def save(
    session: Session,
    model: type[Record],
    values: Mapping[str, object],
    id: int | None = None,  # noqa: A002 - the field's own name
    version: int | None = None,
    reason: str | None = None,
) -> int:
    """Add (no ``id``) or change a record and return its key; fields left out of ``values`` stay as they are.

    Sealed values arrive in clear, or masked when they did not change. Raises BadValues with every fault,
    Conflict when ``version`` is stale, NotAllowed when the record is gone.
    """
    raise NotImplementedError


def delete(session: Session, model: type[Record], id: int, version: int) -> None:  # noqa: A002
    """Delete softly. Raises InUse while others point to it, Conflict when ``version`` is stale."""
    raise NotImplementedError


def restore(session: Session, model: type[Record], id: int) -> None:  # noqa: A002
    """Bring a deleted record back; BadValues when its key was given to another meanwhile."""
    raise NotImplementedError
