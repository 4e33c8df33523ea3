"""The rows a figure is counted from, as each subject tells them: a list, its condition, what is added up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from sqlalchemy import ColumnElement, false, select

from db.columns import column
from db.engine import Session
from db.queries.lists import ListColumn, ListView, Sql, list_column
from db.queries.periods import Period
from db.queries.tables import table_of
from db.record import Fact, Record


class Adding(StrEnum):
    """How rows make a figure."""

    COUNT = "计数"
    SUM = "合计"
    BEST = "最大"


@dataclass(frozen=True, eq=False)
class Rows:
    """A list of records and the condition of those a figure counts; deleted ones too, if they still count.

    ``adds`` names the column of the list that is added up (in the base unit of the figure), or whose largest
    value is taken; "" where the rows are counted.
    """

    view: ListView
    scope: ColumnElement[bool]
    adds: str = ""
    how: Adding = Adding.COUNT


Finding = Callable[[Session, Period], tuple[ListView, ColumnElement[bool]] | Rows]
Traces = Mapping[str, Finding]
"""Code of an indicator → what finds its rows of a period; a list and a condition alone are counted."""


Columns = Mapping[str, tuple[ListColumn, Sql]]
"""Columns of a list with their SQL, by name."""


def added(view: ListView, scope: ColumnElement[bool], adds: str) -> Rows:
    """Return rows one column of which is added up."""
    return Rows(view, scope, adds, Adding.SUM)


def with_columns(view: ListView, *wanted: str, more: Columns | None = None) -> ListView:
    """Return a list with other columns: those it has, fields of its model, and ``more``."""
    extra = more or {}
    known = {each.name: each for each in view.columns} | {name: each for name, (each, _) in extra.items()}
    columns = (known[name] if name in known else list_column(column(view.model, name)) for name in wanted)
    sql = {**view.sql, **{name: sql for name, (_, sql) in extra.items()}}
    return replace(view, columns=tuple(columns), sql=sql)


def facts(model: type[Fact], columns: Columns) -> ListView:
    """Return a list of rows that belong to a record and know no deletion (moves, days, months)."""
    table = table_of(model)
    return ListView(
        name=table.name,
        model=cast("type[Record]", model),  # searched and read, never edited
        columns=tuple(each for each, _ in columns.values()),
        sql={name: sql for name, (_, sql) in columns.items()},
        found=lambda _session, _text: select(table.c.id).where(false()),
        with_deleted=True,
    )
