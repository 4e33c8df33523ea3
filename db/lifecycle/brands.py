"""Stages of brands: one gate at a time upwards, back or aside with a reason; decisions that move nothing."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from db import trail
from db.engine import Session
from db.errors import NotAllowed
from db.lifecycle.moving import moves
from db.lifecycle.rules import Case, Criterion, Rules, Values
from db.models import Brand, BrandDecision
from db.models.brand_words import BrandStage as Stage
from db.models.brand_words import Decision
from db.queries.brand_facts import facts_of
from db.queries.brand_gates import PIPELINE, criteria
from db.queries.brand_limits import brand_limits
from db.queries.tables import HISTORY, table_of

_RECOGNISED = PIPELINE[PIPELINE.index(Stage.S4) :]


def decision_of(old: str | None, new: str) -> Decision | None:
    """Return what a move decided: 通过, 退回 or 暂缓; None for the first state."""
    if old is None:
        return None
    if new == Stage.SX:
        return Decision.POSTPONED
    return Decision.BACK if _is_back(Stage(old), Stage(new)) else Decision.PASSED


def refuse(
    session: Session,
    id: int,  # noqa: A002 - the field's own name
    to: str,
    reason: str,
    decision: Decision = Decision.REFUSED,
    on: date | None = None,
) -> None:
    """Record that a brand was not let into a stage, with the criteria as they stand; its stage stays.

    Raises NotAllowed without a reason, for a stage it could not go to anyway, and for a day to come.
    """
    day = on or date.today()
    wanted = next((move for move in moves(session, Brand, id, day) if move.to == to), None)
    if wanted is None:
        raise NotAllowed(f"现在的阶段不能直接进入“{to}”，没有可{decision}的申请。")
    if not reason.strip():
        raise NotAllowed(f"{decision}须填写原因。")
    if day > date.today():
        raise NotAllowed("决定日期不能晚于今天。")
    line = {
        "brand_id": id,
        "to_state": Stage(to),
        "decision": decision,
        "on": day,
        "by": session.info["user"],
        "reason": reason.strip(),
        "gate": [asdict(criterion) for criterion in wanted.criteria] or None,
    }
    session.execute(insert(table_of(BrandDecision)).values(line))
    trail.record(session, decision.value, table_of(Brand).name, id, None, f"{to}：{reason.strip()}"[:200])


def _is_back(old: Stage, new: Stage) -> bool:
    """Say whether a move leads to an earlier stage; out of SX everything leads on."""
    return Stage.SX not in (old, new) and PIPELINE.index(new) < PIPELINE.index(old)


def _needs_reason(old: Stage, new: Stage) -> bool:
    """Say whether a move has to be explained: backwards, aside, and back from there."""
    return Stage.SX in (old, new) or _is_back(old, new)


def _gate(case: Case, to: Stage) -> tuple[Criterion, ...]:
    """Return the criteria of a stage as they stand on the day; going back asks for none."""
    if _is_back(Stage(case.row["status"]), to):
        return ()
    (facts,) = facts_of(case.session, case.on, [case.row["id"]])
    return (*criteria(to, facts, brand_limits(case.session)), *_no_higher(case, to))


def _no_higher(case: Case, to: Stage) -> Iterator[Criterion]:
    """Yield, for a brand that comes back from SX to a stage above its old one: gates are not passed over."""
    if case.row["status"] != Stage.SX:
        return
    of = HISTORY.c
    own = of.entity == table_of(Brand).name, of.entity_id == case.row["id"], of.to_state == Stage.SX
    asked = select(of.from_state).where(*own).order_by(of.on.desc().nulls_last(), of.id.desc()).limit(1)
    before = case.session.scalar(asked)
    if before is not None and PIPELINE.index(to) > PIPELINE.index(Stage(before)):
        words = f"暂缓前在“{before}”，请先恢复到该阶段，再逐级晋级"
        yield Criterion("恢复的阶段", f"不高于 {before}", to.value, met=False, words=words)


def _follow(case: Case, to: Stage) -> dict[str, Any]:
    """Return the end of the support: who is put aside gets the day of the move, who comes back has none."""
    if to is Stage.SX:
        return {"ended_on": case.on} if case.row["ended_on"] is None else {}
    return {"ended_on": None, "exit_reason": None} if case.row["status"] == Stage.SX else {}


def _since(values: Values) -> tuple[date | None, ...]:
    """Return the day a new brand's stage may count from: since it was recognised, agreed or assessed."""
    stage = Stage(values["status"])
    if stage in _RECOGNISED:
        return (values.get("approved_on"),)
    return () if stage in (Stage.S0, Stage.SX) else (values.get("agreed_on"), values.get("assessed_on"))


BRANDS = Rules(
    Brand,
    Stage,
    moves={
        **{
            stage: (*PIPELINE[place + 1 : place + 2], *reversed(PIPELINE[:place]), Stage.SX)
            for place, stage in enumerate(PIPELINE)
        },
        Stage.SX: PIPELINE,
    },
    guards={},
    reasoned=_needs_reason,
    follow=_follow,
    overridable=frozenset(PIPELINE),
    gate=_gate,
    since=_since,
)
