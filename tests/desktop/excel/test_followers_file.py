"""账号粉丝数 as a file: what goes out comes back unchanged, and what platforms write is understood."""

from pathlib import Path

from db.engine import Database
from db.imports import Mode
from desktop.excel.exports import export
from desktop.excel.importing import load, tables_in, take
from desktop.excel.sheets import open_book
from tests.db.intake.conftest import base
from tests.db.intake.sheets import asked, mapped, take_in
from tests.desktop.excel.books import recognise
from tests.journeys.dirty_sheets import write

__all__ = ["base"]

HEAD = ("平台", "账号", "统计日期", "粉丝数")


def test_an_export_is_known_again_and_taking_it_in_changes_nothing(base: Database, tmp_path: Path) -> None:
    rows = (("快手", "wheat01", "2026-08-03", "1.2万"), ("抖音", "millet", "2026-08-03", 0))
    take_in(base, "followers", mapped("followers", HEAD, *rows))
    with base.read() as session:
        written = export(session, "followers", tmp_path / "粉丝.xlsx")
    ((all_of_them,),) = asked(base, "SELECT COUNT(*) FROM follower_snapshot")
    assert written.rows == all_of_them
    book = open_book(written.path)
    assert recognise(book) == "followers"
    with base.write() as session:
        taken = take(session, tables_in(book, "followers"), Mode.UPSERT)
    assert (taken.outcome.added, taken.outcome.updated, taken.outcome.unchanged) == (0, 0, written.rows)


def test_the_day_of_the_title_is_the_day_of_the_counts(base: Database, tmp_path: Path) -> None:
    rows = [("抖音号", "粉丝总数", "平台"), ("millet", "3.4w", "DY")]
    file = write(tmp_path / "粉丝.xlsx", ("截至2026年9月20日账号粉丝统计",), rows)
    assert recognise(open_book(file)) == "followers"
    with base.write() as session:
        assert take(session, load(file, "followers"), Mode.UPSERT).outcome.added == 1
    sql = "SELECT followers FROM follower_snapshot WHERE CAST(\"on\" AS VARCHAR(10)) = '2026-09-20'"
    assert asked(base, sql) == [(34_000,)]
