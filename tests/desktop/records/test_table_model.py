"""A list of any length: keys at once, rows as they come into sight, sorted by SQL."""

from typing import Any

from pytestqt.qtbot import QtBot

from db.engine import Database
from db.models import Streamer
from db.queries.roster import STREAMERS
from db.store import Page, Query, search
from desktop.records.table_model import PAGE_ROWS, PAGES_KEPT, WAITING, RecordModel
from desktop.tasks import Tasks
from tests.desktop.invented import add_streamers

_STAGE_NAME = [column.name for column in STREAMERS.columns].index("stage_name")


def ask(database: Database, query: Query) -> Page:
    with database.read() as session:
        return search(session, STREAMERS, query)


def test_the_model_keeps_qts_rules_empty_full_and_while_pages_arrive(
    tasks: Tasks, sqlite_database: Database, qtmodeltester: Any, qtbot: QtBot
) -> None:
    model = RecordModel(tasks, STREAMERS)
    qtmodeltester.check(model)
    add_streamers(sqlite_database, PAGE_ROWS + 30)
    model.show_page(ask(sqlite_database, Query()))
    qtmodeltester.check(model)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    qtmodeltester.check(model)
    assert model.rowCount() == PAGE_ROWS + 30
    assert model.columnCount() == len(STREAMERS.columns)


def test_a_row_out_of_sight_is_read_when_it_is_looked_at(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    add_streamers(sqlite_database, PAGE_ROWS + 30)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(ask(sqlite_database, Query()))
    assert model.text_at(0, _STAGE_NAME) == "艺名0001"
    assert model.text_at(PAGE_ROWS + 29, _STAGE_NAME) == WAITING
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert model.text_at(PAGE_ROWS + 29, _STAGE_NAME) == f"艺名{PAGE_ROWS + 30:04}"


def test_rows_that_come_for_an_older_answer_are_dropped(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    add_streamers(sqlite_database, PAGE_ROWS + 30)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(ask(sqlite_database, Query()))
    model.text_at(PAGE_ROWS, _STAGE_NAME)
    model.show_page(ask(sqlite_database, Query(sort=(("code", True),))))
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert model.text_at(PAGE_ROWS + 29, _STAGE_NAME) == WAITING
    qtbot.waitUntil(lambda: model.text_at(PAGE_ROWS + 29, _STAGE_NAME) == "艺名0001")


def test_a_record_deleted_meanwhile_leaves_dashes_and_moves_no_other_row(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    keys = add_streamers(sqlite_database, PAGE_ROWS + 3)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(ask(sqlite_database, Query()))
    with sqlite_database.write() as session:
        session.delete(session.get_one(Streamer, keys[PAGE_ROWS + 1]))
    model.text_at(PAGE_ROWS, _STAGE_NAME)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    shown = [model.text_at(PAGE_ROWS + at, _STAGE_NAME) for at in range(3)]
    assert shown == [f"艺名{PAGE_ROWS + 1:04}", "—", f"艺名{PAGE_ROWS + 3:04}"]


def test_a_fast_scroll_asks_for_few_pages_and_shows_the_last(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    keys = add_streamers(sqlite_database, 8)
    page = ask(sqlite_database, Query())
    many = Page(page.query, page.ids * (PAGE_ROWS * 100 // 8), PAGE_ROWS * 100, page.rows)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(many)
    arrived: list[int] = []
    model.dataChanged.connect(lambda first, _last: arrived.append(first.row() // PAGE_ROWS))
    for number in range(1, 100):
        model.text_at(number * PAGE_ROWS, _STAGE_NAME)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert len(arrived) <= 4
    assert 99 in arrived
    assert len(keys) == 8


def test_no_more_than_the_kept_pages_stay_in_memory(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    add_streamers(sqlite_database, 8)
    page = ask(sqlite_database, Query())
    pages = PAGES_KEPT + 5
    many = Page(page.query, page.ids * (PAGE_ROWS * pages // 8), PAGE_ROWS * pages, page.rows)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(many)
    for number in range(pages):
        model.text_at(number * PAGE_ROWS, _STAGE_NAME)
        qtbot.waitUntil(lambda: not tasks.is_busy())
    assert model.text_at(0, _STAGE_NAME) == WAITING
    assert model.text_at((pages - 1) * PAGE_ROWS, _STAGE_NAME) != WAITING


def test_rows_that_come_with_columns_no_longer_shown_are_dropped(
    tasks: Tasks, sqlite_database: Database, qtbot: QtBot
) -> None:
    add_streamers(sqlite_database, PAGE_ROWS + 30)
    model = RecordModel(tasks, STREAMERS)
    model.show_page(ask(sqlite_database, Query()))
    model.text_at(PAGE_ROWS, _STAGE_NAME)
    model.show_columns(("stage_name", "code"))
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert model.text_at(PAGE_ROWS + 29, 0) == WAITING
    qtbot.waitUntil(lambda: model.text_at(PAGE_ROWS + 29, 0) == f"艺名{PAGE_ROWS + 30:04}")
    qtbot.waitUntil(lambda: model.text_at(0, 1) == "ZB-000001")
