"""数据完整度: a score of 100 for the data behind a report; below 80 the print says so.

Each measure has points and a share that is told: of sessions, of accounts, of what is declared. A measure
that has nothing to be told (no session, no partner) does not lower the score.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, func, select

from db.engine import Session
from db.models import EmploymentMonth
from db.queries import live_totals
from db.queries.check_training import Lack, lack
from db.queries.figures import ReportFigures
from db.queries.live_totals import NOTHING, add
from db.queries.periods import Period
from db.queries.tables import MONTH_SUMS, RETAIL, TOTALS, alive, table_of

FULL = 100
"""The score of data nothing is missing of."""
_EMPLOYMENT = table_of(EmploymentMonth)
_SESSIONS = (("gmv", "支付GMV已填报", 15), ("minutes", "直播时长已填报", 5), ("views", "观看人次已填报", 5),
             ("refund", "退款金额已填报", 10), ("orders", "成交订单数已填报", 5))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """One part of the score: its points, and how much of it is told (``told`` of ``asked``)."""

    label: str
    points: int
    told: int
    asked: int

    @property
    def reached(self) -> Fraction:
        """The points it brings: all of them when nothing is asked."""
        return (
            Fraction(self.points * min(self.told, self.asked), self.asked)
            if self.asked
            else Fraction(self.points)
        )

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return self.told >= self.asked


def score(measures: tuple[Measure, ...]) -> int:
    """Return the points of 100, rounded down: only what is complete is 100."""
    possible = sum(measure.points for measure in measures)
    return int(sum(measure.reached for measure in measures) * FULL / possible) if possible else 0


def measures(session: Session, figures: ReportFigures) -> Iterator[Measure]:
    """Yield the measures of a report, of 100 points together."""
    period = figures.period
    totals = live_totals.grouped(session, MONTH_SUMS.c.month, _within(MONTH_SUMS.c.month, period))
    sums = add(totals.values()) if totals else NOTHING
    counted = sums.sessions
    yield Measure("直播数据已核对", 20, counted, counted + figures.provisional)
    for name, label, points in _SESSIONS:
        yield Measure(label, points, sums.known[name], counted)
    yield Measure("出镜主播已登记", 10, counted - figures.without_presenter, counted)
    yield _accounts(session, period)
    yield _known("实名核验已登记", 5, figures, "A08V", "A01")
    trainings = int(figures.figures["T01"].value or 0) if "T01" in figures.figures else 0
    yield Measure(
        "培训学时已填报", 5, trainings - min(trainings, lack(session, period, Lack.NO_HOURS)), trainings
    )
    months = period.last - period.first + 1
    retail = select(func.count()).where(_within(RETAIL.c.month, period), RETAIL.c.total.is_not(None))
    yield Measure("网络零售额已申报", 5, session.scalar(retail) or 0, months)
    declared = and_(_EMPLOYMENT.c.month == period.last, _EMPLOYMENT.c.direct.is_not(None), alive(_EMPLOYMENT))
    yield Measure("从业人员已申报", 5, session.scalar(select(func.count()).where(declared)) or 0, 1)


def _accounts(session: Session, period: Period) -> Measure:
    """Return how many of the accounts that were live in the period before have data of this one too."""
    of = TOTALS.c
    before = period.earlier(period.last - period.first + 1)
    had, has = (
        set(session.scalars(select(of.account_id).where(_within(of.month, one), of.sessions > 0).distinct()))
        for one in (before, period)
    )
    return Measure("上期开播的账号本期有数据", 10, len(had & has), len(had))


def _known(label: str, points: int, figures: ReportFigures, told: str, asked: str) -> Measure:
    """Return a measure whose two numbers are figures."""
    return Measure(
        label, points, int(figures.figures[told].value or 0), int(figures.figures[asked].value or 0)
    )


def _within(month: ColumnElement[int], period: Period) -> ColumnElement[bool]:
    """Return the condition that a month lies in a period."""
    return month.between(period.first, period.last)
