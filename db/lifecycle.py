"""States of records: which moves are allowed, what each asks for, and what the state was on any day."""

from dataclasses import dataclass
from datetime import date

from db.engine import Session
from db.record import Record


@dataclass(frozen=True, slots=True)
class Move:
    """One possible move: ``reasons`` say in Chinese what is still missing when it is not allowed."""

    to: str
    allowed: bool
    reasons: tuple[str, ...] = ()


def moves(session: Session, model: type[Record], id: int) -> list[Move]:  # noqa: A002
    """Return the moves that lead on from the record's state, allowed or not."""
    raise NotImplementedError


def move(
    session: Session,
    model: type[Record],
    id: int,
    to: str,
    on: date | None,
    reason: str = "",  # noqa: A002
) -> None:
    """Move a record to a state as of a day (today when None) and write its history and the trail.

    Raises NotAllowed with the reasons when a guard forbids it.
    """
    raise NotImplementedError
