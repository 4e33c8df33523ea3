"""What hangs on one streamer: accounts with their followers, and the followers over time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from db.engine import Session
from db.queries.periods import month_of, months_before
from db.queries.tables import ACCOUNTS, SNAPSHOTS


@dataclass(frozen=True, slots=True)
class Account:
    """One platform account of a person; ``followers`` as of ``followers_on``, None while never recorded."""

    id: int
    platform: str
    account_no: str
    nickname: str | None
    kind: str
    registrant: str | None
    status: str
    followers: int | None
    followers_on: date | None


def accounts(session: Session, streamer_id: int) -> list[Account]:
    """Return a person's accounts with their latest followers, the most followed first."""
    of = ACCOUNTS.c
    place = func.row_number().over(partition_by=SNAPSHOTS.c.account_id, order_by=SNAPSHOTS.c.on.desc())
    own = SNAPSHOTS.c.account_id.in_(_keys(streamer_id))
    last = select(SNAPSHOTS, place.label("place")).where(own).subquery()
    asked = (
        select(
            of.id, of.platform, of.account_no, of.nickname, of.kind, of.registrant, of.status,
            last.c.followers, last.c.on,
        )
        .outerjoin_from(ACCOUNTS, last, and_(last.c.account_id == of.id, last.c.place == 1))
        .where(of.streamer_id == streamer_id, of.deleted_at.is_(None))
        .order_by(last.c.followers.desc().nulls_last(), of.id)
    )  # fmt: skip
    return [Account(*row) for row in session.execute(asked)]


def followers_by_month(
    session: Session, streamer_id: int, last: int, count: int = 12
) -> list[tuple[int, int | None]]:
    """Return (month, followers at its end in all accounts) for ``count`` months up to ``last`` (202609).

    None for a month before the first snapshot.
    """
    snapshots = session.execute(
        select(SNAPSHOTS.c.account_id, SNAPSHOTS.c.on, SNAPSHOTS.c.followers)
        .where(SNAPSHOTS.c.account_id.in_(_keys(streamer_id)))
        .order_by(SNAPSHOTS.c.on)
    ).all()
    series: list[tuple[int, int | None]] = []
    for back in reversed(range(count)):
        month = months_before(last, back)
        known = {account: followers for account, on, followers in snapshots if month_of(on) <= month}
        series.append((month, sum(known.values()) if known else None))
    return series


def _keys(streamer_id: int) -> Select[Any]:
    """Return the question for the keys of a person's accounts."""
    of = ACCOUNTS.c
    return select(of.id).where(of.streamer_id == streamer_id, of.deleted_at.is_(None))
