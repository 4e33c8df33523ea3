"""What undoing knows of tables: which rows belong to which, what must be unique, how images become values."""

import json
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, String, Table, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from db.models import Setting, load_all
from db.queries.batch_rows import WORDS
from db.queries.tables import HISTORY, PRESENTERS, table_of
from db.record import Record, metadata

DELETED = "deleted_at"
SETTINGS = table_of(Setting)
WHO = frozenset({"version", "updated_at", "updated_by"})
"""Fields every save of a record writes: they tell that it changed, and are never put back."""
WHOLE = frozenset({PRESENTERS})
"""Facts of a record that are saved together as one list: they go back together, or stay."""
ASIDE = frozenset(
    {
        "trail",
        "import_batch",
        "import_row",
        "code_counter",
        "header_memory",
        "kept_file",
        "draft",
        "attachment_content",
    }
)
"""Tables that are never taken back; the content of a file waits sealed for the file to come back."""


def label_of(table: str) -> str:
    """Return what a row of a table is called in a sentence."""
    return WORDS.get(table, "记录")


@cache
def table_named(name: str) -> Table:
    """Return a table by its name."""
    load_all()
    return metadata.tables[name]


@cache
def model_named(name: str) -> type[Record]:
    """Return the model of a table of records."""
    load_all()
    tables = (mapper.class_ for mapper in SQLModel._sa_registry.mappers)  # noqa: SLF001 - it has no other name
    return next(model for model in tables if issubclass(model, Record) and model.__tablename__ == name)


@cache
def batched() -> tuple[Table, ...]:
    """Return the tables whose rows carry the batch that added them, but for the history of states."""
    load_all()
    known = metadata.sorted_tables
    return tuple(
        table for table in known if "batch_id" in table.c and table.name not in ASIDE and table is not HISTORY
    )


def is_record(table: Table) -> bool:
    """Say whether rows of a table are records: removed softly."""
    return DELETED in table.c and "code" in table.c


def is_hidden(table: Table) -> bool:
    """Say whether rows of a table go out of sight and come back, as records and attachments do."""
    return DELETED in table.c


@cache
def owner_column(table: Table) -> Column[Any] | None:
    """Return the column by which a fact hangs on its record: its first link; None for records and others."""
    if is_record(table):
        return None
    return next((column for column in table.c if column.foreign_keys), None)


def target_of(column: Column[Any]) -> Table:
    """Return the table a link leads to."""
    return next(iter(column.foreign_keys)).column.table


def is_part(table: Table) -> bool:
    """Say whether rows are part of another one (a presenter, a turn of its history): not counted alone."""
    is_alone = is_record(table) or table is SETTINGS
    return not is_alone and ("batch_id" not in table.c or table is HISTORY)


@cache
def links_to(table: Table) -> tuple[Column[Any], ...]:
    """Return every column of the base that links to a table."""
    load_all()
    return tuple(
        column
        for other in metadata.sorted_tables
        if other.name not in ASIDE
        for column in other.c
        if column.foreign_keys and target_of(column) is table
    )


@cache
def links_from(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of a table that link to others."""
    return tuple(column for column in table.c if column.foreign_keys)


@cache
def uniques(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the groups of columns no two living rows of a table share; codes are never given twice."""
    groups = [index.columns.keys() for index in table.indexes if index.unique]
    groups += [one.columns.keys() for one in table.constraints if isinstance(one, UniqueConstraint)]
    return tuple(tuple(names) for names in groups if list(names) != ["code"])


def value_of(column: Column[Any], word: str | None) -> Any:
    """Return the value an image's word stands for, typed by its column."""
    kind: Any = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    if word is None:
        return None if column.nullable or not isinstance(kind, String) else ""
    return _read(kind, word)


def _read(kind: Any, word: str) -> Any:
    """Return the value of a word for a type of column."""
    if isinstance(kind, JSON):
        return json.loads(word)
    if isinstance(kind, Boolean):
        return word == str(True)
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(word)
        return moment.replace(tzinfo=UTC) if kind.timezone else moment
    if isinstance(kind, Date):
        return date.fromisoformat(word)
    return int(word) if isinstance(kind, Integer) else float(word) if isinstance(kind, Float) else word
