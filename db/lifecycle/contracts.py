"""States of contracts: from draft to in force, and how they end; no way back once in force."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, select

from db.engine import Session
from db.lifecycle.moving import move_by_rule
from db.lifecycle.rules import Case, Criterion, Due, Rules
from db.models import Contract
from db.models.words import ContractState as State
from db.models.words import StreamerState
from db.queries.contracts import clashes, span_words
from db.queries.tables import CONTRACTS, STREAMERS

MOVES: Mapping[State, tuple[State, ...]] = {
    # a contract signed on paper long ago need not go through every step
    State.DRAFT: (State.REVIEW, State.SIGNED, State.ACTIVE, State.VOID),
    State.REVIEW: (State.SIGNED, State.ACTIVE, State.DRAFT, State.VOID),
    State.SIGNED: (State.ACTIVE, State.VOID),
    State.ACTIVE: (State.TERMINATED, State.RENEWED, State.EXPIRED, State.VOID),
    State.EXPIRED: (State.RENEWED, State.VOID),
    State.RENEWED: (State.VOID,),
    State.TERMINATED: (State.VOID,),
    State.VOID: (),
}
"""Where each state may lead; what is wrong once in force is corrected by 作废 and a new version."""

IN_DRAFT = (State.DRAFT, State.REVIEW, State.SIGNED)
"""States in which every term may still be changed."""

_RAN_OUT = "合同期满"
_UNFIT = (StreamerState.BLACKLIST, StreamerState.REJECTED)
Turn = tuple[str | None, str, date | None]


def turns(state: State, start: date, end: date | None, ended: date | None) -> Iterator[Turn]:
    """Yield the moves an imported contract's days tell of: before, after, since when."""
    if state in (State.DRAFT, State.REVIEW, State.SIGNED, State.VOID):
        yield None, state.value, min(start, date.today())
        return
    yield None, State.ACTIVE.value, start
    if state is State.TERMINATED:
        yield State.ACTIVE.value, state.value, ended or end
    elif state is not State.ACTIVE:
        yield State.ACTIVE.value, state.value, end + timedelta(days=1) if end else None


def state_told(start: date, end: date | None, ended: date | None, today: date) -> State:
    """Return the state the dates of a signed contract tell of."""
    if ended is not None:
        return State.TERMINATED
    if end is not None and end < today:
        return State.EXPIRED
    return State.SIGNED if start > today else State.ACTIVE


def fell_due(session: Session, today: date) -> Iterator[Due]:
    """Yield what contracts come to by their days: those past their end, signed ones whose day came.

    The first count from the day after the end; one that is renewed without gap is closed by the next version.
    """
    of = CONTRACTS.c
    alive, day = of.deleted_at.is_(None), timedelta(days=1)
    ran_out = alive, of.status == State.ACTIVE, of.end_on < today
    later = _next_versions(session, select(of.id).where(*ran_out))
    past = select(of.id, of.end_on).where(*ran_out).order_by(of.end_on, of.id)
    for key, end in session.execute(past).all():
        state, since = min(later.get(key, ()), key=lambda each: each[1], default=(None, date.max))
        if since > end + day:
            yield Due(Contract, key, State.EXPIRED, end + day, _RAN_OUT)
        elif state is State.ACTIVE:
            yield Due(Contract, key, State.RENEWED, since, "续签合同已生效")
    begun = select(of.id, of.start_on).where(alive, of.status == State.SIGNED)
    for key, start in session.execute(begun.where(of.start_on <= today).order_by(of.start_on, of.id)).all():
        yield Due(Contract, key, State.ACTIVE, start, "到合同开始日，自动生效")


def renew_previous(session: Session, row: Mapping[str, Any], on: date) -> None:
    """Let the contract that one in force renews be 已续签 from a day on."""
    of = CONTRACTS.c
    asked = select(of.id, of.status).where(of.id == row["previous_id"], of.deleted_at.is_(None))
    found = session.execute(asked).first()
    if found is not None and found.status in (State.ACTIVE, State.EXPIRED):
        move_by_rule(session, Contract, found.id, State.RENEWED, on, f"由 {row['code']} 续签")


def _next_versions(session: Session, keys: Select[Any]) -> dict[int, list[tuple[State, date]]]:
    """Return state and first day of the versions that follow some contracts, signed or in force."""
    of = CONTRACTS.c
    running = of.status.in_((State.SIGNED, State.ACTIVE)), of.deleted_at.is_(None)
    asked = select(of.previous_id, of.status, of.start_on).where(of.previous_id.in_(keys), *running)
    found: defaultdict[int, list[tuple[State, date]]] = defaultdict(list)
    for previous, status, start in session.execute(asked):
        found[previous].append((State(status), start))
    return found


def _then(case: Case, to: State) -> None:
    """Close the contract renewed by one that comes into force; one entered late may have run out by now."""
    if to is not State.ACTIVE:
        return
    renew_previous(case.session, case.row, case.on)
    end = case.row["end_on"]
    if end is not None and end < date.today() and case.on <= end:
        move_by_rule(case.session, Contract, case.row["id"], State.EXPIRED, end + timedelta(days=1), _RAN_OUT)


