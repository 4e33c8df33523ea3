"""What is known of the streamers on a given day: their states, contracts and followers, from history only."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from db.engine import Session
from db.lifecycle import states_at
from db.models.words import Relation, StreamerState, Verified
from db.queries.contracts import in_force
from db.queries.periods import Period, month_of
from db.queries.tables import ACCOUNTS, CONTRACTS, HISTORY, SNAPSHOTS, STREAMERS, alive

STALE_DAYS = 31
"""Followers that were read longer ago than so many days are told of."""

IN_TEAM = frozenset(
    {
        StreamerState.SIGNED, StreamerState.TRAINING, StreamerState.EXAM, StreamerState.PREP,
        StreamerState.ACTIVE, StreamerState.PAUSED, StreamerState.LEAVING, StreamerState.SUSPENDED,
    }
)  # fmt: skip
"""States of those who belong to the team: 已签约 … 解约中 and 停播整改."""


class Turn(NamedTuple):
    """One change of state of one streamer; ``on`` None means from the start."""

    streamer_id: int
    on: date | None
    before: str | None
    state: str


@dataclass(frozen=True, slots=True)
class History:
    """All changes of state, by streamer, each in the order they took effect."""

    turns: tuple[tuple[Turn, ...], ...]

    def states(self, day: date) -> dict[int, str]:
        """Return everybody's state at the end of a day; who is not yet known that day is left out."""
        found = {}
        for line in self.turns:
            for turn in line:
                if turn.on is None or turn.on <= day:
                    found[turn.streamer_id] = turn.state
        return found

    @property
    def begins(self) -> int | None:
        """The month the first streamer was known in, 0 for one known from the start; None without anybody."""
        firsts = [line[0].on for line in self.turns]
        if not firsts:
            return None
        return 0 if None in firsts else month_of(min(on for on in firsts if on is not None))

    def moves(self) -> dict[int, tuple[int, int]]:
        """Return how many came into and went out of the team (A05, A05E), by month."""
        came, went = Counter[int](), Counter[int]()
        for turn in (turn for line in self.turns for turn in line if turn.on is not None):
            month = month_of(turn.on) if turn.on else 0
            came[month] += _came(turn)
            went[month] += _went(turn)
        return {month: (came[month], went[month]) for month in came.keys() | went.keys()}

    def joined(self, period: Period) -> list[int]:
        """Return who came into the team in a period, once for each time (A05)."""
        return [turn.streamer_id for turn in self._within(period) if _came(turn)]

    def left(self, period: Period) -> list[int]:
        """Return who went out of the team in a period, once for each time (A05E)."""
        return [turn.streamer_id for turn in self._within(period) if _went(turn)]

    def _within(self, period: Period) -> Iterator[Turn]:
        """Go through the changes dated in a period."""
        for line in self.turns:
            for turn in line:
                if turn.on is not None and period.first <= month_of(turn.on) <= period.last:
                    yield turn


def _came(turn: Turn) -> bool:
    """Say whether a change led into the team."""
    return turn.before not in IN_TEAM and turn.state in IN_TEAM


def _went(turn: Turn) -> bool:
    """Say whether a change led out of the team."""
    return turn.before in IN_TEAM and turn.state not in IN_TEAM


def history(session: Session) -> History:
    """Read the changes of state of every streamer that is not deleted.

    One streamer's changes are a chain: each begins where the one before it ended, also when entered late.
    """
    rows = session.execute(
        select(HISTORY.c.entity_id, HISTORY.c.on, HISTORY.c.from_state, HISTORY.c.to_state)
        .join(STREAMERS, STREAMERS.c.id == HISTORY.c.entity_id)
        .where(HISTORY.c.entity == STREAMERS.name, alive(STREAMERS))
        .order_by(HISTORY.c.entity_id, HISTORY.c.on.asc().nulls_first(), HISTORY.c.id)
    )
    lines: dict[int, list[Turn]] = {}
    for streamer_id, on, from_state, state in rows.all():  # one by one they take four times as long
        line = lines.setdefault(streamer_id, [])
        line.append(Turn(streamer_id, on, line[-1].state if line else from_state, state))
    return History(tuple(map(tuple, lines.values())))


def count_states(session: Session, day: date) -> dict[str, int]:
    """Return how many streamers were in each state at the end of a day."""
    known = states_at(day).subquery()
    asked = select(known.c.state, func.count()).join(STREAMERS, STREAMERS.c.id == known.c.entity_id)
    found = session.execute(asked.where(alive(STREAMERS)).group_by(known.c.state))
    return {state: count for state, count in found}  # noqa: C416 - rows


def contracted(session: Session, day: date) -> set[int]:
    """Return the streamers bound by a contract on a day; off the driver's cursor, in a third of the time."""
    asked = select(CONTRACTS.c.streamer_id).where(in_force(day)).distinct()
    with session.connection().execute(asked) as answer:
        cursor: Any = answer.cursor
        return set(chain.from_iterable(cursor))


class Fans(NamedTuple):
    """The latest snapshot of one account; ``streamer_id`` None for an account of the base itself."""

    streamer_id: int | None
    on: date
    followers: int


def fans(session: Session, day: date) -> list[Fans]:
    """Return for every account its last snapshot on or before a day."""
    earlier = SNAPSHOTS.alias()
    latest = (
        select(func.max(earlier.c.on))
        .where(earlier.c.account_id == ACCOUNTS.c.id, earlier.c.on <= day)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ACCOUNTS.c.streamer_id, SNAPSHOTS.c.on, SNAPSHOTS.c.followers)
        .select_from(ACCOUNTS)
        .join(SNAPSHOTS, and_(SNAPSHOTS.c.account_id == ACCOUNTS.c.id, SNAPSHOTS.c.on == latest))
        .outerjoin(STREAMERS, STREAMERS.c.id == ACCOUNTS.c.streamer_id)
        .where(alive(ACCOUNTS, most=True), or_(STREAMERS.c.id.is_(None), alive(STREAMERS)))
    )
    return [Fans(*row) for row in rows.all()]


class Person(NamedTuple):
    """What A07, A08 and T5 ask of a streamer; without a guardian's name and phone ``consent_on`` is None."""

    birth_on: date | None
    relation: Relation | None
    verified: bool
    verified_on: date | None
    consent_on: date | None


def people(session: Session) -> dict[int, Person]:
    """Return every streamer that is not deleted, by id."""
    of = STREAMERS.c
    papers = and_(of.guardian_name.is_not(None), of.guardian_phone.is_not(None))
    verified, consent_on = of.verified == Verified.YES, case((papers, of.guardian_consent_on))
    asked = select(of.id, of.birth_on, of.relation, verified, of.verified_on, consent_on)
    rows = session.execute(asked.where(alive(STREAMERS, most=True)))
    return {row[0]: Person._make(row[1:]) for row in rows.all()}
