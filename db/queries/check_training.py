"""What is wrong with the trainings of a period before it is reported."""

from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, func, select

from db.engine import Session
from db.models.training_words import TrainingState as State
from db.queries.periods import Period
from db.queries.tables import alive
from db.queries.training_hours import COUNTED, TRAININGS

_OVER = (State.DONE, State.ARCHIVED, State.CANCELLED, State.POSTPONED)


def unfinished(session: Session, period: Period) -> int:
    """Count the trainings of a period whose time has passed and that are neither finished nor called off."""
    of = TRAININGS.c
    late = and_(alive(TRAININGS), of.status.not_in(_OVER), of.start_at < _today(), _within(period))
    return session.scalar(select(func.count()).where(late)) or 0


def without_hours(session: Session, period: Period) -> int:
    """Count the finished trainings of a period that tell no 学时."""
    blank = func.coalesce(TRAININGS.c.credit, 0) == 0
    return session.scalar(select(func.count()).where(COUNTED, blank, _within(period))) or 0


def _today() -> datetime:
    """Return the beginning of today."""
    return datetime.combine(date.today(), time())


def _within(period: Period) -> ColumnElement[bool]:
    """Return the condition that a training is of a period."""
    return TRAININGS.c.month.between(period.first, period.last)
