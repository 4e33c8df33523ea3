"""What follows from a contract's chain, what it must not contradict, and how it is renewed."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.columns import column
from db.engine import Session
from db.errors import BadValue, NotAllowed
from db.lifecycle.contracts import IN_DRAFT, renew_previous
from db.models import Contract
from db.models.contract_words import SplitMode
from db.models.words import ContractState as State
from db.queries.contract_faults import tiers_of
from db.queries.contracts import clashes
from db.queries.tables import CONTRACTS
from db.store.completing import Completions, Faults, Follows, Returns, Values
from db.store.reading import row_of

LOCKED = (
    *("streamer_id", "start_on", "end_on", "platforms", "exclusivity"),
    *("split_mode", "split", "base_pay", "penalty"),
)
"""Terms that stand once a contract is in force and they were told; others may be filled in later."""

SETTLED = "合同已{}，这一项不能直接修改；请作废后再建新版本更正"
"""Said of a term that stands; {} is the state without its 已."""

_COPIED = (
    *("streamer_id", "org_id", "kind", "platforms", "exclusivity", "split_mode", "split", "base_pay"),
    *("penalty", "sign_method", "remind_days"),
)


def follows_from_terms(session: Session, values: Values) -> dict[str, Any]:
    """Return the place of a contract in its chain of renewals, and the way of sharing that a share tells."""
    of = CONTRACTS.c
    before = session.scalar(select(of.edition).where(of.id == values.get("previous_id")))
    found: dict[str, Any] = {"edition": (before or 0) + 1}
    tiers = tiers_of(values)
    if tiers and values.get("split_mode") is None:
        found["split_mode"] = SplitMode.TIERS if len(tiers) > 1 else SplitMode.RATE
    return found


def contract_faults_in(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: a term changed that stands, a chain that is none, another exclusive contract."""
    row = row_of(session, Contract, key) if key is not None else None
    if row is not None and row["status"] not in IN_DRAFT:
        for name in LOCKED:
            if row[name] is not None and values.get(name) != row[name]:
                reason = SETTLED.format(str(row["status"]).removeprefix("已"))
                yield BadValue(reason, column(Contract, name).label)
    if reason := chain_fault(session, values, key):
        yield BadValue(reason, column(Contract, "previous_id").label)
    yield from overlaps(session, values, key)


def overlaps(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield a fault for each standing exclusive contract one overlaps with."""
    for words in clashes(session, values, key):
        yield BadValue(words, column(Contract, "start_on").label)


def follow_contract(session: Session, key: int, _old: Values, values: Values) -> None:
    """Close the contract that one saved in force renews."""
    if values.get("previous_id") is not None and values.get("status") == State.ACTIVE:
        row = row_of(session, Contract, key)
        if row["deleted_at"] is not None:
            return
        renew_previous(session, row, min(row["start_on"], date.today()))


def renewal(session: Session, id: int) -> dict[str, Any]:  # noqa: A002 - the field's own name
    """Return what the next version of a contract begins with.

    From the day after its end and for as long; for a void one with the same days, to be corrected.
    NotAllowed for one not yet signed, one without end, and one that has a next version.
    """
    row = row_of(session, Contract, id)
    of = CONTRACTS.c
    later = select(of.code).where(of.previous_id == id, of.deleted_at.is_(None), of.status != State.VOID)
    if code := session.scalar(later.limit(1)):
        raise NotAllowed(f"{row['code']} 已有新版本 {code}，请在那一份上修改或续签。")
    copied = {name: row[name] for name in _COPIED} | {"previous_id": id, "status": State.DRAFT}
    if row["status"] == State.VOID:
        return copied | {"start_on": row["start_on"], "end_on": row["end_on"]}
    if row["status"] in (State.DRAFT, State.REVIEW):
        raise NotAllowed(f"{row['code']} 还没有签署，不能续签，请直接修改。")
    if row["ended_on"] is not None:
        return copied | {"start_on": row["ended_on"]}
    if row["end_on"] is None:
        raise NotAllowed(f"{row['code']} 是长期合同，没有到期日，不需要续签；要换条款请先解除。")
    return copied | _next_term(row["start_on"], row["end_on"])


def _next_term(start: date, end: date) -> dict[str, Any]:
    """Return the days of the next version: whole months and years stay whole ones."""
    begin = end + timedelta(days=1)
    months = (begin.year - start.year) * 12 + begin.month - start.month
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    if months > 0 and begin.day == start.day <= monthrange(year, month + 1)[1]:
        return {"start_on": begin, "end_on": date(year, month + 1, begin.day) - timedelta(days=1)}
    return {"start_on": begin, "end_on": begin + (end - start)}


def chain_fault(session: Session, values: Values, key: int | None) -> str:
    """Return why a contract cannot follow the one it names; "" when it can."""
    previous = values.get("previous_id")
    if previous is None:
        return ""
    if previous == key:
        return "不能续签自己，请核对"
    of = CONTRACTS.c
    found = session.execute(select(of.code, of.streamer_id, of.start_on).where(of.id == previous)).first()
    if found is None:
        return ""
    if found.streamer_id != values.get("streamer_id"):
        return f"{found.code} 是另一位主播的合同，请核对"
    start = values.get("start_on")
    return f"{found.code} 的开始日期更晚，请核对" if start is not None and start < found.start_on else ""


COMPLETIONS: Completions = {Contract: follows_from_terms}
FAULTS: Faults = {Contract: contract_faults_in}
RETURNS: Returns = {Contract: overlaps}
FOLLOWS: Follows = {Contract: follow_contract}
