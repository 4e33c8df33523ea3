"""A file as it was read: its sheets with every row, nothing skipped and nothing understood yet."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from db.on_demand import OnDemand
from db.values import Raw
from desktop.excel.child import CHUNK, encode

Place = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column; rows as the user counts, columns from 0."""

_KEPT = 32
"""Chunks kept decoded: looking for a row by its number comes back to the same few."""


class Rows(OnDemand[tuple[int, Sequence[Raw]]]):
    """The rows of a sheet that hold anything, with their row numbers; decoded some hundred at a time."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._starts: list[int] = []
        self._length = 0
        self._decoded: dict[int, list[tuple[int, list[Raw]]]] = {}
        self._turn = Lock()

    @classmethod
    def of(cls, rows: Sequence[tuple[int, Sequence[Raw]]]) -> "Rows":
        """Return rows that were put together by us."""
        made = cls()
        for start in range(0, len(rows), CHUNK):
            some = rows[start : start + CHUNK]
            made.append(encode(some).encode(), len(some))
        return made

    def append(self, chunk: bytes, rows: int) -> None:
        """Take some more rows, as the child wrote them."""
        self._starts.append(self._length)
        self._chunks.append(chunk)
        self._length += rows

    def __len__(self) -> int:
        """Return how many rows hold anything."""
        return self._length

    def item(self, place: int) -> tuple[int, Sequence[Raw]]:
        """Return a row."""
        number = bisect_right(self._starts, place) - 1
        return self._rows(number)[place - self._starts[number]]

    def __iter__(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the rows from the top."""
        for number in range(len(self._chunks)):
            yield from self._rows(number)

    def containing(self, words: re.Pattern[bytes]) -> Iterator[tuple[int, tuple[int, Sequence[Raw]]]]:
        """Yield (place, row) of the rows that lie near one of the words; the others are not even decoded."""
        for number, chunk in enumerate(self._chunks):
            if words.search(chunk):
                yield from enumerate(self._rows(number), self._starts[number])

    def _rows(self, number: int) -> list[tuple[int, list[Raw]]]:
        """Return one chunk of rows; those asked for lately are kept."""
        rows = self._decoded.get(number) or decode_rows(self._chunks[number])
        with self._turn:  # the window looks at rows while a job goes through them
            self._decoded.pop(number, None)
            self._decoded[number] = rows
            if len(self._decoded) > _KEPT:
                del self._decoded[next(iter(self._decoded))]
        return rows


def decode_rows(chunk: bytes) -> list[tuple[int, list[Raw]]]:
    """Return the rows of one line of the child's answer."""
    return [(number, cells) for number, cells in json.loads(chunk, object_hook=untag)]


def untag(cell: dict[str, Any]) -> Raw:
    """Return the date, moment, time of day or duration that JSON has no word for."""
    ((tag, value),) = cell.items()
    if tag == "m":
        return datetime.fromisoformat(value)
    if tag == "d":
        return date.fromisoformat(value)
    if tag == "t":
        return time.fromisoformat(value)
    return timedelta(seconds=value)


@dataclass(slots=True)
class RawSheet:
    """One sheet as it lies in the file: nothing skipped, nothing understood yet.

    ``hidden_columns`` are called as WPS calls them (D); ``is_uncalculated``: it has formulas without a
    result, whose cells are read as empty.
    """

    name: str
    hidden: bool = False
    rows: Rows = field(default_factory=Rows)
    merged: tuple[Place, ...] = ()
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    is_uncalculated: bool = False


@dataclass(slots=True)
class Book:
    """A file that was read. ``encoding`` is "" for a workbook; ``notes`` are sentences for the user.

    ``content`` are the bytes themselves: they are kept with what is imported from them.
    """

    path: Path
    hash: str
    sheets: list[RawSheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encoding: str = ""
    content: bytes = field(default=b"", repr=False)
