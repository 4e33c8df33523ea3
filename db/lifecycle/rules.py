"""What a subject says of its states: the moves allowed, what each asks for, what follows from it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from db.engine import Session
from db.record import Record

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a move asks for, as it stood on a day.

    ``wanted`` and ``found`` are words to read (“≥ 300.00 万元”, “212.40 万元”); ``words`` is the Chinese
    sentence for one that is not met: what is missing, by how much, what to do.
    """

    name: str
    wanted: str = ""
    found: str = ""
    met: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What a guard looks at: a record's stored row, and the day the move is to take effect."""

    session: Session
    row: Values
    on: date


Guard = Callable[[Case], Criterion]


def never(_old: StrEnum, _new: StrEnum) -> bool:
    """Say that no move has to be explained."""
    return False


def nothing(_case: Case, _to: StrEnum) -> dict[str, Any]:
    """Return no further fields."""
    return {}


def no_gate(_case: Case, _to: StrEnum) -> tuple[Criterion, ...]:
    """Return no criteria."""
    return ()


def no_more(_case: Case, _to: StrEnum) -> None:
    """Leave other records as they are."""


def today_as_usual(_case: Case, _to: StrEnum) -> date | None:
    """Return no other day than today."""
    return None


def no_days(_values: Values) -> tuple[date | None, ...]:
    """Return no day before today that a record's first state could count from."""
    return ()


@dataclass(frozen=True)
class Rules:
    """The states of one model, kept in its field ``status``; ``moves`` names the usual step first.

    ``reasoned`` says which moves the user has to explain; ``follow`` gives further fields written with a
    move; ``overridable`` holds the states a manager may move to against unmet criteria, with a reason;
    ``gate`` gives criteria that are judged together, where the guards of a state are not enough: it knows
    where a move comes from; ``then`` brings other records along once a move is written; ``since`` gives days
    (or None) a new record's first state may count from, the earliest of which does; ``usually`` gives the day
    a move is taken to count from until the user says another, None for today.
    """

    model: type[Record]
    states: type[StrEnum]
    moves: Mapping[Any, Collection[Any]]
    guards: Mapping[Any, tuple[Guard, ...]]
    reasoned: Callable[[Any, Any], bool] = never
    follow: Callable[[Case, Any], dict[str, Any]] = nothing
    then: Callable[[Case, Any], None] = no_more
    overridable: Collection[Any] = ()
    gate: Callable[[Case, Any], Collection[Criterion]] = no_gate
    since: Callable[[Values], Collection[date | None]] = no_days
    usually: Callable[[Case, Any], date | None] = today_as_usual


@dataclass(frozen=True, slots=True)
class Move:
    """One possible move and what it asks for; ``reasons`` say in Chinese what is still missing.

    ``needs_reason`` means that the user has to say why; ``overridable`` that a manager may make it all the
    same, with a reason and flagged for ever. ``on`` is the day it usually counts from, None for that asked.
    """

    to: str
    allowed: bool
    reasons: tuple[str, ...] = ()
    needs_reason: bool = False
    criteria: tuple[Criterion, ...] = ()
    overridable: bool = False
    on: date | None = None

    @property
    def reached(self) -> str:
        """How many criteria are met, in words (4/6 达成); "" when there are none."""
        met = sum(criterion.met for criterion in self.criteria)
        return f"{met}/{len(self.criteria)} 达成" if self.criteria else ""


@dataclass(frozen=True, slots=True)
class Due:
    """A move that fell due by a rule of the house: where to, from which day on, why (for the history)."""

    model: type[Record]
    id: int
    to: str
    on: date
    reason: str
