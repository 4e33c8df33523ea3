"""Search and page through a list: one question gives the sorted keys, rows are read as they are looked at."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, select

from db import search as people
from db.engine import Session
from db.models import PlatformAccount, Streamer
from db.queries.lists import ListView, holding, name_of
from db.queries.tables import table_of
from db.record import Record

FIRST_ROWS = 200
"""Rows a Page brings along, so that the first screen needs no second question."""

_ASKED = 500


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asks of a list. ``filters`` are (name, value) pairs; ``sort`` names a column."""

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

    ``capped`` means the words typed match more than the ``total`` kept: a broad word is answered with the
    first thousand it meets, sorted; with a filter beside it the answer is always whole.
    """

    query: Query
    ids: "array[int]"
    total: int
    rows: tuple[Row, ...]
    capped: bool = False


def search(session: Session, view: ListView, query: Query) -> Page:
    """Return the keys that answer the query, sorted (missing values last), and the first rows.

    150,000 keys take 1.2 MB. KeyError for a column or filter the list does not have.
    """
    table = table_of(view.model)
    narrowed = [view.filter(name).condition(value) for name, value in query.filters]
    scope = [] if view.scope is None else [view.scope]
    if not view.with_deleted:
        scope.append(table.c.deleted_at.is_(None))
    asked = select(table.c.id).where(*scope, *narrowed)
    broad = bool(query.text.strip()) and not narrowed
    if query.text.strip():
        found = view.found(session, query.text)
        asked = asked.where(table.c.id.in_(found.limit(people.LIMIT + 1) if broad else found))
    ids = _keys(session, _sorted(asked, view, query))
    capped = broad and len(ids) > people.LIMIT
    if capped:
        ids = ids[: people.LIMIT]
    first = rows(session, view, ids[:FIRST_ROWS])
    return Page(query, ids, len(ids), tuple(first), capped)


def rows(session: Session, view: ListView, ids: Sequence[int]) -> list[Row]:
    """Return the rows of these keys, in their order; a key no longer there is left out."""
    table = table_of(view.model)
    names = [column.name for column in view.columns]
    asked = select(table.c.id, *(view.sql[name] for name in names))
    finish = [(place, view.finish[name]) for place, name in enumerate(names) if name in view.finish]
    found = {}
    for start in range(0, len(ids), _ASKED):
        chunk = ids[start : start + _ASKED]
        for key, *values in session.execute(asked.where(table.c.id.in_(chunk))):
            for place, shown in finish:
                values[place] = shown(values[place])
            found[key] = Row(key, tuple(values))
    return [found[key] for key in ids if key in found]


def names(session: Session, model: type[Record], text: str = "", limit: int = 50) -> list[tuple[int, str]]:
    """Return (key, name) of records that answer to the text, by name: for link editors and filters.

    Those that share a name are told apart by their codes.
    """
    table = table_of(model)
    asked = select(table.c.id, name_of(table).label("name"), table.c.code).where(table.c.deleted_at.is_(None))
    if text.strip():
        asked = asked.where(_answers_to(session, model, text.strip()))
    answer = session.execute(asked.order_by("name", table.c.id).limit(limit)).all()
    shared = Counter(name for _key, name, _code in answer)
    return [(key, name if shared[name] == 1 else f"{name}（{code}）") for key, name, code in answer]


def _answers_to(session: Session, model: type[Record], text: str) -> ColumnElement[bool]:
    """Return the condition that a record answers to a text; an account also answers to its streamer."""
    table = table_of(model)
    if model is Streamer:
        return table.c.id.in_(people.matching(session, text))
    held = table.c.id.in_(holding(model, text))
    if model is PlatformAccount:
        return held | table.c.streamer_id.in_(people.matching(session, text))
    return held


def _keys(session: Session, asked: "Select[int]") -> "array[int]":
    """Return the keys a question brings; off the driver's cursor, in half the time of rows."""
    with session.connection().execute(asked) as answer:
        cursor: Any = answer.cursor
        return array("q", chain.from_iterable(cursor))


def _sorted(asked: "Select[int]", view: ListView, query: Query) -> "Select[int]":
    """Return the question with its order: the column asked for, then the key."""
    sort, key = view.sql[query.sort], table_of(view.model).c.id
    if query.descending:
        return asked.order_by(_nulls_last(sort, sort.desc()), key.desc())
    return asked.order_by(_nulls_last(sort, sort.asc()), key)


def _nulls_last(sort: ColumnElement[object], ordered: ColumnElement[object]) -> ColumnElement[object]:
    """Return an order with missing values last; left alone where none can, for the index to serve it."""
    always = isinstance(sort, Column) and not sort.nullable
    return ordered if always else ordered.nulls_last()
