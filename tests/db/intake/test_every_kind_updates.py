"""Every kind of sheet: what was typed since the import stays, gives way or is emptied when told so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from db import store
from db.columns import Column, columns_of
from db.engine import Database
from db.errors import AppError
from db.imports import MappedSheet, Mode, Outcome, Sheet, SheetKind, Wishes
from db.intake import KINDS
from db.queries.tables import table_of
from db.record import Record
from db.values import Kind, Raw
from tests.db.intake.invented_lines import LINES, cell, fill
from tests.db.intake.sheets import counts, take_in

_OF_RECORDS = [name for name in KINDS if issubclass(KINDS[name].model, Record) and name != "lives"]
"""Live results have tests of their own: their lines name accounts."""
_FILLED_IN = ("checked_by", "verified_by")
"""Fields the program fills in again when they are empty."""
_TYPED: dict[Kind, Any] = {
    Kind.TEXT: "手工改的",
    Kind.LONG_TEXT: "手工改的",
    Kind.COUNT: 77,
    Kind.MONEY: 7700,
}
"""What somebody types, by kind of field; others are left alone."""


@dataclass
class World:
    """A base with some lines of a kind taken in, and these lines."""

    database: Database
    kind: SheetKind
    columns: Sequence[Column]
    rows: list[list[Raw]]

    def sheet(self, row: Sequence[Raw] | None = None) -> MappedSheet:
        """Return the lines as a sheet, perhaps with another first one."""
        rows = [list(row), *self.rows[1:]] if row is not None else self.rows
        header = tuple(one.label for one in self.columns)
        sheet = Sheet("Sheet1", header, tuple(enumerate(rows, 4)))
        return MappedSheet(sheet, {at: one.name for at, one in enumerate(self.columns)})

    def take(self, sheet: MappedSheet, mode: Mode = Mode.UPSERT, **wishes: Any) -> Outcome:
        """Take a sheet in."""
        return take_in(self.database, self.kind.name, sheet, mode=mode, wishes=Wishes(**wishes))[0]

    def value(self, name: str) -> Any:
        """Return a field of the first record."""
        table = table_of(self.kind.model)
        with self.database.read() as session:
            return session.scalar(select(table.c[name]).order_by(table.c.id).limit(1))

    def type_something(self) -> Column:
        """Change a field of the first record by hand: the first that lets itself be changed alone."""
        table, model = table_of(self.kind.model), self.kind.model
        assert issubclass(model, Record)
        own = {one.name for one in columns_of(model)}
        keys = {one.name for one in self.columns if one.shown.key or one.required or one.shown.sealed}
        with self.database.read() as session:
            row = session.execute(select(table).order_by(table.c.id)).mappings().first()
        assert row is not None
        for one in self.columns:
            if (
                one.name in (*keys, *_FILLED_IN)
                or one.name not in own
                or one.kind not in _TYPED
                or row[one.name] is None
            ):
                continue
            try:
                with self.database.write() as session:
                    store.save(session, model, {one.name: _TYPED[one.kind]}, row["id"], row["version"])
            except AppError:
                continue
            return one
        raise AssertionError("no field of this kind can be changed alone")


@pytest.fixture(params=_OF_RECORDS)
def world(request: pytest.FixtureRequest, database: Database) -> World:
    """Return a base that took lines of a kind in."""
    kind = KINDS[request.param]
    with database.write() as session:
        columns = fill(session, kind)
        rows = [[cell(session, kind, one, line) for one in columns] for line in range(LINES)]
    return World(database, kind, columns, rows)


def test_what_was_typed_stays_until_the_user_takes_the_files(world: World) -> None:
    assert counts(world.take(world.sheet())) == (0, 0, LINES, 0)
    typed = world.type_something()
    now = world.value(typed.name)
    checked = world.take(world.sheet(), Mode.CHECK)
    outcome = world.take(world.sheet())
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 0, LINES, 0))
    assert [(one.label, one.is_conflict) for one in outcome.changes] == [(typed.label, True)]
    assert list(checked.changes) == list(outcome.changes)
    assert world.value(typed.name) == now
    outcome = world.take(world.sheet(), overwrites=None)
    assert (outcome.conflicts, counts(outcome)) == (0, (0, 1, LINES - 1, 0))
    assert world.value(typed.name) != now
    assert counts(world.take(world.sheet())) == (0, 0, LINES, 0)


def test_an_empty_cell_empties_only_when_the_user_says_so(world: World) -> None:
    typed = world.type_something()
    world.take(world.sheet(), overwrites=None)
    lacking = [None if one is typed else raw for one, raw in zip(world.columns, world.rows[0], strict=True)]
    assert counts(world.take(world.sheet(lacking))) == (0, 0, LINES, 0)
    assert world.value(typed.name) is not None
    outcome = world.take(world.sheet(lacking), erases=True)
    assert [(one.label, one.new) for one in outcome.changes] == [(typed.label, "")]
    assert counts(outcome) == (0, 1, LINES - 1, 0)
    assert world.value(typed.name) is None
