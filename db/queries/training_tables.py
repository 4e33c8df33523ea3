"""T6 of the report: the trainings of a period that count. T7 are the figures T01-T04 themselves."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from db.engine import Session
from db.queries.periods import Period
from db.queries.training import TrainingLine, training_lines
from db.queries.training_hours import COUNTED, TRAININGS

_PAGE = 500


def training_rows(session: Session, period: Period) -> tuple[TrainingLine, ...]:
    """Return T6: the trainings of a period that count (T01), the earliest first."""
    return tuple(line for page in training_pages(session, period) for line in page)


def training_pages(session: Session, period: Period) -> Iterator[list[TrainingLine]]:
    """Yield the same some hundred at a time, for what has no end on paper."""
    of = TRAININGS.c
    inside = select(of.id).where(COUNTED, of.month.between(period.first, period.last))
    keys = iter(session.scalars(inside.order_by(of.start_at, of.id)).all())
    while page := list(islice(keys, _PAGE)):
        yield training_lines(session, ids=page)
