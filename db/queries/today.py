"""工作台: the month's cards with two years of each, and what is to be done. Values only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, exists, func, select

from db.engine import Session
from db.queries import home_trends, live_figures, live_totals, lives, roster
from db.queries.declared import Thresholds, thresholds
from db.queries.dictionary import BY_CODE
from db.queries.figures import Figure, Indicator
from db.queries.home_trends import Trend
from db.queries.known_values import known_values
from db.queries.live_reminders import has_sessions
from db.queries.periods import month_of, month_period, months_before
from db.queries.reminders import Reminder, open_reminders
from db.queries.tables import SESSIONS, STREAMERS, undeleted

LIVE_CARDS, TEAM_CARDS = ("L05", "L01", "L04", "A03"), ("A02",)
"""Indicators on the cards: 支付GMV, 场次, 参播主播, 活跃主播; 在播主播."""

MOST_REMINDERS, MOST_OF_KIND = 6, 3
"""Reminders shown on the 工作台: the most urgent, and no more than some of one kind."""

_TEXTS = {
    roster.Todo.NO_ID: "{:,} 位主播缺身份证号",
    roster.Todo.UNVERIFIED: "{:,} 位主播未实名核验",
    roster.Todo.NO_ACCOUNT: "{:,} 位主播没有平台账号",
    roster.Todo.NO_CONTRACT: "{:,} 位主播没有有效合同",
    roster.Todo.IDLE: f"{{:,}} 位在播主播{roster.IDLE_DAYS}天未开播",
    lives.Gap.PROVISIONAL: "有 {:,} 场直播数据为“临时”，不计入月报",
    lives.Gap.NO_GMV: "有 {:,} 场直播未录支付GMV",
    lives.Gap.NO_MINUTES: "有 {:,} 场直播未录时长",
    lives.Gap.NO_PRESENTER: "有 {:,} 场直播没有出镜主播",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the to-do list: a sentence, and the page and Query.filters that show them."""

    kind: str
    count: int
    text: str
    page: str
    filters: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures of a month (202609) without 累计, and each of them over 24 months."""

    month: int
    figures: tuple[Figure, ...]
    trends: Mapping[str, Trend]


@dataclass(frozen=True, slots=True)
class Home:
    """What the 工作台 shows first: the figures of live results.

    ``has_report`` says whether there is anything to report of the month before today's.
    """

    cards: Cards
    has_report: bool


@dataclass(frozen=True, slots=True)
class Due:
    """The most urgent of the ``waiting`` reminders."""

    reminders: tuple[Reminder, ...]
    waiting: int


def home(session: Session, today: date, month: int | None = None) -> Home:
    """Return the figures of live results: of the month asked for, else of the newest that has sessions."""
    month = month or newest_month(session, today)
    totals, limits = live_totals.read(session, month), thresholds(session)
    trends = home_trends.live_trends(session, month, totals, limits, known_values(session))
    notes = live_figures.notes(totals, month_period(month))
    figures = tuple(_card(BY_CODE[code], trends[code], notes.get(code, ""), limits) for code in LIVE_CARDS)
    before = months_before(month_of(today), 1)
    has_report = _holds_any(session, STREAMERS) or has_sessions(session, before)
    return Home(Cards(month, figures, trends), has_report)


def team(session: Session, today: date, month: int | None = None) -> Cards:
    """Return the figures of the team, which take longer: they are told from everybody's history."""
    month = month or newest_month(session, today)
    trends, limits = home_trends.team_trends(session, month, known_values(session)), thresholds(session)
    return Cards(month, tuple(_card(BY_CODE[code], trends[code], "", limits) for code in TEAM_CARDS), trends)


def _card(entry: Indicator, trend: Trend, note: str, limits: Thresholds) -> Figure:
    """Return a figure with the month before and the one a year ago; 累计 is not asked for."""
    return Figure.told(
        entry,
        limits,
        value=trend[-1],
        last_month=trend[-2],
        last_year=trend[-1 - home_trends.YEAR],
        ytd=None,
        ytd_last_year=None,
        note=note,
    )


def due(session: Session, today: date) -> Due:
    """Return what falls due."""
    waiting = open_reminders(session, today)
    return Due(most_urgent(waiting), len(waiting))


def newest_month(session: Session, today: date) -> int:
    """Return the newest month with sessions that is not still to come; this month when there is none."""
    this = month_of(today)
    of = SESSIONS.c
    known = select(of.month).where(of.deleted_at.is_(None), of.month <= this)
    return session.scalar(known.order_by(of.month.desc()).limit(1)) or this  # the index tells the newest


def tasks(session: Session, today: date, month: int | None = None) -> list[Task]:
    """Return what is to be done: the first imports, the team today, the sessions of two months.

    The two months are ``month`` (None: the newest with sessions) and the one before it. What has a reminder
    of its own is left out.
    """
    found, month = _first_imports(session), month or newest_month(session, today)
    for kind in [each for each in roster.Todo if each in _TEXTS]:
        count = _count(session, STREAMERS, roster.to_do(kind, today))
        found.append(Task(kind, count, _TEXTS[kind].format(count), "streamers", (("todo", kind.value),)))
    for each in (month, months_before(month, 1)):
        for gap in [each for each in lives.Gap if each in _TEXTS]:
            count = _count(session, SESSIONS, (SESSIONS.c.month == each) & lives.lacking(gap))
            text = f"{each % 100}月{_TEXTS[gap].format(count)}"
            found.append(Task(gap, count, text, "lives", (("month", each), ("gap", gap.value))))
    return [task for task in found if task.count]


def _first_imports(session: Session) -> list[Task]:
    """Return what a base that is still empty begins with."""
    wanted = ((STREAMERS, "导入主播名册", "streamers"), (SESSIONS, "导入直播数据", "lives"))
    return [Task(text, 1, text, page) for table, text, page in wanted if not _holds_any(session, table)]


def most_urgent(found: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return the reminders with the least time left, without one kind crowding out the others."""
    taken: Counter[str] = Counter()
    urgent = []
    for each in found:
        taken[each.kind] += 1
        if taken[each.kind] <= MOST_OF_KIND:
            urgent.append(each)
    return tuple(urgent[:MOST_REMINDERS])


def _holds_any(session: Session, table: Table) -> bool:
    """Say whether a table has any record that is not deleted."""
    return bool(session.scalar(select(exists().where(table.c.deleted_at.is_(None)))))


def _count(session: Session, table: Table, *conditions: ColumnElement[bool]) -> int:
    """Return how many records that are not deleted meet the conditions."""
    asked = select(func.count()).select_from(table).where(undeleted(table), *conditions)
    return session.scalar(asked) or 0
