"""Cells of a list, as people know them from a spreadsheet: chosen, copied, added up."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from db import store
from db.queries.roster import STREAMERS
from db.values import Kind
from desktop.pages.streamers import StreamersPage
from desktop.records.cell_words import block, plain
from desktop.tasks import Tasks
from tests.desktop.pages.roster_cells import (
    CTRL,
    KEY,
    LEFT,
    SHIFT,
    click,
    drag,
    names_of,
    rows_of,
)


@pytest.mark.usefixtures("roster_window")
def test_a_click_chooses_a_cell_and_shows_its_record(roster: StreamersPage, qtbot: QtBot) -> None:
    click(roster, 3, "stage_name")
    assert (rows_of(roster), names_of(roster)) == ([3], ("stage_name",))
    qtbot.waitUntil(lambda: roster.panel.key == roster.model.key_at(3))
    click(roster, 5, "code")
    assert rows_of(roster) == [5]
    assert len(names_of(roster)) == roster.model.columnCount(), "the first cell takes the row"


@pytest.mark.usefixtures("roster_window")
def test_a_range_is_drawn_with_the_mouse_and_with_shift(roster: StreamersPage) -> None:
    drag(roster, (2, "name"), (4, "stage_name"))
    assert (rows_of(roster), names_of(roster)) == ([2, 3, 4], ("name", "stage_name"))
    click(roster, 1, "name")
    for key in (KEY.Key_Down, KEY.Key_Right):
        QTest.keyClick(roster.table, key, SHIFT)
    assert (rows_of(roster), names_of(roster)) == ([1, 2], ("name", "stage_name"))
    QTest.keyClick(roster.table, KEY.Key_Space, SHIFT)
    assert len(names_of(roster)) == roster.model.columnCount()
    QTest.keyClick(roster.table, KEY.Key_A, CTRL)
    assert rows_of(roster) == list(range(roster.model.rowCount()))


@pytest.mark.usefixtures("roster_window")
def test_ctrl_takes_single_rows_and_the_first_column_runs_of_them(roster: StreamersPage) -> None:
    click(roster, 0, "code")
    click(roster, 2, "name", CTRL)
    assert rows_of(roster) == [0, 2]
    assert len(names_of(roster)) == roster.model.columnCount()
    drag(roster, (1, "code"), (3, "code"))
    assert rows_of(roster) == [1, 2, 3]
    assert len(names_of(roster)) == roster.model.columnCount()


@pytest.mark.usefixtures("roster_window")
def test_a_block_is_copied_as_it_stands_with_its_head_where_wanted(
    roster: StreamersPage, qtbot: QtBot
) -> None:
    board = QGuiApplication.clipboard()
    drag(roster, (0, "name"), (1, "stage_name"))
    QTest.keyClick(roster.table, KEY.Key_C, CTRL)
    expected = [[roster.model.text_at(row, column).replace("—", "") for column in (1, 2)] for row in (0, 1)]
    qtbot.waitUntil(lambda: board.text() == "\n".join("\t".join(line) for line in expected))
    QTest.keyClick(roster.table, KEY.Key_C, CTRL | SHIFT)
    qtbot.waitUntil(lambda: board.text().startswith("姓名\t艺名\n"))
    assert "<th>姓名</th>" in board.mimeData().html()


def test_other_programs_get_plain_numbers_iso_days_and_texts_that_stay_texts() -> None:
    assert plain(Kind.MONEY, 123_456_789) == "1234567.89"
    assert plain(Kind.MONEY, None) == ""
    assert plain(Kind.COUNT, 1_234_567) == "1234567"
    assert plain(Kind.DURATION, 204) == "204"
    assert plain(Kind.CREDIT, 15) == "1.5"
    made = block(["编号", "数"], [Kind.TEXT, Kind.COUNT], [["0012\r\n3", "5"], ["<a>", ""]])
    assert made.text == "编号\t数\n0012 3\t5\n<a>\t"
    assert """<td style='mso-number-format:"\\@"'>0012 3</td><td>5</td>""" in made.html
    assert "&lt;a&gt;" in made.html


def test_the_selection_is_added_up_in_the_status_bar(
    roster_window: QMainWindow, roster: StreamersPage, qtbot: QtBot, tasks: Tasks
) -> None:
    def told() -> str:
        line = roster_window.statusBar().findChild(QLabel, "totals")
        return line.text() if line is not None and line.isVisible() else ""

    click(roster, 0, "followers")
    click(roster, 4, "followers", SHIFT)
    with tasks.database.read() as session:
        keys = roster.table.selected_keys()
        values = [row.values for row in store.rows(session, STREAMERS, keys)]
    place_of = [column.name for column in STREAMERS.columns].index("followers")
    known = [int(str(each[place_of])) for each in values if each[place_of] is not None]
    qtbot.waitUntil(lambda: told().startswith("已选 5 行"))
    if known:
        assert f"计数 {len(known)}" in told()
        assert f"求和 {sum(known):,}" in told()
        mean = f"{Decimal(sum(known)) / len(known):,.2f}".rstrip("0").rstrip(".")
        assert f"平均 {mean}" in told()
    else:
        assert "无数据" in told()
    click(roster, 1, "name")
    qtbot.waitUntil(lambda: told() == "")


@pytest.mark.usefixtures("roster_window")
def test_a_click_on_a_head_sorts_and_selects_nothing(roster: StreamersPage, qtbot: QtBot) -> None:
    click(roster, 2, "name")
    head = roster.table.head
    assert head.selectionModel() is not roster.table.selectionModel(), (
        "asked of 150,000 rows it takes seconds"
    )
    QTest.mousePress(head.viewport(), LEFT, pos=QPoint(head.sectionViewportPosition(1) + 20, 10))
    assert rows_of(roster) == [2]
    QTest.mouseRelease(head.viewport(), LEFT, pos=QPoint(head.sectionViewportPosition(1) + 20, 10))
    qtbot.waitUntil(lambda: len(rows_of(roster)) == 1)
