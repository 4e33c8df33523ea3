"""States of campaigns: from plan to summary."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from sqlalchemy import func, select

from db.lifecycle.rules import Case, Criterion, Rules, Values
from db.models import Campaign, CampaignLine
from db.models.campaign_words import CampaignState as State
from db.models.campaign_words import LineKind
from db.queries.campaign_tree import below
from db.queries.tables import table_of

MOVES: Mapping[State, tuple[State, ...]] = {
    State.PLANNED: (State.PREPARING, State.RUNNING, State.CANCELLED),
    State.PREPARING: (State.RUNNING, State.PLANNED, State.CANCELLED),
    State.RUNNING: (State.SUMMARISING, State.CLOSED, State.CANCELLED),
    State.SUMMARISING: (State.CLOSED, State.RUNNING),
    State.CLOSED: (State.SUMMARISING,),
    State.CANCELLED: (State.PLANNED,),
}
"""Where each state may lead, the usual step first."""

_SHORTEST_SUMMARY = 10


def _begins(case: Case) -> Criterion:
    """Who runs a campaign has set its first day, and it has come."""
    start: date | None = case.row["start_on"]
    found = "未填" if start is None else start.isoformat()
    words = ""
    if start is None:
        words = "未填开始日期，请先在“编辑”里填写"
    elif start > case.on:
        days = (start - case.on).days
        words = f"开始日期是 {found}，距生效日期还有 {days} 天；请改生效日期，或先修改开始日期"
    return Criterion("开始日期", f"不晚于 {case.on.isoformat()}", found, not words, words)


def _listed(kind: LineKind, case: Case) -> Criterion:
    """Each list has a line, of the campaign itself or of one below it."""
    lines, within = table_of(CampaignLine).c, below(case.row["id"])
    held = select(func.count()).where(
        lines.kind == kind, lines.deleted_at.is_(None), lines.campaign_id.in_(select(within.c.id))
    )
    found = case.session.scalar(held) or 0
    words = "" if found else f"“{kind}”还没有一条，请在“主题·场景·内容”里至少写 1 条"
    return Criterion(kind.value, "≥ 1 条", f"{found} 条", bool(found), words)


def _summarised(case: Case) -> Criterion:
    """Whatever is over is summed up in words."""
    length = len((case.row["summary"] or "").strip())
    missing = _SHORTEST_SUMMARY - length
    words = (
        f"活动总结至少 {_SHORTEST_SUMMARY} 个字，还差 {missing} 个字，请在“编辑”里填写" if missing > 0 else ""
    )
    return Criterion("活动总结", f"≥ {_SHORTEST_SUMMARY} 个字", f"{length} 个字", not words, words)


def _reasoned(old: State, new: State) -> bool:
    """Say whether a move has to be explained: what is called off, or opened again."""
    return new is State.CANCELLED or old in (State.CLOSED, State.CANCELLED)


def _since(values: Values) -> Collection[date | None]:
    """Return the day of beginning: what is entered late was planned no later."""
    return (values.get("start_on"),)


CAMPAIGNS = Rules(
    Campaign,
    State,
    MOVES,
    guards={
        State.RUNNING: (_begins, *(partial(_listed, kind) for kind in LineKind)),
        State.CLOSED: (_summarised,),
    },
    reasoned=_reasoned,
    overridable=frozenset({State.RUNNING}),
    since=_since,
)
