"""What the state of a record was on any day, and the moves it made."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from db.engine import Session
from db.lifecycle.rules import Criterion
from db.models import Streamer
from db.queries.tables import HISTORY, table_of
from db.record import Record, local


@dataclass(frozen=True, slots=True)
class PastMove:
    """One move a record made: ``on`` the day it counts from (None = from the start), ``at`` local time.

    ``criteria`` are what it asked for with the values of that moment; ``is_override`` that it was made
    against them.
    """

    from_state: str | None
    to_state: str
    on: date | None
    at: datetime
    by: str
    reason: str
    criteria: tuple[Criterion, ...]
    is_override: bool


def history_of(session: Session, model: type[Record], id: int) -> list[PastMove]:  # noqa: A002
    """Return every move of a record, the newest first."""
    of = HISTORY.c
    own = of.entity == table_of(model).name, of.entity_id == id
    asked = select(of.from_state, of.to_state, of.on, of.at, of.by, of.reason, of.gate, of.is_override)
    return [
        PastMove(
            from_state,
            to_state,
            on,
            local(at),
            by,
            reason or "",
            tuple(Criterion(**criterion) for criterion in gate or ()),
            is_override,
        )
        for from_state, to_state, on, at, by, reason, gate, is_override in session.execute(
            asked.where(*own).order_by(of.on.desc().nulls_last(), of.id.desc())
        )
    ]


def states_at(day: date, model: type[Record] = Streamer) -> Select[Any]:
    """Return the question (entity_id, state) for every record's state at the end of a day.

    The last move on or before the day counts; of those entered for one day, the one entered last.
    """
    last = func.row_number().over(
        partition_by=HISTORY.c.entity_id, order_by=(HISTORY.c.on.desc().nulls_last(), HISTORY.c.id.desc())
    )
    known = (
        select(HISTORY.c.entity_id, HISTORY.c.to_state.label("state"), last.label("place"))
        .where(HISTORY.c.entity == table_of(model).name, or_(HISTORY.c.on.is_(None), HISTORY.c.on <= day))
        .subquery()
    )
    return select(known.c.entity_id, known.c.state).where(known.c.place == 1)


def state_then(day: date, model: type[Record]) -> ColumnElement[str | None]:
    """Return the SQL of a record's state at the end of a day, beside its table; NULL while it was not known.

    For some records; ``states_at`` is for all of them.
    """
    of, table = HISTORY.c, table_of(model)
    past = select(of.to_state).where(
        of.entity == table.name, of.entity_id == table.c.id, or_(of.on.is_(None), of.on <= day)
    )
    return past.order_by(of.on.desc().nulls_last(), of.id.desc()).limit(1).scalar_subquery()
