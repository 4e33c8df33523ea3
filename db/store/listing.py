"""Search and page through a list: one question gives the sorted keys, rows are read as they are looked at."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, or_, select

from db import search as people
from db.engine import Session
from db.models import Brand, Campaign, Category, Org, PlatformAccount, Streamer
from db.queries.lists import ListView, holding, name_of
from db.queries.tables import table_of, undeleted
from db.record import Record
from db.search.spelling import spelled
from db.search.words import words_of

FIRST_ROWS = 200
"""Rows a Page brings along, so that the first screen needs no second question."""

_ASKED = 500
_FEW = (Org, Category, Brand, Campaign)
"""Records that are few: their names are found by letters too."""

Order = tuple[tuple[str, bool], ...]
"""What a list is sorted by: (column, descending), the first counts most."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the user asks of a list.

    ``filters`` are (name, value) pairs: several values of one name are alternatives. ``columns`` names those
    to read, () for the ones the list shows at first.
    """

    text: str = ""
    filters: tuple[tuple[str, object], ...] = ()
    sort: Order = (("code", False),)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``values`` in the order of ``view.read``.

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
    narrowed = _narrowed(view, query.filters)
    scope = [] if view.scope is None else [view.scope]
    if not view.with_deleted:
        scope.append(_alive(view, query))
    asked = select(table.c.id).where(*scope, *narrowed)
    broad = bool(query.text.strip()) and not narrowed
    if query.text.strip():
        found = view.found(session, query.text)
        asked = asked.where(table.c.id.in_(found.limit(people.LIMIT + 1) if broad else found))
    ids = _keys(session, _sorted(asked, view, query))
    capped = broad and len(ids) > people.LIMIT
    if capped:
        ids = ids[: people.LIMIT]
    first = rows(session, view.showing(query.columns), ids[:FIRST_ROWS])
    return Page(query, ids, len(ids), tuple(first), capped)


def rows(session: Session, view: ListView, ids: Sequence[int]) -> list[Row]:
    """Return the rows of these keys, in their order; a key no longer there is left out."""
    table = table_of(view.model)
    names = [column.name for column in view.read]
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


def names(
    session: Session,
    model: type[Record],
    text: str = "",
    limit: int = 50,
    among: ColumnElement[bool] | None = None,
) -> list[tuple[int, str]]:
    """Return (key, name) of records that answer to the text, by name: for link editors and filters.

    Those that share a name are told apart by their codes. ``among`` leaves out those it is not true of.
    """
    table = table_of(model)
    asked = select(table.c.id, name_of(table).label("name"), table.c.code).where(table.c.deleted_at.is_(None))
    if among is not None:
        asked = asked.where(among)
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
    if model in _FEW and text.isascii():
        return held | table.c.id.in_(_spelled_like(session, table, text))
    return held


def _spelled_like(session: Session, table: Table, text: str) -> list[int]:
    """Return the keys of records whose name is spoken like this, or by its initials: yimeng, ym."""
    words = words_of(text)
    known = session.execute(select(table.c.id, name_of(table)).where(table.c.deleted_at.is_(None)))
    found = (key for key, name in known if spelled(name).roughly(words) is not None)
    return list(islice(found, _ASKED))


def _keys(session: Session, asked: "Select[int]") -> "array[int]":
    """Return the keys a question brings; off the driver's cursor, in half the time of rows."""
    with session.connection().execute(asked) as answer:
        cursor: Any = answer.cursor
        return array("q", chain.from_iterable(cursor))


def _narrowed(view: ListView, filters: Iterable[tuple[str, object]]) -> list[ColumnElement[bool]]:
    """Return one condition for each filter: any of its values will do."""
    wanted: defaultdict[str, list[object]] = defaultdict(list)
    for name, value in filters:
        wanted[name].append(value)
    return [or_(*map(view.filter(name).condition, values)) for name, values in wanted.items()]


def _alive(view: ListView, query: Query) -> ColumnElement[bool]:
    """Return the condition that a record is not deleted; an index of that may only give the order."""
    table = table_of(view.model)
    first = view.sql[query.sort[0][0]] if len(query.sort) == 1 else None
    served = any(index.columns[0] is first for index in table.indexes)
    return table.c.deleted_at.is_(None) if served else undeleted(table)


def _sorted(asked: "Select[int]", view: ListView, query: Query) -> "Select[int]":
    """Return the question with its order: the columns asked for, then the key, the way the last one goes."""
    key, falling = table_of(view.model).c.id, False
    for name, falling in query.sort:
        sort = view.sql[name]
        asked = asked.order_by(_nulls_last(sort, sort.desc() if falling else sort.asc()))
    return asked.order_by(key.desc() if falling else key)


def _nulls_last(sort: ColumnElement[object], ordered: ColumnElement[object]) -> ColumnElement[object]:
    """Return an order with missing values last; left alone where none can, for the index to serve it."""
    always = isinstance(sort, Column) and not sort.nullable
    return ordered if always else ordered.nulls_last()
