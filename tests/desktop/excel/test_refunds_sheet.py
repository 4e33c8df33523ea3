"""账号日退款 as a file: what goes out comes back unchanged."""

from pathlib import Path

from db.engine import Database
from db.imports import Mode
from desktop.excel.exports import export
from desktop.excel.importing import tables_in, take
from desktop.excel.sheets import open_book
from tests.db.intake.sheets import mapped, take_in
from tests.db.intake.test_refunds import HEADER, base
from tests.desktop.excel.books import recognise

__all__ = ["base"]


def test_an_export_is_known_again_and_taking_it_in_changes_nothing(base: Database, tmp_path: Path) -> None:
    rows = (("抖音", "a1", "2026-08-03", "12.34"), ("快手", "a1", "2026-08-03", 0))
    take_in(base, "refunds", mapped("refunds", HEADER, *rows))
    with base.read() as session:
        written = export(session, "refunds", tmp_path / "退款.xlsx")
    assert written.rows == 2
    book = open_book(written.path)
    assert recognise(book) == "refunds"
    with base.write() as session:
        taken = take(session, tables_in(book, "refunds"), Mode.UPSERT)
    assert (taken.outcome.added, taken.outcome.updated, taken.outcome.unchanged) == (0, 0, 2)
