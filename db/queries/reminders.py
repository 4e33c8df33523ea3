"""提醒: what falls due, of every subject, in one place. Computed each time; only what users said is stored.

A subject gives a function ``(session, today) -> Iterable[Reminder]`` in a query file of its own and a line in
``_SUBJECTS``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from typing import cast

from sqlalchemy import ColumnElement, and_, delete, insert, select

from db import trail
from db.engine import Session
from db.errors import NotAllowed
from db.models import ReminderMark
from db.models.reminder import MarkState
from db.queries.kept_answers import kept
from db.queries.tables import table_of
from db.record import local, now

_SUBJECTS: tuple[str, ...] = (
    "roster_reminders:contracts",
    "roster_reminders:minors",
    "live_reminders:unbound_sessions",
    "onboarding_reminders:overdue_nodes",
    "live_reminders:report",
    "report_reminders:changed",
    "brand_reminders:stuck",
    "partner_reminders:documents",
    "partner_reminders:reviews",
    "partner_reminders:failures",
    "campaign_reminders:unsummarised",
    "own_reminders:own",
)
"""``module:function`` of each subject, below ``db.queries``."""

_MARKS = table_of(ReminderMark)


class ReminderKind(StrEnum):
    """What is reminded of, in the order it is listed."""

    REPORT = "月报报送"
    CHANGED = "与已报送数不一致"
    CONSENT = "未成年人缺同意"
    CONTRACT = "合同到期"
    UNBOUND = "场次无有效合同"
    DOCUMENT = "资质到期"
    REVIEW = "企业复审"
    GRADE = "评价预警"
    ONBOARDING = "入职节点"
    STUCK = "品牌停滞"
    CAMPAIGN = "活动总结"
    OWN = "自建提醒"


class Standing(StrEnum):
    """How a reminder stands today."""

    OPEN = "未办"
    LATER = "稍后"
    DONE = "已办"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that falls due: a sentence, by when, and the page with its filters that shows it.

    ``since`` is the day its present stage began (30 days before the end): what was settled before that day
    is asked again.
    """

    kind: str
    text: str
    due: date | None
    page: str
    filters: tuple[tuple[str, object], ...]
    entity: str
    entity_id: int
    since: date | None = None

    @property
    def key(self) -> tuple[str, str, int, date | None]:
        """What a mark remembers it by."""
        return self.kind, self.entity, self.entity_id, self.due

    def left(self, today: date) -> str:
        """Return how much time is left, in words; "" without a day."""
        if self.due is None:
            return ""
        days = (self.due - today).days
        return f"已超期 {-days:,} 天" if days < 0 else f"还有 {days:,} 天" if days else "今天到期"

    def is_overdue(self, today: date) -> bool:
        """Whether its day is past."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Marked:
    """A reminder and what was said of it: by whom and when (local time), put off until which day."""

    reminder: Reminder
    standing: Standing = Standing.OPEN
    until: date | None = None
    by: str = ""
    at: datetime | None = None


def reminders(session: Session, today: date) -> list[Marked]:
    """Return every reminder as it stands, the most urgent first; one without a day counts as due today."""
    found = [each for place in _SUBJECTS for each in _subject(place)(session, today)]
    marks = _marks(session)
    order = {str(kind): place for place, kind in enumerate(ReminderKind)}
    marked = [_as_marked(each, marks.get(each.key), today) for each in found]
    return sorted(
        marked,
        key=lambda each: (
            each.reminder.due or today,
            order[each.reminder.kind],
            each.reminder.entity_id,
        ),
    )


def open_reminders(session: Session, today: date) -> list[Reminder]:
    """Return the reminders still to be settled, the most urgent first: the bell and 工作台 share them."""

    def found(session: Session) -> tuple[Reminder, ...]:
        """Compute them."""
        return tuple(each.reminder for each in reminders(session, today) if each.standing is Standing.OPEN)

    return list(kept(session, ("open reminders", today), found))


def snooze(session: Session, wanted: Iterable[Reminder], until: date, today: date | None = None) -> None:
    """Put reminders off until a day to come; NotAllowed for one that is not."""
    if until <= (today or date.today()):
        raise NotAllowed("稍后提醒的日期须晚于今天。")
    _mark(session, list(wanted), MarkState.LATER, until)


def done(session: Session, wanted: Iterable[Reminder]) -> None:
    """Note that reminders are settled, by whom and when."""
    _mark(session, list(wanted), MarkState.DONE, None)


def reopen(session: Session, wanted: Iterable[Reminder]) -> None:
    """Take back what was said of reminders."""
    for each in wanted:
        session.execute(delete(_MARKS).where(_same(each)))
        _tell(session, each, "恢复提醒", None)


def _subject(place: str) -> Callable[[Session, date], Iterable[Reminder]]:
    """Return the function of a subject, loaded only now."""
    module, name = place.split(":")
    found = getattr(import_module(f"db.queries.{module}"), name)
    return cast("Callable[[Session, date], Iterable[Reminder]]", found)


def _marks(session: Session) -> dict[tuple[str, str, int, date | None], Marked]:
    """Return what was said of reminders, by their keys; a Marked without its reminder's own words."""
    of = _MARKS.c
    asked = select(of.kind, of.entity, of.entity_id, of.due, of.state, of.until, of.by, of.at).order_by(of.id)
    found = {}
    for kind, entity, key, due, state, until, by, at in session.execute(asked):
        blank = Reminder(kind, "", due, "", (), entity, key)
        found[blank.key] = Marked(blank, Standing(str(state)), until, by, local(at))
    return found


def _as_marked(reminder: Reminder, mark: Marked | None, today: date) -> Marked:
    """Return a reminder with what was said of it, where that still counts; a user's own waits for its day."""
    if mark is None or mark.at is None:
        is_early = reminder.kind == ReminderKind.OWN and reminder.due is not None and reminder.due > today
        return Marked(reminder, Standing.LATER, reminder.due) if is_early else Marked(reminder)
    settled_before = reminder.since is not None and mark.at.date() < reminder.since
    over = mark.standing is Standing.LATER and (mark.until is None or mark.until <= today)
    if over or (mark.standing is Standing.DONE and settled_before):
        return Marked(reminder)
    return Marked(reminder, mark.standing, mark.until, mark.by, mark.at)


def _mark(session: Session, wanted: Sequence[Reminder], state: MarkState, until: date | None) -> None:
    """Keep what was said of reminders in place of what was said before; the trail tells."""
    who = {"state": state, "until": until, "at": now(), "by": session.info["user"]}
    for each in wanted:
        session.execute(delete(_MARKS).where(_same(each)))
        kind, entity, key, due = each.key
        session.execute(insert(_MARKS).values(kind=str(kind), entity=entity, entity_id=key, due=due, **who))
        _tell(session, each, "提醒已办" if until is None else "稍后提醒", until)


def _tell(session: Session, reminder: Reminder, action: str, until: date | None) -> None:
    """Note in the trail, and so in the record's history, what was said of a reminder."""
    words = reminder.text if until is None else f"{reminder.text}（{until.isoformat()} 再提醒）"
    trail.record(session, action, reminder.entity, reminder.entity_id, {"reminder": [None, words]})


def _same(reminder: Reminder) -> ColumnElement[bool]:
    """Return the condition that a mark is of a reminder."""
    of, (kind, entity, key, due) = _MARKS.c, reminder.key
    return and_(
        of.kind == str(kind),
        of.entity == entity,
        of.entity_id == key,
        of.due.is_(None) if due is None else of.due == due,
    )
