"""What holds for every kind of sheet, also for those declared tomorrow."""

from functools import partial
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from db.engine import Database
from db.imports import Mode
from db.intake import KINDS, TITLES
from desktop.excel.exports import export
from desktop.excel.importing import memory_of, tables_in, take
from desktop.excel.recognition import recognise
from desktop.excel.sheets import open_book
from desktop.excel.templates import write_template
from tests.db.intake.invented_lines import LINES, fill
from tests.db.intake.sheets import PEOPLE, ROSTER, asked, mapped, take_in

DECLARED = [name for name in KINDS if name not in ("streamers", "lives")]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    tables = SQLModel.metadata.sorted_tables
    return {
        table.name: asked(database, f"SELECT * FROM {table.name} ORDER BY 1")  # noqa: S608 - our own names
        for table in tables
    }


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_exported_is_known_again_and_taking_it_in_changes_nothing(
    base: Database, tmp_path: Path, name: str
) -> None:
    with base.write() as session:
        assert fill(session, KINDS[name]) == LINES
    file = tmp_path / "导出.xlsx"
    with base.read() as session:
        written = export(session, name, file)
    before = everything(base)
    book = open_book(file)
    with base.write() as session:
        assert recognise(book, partial(memory_of, session)) == name
        loaded = tables_in(book, name)
        taken = take(session, loaded, Mode.UPSERT)
    assert [(one.row, one.column, one.reason) for one in taken.checked.problems] == []
    assert (taken.outcome.added, taken.outcome.updated) == (0, 0)
    assert taken.outcome.unchanged == written.rows >= LINES
    assert everything(base) == before


@pytest.mark.parametrize("name", list(KINDS))
def test_a_template_is_understood_column_by_column(tmp_path: Path, name: str) -> None:
    written = write_template(name, tmp_path / f"{TITLES[name]}.xlsx")
    book = open_book(written.path)
    (header, *_), kind = [row for _, row in book.sheets[0].rows], KINDS[name]
    del header
    found = tables_in(book, name).found[0]
    assert list(found.mapped.mapping.values()) == [column.name for column in kind.template]
    assert recognise(book, lambda _name: lambda _header: {}) == name


def test_every_kind_has_a_title_of_its_own_and_labels_that_do_not_collide() -> None:
    assert len(set(TITLES.values())) == len(TITLES)
    for name, kind in KINDS.items():
        labels = [column.label for column in kind.template]
        assert sorted(labels) == sorted(set(labels)), name
