"""What a list shows: columns, filters and their SQL, derived from a model and widened where needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, String, Table, or_, select, type_coerce
from sqlmodel import SQLModel

from db import secrets
from db.columns import Column, columns_of
from db.engine import Session
from db.models import ImportRow
from db.queries.stretches import Stretch, falls_in
from db.queries.tables import table_of
from db.record import Record
from db.search import Question
from db.values import FIGURES, Kind
from db.values.several import BETWEEN

Align = Literal["left", "centre", "right"]
Sql = ColumnElement[Any]
Finish = Callable[[Any], object]

_MASKS: dict[Kind, Callable[[str], str]] = {Kind.ID_NO: secrets.mask_id, Kind.PHONE: secrets.mask_phone}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: ``width`` in pixels; ``kind`` and ``unit`` decide how a value is written."""

    name: str
    label: str
    kind: Kind
    width: int = 110
    align: Align = "left"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One way to narrow a list: by ``choices``, ``refers_to``, words records hold, or a month (202609).

    ``condition`` turns a chosen value into SQL; callers outside ``db`` have no use for it. ``blank``: records
    may be without a value, and None asks for those. ``held``: the column whose values alone are offered.
    """

    name: str
    label: str
    condition: Callable[[Any], ColumnElement[bool]]
    choices: type[StrEnum] | None = None
    refers_to: type[SQLModel] | None = None
    kind: Kind = Kind.CHOICE
    blank: bool = False
    held: Sql | None = None


@dataclass(frozen=True, eq=False)
class ListView:
    """A list of records: what is shown (columns, filters) and how it is asked for.

    ``further`` are columns offered beside those shown at first, ``needed`` the names of those read even while
    they are not shown. ``sql`` gives each column's expression, ``finish`` what is done to a value read
    (masks, tiers), ``found`` the question for the keys that match words typed into the search box, ``scope``
    which records of the model the list is about (None: all). ``with_deleted`` lists those deleted since too:
    rows of a table that knows no deletion, or that still count in a figure.
    """

    name: str
    model: type[Record]
    columns: tuple[ListColumn, ...]
    sql: Mapping[str, Sql]
    found: Callable[[Session, str], Question]
    filters: tuple[ListFilter, ...] = ()
    finish: Mapping[str, Finish] = field(default_factory=dict)
    scope: ColumnElement[bool] | None = None
    with_deleted: bool = False
    further: tuple[ListColumn, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[ListColumn, ...]:
        """The columns a Row has values of: those shown, then those only needed."""
        return (*self.columns, *(column for column in self.further if column.name in self.needed))

    @property
    def offered(self) -> tuple[ListColumn, ...]:
        """All columns the list can show."""
        return (*self.columns, *self.further)

    def showing(self, names: Sequence[str]) -> "ListView":
        """Return the list with the columns named, in that order; () is the list itself."""
        if not names:
            return self
        known = {column.name: column for column in self.offered}
        shown = tuple(known[name] for name in dict.fromkeys(names) if name in known)
        further = tuple(column for name, column in known.items() if name not in names)
        return replace(self, columns=shown, further=further)

    @cached_property
    def narrowing(self) -> tuple[ListFilter, ...]:
        """All filters: its own, then one for each further field that can be chosen from."""
        own = {each.name for each in self.filters}
        offered = {column.name for column in self.offered} - own
        fields = (shown for shown in columns_of(self.model) if shown.name in offered)
        return (*self.filters, *(filter_on(self.model, shown.name) for shown in fields if _is_narrow(shown)))

    def filter(self, name: str) -> ListFilter:
        """Return one filter by its name; KeyError when the list has none of that name."""
        for found in (*self.narrowing, of_batch(self.model)):
            if found.name == name:
                return found
        raise KeyError(name)


_NO_STRETCHES = ("birth_on",)
"""Days nobody asks a month of."""
BATCH = "batch"
"""Name of the filter every list has (``of_batch``)."""
CODE = ListColumn("code", "编号", Kind.TEXT, 100)
"""The column every record can show."""


def name_of(table: FromClause) -> Sql:
    """Return what a record is called by those that point to it: name, title, account, its words, or code."""
    if "account_no" in table.c:
        return type_coerce(table.c.platform, String) + " " + table.c.account_no
    if "title" in table.c and not table.c.title.nullable:
        return table.c.title
    return next((table.c[field] for field in ("name", "text") if field in table.c), table.c.code)


def list_column(shown: Column) -> ListColumn:
    """Return a field as a list shows it: numbers to the right."""
    align: Align = "right" if shown.kind in FIGURES else "left"
    return ListColumn(shown.name, shown.label, shown.kind, shown.shown.width, align, shown.shown.unit)


def sql_of(model: type[Record]) -> dict[str, Sql]:
    """Return the SQL of every shown field: links as names, choices as words, sealed values as their tails."""
    table = table_of(model)
    return {"code": table.c.code} | {shown.name: _sql(table, shown) for shown in columns_of(model)}


def masks_of(model: type[Record]) -> dict[str, Finish]:
    """Return how the tail of each sealed field of a model is shown."""
    return {shown.name: partial(masked, shown) for shown in columns_of(model) if shown.shown.sealed}


def masked(shown: Column, tail: str | None) -> str | None:
    """Return what is shown of a sealed value, from its last four characters; None without a value."""
    return _MASKS[shown.kind](tail) if tail else None


def filter_on(model: type[Record], name: str) -> ListFilter:
    """Return the filter on a choice, words, a link, a day or a yes; None asks for those without one."""
    shown = next(shown for shown in columns_of(model) if shown.name == name)
    asked = table_of(model).c[name]
    conditions = {Kind.WORDS: partial(holds_word, asked), Kind.DATE: partial(falls_in, asked)}
    return ListFilter(
        name,
        shown.label,
        conditions.get(shown.kind, asked.__eq__),
        Stretch if shown.kind is Kind.DATE else shown.choices,
        shown.shown.refers_to,
        shown.kind,
        blank=asked.nullable is True,
        held=asked if asked.index or shown.kind is Kind.WORDS else None,
    )


def _is_narrow(shown: Column) -> bool:
    """Whether a list can be narrowed by a field: its values are few, or have names."""
    chosen = shown.choices is not None or shown.kind in (Kind.LINK, Kind.WORDS, Kind.YESNO)
    return chosen or (shown.kind is Kind.DATE and shown.name not in _NO_STRETCHES)


def of_batch(model: type[Record]) -> ListFilter:
    """Return the filter every list has: what an import, by the key of its batch, added or changed."""
    table, rows = table_of(model).c, table_of(ImportRow).c

    def condition(batch: int) -> ColumnElement[bool]:
        changed = select(rows.entity_id).where(rows.batch_id == batch, rows.entity == table_of(model).name)
        return or_(table.batch_id == batch, table.id.in_(changed))

    return ListFilter(BATCH, "某次导入的记录", condition)


def holds_word(asked: Sql, word: str | None) -> ColumnElement[bool]:
    """Return the condition that a field of several words holds one; None asks for those without any."""
    if word is None:
        return asked.is_(None)
    return (BETWEEN + asked + BETWEEN).contains(f"{BETWEEN}{word}{BETWEEN}", autoescape=True)


def view_of(
    model: type[Record],
    *,
    extra: Mapping[str, tuple[ListColumn, Sql]] | None = None,
    order: Sequence[str] = (),
) -> ListView:
    """Return the list that follows from a model: its table columns, a filter per choice and link.

    ``extra`` adds derived columns; ``order`` names the columns to show, in order (all by default). All other
    fields but sealed ones are offered besides.
    """
    shown = [column for column in columns_of(model) if column.shown.in_table]
    columns = {CODE.name: CODE} | {column.name: list_column(column) for column in columns_of(model)}
    derived = dict(extra or {})
    columns |= {name: column for name, (column, _) in derived.items()}
    sealed = [column.name for column in columns_of(model) if column.shown.sealed]
    narrowing = [c.name for c in shown if c.choices is not None or c.kind is Kind.LINK]
    first = order or (CODE.name, *(c.name for c in shown), *derived)
    return ListView(
        name=table_of(model).name,
        model=model,
        columns=tuple(columns[name] for name in first),
        further=tuple(columns[name] for name in columns if name not in (*first, *sealed)),
        sql=sql_of(model) | {name: sql for name, (_, sql) in derived.items()},
        found=lambda _, text: holding(model, text),
        filters=tuple(filter_on(model, name) for name in narrowing),
        finish=masks_of(model),
    )


def holding(model: type[Record], text: str) -> Question:
    """Return the question for records one of whose searchable fields, name or code holds the text."""
    table = table_of(model)
    fields = [table.c[shown.name] for shown in columns_of(model) if shown.shown.search]
    held = [asked.icontains(text, autoescape=True) for asked in (*fields, name_of(table), table.c.code)]
    return select(table.c.id).where(or_(*held))


def _sql(table: Table, shown: Column) -> Sql:
    """Return the SQL of one field as a list shows it."""
    if shown.shown.sealed:
        return table.c[f"{shown.name}_tail"]
    if shown.kind is Kind.CHOICE:
        return type_coerce(table.c[shown.name], String)
    if shown.shown.refers_to is None:
        return table.c[shown.name]
    target = table_of(shown.shown.refers_to).alias()
    return select(name_of(target)).where(target.c.id == table.c[shown.name]).scalar_subquery()
