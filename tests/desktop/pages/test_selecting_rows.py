"""Several rows of a list selected, and what lets them go: a click on one of them, Esc, Ctrl+Z at the bar."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.streamers import StreamersPage
from tests.desktop.pages.roster import stored
from tests.desktop.pages.roster_cells import CTRL, KEY, SHIFT, change, click, editor


def take_three(roster: StreamersPage) -> None:
    """Select three whole rows by the keys."""
    click(roster, 1, "code")
    for _ in range(2):
        QTest.keyClick(roster.table, KEY.Key_Down, SHIFT)
    assert roster.table.selected_rows() == {1, 2, 3}


@pytest.mark.usefixtures("roster_window")
@pytest.mark.parametrize("column", ["code", "name"])
def test_a_click_on_one_of_several_selected_rows_takes_it_alone(roster: StreamersPage, column: str) -> None:
    take_three(roster)
    click(roster, 2, column)
    assert roster.table.selected_rows() == {2}, "what is deleted next would be three"


@pytest.mark.usefixtures("roster_window")
def test_esc_leaves_the_current_row_alone_selected(roster: StreamersPage) -> None:
    take_three(roster)
    assert roster.bulk.bar.isVisible()
    QTest.keyClick(roster.table, KEY.Key_Escape)
    assert roster.table.selected_rows() == {3}
    assert not roster.bulk.bar.isVisible()


@pytest.mark.usefixtures("roster_window")
def test_the_keys_stay_in_the_list_when_the_bar_goes(roster: StreamersPage, qtbot: QtBot) -> None:
    take_three(roster)
    button = next(each for each in roster.bulk.bar.findChildren(QPushButton) if each.text() == "标签")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    roster.bulk.clear()
    assert roster.table.hasFocus()
    take_three(roster)
    button.setFocus()
    roster.table.clearSelection()
    assert roster.table.hasFocus(), "the list is read again: the next field of the form is nobody's choice"


@pytest.mark.usefixtures("roster_window")
def test_ctrl_z_takes_back_the_cell_before_while_the_next_is_open(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.model.key_at(1)
    assert key is not None
    before = stored(sqlite_database, key).values["name"]
    change(roster, qtbot, (1, "name"), "程小满")
    qtbot.waitUntil(lambda: stored(sqlite_database, key).values["name"] == "程小满")
    qtbot.waitUntil(lambda: roster.table.currentIndex().row() == 2)
    QTest.keyClick(editor(roster, qtbot), KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: stored(sqlite_database, key).values["name"] == before)
