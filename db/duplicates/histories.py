"""The states of two records as those of one: on each day the state of who was more part of the base."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.duplicates.choices import presence
from db.engine import Session
from db.queries.tables import HISTORY

_START = date.min
"""Stands for "from the start"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history of a record, as stored; ``id`` None for one to be added."""

    id: int | None
    owner: int
    on: date
    before: str | None
    state: str


def lines_of(session: Session, table: str, *keys: int) -> list[Line]:
    """Return the lines of some records, in the order they count."""
    of = HISTORY.c
    asked = select(of.id, of.entity_id, of.on, of.from_state, of.to_state)
    own = of.entity == table, of.entity_id.in_(keys)
    return [
        Line(key, owner, on or _START, before, state)
        for key, owner, on, before, state in session.execute(
            asked.where(*own).order_by(of.on.asc().nulls_first(), of.id)
        )
    ]


def as_one(table: str, lines: Sequence[Line], stays: int, leads: int, state: str) -> list[Line]:
    """Return the history of both as one; a line without ``id`` is to be added.

    ``leads`` is the record whose present state ``state`` was chosen: from the day it entered that state on it
    alone is asked. Lines that tell of a day what the other record's line tells better are left out.
    """
    own = [line for line in lines if line.owner == leads]
    since = own[-1].on if own else None
    found: list[Line] = []
    for day in sorted({line.on for line in lines}):
        wanted = state if since is not None and day >= since else _more(table, lines, day)
        last = found[-1].state if found else None
        if wanted == last:
            continue
        same = [line for line in lines if line.on == day and line.state == wanted]
        same.sort(key=lambda line: line.owner != stays)
        found.append(Line(same[0].id if same else None, stays, day, last, wanted))
    if found and found[-1].state != state:
        found.append(Line(None, stays, max(date.today(), found[-1].on), found[-1].state, state))
    return found


def on_or_none(line: Line) -> date | None:
    """Return the day of a line as it is stored."""
    return None if line.on == _START else line.on


def _more(table: str, lines: Sequence[Line], day: date) -> str:
    """Return the state of who was more part of the base at the end of a day."""
    last: dict[int, str] = {line.owner: line.state for line in lines if line.on <= day}
    return max(last.values(), key=lambda state: presence(table, state))
