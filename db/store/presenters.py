"""Who presented a live session, and what share of it, by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from db import checks, trail
from db.engine import Session
from db.errors import BadValue, BadValues, NotAllowed
from db.models import LiveSession
from db.queries.tables import PRESENTERS, SESSIONS, STREAMERS
from db.record import Record
from db.store.reading import GONE, row_of
from db.store.saving import write_row

WHOLE = 100
"""Percent of a session that all shares together may reach."""

_SESSION: type[Record] = LiveSession


@dataclass(frozen=True, slots=True)
class Presenter:
    """One person who presented; ``share`` in percent, None when it was not said."""

    streamer_id: int
    name: str
    share: int | None


def presenters(session: Session, live_id: int) -> list[Presenter]:
    """Return who presented a session, the largest share first."""
    of = PRESENTERS.c
    asked = (
        select(of.streamer_id, STREAMERS.c.name, of.share)
        .join_from(PRESENTERS, STREAMERS, STREAMERS.c.id == of.streamer_id)
        .where(of.session_id == live_id)
        .order_by(of.share.desc().nulls_last(), of.id)
    )
    return [Presenter(*row) for row in session.execute(asked)]


def set_presenters(session: Session, live_id: int, version: int, shares: Mapping[int, int | None]) -> None:
    """Let these people have presented a session, and nobody else: {streamer: percent, None when not said}.

    Raises BadValues for a share outside 1…100, shares of more than 100 together, someone deleted or too young
    on the day; Conflict when ``version`` of the session is stale, NotAllowed when it is gone.
    """
    row = row_of(session, _SESSION, live_id)
    if row["deleted_at"] is not None:
        raise NotAllowed(GONE)
    before = {each.streamer_id: each.share for each in presenters(session, live_id)}
    if before == dict(shares):
        return
    if problems := list(_faults(session, live_id, shares, set(before))):
        raise BadValues(problems)
    write_row(session, _SESSION, row | {"version": version}, {})
    session.execute(delete(PRESENTERS).where(PRESENTERS.c.session_id == live_id))
    lines = [{"session_id": live_id, "streamer_id": who, "share": share} for who, share in shares.items()]
    if lines:
        session.execute(insert(PRESENTERS), lines)
    told = {"presenters": [_word(before), _word(shares)]}
    trail.record(session, "修改", SESSIONS.name, live_id, told)


def _faults(
    session: Session, live_id: int, shares: Mapping[int, int | None], known: set[int]
) -> Iterator[BadValue]:
    """Yield what is wrong: a share, the sum of shares, a person gone or too young on the day."""
    said = [share for share in shares.values() if share is not None]
    if any(not 0 < share <= WHOLE for share in said):
        yield BadValue("请填 1 至 100 的整数", "占比")
    elif sum(said) > WHOLE:
        yield BadValue(f"合计 {sum(said)}%，不能超过 100%", "占比")
    asked = select(STREAMERS).where(STREAMERS.c.id.in_(shares.keys() - known))
    added = {row["id"]: row for row in session.execute(asked).mappings()}
    start = session.scalar(select(SESSIONS.c.start_at).where(SESSIONS.c.id == live_id))
    for key in shares.keys() - known:
        person = added.get(key)
        if person is None or person["deleted_at"] is not None:
            yield BadValue("所选的主播已不存在，请重新选择", "主播")
        elif start and (reason := checks.age_fault(person["birth_on"], start.date(), dict(person))):
            yield BadValue(f"{person['code']} {reason}", "主播")


def names_in(session: Session, word: str | None) -> str:
    """Return a kept word (12:60%、15) as people read it: names, each with its share; "" for None."""
    pairs = [each.partition(":")[::2] for each in (word or "").split("、") if each]
    keys = [int(key) for key, _share in pairs if key.isdigit()]
    asked = select(STREAMERS.c.id, STREAMERS.c.name).where(STREAMERS.c.id.in_(keys))
    names = {str(key): name for key, name in session.execute(asked)}
    return "、".join(f"{names.get(key, key)} {share}".strip() for key, share in pairs)


def _word(shares: Mapping[int, int | None]) -> str | None:
    """Return who presented as a history keeps it: keys, each with its share (12:60%、15)."""
    words = (f"{who}" if share is None else f"{who}:{share}%" for who, share in shares.items())
    return "、".join(words) or None