def _ended(case: Case, to: State) -> dict[str, Any]:
    """Return the 解除日期 of a contract that is broken off."""
    return {"ended_on": case.on} if to is State.TERMINATED else {}


def _since(values: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Return the day a new contract's state counts from: its first one, once that is here."""
    return (values.get("start_on"),)


def _usually(case: Case, to: State) -> date | None:
    """Return the day a contract comes into force or runs out by its own days, where that is past."""
    end = case.row["end_on"]
    day = {State.ACTIVE: case.row["start_on"], State.EXPIRED: end and end + timedelta(days=1)}.get(to)
    return day if day is not None and day <= date.today() else None


def _needs_reason(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: 解除, 作废, and 退回 to the draft."""
    return to in (State.TERMINATED, State.VOID) or (now_in, to) == (State.REVIEW, State.DRAFT)


def _fit(case: Case) -> Criterion:
    """Nobody signs with who is on the blacklist or was turned down."""
    of = STREAMERS.c
    found = case.session.execute(
        select(of.name, of.status).where(of.id == case.row["streamer_id"], of.deleted_at.is_(None))
    ).first()
    if found is None:
        return Criterion("主播", "在册", "无", met=False, words="合同的主播已不在名册，请先恢复这位主播")
    state = StreamerState(found.status)
    words = f"{found.name}现为“{state}”，不能签约，请先在主播页变更状态"
    return Criterion("主播", "可签约", f"{found.name}（{state}）", state not in _UNFIT, words)


def _signed_how(case: Case) -> Criterion:
    """Know how it was signed: that tells where the original is."""
    how = case.row["sign_method"]
    return Criterion("签署方式", "纸质或电子", how or "未填", how is not None, "请填写签署方式（纸质或电子）")


def _term_told(case: Case) -> Criterion:
    """Its days are told."""
    start, end = case.row["start_on"], case.row["end_on"]
    return Criterion(
        "合同期限", "起止日期", span_words(start, end), end is None or end >= start, "合同期限有误"
    )


def _alone(case: Case) -> Criterion:
    """No two exclusive contracts on one platform at the same time."""
    found = clashes(case.session, {**case.row, "status": State.SIGNED}, case.row["id"])
    return Criterion(
        "独家不重叠", "无重叠", f"{len(found)} 处重叠" if found else "无", not found, "；".join(found)
    )


def _begun(case: Case) -> Criterion:
    """In force from its first day on."""
    start = case.row["start_on"]
    days = (start - case.on).days
    way = "到时自动生效" if case.row["status"] == State.SIGNED else "可先变更为“已签”，到时自动生效"
    words = f"合同 {start.isoformat()} 开始，还差 {days} 天；{way}"
    return Criterion("开始日", f"{start.isoformat()} 起", case.on.isoformat(), days <= 0, words)


def _not_past(case: Case) -> Criterion:
    """Not in force after its last day."""
    end = case.row["end_on"]
    words = "" if end is None else f"合同已于 {end.isoformat()} 到期，请核对到期日，或另签新合同"
    return Criterion(
        "到期日", "未过", end.isoformat() if end else "长期", end is None or case.on <= end, words
    )


def _within(case: Case) -> Criterion:
    """Broken off between its first and its last day."""
    start, end = case.row["start_on"], case.row["end_on"]
    met = start <= case.on and (end is None or case.on <= end)
    words = f"解除日期须在合同期内（{span_words(start, end)}）；尚未开始的合同请用“作废”"
    return Criterion("解除日期", span_words(start, end), case.on.isoformat(), met, words)


def _past(case: Case) -> Criterion:
    """Run out after its last day only."""
    end = case.row["end_on"]
    if end is None:
        return Criterion("到期日", "已过", "长期", met=False, words="长期合同没有到期日，请用“解除”")
    words = f"合同 {end.isoformat()} 才到期，还有 {(end - case.on).days} 天；到期后自动变更"
    return Criterion("到期日", "已过", end.isoformat(), case.on > end, words)


def _renewed(case: Case) -> Criterion:
    """Renewed once the next version is in force."""
    of = CONTRACTS.c
    next_one = exists().where(
        of.previous_id == case.row["id"], of.status == State.ACTIVE, of.deleted_at.is_(None)
    )
    met = bool(case.session.scalar(select(next_one)))
    words = "还没有生效的续签合同，请先点“续签”，新合同生效后自动变更"
    return Criterion("续签合同", "已生效", "有" if met else "无", met, words)


_TO_SIGN = (_fit, _term_told, _signed_how, _alone)
RULES = Rules(
    Contract,
    State,
    moves=MOVES,
    guards={
        State.SIGNED: _TO_SIGN,
        State.ACTIVE: (*_TO_SIGN, _begun, _not_past),
        State.TERMINATED: (_within,),
        State.EXPIRED: (_past,),
        State.RENEWED: (_renewed,),
    },
    reasoned=_needs_reason,
    follow=_ended,
    then=_then,
    since=_since,
    usually=_usually,
)
