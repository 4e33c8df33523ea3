"""What an import changes of known records, field by field: kept small, made readable when it is looked at.

A file of 200,000 changed lines changes millions of fields. They are packed some hundred records at a time;
what is asked for is unpacked again, the last part asked for stays.
"""

import marshal
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from db.columns import Column
from db.engine import Session
from db.imports import Change
from db.on_demand import OnDemand
from db.queries.among import among
from db.queries.lists import name_of
from db.queries.tables import table_of
from db.store.words import spelled, word_of

_AT_ONCE = 512
_NEW = "\0"
"""Begins the word of a link to a record that is not there yet: its name follows."""

_PLAIN = {str, int, float, bool, type(None)}
"""What can be packed as it is; of all else its word is."""


class _Label(NamedTuple):
    """How a field is told: ``shown`` reads its words, ``target`` names the records it points to."""

    text: str
    shown: Column | None
    target: Any


class _Packed:
    """Changes of records in the order they were added, packed."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._parts: list[bytes] = []
        self._open: list[tuple[Any, ...]] = []
        self.count = 0
        self._last: tuple[int, list[tuple[Any, ...]]] = (-1, [])

    def add(self, head: tuple[int, int, str], fields: Sequence[tuple[int, Any, Any]]) -> None:
        """Add the changes of one record: (sheet, row, code) and (field, old, new)."""
        if not self._open:
            self._starts.append(self.count)
        self._open.append((head, fields))
        self.count += len(fields)
        if len(self._open) == _AT_ONCE:
            self.close()

    def close(self) -> None:
        """Pack what was added last."""
        if self._open:
            self._parts.append(zlib.compress(marshal.dumps(self._open), 1))
            self._open = []

    def at(self, place: int) -> tuple[Any, ...]:
        """Return one change: sheet, row, code, field, old, new."""
        part = bisect_right(self._starts, place) - 1
        last = self._last
        if last[0] != part:
            records = marshal.loads(zlib.decompress(self._parts[part]))  # noqa: S302 - our own, from above
            last = part, [(*head, *field) for head, fields in records for field in fields]
            self._last = last  # never read again here: the window and a job may look at the list at once
        return last[1][place - self._starts[part]]


class Changes(OnDemand[Change]):
    """The changes of one import, conflicts first, both in the order of the lines.

    ``add`` while they are found, ``close`` once with a session; then they need none to be read.
    """

    def __init__(self, sheets: Sequence[str]) -> None:
        self._sheets = tuple(sheets)
        self._labels: list[_Label] = []
        self._targets: list[Any] = []
        self._numbers: dict[Any, int] = {}
        self._linked: defaultdict[Any, set[int]] = defaultdict(set)
        self._names: dict[tuple[Any, str], str] = {}
        self._conflicts, self._others = _Packed(), _Packed()

    @property
    def conflicts(self) -> int:
        """How many of the changes stand against a value typed by hand: the first ones."""
        return self._conflicts.count

    def label(self, text: str, shown: Column | None = None, *, people: Any = None) -> int:
        """Return the number a field is added by; ``people`` is the table of records a list of keys names."""
        key = text, shown.name if shown else None
        if key not in self._numbers:
            refers = shown.shown.refers_to if shown else None
            target = people if people is not None else None if refers is None else table_of(refers)
            self._numbers[key] = len(self._labels)
            self._labels.append(_Label(text, shown, target))
            self._targets.append(target)
        return self._numbers[key]

    def add(
        self,
        line: tuple[int, int],
        code: str,
        fields: Iterable[tuple[int, Any, Any]],
        *,
        is_conflict: bool = False,
    ) -> None:
        """Add what a line (number of the sheet, row) changes of a record: (label, old, new).

        Values are as the table keeps them, or words of a history.
        """
        told = [
            (
                number,
                old if type(old) in _PLAIN else word_of(old),
                new if type(new) in _PLAIN else word_of(new),
            )
            for number, old, new in fields
            if old != new
        ]
        if not told:
            return
        for number, *values in told:
            target = self._targets[number]
            if target is not None:
                self._linked[target].update(int(key) for value in values for key in _keys(word_of(value)))
        (self._conflicts if is_conflict else self._others).add((*line, code), told)

    def close(self, session: Session) -> "Changes":
        """Look up the names of the records the changes point to; nothing is added any more."""
        self._conflicts.close()
        self._others.close()
        for target, keys in self._linked.items():
            asked = select(target.c.id, name_of(target)).where(among(session, target.c.id, keys))
            self._names |= {(target, str(key)): name for key, name in session.execute(asked)}
        self._linked.clear()
        return self

    def __len__(self) -> int:
        """Return how many fields change."""
        return self._conflicts.count + self._others.count

    def item(self, place: int) -> Change:
        """Return one change in words to read."""
        is_conflict = place < self.conflicts
        found = self._conflicts.at(place) if is_conflict else self._others.at(place - self.conflicts)
        sheet, row, code, number, old, new = found
        label = self._labels[number]
        words = self._words(label, word_of(old)), self._words(label, word_of(new))
        return Change(self._sheets[sheet], row, code, label.text, *words, is_conflict)

    def _words(self, label: _Label, word: str | None) -> str:
        """Return a word as people read it."""
        if word is None:
            return ""
        if word.startswith(_NEW):
            return word.removeprefix(_NEW)
        if label.target is not None:
            return "、".join(self._named(label.target, part) for part in word.split("、"))
        return word if label.shown is None else spelled(label.shown, word)

    def _named(self, target: Any, part: str) -> str:
        """Return a key, perhaps with its share (12:60%), as people read it."""
        key, _, share = part.partition(":")
        return f"{self._names.get((target, key), key)} {share}".strip()


def new_word(name: object) -> str:
    """Return the word of a link to a record that is added with the lines."""
    return f"{_NEW}{name}"


def _keys(word: str | None) -> list[str]:
    """Return the keys in a word: one, or several put apart by “、”, each perhaps with its share."""
    parts = (part.partition(":")[0] for part in (word or "").split("、"))
    return [part for part in parts if part.isdigit()]
