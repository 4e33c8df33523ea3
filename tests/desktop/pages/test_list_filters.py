"""Filters: ticked under their button, in force as chips, several values as alternatives."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Org, Streamer
from desktop.pages.streamers import StreamersPage
from desktop.records.filter_popup import FilterPopup
from tests.desktop.pages.roster import words_in


def _button(page: StreamersPage, words: str) -> QPushButton:
    """Return a button of the bar."""
    return next(each for each in page.bar.findChildren(QPushButton) if each.text() == words)


def _chips(page: StreamersPage) -> list[str]:
    """Return the chips in sight."""
    buttons = page.bar.chips.findChildren(QPushButton)
    return [each.text() for each in buttons if each.objectName() == "chip" and each.isVisibleTo(page)]


def _open(page: StreamersPage, words: str, qtbot: QtBot) -> FilterPopup:
    """Open the values of a filter that has a button."""
    _button(page, words).click()
    (popup,) = page.bar.findChildren(FilterPopup)
    qtbot.waitUntil(lambda: popup.isVisible() and popup.list.count() > 0)
    return popup


def _tick(popup: FilterPopup, words: str) -> None:
    """Tick a value."""
    (item,) = popup.list.findItems(words, Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked)


def test_ticked_values_are_alternatives_and_stand_as_one_chip(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        team = store.save(session, Org, {"name": "沂河快手一队"})
        store.save(session, Streamer, {"name": "尤知远", "team_id": team})
        store.save(session, Streamer, {"name": "温如许"})
    popup = _open(roster, "操盘团队", qtbot)
    assert [popup.list.item(row).text() for row in range(3)] == ["未填写", "启航运营一组", "沂河快手一队"]
    _tick(popup, "沂河快手一队")
    qtbot.waitUntil(lambda: roster.model.rowCount() == 1)
    _tick(popup, "未填写")
    qtbot.waitUntil(lambda: roster.model.rowCount() == 2)
    assert _chips(roster) == ["操盘团队：沂河快手一队、未填写"]
    assert _button(roster, "操盘团队").property("active")
    _button(roster, "操盘团队：沂河快手一队、未填写").click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 22)
    assert _chips(roster) == []
    assert not _button(roster, "操盘团队").property("active")


def test_a_filter_without_a_button_is_chosen_from_the_menu_by_keys(
    roster: StreamersPage, qtbot: QtBot
) -> None:
    menu = _button(roster, "筛选").menu()
    next(each for each in menu.actions() if each.text() == "实名核验").trigger()
    (popup,) = roster.bar.findChildren(FilterPopup)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(_chips(roster)) == 1)
    assert _chips(roster)[0].startswith("实名核验：")


def test_where_there_are_many_values_they_are_looked_for(roster: StreamersPage, qtbot: QtBot) -> None:
    popup = _open(roster, "状态", qtbot)
    assert popup.search.isVisible()
    popup.search.setText("签约")
    qtbot.waitUntil(lambda: popup.list.count() == 2)
    _tick(popup, "待签约")
    popup.search.clear()
    qtbot.waitUntil(lambda: popup.list.count() > 2)
    assert _chips(roster) == ["状态：待签约"]


def test_without_a_result_the_page_says_what_narrows_it_and_lets_go(
    roster: StreamersPage, qtbot: QtBot
) -> None:
    roster.narrow({"status": ["在播", "休播"]})
    roster.bar.search.setText("周慕云")
    qtbot.waitUntil(lambda: "当前条件：“周慕云”；状态：在播、休播" in words_in(roster))
    next(each for each in roster.area.findChildren(QPushButton) if each.text() == "清除筛选").click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)
    assert roster.bar.text() == ""


def test_a_team_renamed_elsewhere_has_its_new_name_on_the_chip(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.read() as session:
        ((team, _name),) = store.names(session, Org)
    roster.narrow({"team_id": team})
    qtbot.waitUntil(lambda: _chips(roster) == ["操盘团队：启航运营一组"])
    with sqlite_database.write() as session:
        store.save(session, Org, {"name": "启航运营二组"}, team, store.load(session, Org, team).version)
    roster.refresh()
    qtbot.waitUntil(lambda: _chips(roster) == ["操盘团队：启航运营二组"])


def test_tab_leads_from_the_views_along_the_row_and_the_chips(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.narrow({"status": "线索", "platform": "快手"})
    qtbot.waitUntil(lambda: len(_chips(roster)) == 2)
    _button(roster, "平台：快手").click()
    roster.narrow({"status": "线索", "level": "S"})
    qtbot.waitUntil(lambda: _chips(roster) == ["状态：线索", "内部评级：S"])
    passed: list[str] = []
    widget: QWidget | None = roster.views.nextInFocusChain()
    while widget is not None and widget is not roster.bar.chips.clear:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(roster):
            passed.append(widget.text() if isinstance(widget, QPushButton) else "搜索")
        widget = widget.nextInFocusChain()
    row = ["搜索", "状态", "操盘团队", "主营类目", "筛选", "列"]
    assert passed == [*row, "状态：线索", "内部评级：S"]
