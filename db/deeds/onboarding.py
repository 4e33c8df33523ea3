"""The 入职流程 of a streamer: begun, ended, its nodes ticked, skipped and opened again, each to be undone."""

from datetime import datetime

from db.deeds.deed import Deed
from db.deeds.doing import to_one
from db.engine import Session
from db.models import Streamer
from db.queries.onboarding import Node
from db.store import onboarding


def begin_flow(session: Session, streamer: int, passed_at: datetime, owner: str = "") -> Deed:
    """Begin the flow, as ``onboarding.begin_onboarding`` does."""
    return to_one(
        session,
        Streamer,
        streamer,
        lambda whom: f"开始{whom}的入职流程",
        lambda: onboarding.begin_onboarding(session, streamer, passed_at, owner),
    )


def drop_flow(session: Session, streamer: int) -> Deed:
    """Take the whole flow away."""
    return to_one(
        session,
        Streamer,
        streamer,
        lambda whom: f"终止{whom}的入职流程",
        lambda: onboarding.drop_onboarding(session, streamer),
    )


def tick_node(session: Session, streamer: int, node: Node, done_at: datetime) -> Deed:
    """Note that a node was done."""
    return to_one(
        session,
        Streamer,
        streamer,
        lambda whom: f"完成{whom}的入职节点“{node.name}”",
        lambda: onboarding.tick(session, node.id, node.version, done_at),
    )


def skip_node(session: Session, streamer: int, node: Node, reason: str) -> Deed:
    """Skip a node with a reason."""
    return to_one(
        session,
        Streamer,
        streamer,
        lambda whom: f"跳过{whom}的入职节点“{node.name}”",
        lambda: onboarding.skip(session, node.id, node.version, reason),
    )


def reopen_node(session: Session, streamer: int, node: Node) -> Deed:
    """Open a node again that was done or skipped."""
    return to_one(
        session,
        Streamer,
        streamer,
        lambda whom: f"重新打开{whom}的入职节点“{node.name}”",
        lambda: onboarding.reopen(session, node.id, node.version),
    )
