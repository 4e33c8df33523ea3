"""The head of a list: what a click asks for, with Shift and without, and what it says aloud."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.roster import STREAMERS
from db.store import Order, Query, search
from desktop.records.record_table import RecordTable
from desktop.records.sort_head import next_order
from desktop.records.table_model import RecordModel
from desktop.tasks import Tasks
from tests.desktop.invented import add_streamers

UP, DOWN = False, True


@pytest.mark.parametrize(
    ("before", "adding", "after"),
    [
        ((), False, (("name", UP),)),
        ((("name", UP),), False, (("name", DOWN),)),
        ((("name", DOWN),), False, (("name", UP),)),
        ((("code", UP), ("name", UP)), False, (("name", UP),)),
        ((("code", UP),), True, (("code", UP), ("name", UP))),
        ((("name", UP), ("code", UP)), True, (("name", DOWN), ("code", UP))),
        ((("name", DOWN), ("code", UP)), True, (("code", UP),)),
        ((("name", DOWN),), True, (("name", DOWN),)),
    ],
)
def test_a_click_sorts_by_one_column_and_one_with_shift_adds_it(
    before: Order, *, adding: bool, after: Order
) -> None:
    assert next_order(before, "name", adding=adding) == after


@pytest.fixture
def table(tasks: Tasks, qtbot: QtBot, sqlite_database: Database) -> RecordTable:
    """Show a list of five people."""
    add_streamers(sqlite_database, 5)
    made = RecordTable(RecordModel(tasks, STREAMERS))
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    return made


def _click(table: RecordTable, number: int, modifier: Qt.KeyboardModifier) -> None:
    """Click on the head of a column."""
    head = table.head
    at = QPoint(head.sectionViewportPosition(number) + 30, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def test_shift_and_a_click_add_a_column_to_the_order(table: RecordTable) -> None:
    asked: list[Order] = []
    table.sort_wanted.connect(asked.append)
    table.sort_wanted.connect(table.show_sort)
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for number, modifier in ((3, plain), (1, shift), (1, shift), (2, plain)):
        _click(table, number, modifier)
    assert asked == [
        (("status", UP),),
        (("status", UP), ("name", UP)),
        (("status", UP), ("name", DOWN)),
        (("stage_name", UP),),
    ]


def test_the_head_says_aloud_how_a_column_sorts_the_list(
    table: RecordTable, sqlite_database: Database
) -> None:
    query = Query(sort=(("status", UP), ("name", DOWN)))
    with sqlite_database.read() as session:
        table.record_model.show_page(search(session, STREAMERS, query))
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [table.record_model.headerData(number, Qt.Orientation.Horizontal, role) for number in (0, 1, 3)]
    assert told == ["编号", "姓名，第2排序，降序", "状态，第1排序，升序"]
