"""A page of several pages, and pages that are told to show one record."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.lives import LivesPage
from desktop.pages.streamers import StreamersPage
from desktop.records.detail_tabs import DetailTabs
from desktop.records.page import Page
from desktop.records.tabbed_page import TabbedPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from desktop.widgets.segments import Segments
from tests.desktop.invented import add_account, add_sessions, add_streamers


class Both(TabbedPage):
    key = "both"
    title = "主播与直播"
    parts = (StreamersPage, LivesPage)


class Peaceful(StreamersPage):
    """A roster without sheets."""

    sheet = ""


@pytest.fixture
def both(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> Both:
    """Show a page of two, with twenty people and five sessions."""
    people = add_streamers(sqlite_database, 20)
    add_sessions(sqlite_database, add_account(sqlite_database, people[0]), 5, datetime(2026, 9, 1, 20))
    made = Both(tasks, settings)
    qtbot.addWidget(made)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: part(made, StreamersPage).model.rowCount() == 20)
    return made


def part(page: TabbedPage, kind: type[StreamersPage] | type[LivesPage]) -> StreamersPage | LivesPage:
    assert isinstance(page.part, kind)
    return page.part


def segment(page: Page, word: str) -> QPushButton:
    buttons = (each for bar in page.findChildren(Segments) for each in bar.findChildren(QPushButton))
    return next(each for each in buttons if each.text() == word)


def test_the_bar_stands_in_place_of_the_title_and_leads_from_part_to_part(both: Both, qtbot: QtBot) -> None:
    assert segment(both.part, "主播").isChecked()
    segment(both.part, "直播").click()
    qtbot.waitUntil(lambda: part(both, LivesPage).model.rowCount() == 5)
    assert segment(both.part, "直播").isChecked()
    assert both.part.isVisible()
    segment(both.part, "主播").click()
    assert segment(part(both, StreamersPage), "主播").isChecked()


def test_the_part_shown_last_is_shown_again(both: Both, tasks: Tasks, qtbot: QtBot) -> None:
    both.show_part(1)
    again = Both(tasks, both.settings)
    qtbot.addWidget(again)
    assert isinstance(again.part, LivesPage)


def test_what_leads_here_names_the_part_and_the_record(both: Both, qtbot: QtBot) -> None:
    part(both, StreamersPage).bar.search.setText("谁也不是")
    qtbot.waitUntil(lambda: part(both, StreamersPage).model.rowCount() == 0)
    both.show_part(1)
    both.narrow({"part": "streamers", "key": 7})
    both.refresh()
    page = part(both, StreamersPage)
    qtbot.waitUntil(lambda: page.panel.key == 7 and page.table.current_key() == 7)
    assert page.model.rowCount() == 20
    assert page.bar.text() == ""


def test_a_record_that_is_gone_is_told(both: Both, qtbot: QtBot) -> None:
    both.narrow({"part": "streamers", "key": 999})
    both.refresh()
    qtbot.waitUntil(
        lambda: "没有找到这条记录，可能已被删除" in {each.text for each in both.findChildren(Notice)}
    )


def test_what_is_unsaved_in_a_part_out_of_sight_is_known(both: Both, qtbot: QtBot) -> None:
    page = part(both, StreamersPage)
    qtbot.waitUntil(lambda: page.panel.form.record is not None)
    stage_name = page.panel.form.grid.editors["stage_name"]
    QTest.keyClicks(stage_name.input, "x")
    both.show_part(1)
    assert both.has_unsaved
    page.panel.form.forget_edits()
    assert not both.has_unsaved
    assert both.may_close()


def test_requests_of_a_part_are_passed_on(both: Both, qtbot: QtBot) -> None:
    with qtbot.waitSignal(both.import_wanted) as asked:
        next(each for each in both.part.findChildren(QPushButton) if each.text() == "导入 Excel").click()
    assert asked.args == ["streamers"]
    assert both.focus_search()


def test_a_page_without_a_kind_of_sheet_offers_no_import_and_exports_the_list_alone(
    tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    made = Peaceful(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    words = {each.text() for each in made.findChildren(QPushButton) if each.isVisibleTo(made)}
    assert "新增主播" in words
    assert not {"导入 Excel", "下载模板"} & words
    offered = [each.text() for each in made.export.menu().actions() if each.isVisible() and each.text()]
    assert offered[0] == "导出列表（按屏幕上的列和顺序）"
    assert not any(each.startswith(("导出全部", "下载导入模板")) for each in offered)


def test_tabs_without_room_stand_under_more_and_come_into_sight_when_chosen(both: Both, qtbot: QtBot) -> None:
    tabs = DetailTabs()
    qtbot.addWidget(tabs)
    for word in ("基本资料", "账号与粉丝", "直播", "合同", "入职", "培训", "附件", "状态记录", "变更记录"):
        tabs.addTab(Page(both.tasks, both.settings), word)
    tabs.resize(400, 300)
    tabs.show()
    qtbot.waitUntil(lambda: bool(tabs.hidden()))
    assert 8 in tabs.hidden()
    assert 0 not in tabs.hidden()
    menu = tabs.open_menu()
    menu.actions()[-1].trigger()
    menu.close()
    assert tabs.currentIndex() == 8
    assert 8 not in tabs.hidden()
    assert 0 not in tabs.hidden()
    tabs.resize(1200, 300)
    qtbot.waitUntil(lambda: tabs.hidden() == [])


def test_tabs_in_sight_never_keep_a_window_from_growing_narrower(themed: QApplication, qtbot: QtBot) -> None:
    tabs = DetailTabs()
    qtbot.addWidget(tabs)
    for number in range(11):
        tabs.addTab(QWidget(), f"Category {number}")
    tabs.show()
    for width in range(900, 400, -1):
        tabs.resize(width, 300)
        themed.processEvents()
        assert tabs.minimumSizeHint().width() <= width


def test_the_arrow_keys_go_from_segment_to_segment(qtbot: QtBot) -> None:
    bar = Segments(["产品", "机构", "工单"], "供应链")
    qtbot.addWidget(bar)
    bar.choose(0)
    bar.show()
    bar.activateWindow()
    first = bar.findChildren(QPushButton)[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert chosen.args == [1]


def test_heads_stand_as_high_with_a_title_as_with_a_bar(
    both: Both, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    alone = StreamersPage(tasks, settings)
    qtbot.addWidget(alone)
    alone.resize(both.size())
    alone.show()
    below = both.part.body.geometry().top() if both.part.body.geometry().isValid() else 0
    assert below == alone.body.geometry().top() > 0
    bar = segment(both, "主播").parentWidget()
    assert isinstance(bar, Segments)
    middles = [
        each.mapTo(page, each.rect().center()).y() for each, page in ((alone._title, alone), (bar, both))
    ]
    assert abs(middles[0] - middles[1]) <= 1
