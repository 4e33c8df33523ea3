"""When a contract binds a streamer to the base."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from db.engine import Session
from db.models.words import ContractState
from db.queries.tables import CONTRACTS

NOT_BINDING = (ContractState.DRAFT, ContractState.REVIEW, ContractState.VOID)
"""States of a contract that binds nobody."""


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


def in_force(day: date) -> ColumnElement[bool]:
    """Return the condition that a contract binds on a day; the day it was broken off no longer counts."""
    of = CONTRACTS.c
    return and_(
        _binding(),
        of.start_on <= day,
        or_(of.end_on.is_(None), of.end_on >= day),
        or_(of.ended_on.is_(None), of.ended_on > day),
    )


def terms(session: Session, condition: ColumnElement[bool]) -> dict[int, list[Term]]:
    """Return the terms of the contracts that fulfil a condition, by streamer."""
    of = CONTRACTS.c
    found: defaultdict[int, list[Term]] = defaultdict(list)
    asked = select(of.streamer_id, of.start_on, of.end_on, of.ended_on).where(_binding(), condition)
    for streamer, *term in session.execute(asked):
        found[streamer].append(Term(*term))
    return found


def _binding() -> ColumnElement[bool]:
    """Return the condition that a contract counts at all."""
    return and_(CONTRACTS.c.deleted_at.is_(None), CONTRACTS.c.status.not_in(NOT_BINDING))
