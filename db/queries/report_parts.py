"""What the chapters of a report say below its figures: one place that asks every subject for its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from db.engine import Session
from db.queries.brand_report import BrandLine, SupportLine, brand_lines, support_lines
from db.queries.campaign_months import MonthCampaign, month_campaigns
from db.queries.city import Benchmark, benchmarks
from db.queries.declared_rows import Employment, IncidentRow, employment, incidents
from db.queries.partner_tables import PartnerTables, partner_tables
from db.queries.periods import Period, months_before
from db.queries.training import TrainingLine
from db.queries.training_hours import COUNTED, THERE, TRAININGS, attended, earned_sql, lesson_minutes
from db.queries.training_tables import training_rows

_COURSE = 12


@dataclass(frozen=True, slots=True)
class TrainingMonth:
    """What was trained in one month: 人次, and 学时 in tenths (None where none are known)."""

    month: int
    visits: int
    credit: int | None


@dataclass(frozen=True, slots=True)
class ReportParts:
    """The rows of T6 and T8 to T13, and the course of training over the twelve months that end the period."""

    trainings: Sequence[TrainingLine] = ()
    training_months: Sequence[TrainingMonth] = ()
    partners: PartnerTables = field(default_factory=lambda: PartnerTables((), ()))
    brands: Sequence[BrandLine] = ()
    supports: Sequence[SupportLine] = ()
    campaigns: Sequence[MonthCampaign] = ()
    cited: Sequence[Benchmark] = ()
    employment: Employment = field(default_factory=Employment)
    incidents: Sequence[IncidentRow] = ()


def report_parts(session: Session, period: Period) -> ReportParts:
    """Return what the chapters of the report of a period say below its figures."""
    return ReportParts(
        trainings=training_rows(session, period),
        training_months=training_months(session, period.last),
        partners=partner_tables(session, period),
        brands=brand_lines(session, period),
        supports=support_lines(session, period),
        campaigns=month_campaigns(session, period),
        cited=[one for one in benchmarks(session) if one.held_on is None or one.held_on <= period.ends_on],
        employment=employment(session, period),
        incidents=incidents(session, period),
    )


def training_months(session: Session, last: int) -> tuple[TrainingMonth, ...]:
    """Return the twelve months that end with one (202609); a month without trainings came to 0."""
    of = TRAININGS.c
    first = months_before(last, _COURSE - 1)
    asked = (
        select(of.month, func.count(), func.sum(earned_sql(lesson_minutes(session))))
        .select_from(attended())
        .where(COUNTED, THERE, of.month.between(first, last))
        .group_by(of.month)
    )
    found = {month: (visits, credit) for month, visits, credit in session.execute(asked)}
    months = [months_before(last, back) for back in range(_COURSE - 1, -1, -1)]
    return tuple(_month(month, found) for month in months)


def _month(month: int, found: dict[int, tuple[int, int | None]]) -> TrainingMonth:
    """Return one month of the course."""
    visits, credit = found.get(month, (0, 0))
    return TrainingMonth(month, visits, None if credit is None else int(credit))
