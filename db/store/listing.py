"""Search and page through a list: one question gives the sorted keys, rows are read as they are looked at."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from db.engine import Session
from db.queries.lists import ListView
from db.record import Record

FIRST_ROWS = 200
"""Rows a Page brings along, so that the first screen needs no second question."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asks of a list. ``filters`` are (name, value) pairs of the view's filters; ``sort`` a column."""

    text: str = ""
    filters: tuple[tuple[str, object], ...] = ()
    sort: str = "code"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``values`` in the order of ``view.columns``.

    Links are names, sealed values masked, choices words, money 分, durations minutes; None is missing.
    """

    id: int
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to ``query``: all keys in order, and the first rows.

    ``capped`` means the words typed match more people than ``total``, and only these were sorted.
    """

    query: Query
    ids: array[int]
    total: int
    rows: tuple[Row, ...]
    capped: bool = False


def search(session: Session, view: ListView, query: Query) -> Page:
    """Return the keys that answer the query, sorted, and the first rows."""
    raise NotImplementedError


def rows(session: Session, view: ListView, ids: Sequence[int]) -> list[Row]:
    """Return the rows of these keys, in their order; a key no longer there is left out."""
    raise NotImplementedError


def names(session: Session, model: type[Record], text: str = "", limit: int = 50) -> list[tuple[int, str]]:
    """Return (key, name) of records whose name holds the text: for link editors and filters."""
    raise NotImplementedError
