"""What follows from the values of a record before it is saved, and what must follow it afterwards."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from db import checks, identity, search
from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.lifecycle.trainings import (
    close_if_past,
    finish,
    is_over,
    is_taught,
    reopen_if_empty,
)
from db.models import Attendance, Contract, LivePresenter, LiveSession, PlatformAccount, Streamer, Training
from db.models.training_words import PRESENT
from db.models.words import IdKind
from db.queries.periods import month_of
from db.queries.tables import ACCOUNTS, PRESENTERS, SESSIONS, STREAMERS, table_of
from db.record import Record
from db.secrets import is_masked
from db.store import brand_rules, campaign_rules, partner_rules, training_rules
from db.store.contracts import contract_faults_in, follow_contract, follows_from_terms, overlaps
from db.values.durations import minutes_between

Values = Mapping[str, Any]

_SAME_START = timedelta(minutes=5)


def completed(session: Session, model: type[Record], values: Values) -> dict[str, Any]:
    """Return the fields that follow from the whole record and were left empty, or are never typed."""
    rule = _COMPLETIONS.get(model)
    return rule(session, values) if rule else {}


def faults(session: Session, model: type[Record], values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield the faults of a record that only the database knows of."""
    rule = _FAULTS.get(model)
    if rule:
        yield from rule(session, values, key)


def taken_meanwhile(session: Session, model: type[Record], row: Values, key: int) -> Iterator[BadValue]:
    """Yield why a deleted record cannot come back beside those saved since."""
    if model is Contract:
        yield from overlaps(session, row, key)


def follow(session: Session, model: type[Record], key: int, old: Values, new: Values) -> None:
    """Bring what depends on a saved record up to date: the search index, who presented a session."""
    if model is Streamer:
        search.index_streamers(session, [key])
    elif model is PlatformAccount:
        owners = {old.get("streamer_id"), new.get("streamer_id")}
        search.index_streamers(session, [owner for owner in owners if owner is not None])
    elif model is Contract:
        follow_contract(session, key, new)
    elif model is LiveSession and old.get("account_id") != new.get("account_id"):
        _present(session, key, old.get("account_id"), new.get("account_id"))
    elif model is Attendance and old.get("present") in PRESENT:
        reopen_if_empty(session, new["training_id"])
    elif model is Training:
        close_if_past(session, key, new)
        if is_over(new) and is_taught(new) and not is_taught(old):
            finish(session, key)


def _streamer(_: Session, values: Values) -> dict[str, Any]:
    """Read birth date and gender off an ID number."""
    number = values.get("id_no")
    kind = values.get("id_kind") or IdKind.RESIDENT
    if not number or is_masked(number) or kind not in checks.NUMBERED_IDS:
        return {}
    read = {"birth_on": identity.birth_date(number), "gender": identity.gender(number)}
    return {name: value for name, value in read.items() if values.get(name) is None}


def _live(session: Session, values: Values) -> dict[str, Any]:
    """Tell month and duration from the times, platform, category and team from account and streamer."""
    of = ACCOUNTS.join(STREAMERS, STREAMERS.c.id == ACCOUNTS.c.streamer_id, isouter=True)
    asked = select(ACCOUNTS.c.platform, STREAMERS.c.category_id, STREAMERS.c.team_id).select_from(of)
    known = session.execute(asked.where(ACCOUNTS.c.id == values.get("account_id"))).mappings().first()
    found: dict[str, Any] = dict(known or {})
    start, end = values.get("start_at"), values.get("end_at")
    if start and end:
        found["minutes"] = minutes_between(start, end)
    found = {name: value for name, value in found.items() if values.get(name) is None}
    return found | ({"month": month_of(start)} if start else {})


def _live_faults(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: platform against account, a session entered twice, a presenter too young on the day."""
    account, start = values.get("account_id"), values.get("start_at")
    of = SESSIONS.c
    platform = session.scalar(select(ACCOUNTS.c.platform).where(ACCOUNTS.c.id == account))
    if platform is not None and values.get("platform") != platform:
        yield BadValue(f"与平台账号的平台（{platform}）不一致", column(LiveSession, "platform").label)
    if not isinstance(start, datetime) or platform is None:
        return
    twin = select(of.code).where(
        of.account_id == account,
        of.start_at.between(start - _SAME_START, start + _SAME_START),
        of.deleted_at.is_(None),
        of.id != (key or 0),
    )
    if code := session.scalar(twin.limit(1)):
        yield BadValue(
            f"与场次 {code} 是同一场（账号相同，开播相差不到5分钟）", column(LiveSession, "start_at").label
        )
    owner = select(STREAMERS).join(ACCOUNTS, ACCOUNTS.c.streamer_id == STREAMERS.c.id)
    person = session.execute(owner.where(ACCOUNTS.c.id == account)).mappings().first()
    if person and (reason := checks.age_fault(person["birth_on"], start.date(), dict(person))):
        yield BadValue(reason, "主播")


def _present(session: Session, key: int, old_account: int | None, account: int | None) -> None:
    """Let the account's streamer present the session, in place of the one whose account it was before."""
    presenters = table_of(LivePresenter)
    owner = select(ACCOUNTS.c.streamer_id)
    former = session.scalar(owner.where(ACCOUNTS.c.id == old_account))
    present = session.scalar(owner.where(ACCOUNTS.c.id == account))
    if former is not None:
        session.execute(
            delete(presenters).where(PRESENTERS.c.session_id == key, PRESENTERS.c.streamer_id == former)
        )
    known = session.scalars(select(PRESENTERS.c.streamer_id).where(PRESENTERS.c.session_id == key)).all()
    if present is not None and present not in known:
        session.execute(insert(presenters).values(session_id=key, streamer_id=present))


_COMPLETIONS: dict[type[Record], Callable[[Session, Values], dict[str, Any]]] = {
    **campaign_rules.COMPLETIONS,
    Streamer: _streamer,
    LiveSession: _live,
    **training_rules.COMPLETIONS,
    Contract: follows_from_terms,
    **partner_rules.COMPLETIONS,
}
_FAULTS: dict[type[Record], Callable[[Session, Values, int | None], Iterator[BadValue]]] = {
    **brand_rules.FAULTS,
    **campaign_rules.FAULTS,
    LiveSession: _live_faults,
    **training_rules.FAULTS,
    Contract: contract_faults_in,
    **partner_rules.FAULTS,
}
