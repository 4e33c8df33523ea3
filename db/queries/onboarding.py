"""入职流程: the nodes of one streamer, what is open, what is overdue; and the template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import OnboardingNode, OnboardingStep
from db.models.words import StreamerState
from db.queries.tables import HISTORY, STREAMERS, table_of
from db.record import local

NODES, STEPS = table_of(OnboardingNode), table_of(OnboardingStep)
_FIRST_LIVE = "首播"
_OVER = (
    *(StreamerState.LEFT, StreamerState.TRANSFERRED, StreamerState.REJECTED, StreamerState.BLACKLIST),
    *(StreamerState.LEAVING, StreamerState.SUSPENDED),
)
_MORNING = time(9)


class NodeState(StrEnum):
    """How a node stands at a moment."""

    WAITING = "未到期"
    TODAY = "今天到期"
    OVERDUE = "超期"
    DONE = "已完成"
    SKIPPED = "已跳过"


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a streamer's flow; times are local."""

    id: int
    version: int
    name: str
    hint: str | None
    due_at: datetime
    must: bool
    owner: str | None
    done_at: datetime | None
    done_by: str | None
    evidence: str | None
    skipped_reason: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.skipped_reason is None

    def state(self, at: datetime) -> NodeState:
        """Return how it stands at a moment."""
        if not self.is_open:
            return NodeState.DONE if self.done_at is not None else NodeState.SKIPPED
        if self.due_at < at:
            return NodeState.OVERDUE
        return NodeState.TODAY if self.due_at.date() == at.date() else NodeState.WAITING

    def overdue(self, at: datetime) -> timedelta:
        """Return by how much its deadline has passed at a moment, nothing when it has not."""
        return max(at - self.due_at, timedelta()) if self.is_open else timedelta()


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the template."""

    id: int
    version: int
    name: str
    minutes: int
    must: bool
    hint: str | None
    sort: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A streamer whose flow has overdue nodes, the longest overdue first: (name, deadline)."""

    streamer_id: int
    name: str
    nodes: tuple[tuple[str, datetime], ...]


def nodes(session: Session, streamer_id: int) -> list[Node]:
    """Return the nodes of a streamer's flow, in order."""
    of = NODES.c
    asked = select(
        of.id, of.version, of.name, of.hint, of.due_at, of.must, of.owner,
        of.done_at, of.done_by, of.evidence, of.skipped_reason,
    ).where(of.streamer_id == streamer_id, of.deleted_at.is_(None))  # fmt: skip
    return [Node(*row) for row in session.execute(asked.order_by(of.sort, of.id))]


def steps(session: Session) -> list[Step]:
    """Return the template, in order."""
    of = STEPS.c
    asked = select(of.id, of.version, of.name, of.minutes, of.must, of.hint, of.sort)
    rows = session.execute(asked.where(of.deleted_at.is_(None)).order_by(of.sort, of.id))
    return [Step(*row) for row in rows]


def interview_passed(session: Session, streamer_id: int, otherwise: datetime) -> datetime:
    """Return when a streamer passed the interview, as the history of states tells; else another moment.

    A move entered on its own day counts from the minute it was entered, any other from nine in the morning.
    """
    of = HISTORY.c
    own = of.entity == STREAMERS.name, of.entity_id == streamer_id
    asked = select(of.on, of.at).where(*own, of.to_state == StreamerState.INTERVIEWED, of.on.is_not(None))
    found = session.execute(asked.order_by(of.on.desc(), of.id.desc()).limit(1)).first()
    if found is None:
        return otherwise
    entered = local(found.at)
    return entered if entered.date() == found.on else datetime.combine(found.on, _MORNING)


def open_before_first_live(session: Session, streamer_id: int) -> list[str]:
    """Return the nodes not to be skipped that are open although the first broadcast comes after them."""
    left = []
    for node in nodes(session, streamer_id):
        if _FIRST_LIVE in node.name:
            break
        if node.must and node.done_at is None:
            left.append(node.name)
    return left


def is_overdue(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a node is overdue at a moment."""
    of = NODES.c
    is_open = and_(of.done_at.is_(None), of.skipped_reason.is_(None), of.deleted_at.is_(None))
    return and_(is_open, of.due_at < at)


def overdue(session: Session, at: datetime) -> list[Overdue]:
    """Return who has overdue nodes at a moment, the longest overdue first; nobody who is leaving or gone."""
    of, who = NODES.c, STREAMERS.c
    asked = (
        select(of.streamer_id, who.name.label("person"), of.name, of.due_at)
        .join_from(NODES, STREAMERS, who.id == of.streamer_id)
        .where(is_overdue(at), who.deleted_at.is_(None), who.status.not_in(_OVER))
        .order_by(of.due_at, of.id)
    )
    found: dict[int, tuple[str, list[tuple[str, datetime]]]] = {}
    for key, person, name, due_at in session.execute(asked):
        found.setdefault(key, (person, []))[1].append((name, due_at))
    return [Overdue(key, person, tuple(late)) for key, (person, late) in found.items()]


def has_flow(session: Session, streamer_id: int) -> bool:
    """Say whether a streamer's flow was begun."""
    of = NODES.c
    own = of.streamer_id == streamer_id, of.deleted_at.is_(None)
    return bool(session.scalar(select(func.count()).select_from(NODES).where(*own)))


def now_of(today: date) -> datetime:
    """Return the moment a question about a day is asked for: this minute of the day."""
    return datetime.combine(today, datetime.now().time())  # noqa: DTZ005 - local, as the deadlines are


def late_words(late: timedelta) -> str:
    """Write by how much a deadline has passed: 超期 5 小时, 超期 3 天."""
    hours = late / timedelta(hours=1)
    if hours < 1:
        return f"超期 {max(1, int(hours * 60))} 分钟"
    return f"超期 {int(hours)} 小时" if hours < _DAYS_FROM else f"超期 {late.days} 天"


_DAYS_FROM = 48


def node_faults(values: Mapping[str, Any], today: date) -> Iterator[BadValue]:
    """Tell what is wrong with a node: skipped though it must not be, done and skipped, done in the future."""
    label = column(OnboardingNode, "skipped_reason").label
    if values.get("skipped_reason") and values.get("must"):
        yield BadValue(f"“{values.get('name')}”不得跳过，请完成后再打勾", label)
    if values.get("skipped_reason") and values.get("done_at"):
        yield BadValue("已完成的节点不能再跳过，请先撤销完成", label)
    done_at = values.get("done_at")
    if done_at and done_at.date() > today:
        yield BadValue("完成时间不能晚于今天，请核对", column(OnboardingNode, "done_at").label)
