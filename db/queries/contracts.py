"""When a contract binds a streamer to the base, and where it lets them go live for nobody else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from db.engine import Session
from db.models.contract_words import Exclusivity
from db.models.words import ContractKind, ContractState, Platform
from db.queries.tables import CONTRACTS, PRESENTERS, SESSIONS
from db.values import words_in

NOT_BINDING = (ContractState.DRAFT, ContractState.REVIEW, ContractState.VOID)
"""States of a contract that binds nobody."""

AGENCY = (ContractKind.AGENCY, ContractKind.EXCLUSIVE, ContractKind.OPEN)
"""Kinds a roster tells of, and that may renew each other: it does not say which of them a contract is."""

OPEN_END = "长期"
"""Shown as the end of a contract that has none."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a contract binds; None is an open end."""

    start_on: date
    end_on: date | None
    ended_on: date | None

    def holds(self, day: date) -> bool:
        """Say what ``in_force`` asks."""
        return (
            self.start_on <= day
            and (self.end_on is None or self.end_on >= day)
            and (self.ended_on is None or self.ended_on > day)
        )


@dataclass(frozen=True, slots=True)
class Exclusive:
    """A contract that lets a streamer go live for nobody else: where, and its first and last day."""

    key: int | None
    code: str
    streamer_id: int
    kind: str
    platforms: frozenset[str]
    first: date
    last: date

    def clash(self, other: "Exclusive") -> str:
        """Return the sentence for another one on the same platform in the same days; "" for none."""
        where = [word for word in Platform if word in self.platforms & other.platforms]
        first, last = max(self.first, other.first), min(self.last, other.last)
        if self.streamer_id != other.streamer_id or not where or first > last:
            return ""
        places = "所有平台" if len(where) == len(Platform) else "、".join(where)
        return (
            f"与{other.code}（{other.kind}，{span_words(other.first, other.last)}）在{places}重叠："
            f"{span_words(first, last)}。同一平台同一时间只能有一份独家合同，请调整日期或平台，或先解除原合同"
        )


def in_force(day: date | ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a contract binds on a day; the day it was broken off no longer counts."""
    of = CONTRACTS.c
    return and_(
        binding(),
        of.start_on <= day,
        or_(of.end_on.is_(None), of.end_on >= day),
        or_(of.ended_on.is_(None), of.ended_on > day),
    )


def presented_unbound() -> ColumnElement[bool]:
    """Return the condition that someone presented a session (SESSIONS) who no contract bound that day."""
    bound = exists().where(
        CONTRACTS.c.streamer_id == PRESENTERS.c.streamer_id, in_force(func.date(SESSIONS.c.start_at))
    )
    return exists().where(PRESENTERS.c.session_id == SESSIONS.c.id, ~bound.correlate(PRESENTERS, SESSIONS))


def unbound_presenters(session: Session, live_id: int) -> set[int]:
    """Return who presented a session although no contract bound them that day."""
    day = select(func.date(SESSIONS.c.start_at)).where(SESSIONS.c.id == live_id).scalar_subquery()
    bound = exists().where(CONTRACTS.c.streamer_id == PRESENTERS.c.streamer_id, in_force(day))
    asked = select(PRESENTERS.c.streamer_id).where(PRESENTERS.c.session_id == live_id)
    return set(session.scalars(asked.where(~bound.correlate(PRESENTERS))))


def terms(session: Session, condition: ColumnElement[bool]) -> dict[int, list[Term]]:
    """Return the terms of the contracts that fulfil a condition, by streamer."""
    of = CONTRACTS.c
    found: defaultdict[int, list[Term]] = defaultdict(list)
    asked = select(of.streamer_id, of.start_on, of.end_on, of.ended_on).where(binding(), condition)
    for streamer, *term in session.execute(asked):
        found[streamer].append(Term(*term))
    return found


def exclusive_on(values: Values) -> frozenset[str]:
    """Return the platforms a contract is exclusive on; none for one that is not exclusive."""
    scope = values.get("exclusivity")
    bound = values.get("kind") == ContractKind.EXCLUSIVE or scope in (Exclusivity.PLATFORMS, Exclusivity.ALL)
    if not bound or scope == Exclusivity.NONE:
        return frozenset()
    named = words_in(values.get("platforms"))
    return frozenset(named if named and scope != Exclusivity.ALL else (word.value for word in Platform))


def exclusive(values: Values, key: int | None = None, code: str = "") -> Exclusive | None:
    """Return a contract as an exclusive one; None for one that is not, is void, or binds on no day."""
    platforms, first = exclusive_on(values), values.get("start_on")
    if not platforms or first is None or values.get("status") == ContractState.VOID:
        return None
    ended = values.get("ended_on")
    last = min(values.get("end_on") or date.max, ended - timedelta(days=1) if ended else date.max)
    if last < first:
        return None
    return Exclusive(key, code, values["streamer_id"], str(values["kind"]), platforms, first, last)


def standing(session: Session, condition: ColumnElement[bool]) -> dict[int, list[Exclusive]]:
    """Return the exclusive contracts in force or signed that fulfil a condition, by streamer."""
    found: defaultdict[int, list[Exclusive]] = defaultdict(list)
    for row in session.execute(select(CONTRACTS).where(binding(), condition)).mappings():
        values = {str(name): value for name, value in row.items()}
        if (one := exclusive(values, values["id"], values["code"])) is not None:
            found[one.streamer_id].append(one)
    return found


def clashes(session: Session, values: Values, key: int | None) -> list[str]:
    """Return a sentence for each standing exclusive contract a contract overlaps with."""
    mine = exclusive(values, key)
    if mine is None:
        return []
    others = standing(session, CONTRACTS.c.streamer_id == mine.streamer_id).get(mine.streamer_id, [])
    return clashes_among(mine, others)


def clashes_among(mine: Exclusive, others: Iterable[Exclusive]) -> list[str]:
    """Return a sentence for each of the others a contract overlaps with; itself left out."""
    found = (mine.clash(other) for other in others if other.key is None or other.key != mine.key)
    return [words for words in found if words]


def span_words(first: date, last: date | None) -> str:
    """Write the days of a contract: 2025-01-01 至 2026-12-31, 2025-01-01 起长期."""
    if last is None or last == date.max:
        return f"{first.isoformat()} 起{OPEN_END}"
    return f"{first.isoformat()} 至 {last.isoformat()}"


def binding() -> ColumnElement[bool]:
    """Return the condition that a contract counts at all."""
    return and_(CONTRACTS.c.deleted_at.is_(None), CONTRACTS.c.status.not_in(NOT_BINDING))
