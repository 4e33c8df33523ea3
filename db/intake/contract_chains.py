"""What follows from contracts that were taken in: their history, and which of them renews which."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from db.engine import Session
from db.intake.declared_items import Item, Written
from db.intake.history import Before, remember
from db.lifecycle.contracts import Turn, renew_previous, turns
from db.models import Contract
from db.models.words import ContractKind
from db.models.words import ContractState as State
from db.queries.among import among
from db.queries.contracts import AGENCY
from db.queries.tables import CONTRACTS

_DAY = timedelta(days=1)
_BEGUN = (State.ACTIVE, State.EXPIRED, State.RENEWED, State.TERMINATED)


def follow_contracts(session: Session, written: Written) -> None:
    """Tie renewals to what they renew."""
    added = [item.id for item in written.added if item.id is not None]
    if added:
        before = Before(session, written.batch)
        _chain(session, added, before)
        remember(session, before, written.step)


def turns_of(values: Mapping[str, Any]) -> Iterable[Turn]:
    """Return the states the days of a new contract tell of."""
    end, ended = values.get("end_on"), values.get("ended_on")
    return turns(State(values["status"]), values["start_on"], end, ended)


def moved_on(item: Item) -> date | None:
    """Return the day a move of a known contract took effect: 解除 on its day, 到期 the day after the end."""
    to = item.changes["status"]
    end: date | None = item.get("end_on")
    ended: date | None = item.get("ended_on")
    if to is State.TERMINATED:
        return ended
    return end + _DAY if to is State.EXPIRED and end else None


def _chain(session: Session, keys: list[int], before: Before) -> None:
    """Tie contracts to those that ended the day before, of the same person, where one of the two is new."""
    of, fresh = CONTRACTS.c, set(keys)
    streamers = select(of.streamer_id).where(among(session, of.id, keys))
    alive = of.streamer_id.in_(streamers), of.deleted_at.is_(None), of.status != State.VOID
    found = session.execute(select(CONTRACTS).where(*alive).order_by(of.start_on, of.id)).mappings()
    rows = [{str(name): value for name, value in row.items()} for row in found]
    by_key = {row["id"]: row for row in rows}
    ends = {(row["streamer_id"], _family(row["kind"]), _over(row)): row["id"] for row in rows}
    for row in rows:
        ended = ends.get((row["streamer_id"], _family(row["kind"]), row["start_on"]))
        previous = by_key.get(row["previous_id"] or ended)
        if previous is None or previous is row or not fresh & {row["id"], previous["id"]}:
            continue
        tie = {"previous_id": previous["id"], "edition": previous["edition"] + 1}
        if row["id"] not in fresh:
            before.changed(Contract, row["id"], row, tie)
        row.update(tie)
        session.execute(update(CONTRACTS).where(of.id == row["id"]).values(**tie))
        if row["status"] in _BEGUN:
            renew_previous(session, row, row["start_on"])


def _family(kind: str) -> str:
    """Return what kinds of contracts renew each other as."""
    return ContractKind.AGENCY if kind in AGENCY else kind


def _over(row: Mapping[Any, Any]) -> date | None:
    """Return the first day a contract no longer binds; None for one that runs on."""
    ended: date | None = row["ended_on"]
    if ended is not None:
        return ended
    return row["end_on"] + _DAY if row["end_on"] else None
