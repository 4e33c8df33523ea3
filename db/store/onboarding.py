"""入职流程: begin a streamer's flow, tick, skip and undo its nodes; reorder the template."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from db.engine import Session
from db.errors import NotAllowed
from db.models import OnboardingNode, OnboardingStep
from db.queries.onboarding import STEPS, has_flow, nodes, now_of, steps
from db.store.reading import load
from db.store.saving import delete, save


def begin_onboarding(session: Session, streamer_id: int, passed_at: datetime, owner: str = "") -> int:
    """Copy the template as a streamer's flow, due from when the interview was passed; return how many nodes.

    NotAllowed when a flow is there already, or the template is empty.
    """
    if passed_at > now_of(date.today()):
        raise NotAllowed("面试通过时间不能晚于现在，请核对。")
    if has_flow(session, streamer_id):
        raise NotAllowed("这位主播的入职流程已经开始，不能再次开始。")
    template = steps(session)
    if not template:
        raise NotAllowed("入职流程还没有节点，请先到“设置 › 入职流程”添加。")
    for place, step in enumerate(template, 1):
        due = passed_at + timedelta(minutes=step.minutes)
        copied = {"name": step.name, "must": step.must, "hint": step.hint, "sort": place}
        save(session, OnboardingNode, {"streamer_id": streamer_id, **copied, "due_at": due, "owner": owner})
    return len(template)


def tick(
    session: Session, node_id: int, version: int, done_at: datetime, evidence: str | None = None
) -> None:
    """Note that a node was done, when and by whom; a skipped one was not skipped after all."""
    done = {"done_at": done_at, "done_by": session.info["user"] or None, "skipped_reason": None}
    if evidence is not None:
        done["evidence"] = evidence
    save(session, OnboardingNode, done, node_id, version)


def reopen(session: Session, node_id: int, version: int) -> None:
    """Undo a tick or a skip; the trail keeps both."""
    nothing = {"done_at": None, "done_by": None, "skipped_reason": None}
    save(session, OnboardingNode, nothing, node_id, version)


def skip(session: Session, node_id: int, version: int, reason: str) -> None:
    """Skip a node with a reason; BadValues for one that must not be skipped."""
    if not reason.strip():
        raise NotAllowed("跳过节点须填写原因。")
    save(session, OnboardingNode, {"skipped_reason": reason.strip()}, node_id, version)


def drop_onboarding(session: Session, streamer_id: int) -> None:
    """Take a streamer's flow away."""
    for node in nodes(session, streamer_id):
        delete(session, OnboardingNode, node.id, node.version)


def save_step(session: Session, values: Mapping[str, object], key: int | None = None) -> int:
    """Add a node at the end of the template, or change one; running flows keep what they copied."""
    if key is None:
        last = session.scalar(select(func.max(STEPS.c.sort)).where(STEPS.c.deleted_at.is_(None)))
        return save(session, OnboardingStep, {**values, "sort": (last or 0) + 1})
    return save(session, OnboardingStep, values, key, load(session, OnboardingStep, key).version)


def shift_step(session: Session, key: int, by: int) -> None:
    """Move a node of the template up (-1) or down (1); at the end it stays."""
    order = [step.id for step in steps(session)]
    place = order.index(key)
    target = place + by
    if not 0 <= target < len(order):
        return
    order[place], order[target] = order[target], order[place]
    for sort, step_id in enumerate(order, 1):
        save(session, OnboardingStep, {"sort": sort}, step_id, load(session, OnboardingStep, step_id).version)
