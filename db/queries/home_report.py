"""本月月报还差什么: a month's report step by step, from what its own checks, declarations and texts say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from db.engine import Session
from db.models import EmploymentMonth, ReportText
from db.models.report_words import ReportState
from db.queries import indicators, live_totals, report_checks
from db.queries.check_rules import Level
from db.queries.live_reminders import report_day
from db.queries.lives import Gap, lacking
from db.queries.periods import Period, month_of, month_period, months_before
from db.queries.report_standing import Standing, report_of
from db.queries.tables import RETAIL, SESSIONS, alive, table_of

_EMPLOYMENT, _TEXTS = table_of(EmploymentMonth), table_of(ReportText)
_PROVISIONAL = ("gap", Gap.PROVISIONAL.value)
CHECKING = "正在检查…"
"""How the checks stand until ``checked`` has told."""
Filters = tuple[tuple[str, object], ...]


class Stage(StrEnum):
    """The steps of a report, in order; the word is what the list calls them."""

    DATA = "数据导入"
    CHECKS = "检查项"
    DECLARED = "填报"
    TEXTS = "文字"
    REVIEW = "审核"
    SIGNED = "签署"
    SENT = "报送"


_TABS = {
    Stage.DATA: "figures",
    Stage.CHECKS: "checks",
    Stage.DECLARED: "declared",
    Stage.TEXTS: "texts",
    Stage.REVIEW: "flow",
    Stage.SIGNED: "flow",
    Stage.SENT: "flow",
}
"""Step → the tab of the report where it is done."""


@dataclass(frozen=True, slots=True)
class ReportStep:
    """One step: whether it is done, how it stands in words, and the page with filters where it is done."""

    stage: Stage
    is_done: bool
    words: str
    page: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps of the report of a month (202610), to be handed in by ``due``; ``state`` as it stands now."""

    month: int
    due: date
    state: ReportState
    steps: tuple[ReportStep, ...]

    @property
    def is_checked(self) -> bool:
        """Whether nothing is to be checked any more: the report is signed, or the checks have told."""
        return all(step.words != CHECKING for step in self.steps)

    def told(self, found: ReportStep) -> "Checklist":
        """Return the same with one step as it was found."""
        steps = (found if step.stage is found.stage else step for step in self.steps)
        return replace(self, steps=tuple(steps))

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)


def checklist(session: Session, today: date, texts: Mapping[str, str]) -> Checklist:
    """Return how the report of the month before today's stands, but for its checks, which take longest.

    ``texts`` are the paragraphs only people can write: their keys in the report, and what they are called.
    """
    period, report = _worked_on(session, today)
    state = ReportState.DRAFT if report is None else report.state
    is_signed = report is not None and report.is_signed
    written = _frozen(period) if is_signed else _written(session, period, report, texts)
    steps = (*written, *_signing(period, report, state))
    return Checklist(period.last, report_day(session, today), state, steps)


def checked(session: Session, today: date) -> ReportStep | None:
    """Return what the checks of the same report find, for which its figures are counted; None once signed."""
    period, report = _worked_on(session, today)
    if report is not None and report.is_signed:
        return None
    found = report_checks.checks(session, indicators.of(session, period))
    warned = sum(finding.level is Level.WARNING for finding in found.findings)
    told = (
        f"{len(found.blocking):,} 项须先处理" if found.blocking else "",
        f"{warned:,} 项提醒" if warned else "",
    )
    words = "、".join(filter(None, told)) or "没有发现问题"
    return _on_tab(period, Stage.CHECKS, words, is_done=not found.blocking)


def _worked_on(session: Session, today: date) -> tuple[Period, Standing | None]:
    """Return the month before today's, and how its report stands."""
    period = month_period(months_before(month_of(today), 1))
    return period, report_of(session, period)


def _written(
    session: Session, period: Period, report: Standing | None, texts: Mapping[str, str]
) -> Iterator[ReportStep]:
    """Yield the steps before a report is sent for review."""
    yield _data(session, period.last)
    yield _on_tab(period, Stage.CHECKS, CHECKING, is_done=False)
    yield _declared(session, period)
    yield _texts(session, period, report, texts)


def _data(session: Session, month: int) -> ReportStep:
    """Return whether the sessions of the month are in, and checked (L01)."""
    of, where = SESSIONS.c, ("month", month)
    asked = select(func.count()).where(of.month == month, of.deleted_at.is_(None), lacking(Gap.PROVISIONAL))
    if waiting := session.scalar(asked):
        words = f"{waiting:,} 场直播还是“临时”数据"
        filters = where, _PROVISIONAL
        return ReportStep(Stage.DATA, is_done=False, words=words, page="lives", filters=filters)
    counted = live_totals.read(session, month).of_month(month).sessions
    words = f"已核对 {counted:,} 场直播" if counted else "还没有直播数据，请先导入"
    return ReportStep(Stage.DATA, bool(counted), words, "lives", (where,))


def _declared(session: Session, period: Period) -> ReportStep:
    """Return whether retail sales and employment are declared."""
    retail = select(func.count()).where(RETAIL.c.month == period.last, RETAIL.c.total.is_not(None))
    of = _EMPLOYMENT.c
    people = select(func.count()).where(of.month == period.last, of.direct.is_not(None), alive(_EMPLOYMENT))
    asked = (("网络零售额", retail), ("从业人员", people))
    missing = [name for name, question in asked if not session.scalar(question)]
    words = f"{'、'.join(missing)}还没有填报" if missing else "网络零售额、从业人员已填报"
    return _on_tab(period, Stage.DECLARED, words, is_done=not missing)


def _texts(session: Session, period: Period, report: Standing | None, texts: Mapping[str, str]) -> ReportStep:
    """Return whether the paragraphs that only people can write are written."""
    of = _TEXTS.c
    asked = select(of.key).where(of.report_id == (report.id if report else None), func.trim(of.edited) != "")
    told = set(session.scalars(asked))
    missing = [name for key, name in texts.items() if key not in told]
    words = f"{'、'.join(f'“{name}”' for name in missing)}还没有写" if missing else "各段文字已写好"
    return _on_tab(period, Stage.TEXTS, words, is_done=not missing)


def _frozen(period: Period) -> Iterator[ReportStep]:
    """Yield the same steps of a report that is signed: nothing of them is asked any more."""
    for stage in (Stage.DATA, Stage.CHECKS, Stage.DECLARED, Stage.TEXTS):
        yield _on_tab(period, stage, "已随报告签署", is_done=True)


def _signing(period: Period, report: Standing | None, state: ReportState) -> Iterator[ReportStep]:
    """Yield the steps from the review on."""
    reviewed = state is not ReportState.DRAFT
    words = "已提交审核" if reviewed else "还没有提交审核"
    yield _on_tab(period, Stage.REVIEW, words, is_done=reviewed)
    number = report.number if report is not None and report.is_signed else None
    words = "还没有签署" if number is None else f"已签署，编号 {number}"
    yield _on_tab(period, Stage.SIGNED, words, is_done=number is not None)
    sent = None if report is None else report.submitted_on
    words = f"已于 {sent.isoformat()} 报送" if sent else "还没有登记报送"
    yield _on_tab(period, Stage.SENT, words, is_done=sent is not None)


def _on_tab(period: Period, stage: Stage, words: str, *, is_done: bool) -> ReportStep:
    """Return a step that leads to its tab of the report."""
    return ReportStep(stage, is_done, words, "reports", (("period", period), ("tab", _TABS[stage])))
