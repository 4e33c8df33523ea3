"""Load one record for a form, and open one sealed value on request."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.engine import Session
from db.record import Record


@dataclass(frozen=True, slots=True)
class Loaded:
    """One record as a form edits it: {field: value}; sealed values masked, links as keys, choices as words."""

    id: int
    code: str
    version: int
    values: Mapping[str, object]
    deleted: bool = False


def load(session: Session, model: type[Record], id: int) -> Loaded:  # noqa: A002 - the field's own name
    """Return one record; NotAllowed when it does not exist."""
    raise NotImplementedError


def reveal(session: Session, model: type[Record], id: int, field: str, reason: str) -> str:  # noqa: A002
    """Return one sealed value in clear and record in the trail who looked and why."""
    raise NotImplementedError
