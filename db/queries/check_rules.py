"""The checks before a report is handed in: one function each, in the order they are listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, exists, func, select

from db.engine import Session
from db.models import EmploymentMonth
from db.models.partner_words import Papers
from db.queries.check_training import Lack, lack
from db.queries.contracts import presented_unbound
from db.queries.figures import ReportFigures
from db.queries.live_totals import grouped
from db.queries.lives import Gap, lacking
from db.queries.partner_documents import is_expired, is_lacking
from db.queries.partners import WORKING
from db.queries.roster import Todo
from db.queries.tables import COUNTED, MONTH_SUMS, ORGS, RETAIL, SESSIONS, alive, table_of

MOST_PROVISIONAL = 5
"""A fifth: from that part of provisional sessions on a month is not ready."""
_NAMED = 8
"""Figures without data that are named."""
Filters = tuple[tuple[str, object], ...]
_EMPLOYMENT = table_of(EmploymentMonth)


class Level(StrEnum):
    """How much a finding weighs."""

    BLOCKING = "阻断"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a sentence that says what to do, and the page and filters that show the rows.

    ``page`` is "" where nothing else than the report itself is meant; ``count`` is how many rows.
    """

    key: str
    level: Level
    text: str
    count: int = 0
    page: str = ""
    filters: Filters = ()

    def at(self, level: Level) -> "Finding":
        """Return the same finding at another level."""
        return replace(self, level=level)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the checks look at."""

    session: Session
    figures: ReportFigures

    def lives(self, gap: Gap) -> Filters:
        """Return the filters that show the sessions of the period with a gap."""
        return self.when, ("gap", gap.value)

    @property
    def when(self) -> tuple[str, object]:
        """The filter that shows the sessions of the period."""
        period = self.figures.period
        if period.first == period.last:
            return "month", period.last
        return "days", (period.starts_on, period.ends_on)

    def count(self, gap: Gap) -> int:
        """Count the counted sessions of the period with a gap."""
        inside = SESSIONS.c.month.between(self.figures.period.first, self.figures.period.last)
        return self.session.scalar(select(func.count()).where(COUNTED, inside, lacking(gap))) or 0


FIXED = frozenset({"nameless", "unsigned", "running", "empty", "retail_note", "method"})
"""Checks whose level the base cannot change."""
_HALF_TOLD = "报告期内有 {:,} 场直播{}，请补录或核对"


def findings(asked: Asked) -> Iterator[Finding]:
    """Yield everything the checks find."""
    for rule in _RULES:
        yield from rule(asked)


def _base(asked: Asked) -> Iterator[Finding]:
    """Who reports and who signs is filled in, and the period is over."""
    base = asked.figures.base
    settings: Filters = (("part", "base"),)
    if not base.name:
        yield Finding(
            "nameless", Level.BLOCKING, "还没有填写基地名称，请在“设置”里填写", 0, "settings", settings
        )
    people = (("单位负责人", base.responsible), ("统计负责人", base.statistician), ("填表人", base.filler))
    missing = [label for label, name in people if not name]
    if missing:
        words = f"还没有填写{'、'.join(missing)}，请在“设置”里填写"
        yield Finding("unsigned", Level.BLOCKING, words, len(missing), "settings", settings)
    if date.today() <= asked.figures.period.ends_on:
        yield Finding("running", Level.BLOCKING, "报告期尚未结束，结束后才能提交审核")


def _nothing(asked: Asked) -> Iterator[Finding]:
    """There is something to report."""
    if not asked.figures.figures["L01"].value and not asked.figures.figures["A02"].value:
        text = "报告期内没有已核对的直播场次，也没有在播主播，请先导入数据"
        yield Finding("empty", Level.BLOCKING, text, 0, "lives", (asked.when,))


def _refunds(asked: Asked) -> Iterator[Finding]:
    """L05 ≥ L06."""
    sold, back = (asked.figures.figures[code].value for code in ("L05", "L06"))
    if sold is not None and back is not None and back > sold:
        text = "退款金额大于支付GMV，请核对直播数据"
        yield Finding("refunds", Level.BLOCKING, text, 0, "lives", (asked.when,))


def _provisional(asked: Asked) -> Iterator[Finding]:
    """Less than a fifth of the sessions are provisional."""
    waiting, counted = asked.figures.provisional, asked.figures.figures["L01"].value or 0
    if not waiting:
        return
    many = waiting * MOST_PROVISIONAL >= waiting + counted
    words = f"有 {waiting:,} 场直播的数据还是“临时”，未计入报告，请核对后改为“已核对”"
    level = Level.BLOCKING if many else Level.WARNING
    yield Finding("provisional", level, words, waiting, "lives", asked.lives(Gap.PROVISIONAL))


def _gaps(asked: Asked) -> Iterator[Finding]:
    """Every session names who presented and tells its sales and its length."""
    for key, gap, words in (
        ("presenter", Gap.NO_PRESENTER, "没有登记出镜主播"),
        ("gmv", Gap.NO_GMV, "没有填报支付GMV"),
        ("minutes", Gap.NO_MINUTES, "没有填报直播时长"),
    ):
        count = asked.figures.without_presenter if gap is Gap.NO_PRESENTER else asked.count(gap)
        if count:
            text = _HALF_TOLD.format(count, words)
            yield Finding(key, Level.WARNING, text, count, "lives", asked.lives(gap))


def _unbound(asked: Asked) -> Iterator[Finding]:
    """Every session is presented under a contract in force."""
    period = asked.figures.period
    inside = and_(COUNTED, SESSIONS.c.month.between(period.first, period.last), presented_unbound())
    count = asked.session.scalar(select(func.count()).where(inside)) or 0
    if count:
        text = f"有 {count:,} 场直播的出镜主播没有有效合同，请核对合同"
        yield Finding("unbound", Level.WARNING, text, count, "lives", asked.lives(Gap.UNBOUND))


def _platforms(asked: Asked) -> Iterator[Finding]:
    """Whatever platform had sessions in the months before has some in this period too."""
    period = asked.figures.period
    count = period.last - period.first + 1
    before = period.earlier(count)
    of = MONTH_SUMS.c
    had, has = (
        grouped(asked.session, of.platform, of.month.between(one.first, one.last)) for one in (before, period)
    )
    for platform in sorted(had.keys() - has.keys()):
        text = f"{platform}上期有 {had[platform].sessions:,} 场直播，本期一场也没有，请确认数据是否已导入"
        when = ("month", before.last) if count == 1 else ("days", (before.starts_on, before.ends_on))
        yield Finding("platform", Level.WARNING, text, had[platform].sessions, "lives",
                      (when, ("platform", platform)))  # fmt: skip


def _trainings(asked: Asked) -> Iterator[Finding]:
    """Trainings of the period are finished and tell their 学时."""
    period = asked.figures.period
    open_ones, blank = (lack(asked.session, period, kind) for kind in (Lack.UNFINISHED, Lack.NO_HOURS))
    here: Filters = (("part", "sessions"), ("period", period))
    if open_ones:
        text = f"有 {open_ones:,} 场培训时间已过但状态不是“已完成”，未计入报告，请补录签到后办结"
        yield Finding("unfinished", Level.WARNING, text, open_ones, "trainings",
                      (*here, ("lack", Lack.UNFINISHED.value)))  # fmt: skip
    if blank:
        text = f"有 {blank:,} 场已完成的培训没有学时，请补填"
        yield Finding("hours", Level.WARNING, text, blank, "trainings",
                      (*here, ("lack", Lack.NO_HOURS.value)))  # fmt: skip


def _partners(asked: Asked) -> Iterator[Finding]:
    """Partners that are counted have every document asked of them, and none that lapsed."""
    for key, fault, papers, words in (
        ("papers", is_expired(), Papers.EXPIRED, "有资质已过期，请办理续期或变更状态"),
        ("lacking", and_(is_lacking(), ~is_expired()), Papers.LACKING, "缺少必备资质，请补录资质或变更状态"),
    ):
        held = and_(alive(ORGS), ORGS.c.status.in_(WORKING), fault)
        count = asked.session.scalar(select(func.count()).where(held)) or 0
        if count:
            text = f"有 {count:,} 家合作企业{words}"
            filters: Filters = (("part", "companies"), ("papers", papers.value))
            yield Finding(key, Level.WARNING, text, count, "partners", filters)


def _declared(asked: Asked) -> Iterator[Finding]:
    """Whatever is declared says how it was counted."""
    period, session = asked.figures.period, asked.session
    noteless = and_(
        RETAIL.c.month.between(period.first, period.last),
        RETAIL.c.total.is_not(None),
        func.coalesce(RETAIL.c.note, "") == "",
    )
    here: Filters = (("period", period), ("tab", "declared"))
    if session.scalar(select(exists().where(noteless))):
        text = "已填报网络零售额但没有写明口径，请在“填报”里补写"
        yield Finding("retail_note", Level.BLOCKING, text, 1, "reports", here)
    of = _EMPLOYMENT.c
    unsaid = and_(
        of.month == period.last,
        of.induced.is_not(None),
        func.coalesce(of.method, "") == "",
        alive(_EMPLOYMENT),
    )
    if session.scalar(select(exists().where(unsaid))):
        text = "已填报带动就业测算数但没有写明测算方法，请在“填报”里补写"
        yield Finding("method", Level.BLOCKING, text, 1, "reports", here)


def _people(asked: Asked) -> Iterator[Finding]:
    """Followers are fresh, and minors have their guardian's consent."""
    stale = asked.figures.stale_followers
    if stale:
        text = f"有 {stale:,} 位百万粉以上主播的粉丝数超过31天未更新，请导入最新粉丝数"
        yield Finding("followers", Level.WARNING, text, stale, "streamers",
                      (("stale", asked.figures.period.ends_on),))  # fmt: skip
    minors, papers = (asked.figures.figures[code].value or 0 for code in ("A07", "A07C"))
    if minors > papers:
        text = f"有 {minors - papers} 名未成年签约主播的监护人同意手续不全，请补齐"
        yield Finding("guardians", Level.BLOCKING, text, int(minors - papers), "streamers",
                      (("todo", Todo.NO_CONSENT.value),))  # fmt: skip


def _missing(asked: Asked) -> Iterator[Finding]:
    """Every line of the report has a figure."""
    names = [figure.name for figure in asked.figures.printed if figure.value is None]
    if 0 < len(names) < len(asked.figures.printed):  # of a base without any data ``_nothing`` tells
        some = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
        text = f"有 {len(names)} 项指标没有数据，将印为“—”：{some}"
        yield Finding("missing", Level.WARNING, text, len(names))


_RULES: tuple[Callable[[Asked], Iterator[Finding]], ...] = (
    _base, _nothing, _refunds, _provisional, _gaps, _unbound, _platforms, _trainings, _partners, _declared,
    _people, _missing,
)  # fmt: skip
