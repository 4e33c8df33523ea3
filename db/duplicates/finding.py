"""Pairs of records that may be one: found by groups that share a value, judged by all they share."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from typing import Any

from sqlalchemy import Select, func, select

from db.collector import collector_at_rest
from db.duplicates.apart import joined, parted, set_apart
from db.duplicates.signs import LEAST, Likelihood, likelihood, score
from db.engine import Session
from db.queries.tables import table_of
from db.record import Record

CROWD = 20
"""So many records that share a value are a crowd (an agent's phone): its pairs are not looked at."""

Found = dict[int, int]
"""Both keys in one number, the smaller first → what the two share."""
Facts = tuple[Any, ...]
"""What is read of one record, as the driver gives it: its key, then what the subject asks for."""
ID, DEMO = 0, 1
"""The first two places of what is read."""
_SIGNS = 16
"""Signs of a blind index that tell two values apart well enough (64 bits)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """How one sort of record is looked through: what is read, how pairs are found and judged.

    ``facts`` are columns that follow the key and ``is_demo``: records of the demo stay among themselves.
    """

    facts: tuple[str, ...]
    find: Callable[[Session, dict[int, Facts]], Found]
    judge: Callable[[Facts, Facts], int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth a look, the likeliest first: keys (the older record first) and what the two share."""

    model: type[Record]
    first: "array[int]"
    second: "array[int]"
    signs: "array[int]"

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.first)

    def arranged(self, wanted: Likelihood | None, *, newest: bool = False) -> "Candidates":
        """Return those of one likelihood, the newest record's pair first where that is asked for."""
        places = [
            place
            for place, signs in enumerate(self.signs)
            if wanted is None or likelihood(score(signs)) is wanted
        ]
        if newest:
            places.sort(key=lambda place: -self.second[place])
        first, second, signs = (
            array("q", (kept[place] for place in places)) for kept in (self.first, self.second, self.signs)
        )
        return Candidates(self.model, first, second, signs)


_WHERE = {"streamer": "db.duplicates.people", "org": "db.duplicates.companies"}


def candidates(session: Session, model: type[Record], least: int = LEAST) -> Candidates:
    """Return the pairs of a model with at least so many points, without those that were set apart.

    KeyError for a model nobody looks through.
    """
    subject, of = _subject(table_of(model).name), table_of(model).c
    read = [
        func.substr(of[name], 1, _SIGNS) if name.endswith("_index") else of[name] for name in subject.facts
    ]
    asked = select(of.id, of.is_demo, *read).where(of.deleted_at.is_(None))
    with collector_at_rest():
        facts = {row[0]: row for row in quickly(session, asked)}
        found = subject.find(session, facts)
        for pair in set_apart(session, model):
            found.pop(pair, None)
        judged = sorted(_judged(subject, facts, found, least))
    keys = [parted(pair) for _, pair, _ in judged]
    return Candidates(
        model,
        array("q", (first for first, _ in keys)),
        array("q", (second for _, second in keys)),
        array("q", (signs for _, _, signs in judged)),
    )


def _judged(
    subject: Subject, facts: dict[int, Facts], found: Found, least: int
) -> Iterator[tuple[int, int, int]]:
    """Yield (points below zero, pair, signs) of the pairs with at least so many points."""
    points: dict[int, int] = {}
    for pair, signs in found.items():
        one, other = (facts[key] for key in parted(pair))
        whole = signs | subject.judge(one, other)
        if whole not in points:
            points[whole] = score(whole)
        if points[whole] >= least and one[DEMO] == other[DEMO]:
            yield -points[whole], pair, whole


def quickly(session: Session, asked: Select[Any]) -> list[Any]:
    """Return the rows of a question off the driver's cursor: half the time, days and choices as stored."""
    with session.connection().execute(asked) as answer:
        cursor: Any = answer.cursor
        rows: list[Any] = cursor.fetchall()
    return rows


def add_groups(found: Found, groups: Iterable[Sequence[int]], sign: int) -> None:
    """Note a sign for every two of each group; a crowd is left out."""
    bit = int(sign)  # plain numbers are joined ten times as fast as flags
    for group in groups:
        if len(group) <= CROWD:
            for one, other in combinations(group, 2):
                pair = joined(one, other)
                found[pair] = found.get(pair, 0) | bit


def sharing(facts: dict[int, Facts], *places: int) -> Iterator[list[int]]:
    """Yield the keys of records that share the values at some places of what was read of them."""
    columns = [[known[place] for known in facts.values()] for place in places]
    values = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    return by_value(list(facts), values)


def by_value(keys: Sequence[int], values: Sequence[Hashable]) -> Iterator[list[int]]:
    """Yield the keys that have the same value, each once, as groups of two and more; nothing shares None.

    Counting is left to C: of 150,000 values hardly any are there twice.
    """
    twice = {value for value, count in Counter(values).items() if count > 1 and not _lacks(value)}
    groups: defaultdict[Hashable, set[int]] = defaultdict(set)
    for key, value in zip(keys, values, strict=True):
        if value in twice:
            groups[value].add(key)
    return (sorted(group) for group in groups.values() if len(group) > 1)


def _lacks(value: Hashable) -> bool:
    """Say whether a value, or a part of it, is missing."""
    return value is None or (isinstance(value, tuple) and None in value)


def same(one: Facts, other: Facts, signs: dict[int, int]) -> int:
    """Return the signs of the places at which both know the same."""
    return sum(sign for place, sign in signs.items() if one[place] and one[place] == other[place])


def differing(one: Facts, other: Facts, signs: dict[int, int]) -> int:
    """Return the signs of the places at which both know something, and not the same."""
    return sum(
        sign for place, sign in signs.items() if one[place] and other[place] and one[place] != other[place]
    )


@cache
def _subject(table: str) -> Subject:
    """Return how records of a table are looked through; KeyError when they are not."""
    subject: Subject = import_module(_WHERE[table]).SUBJECT
    return subject
