"""合同台账: a line is one contract of one streamer; overlaps, states and renewals of all lines together."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from db.engine import Session
from db.intake.cleaning import read_contract_end
from db.intake.contract_chains import follow_contracts, moved_on, turns_of
from db.intake.declared import Declared, Item, Link, Review, declared
from db.lifecycle.contracts import IN_DRAFT, state_told
from db.models import Contract
from db.models.contract_words import SplitMode
from db.models.words import ContractKind, Platform
from db.models.words import ContractState as State
from db.queries import tables
from db.queries.among import among
from db.queries.contracts import AGENCY, Exclusive, clashes_among, exclusive, standing
from db.store.contracts import LOCKED, SETTLED, chain_fault
from db.values import Kind, Raw, Read, folded, read
from db.values.splits import read_tiers

_BARE = ("platforms", "exclusivity", "split", "sign_method", "archive_no")
_EVERYWHERE = frozenset(["全部", "全平台", "所有平台", "全部平台", "不限", "不限平台"])
_ON_PAGE = "状态由“{}”改为“{}”须在合同页办理"


def _platforms(raw: Raw) -> Read:
    """Return the platforms of a contract; all of them are none in particular."""
    if isinstance(raw, str) and folded(raw) in _EVERYWHERE:
        return None, ""
    return read(Kind.WORDS, raw, choices=Platform)


def _complete(review: Review) -> None:
    """Let a line fill in what a roster told of a contract, and count the versions."""
    wanted = {item.values.get("streamer_id") for item in review.items} - {None}
    keys = {key for key in wanted if isinstance(key, int)}
    known = _bare_ones(review.session, keys)
    for item in review.items:
        values = item.values
        if "split" in values and "split_mode" not in values and item.get("split_mode") is None:
            tiers = read_tiers(values["split"])
            values["split_mode"] = SplitMode.TIERS if len(tiers) > 1 else SplitMode.RATE
        if item.code is None and values.get("kind", ContractKind.AGENCY) in AGENCY:
            found = known.get((values.get("streamer_id"), values.get("start_on")))
            item.code = found if found is not None and "start_on" in values else item.code
    before = {item.values.get("previous_id") for item in review.items} - {None}
    of = tables.CONTRACTS.c
    asked = select(of.id, of.edition).where(among(review.session, of.id, before)) if before else None
    editions = dict(review.session.execute(asked).all()) if asked is not None else {}
    for item in review.items:
        if (previous := item.values.get("previous_id")) in editions:
            item.values["edition"] = editions[previous] + 1


def _bare_ones(session: Session, streamers: set[int]) -> dict[tuple[Any, Any], str]:
    """Return the codes of contracts a roster made and nobody completed, by streamer and first day."""
    if not streamers:
        return {}
    of = tables.CONTRACTS.c
    bare = [of[name].is_(None) for name in _BARE]
    asked = select(of.streamer_id, of.start_on, of.code).where(
        among(session, of.streamer_id, streamers), of.deleted_at.is_(None), of.batch_id.is_not(None),
        of.kind == ContractKind.AGENCY, *bare,
    )  # fmt: skip
    return {(streamer, start): code for streamer, start, code in session.execute(asked)}


def _first(item: Item) -> Mapping[str, Any]:
    """Return the state a new contract's days tell of."""
    values = item.values
    start = values.get("start_on")
    if start is None:
        return {}
    return {"status": state_told(start, values.get("end_on"), values.get("ended_on"), date.today())}


def _faults(review: Review) -> None:
    """Refuse terms changed that stand, states the page has to make, and exclusive contracts that overlap."""
    for item in review.items:
        _settle_state(review, item)
        _keep_terms(review, item)
        if words := chain_fault(review.session, review.whole[item], item.id):
            review.refuse(item, words, "previous_id")
    review.drop_refused()
    _refuse_overlaps(review)


def _keep_terms(review: Review, item: Item) -> None:
    """Refuse what was changed of a contract in force."""
    row = item.known
    if row is None or row["status"] in IN_DRAFT:
        return
    for name in LOCKED:
        if row[name] is not None and item.values.get(name, row[name]) != row[name]:
            review.refuse(item, SETTLED.format(str(row["status"]).removeprefix("已")), name)


def _settle_state(review: Review, item: Item) -> None:
    """Refuse a state that contradicts the days, or that only the page may give; tell 已解除 by its day."""
    values, row = item.values, item.known
    before = None if row is None else State(row["status"])
    if row is not None and "status" not in values and values.get("ended_on") and before is State.ACTIVE:
        values["status"] = State.TERMINATED
    if "status" not in values:
        return
    to, end, today = State(values["status"]), item.get("end_on"), date.today()
    if before is State.RENEWED and to in (State.ACTIVE, State.EXPIRED):
        del values["status"]  # the ledger was written before the renewal
        return
    if before not in (to, None, *IN_DRAFT) and (before, to) not in _BY_DAYS:
        review.refuse(item, _ON_PAGE.format(before, to), "status")
        return
    if to is State.TERMINATED and item.get("ended_on") is None:
        review.refuse(item, "已解除的合同请填写解除日期", "ended_on")
    elif to is State.EXPIRED and (end is None or end >= today):
        review.refuse(item, "合同还没有到期，请核对合同状态和合同到期", "status")
    elif to is State.ACTIVE and item.get("start_on") is not None and item.get("start_on") > today:
        review.refuse(item, "合同还没有开始，状态请写“已签”", "status")
    elif to is State.VOID and before not in (None, State.VOID):
        review.refuse(item, _ON_PAGE.format(before, to), "status")


_BY_DAYS = frozenset({(State.ACTIVE, State.TERMINATED), (State.ACTIVE, State.EXPIRED)})
"""Moves of a contract in force that its days alone tell of."""


def _refuse_overlaps(review: Review) -> None:
    """Refuse a line that overlaps with an exclusive contract of the base, or of a line before it."""
    keys = {key for item in review.items if isinstance(key := item.get("streamer_id"), int)}
    if not keys:
        return
    known = standing(review.session, among(review.session, tables.CONTRACTS.c.streamer_id, keys))
    told = {item.id for item in review.items if item.id is not None}
    taken: defaultdict[int, list[Exclusive]] = defaultdict(list)
    for streamer, found in known.items():
        taken[streamer] = [one for one in found if one.key not in told]
    names = tuple(tables.CONTRACTS.c.keys())
    for item in review.items:
        whole = {name: item.get(name) for name in names}
        where = review.lines.where(item.lines[0], item.lines[0])
        mine = exclusive(whole, item.id, (item.known or {}).get("code") or where)
        if mine is None:
            continue
        review.lines.tie(item.lines[0], ("streamer", mine.streamer_id))
        if words := clashes_among(mine, taken[mine.streamer_id]):
            review.refuse(item, words[0], "start_on")
        elif whole["status"] not in (State.DRAFT, State.REVIEW):
            taken[mine.streamer_id].append(mine)
    review.drop_refused()


CONTRACTS = declared(
    Declared(
        name="contracts",
        title="合同台账",
        noun="合同",
        model=Contract,
        keys=(("streamer_id", "start_on", "kind"),),
        links=(
            Link("org_id", makes=True),
            Link("previous_id", shows="code", absent="库中没有这个合同编号，请核对"),
        ),
        readers={"platforms": _platforms},
        dated={"end_on": read_contract_end},
        first=_first,
        turns=turns_of,
        moved_on=moved_on,
        complete=_complete,
        faults=_faults,
        follow=follow_contracts,
    )
)
