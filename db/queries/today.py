"""工作台: the month's cards, twelve months of sales, and what is to be done. Values only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select

from db.engine import Session
from db.queries import indicators, lives, roster
from db.queries.figures import Figure, MonthGmv
from db.queries.periods import month_of, months_before
from db.queries.reminders import Reminder, open_reminders
from db.queries.tables import SESSIONS, STREAMERS

CARDS = ("L01", "L05", "A02", "L04", "A03")
"""Indicators on the cards: 场次, 支付GMV, 在播主播, 参播主播 and 活跃主播, with the month before."""

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
class Home:
    """What the 工作台 shows of a month (202609): its figures.

    ``has_report`` says whether there is anything to report of the month before today's.
    """

    month: int
    cards: tuple[Figure, ...]
    gmv_by_month: tuple[MonthGmv, ...]
    has_report: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done: tasks, and the most urgent of the ``waiting`` reminders."""

    tasks: tuple[Task, ...]
    reminders: tuple[Reminder, ...]
    waiting: int


def home(session: Session, today: date, month: int | None = None) -> Home:
    """Return what the 工作台 shows: of the month asked for, else of the newest that has sessions."""
    month = month or newest_month(session, today)
    figures, gmv_by_month = indicators.outline(session, month)
    cards = tuple(figures[code] for code in CARDS)
    has_report = bool(_count(session, STREAMERS) or _sessions_before(session, today))
    return Home(month, cards, gmv_by_month, has_report)


def to_do(session: Session, today: date, month: int | None = None) -> ToDo:
    """Return what is to be done; of the sessions of the month asked for, else of the newest with any."""
    waiting = open_reminders(session, today)
    found = tasks(session, today, month or newest_month(session, today))
    return ToDo(tuple(found), most_urgent(waiting), len(waiting))


def newest_month(session: Session, today: date) -> int:
    """Return the newest month with sessions that is not still to come; this month when there is none."""
    this = month_of(today)
    known = select(func.max(SESSIONS.c.month)).where(
        SESSIONS.c.deleted_at.is_(None), SESSIONS.c.month <= this
    )
    return session.scalar(known) or this


def tasks(session: Session, today: date, month: int) -> list[Task]:
    """Return what is to be done: the first imports, the team today, the sessions of two months.

    The two months are ``month`` and the one before it. What has a reminder of its own is left out.
    """
    found = _first_imports(session)
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
    return [Task(text, 1, text, page) for table, text, page in wanted if not _count(session, table)]


def most_urgent(found: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return the reminders with the least time left, without one kind crowding out the others."""
    taken: Counter[str] = Counter()
    urgent = []
    for each in found:
        taken[each.kind] += 1
        if taken[each.kind] <= MOST_OF_KIND:
            urgent.append(each)
    return tuple(urgent[:MOST_REMINDERS])


def _sessions_before(session: Session, today: date) -> int:
    """Return how many sessions the month before today's had."""
    return _count(session, SESSIONS, SESSIONS.c.month == months_before(month_of(today), 1))


def _count(session: Session, table: Table, *conditions: ColumnElement[bool]) -> int:
    """Return how many records that are not deleted meet the conditions."""
    asked = select(func.count()).select_from(table).where(table.c.deleted_at.is_(None), *conditions)
    return session.scalar(asked) or 0
