"""One month's training as its register tells of it: every training, who earned what, the sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.engine import Session
from db.queries import indicators
from db.queries.figures import BaseFacts
from db.queries.periods import Period, month_period, periods_of
from db.queries.training import Roll, Summary, TrainingLine, roll, summary, training_lines
from db.queries.training_hours import PersonHours, hours_by_month


@dataclass(frozen=True, slots=True)
class MonthRegister:
    """The trainings of a month that were not called off, its sums and the year's, 学时 of the year by person.

    ``rolls`` has one for each training, in the same order. What counts is 已完成 or 已归档.
    """

    month: int
    base: BaseFacts
    trainings: Sequence[TrainingLine]
    rolls: Sequence[Roll]
    in_month: Summary
    in_year: Summary
    months: Period
    people: Sequence[PersonHours]


def month_register(session: Session, month: int) -> MonthRegister:
    """Return the register of a month (202609); the year runs from January to it."""
    year = periods_of(month_period(month)).ytd
    lines = training_lines(session, month)
    return MonthRegister(
        month=month,
        base=indicators.base_facts(session),
        trainings=lines,
        rolls=[roll(session, line.id) for line in lines],
        in_month=summary(session, Period(month, month)),
        in_year=summary(session, year),
        months=year,
        people=hours_by_month(session, year),
    )
