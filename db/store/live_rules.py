"""What follows from a live session, what is wrong with it, and who presented it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from db import checks
from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import LivePresenter, LiveSession
from db.queries.periods import month_of
from db.queries.tables import ACCOUNTS, PRESENTERS, SESSIONS, STREAMERS, table_of
from db.store.completing import Completions, Faults, Follows, Returns, Values
from db.values.durations import minutes_between

_SAME_START = timedelta(minutes=5)


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
    platform = session.scalar(select(ACCOUNTS.c.platform).where(ACCOUNTS.c.id == account))
    if platform is not None and values.get("platform") != platform:
        yield BadValue(f"与平台账号的平台（{platform}）不一致", column(LiveSession, "platform").label)
    if not isinstance(start, datetime) or platform is None:
        return
    yield from _twins(session, values, key)
    owner = select(STREAMERS).join(ACCOUNTS, ACCOUNTS.c.streamer_id == STREAMERS.c.id)
    person = session.execute(owner.where(ACCOUNTS.c.id == account)).mappings().first()
    if person and (reason := checks.age_fault(person["birth_on"], start.date(), dict(person))):
        yield BadValue(reason, "主播")


def _twins(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: the same session entered twice."""
    of, account, start = SESSIONS.c, values["account_id"], values["start_at"]
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


def _present(session: Session, key: int, old: Values, new: Values) -> None:
    """Let the account's streamer present the session, in place of the one whose account it was before."""
    old_account, account = old.get("account_id"), new.get("account_id")
    if old_account == account:
        return
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


COMPLETIONS: Completions = {LiveSession: _live}
FAULTS: Faults = {LiveSession: _live_faults}
FOLLOWS: Follows = {LiveSession: _present}
RETURNS: Returns = {LiveSession: _twins}
