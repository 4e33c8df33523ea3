"""The list itself: keys that lead into it, heads that are read whole, widths that fit the text."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Org, Streamer
from desktop import theme
from desktop.pages.streamers import StreamersPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.pages.roster import stored, words_in


def test_down_and_enter_lead_from_the_search_box_into_the_list(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.activateWindow()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        roster.focus_search()
        qtbot.waitUntil(roster.bar.search.hasFocus)
        QTest.keyClick(roster.bar.search, key)
        assert roster.table.hasFocus()


def test_home_and_end_lead_to_the_first_and_the_last_person(roster: StreamersPage, qtbot: QtBot) -> None:
    for key, row in ((Qt.Key.Key_End, 19), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(roster.table, key)
        assert roster.table.selected_keys() == [roster.model.key_at(row)]
    qtbot.waitUntil(lambda: roster.panel.key == roster.model.key_at(0))


def test_the_list_shows_that_the_keys_go_to_it(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.activateWindow()
    roster.table.setFocus()
    qtbot.waitUntil(roster.table.hasFocus)
    with_focus = roster.table.grab().toImage()
    roster.bar.search.setFocus()
    qtbot.waitUntil(roster.bar.search.hasFocus)
    middle = with_focus.height() // 2
    assert with_focus.pixelColor(0, middle) != roster.table.grab().toImage().pixelColor(0, middle)


def test_the_head_of_a_sorted_column_is_read_whole(roster: StreamersPage) -> None:
    number = [each.name for each in roster.view.columns].index("followers")
    head = roster.table.horizontalHeader()

    def words() -> QImage:
        left, width = head.sectionViewportPosition(number), head.sectionSize(number)
        return head.grab(QRect(left, 0, width - 13, head.height())).toImage()

    plain = words()
    for falling in (True, False):
        roster.table.show_sort((("followers", falling),))
        assert words() == plain


def test_widths_kept_at_one_text_size_fit_another(
    roster: StreamersPage, themed: QApplication, tasks: Tasks, settings: Settings
) -> None:
    roster.table.setColumnWidth(0, 130)
    assert roster.may_close()
    theme.apply(themed, replace(settings, text_size="特大"))
    again = StreamersPage(tasks, settings)
    width = again.table.columnWidth(0)
    again.deleteLater()
    theme.apply(themed, settings)
    assert width == round(130 * 17 / 13)


def test_without_a_result_the_panel_asks_for_nothing(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.bar.search.setText("查无此人")
    qtbot.waitUntil(lambda: "没有符合条件的主播" in words_in(roster))
    qtbot.waitUntil(lambda: roster.panel.key is None)
    assert not [each for each in roster.panel.findChildren(QLabel) if each.isVisible()]


def test_a_long_team_name_under_the_title_ends_in_dots_and_is_told_whole_under_the_mouse(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key, name = roster.panel.key, "临沂市兰山区沂蒙山农产品直播电商产业发展有限责任公司"
    assert key is not None
    with sqlite_database.write() as session:
        team = store.save(session, Org, {"name": name})
        store.save(session, Streamer, {"team_id": team}, key, store.load(session, Streamer, key).version)
    roster.refresh()
    qtbot.waitUntil(lambda: any(name in each.text() for each in roster.panel.findChildren(QLabel)))
    caption = next(each for each in roster.panel.findChildren(QLabel) if name in each.text())
    caption.grab()
    assert name in caption.toolTip()
    assert stored(sqlite_database, key).values["team_id"] == team


def test_a_record_deep_in_the_list_has_its_caption_once_its_rows_have_come(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    with sqlite_database.write() as session:
        for number in range(420):
            store.save(session, Streamer, {"name": f"周{chr(0x4E00 + number)}"})
        team = store.save(session, Org, {"name": "沂河快手一队"})
        key = store.save(session, Streamer, {"name": "尤知远", "team_id": team})
    roster.narrow({"key": key})
    qtbot.waitUntil(lambda: roster.panel.key == key)
    told = [each for each in roster.panel.findChildren(QLabel) if each.isVisible()]
    qtbot.waitUntil(lambda: any("沂河快手一队" in each.text() and "ZB-" in each.text() for each in told))
