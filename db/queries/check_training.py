"""What is wrong with the trainings of a period before it is reported."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select

from db.engine import Session
from db.models.training_words import TrainingState as State
from db.queries.periods import Period
from db.queries.tables import alive
from db.queries.training_hours import COUNTED, TRAININGS


class Lack(StrEnum):
    """What a training lacks before it can be reported."""

    UNFINISHED = "时间已过未办结"
    NO_HOURS = "已完成缺学时"


_OVER = (State.DONE, State.ARCHIVED, State.CANCELLED, State.POSTPONED)


def lacking(kind: str) -> ColumnElement[bool]:
    """Return the condition that a training lacks something (a Lack)."""
    of = TRAININGS.c
    if Lack(kind) is Lack.UNFINISHED:
        return and_(alive(TRAININGS), of.status.not_in(_OVER), of.start_at < _today())
    return and_(COUNTED, func.coalesce(of.credit, 0) == 0)


def within(period: Period) -> ColumnElement[bool]:
    """Return the condition that a training is of a period."""
    return TRAININGS.c.month.between(period.first, period.last)


def lack(session: Session, period: Period, kind: Lack) -> int:
    """Count the trainings of a period that lack something."""
    return session.scalar(select(func.count()).where(lacking(kind), within(period))) or 0


def _today() -> datetime:
    """Return the beginning of today."""
    return datetime.combine(date.today(), time())
