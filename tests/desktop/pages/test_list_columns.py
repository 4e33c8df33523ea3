"""The columns of a list as the user puts them: chosen, dragged, hidden, kept for the next start."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Streamer
from db.models.words import StreamerState
from db.queries.contract_list import CONTRACT_LIST
from db.queries.lists import ListView
from db.queries.partner_lists import QUALIFICATIONS, TICKETS
from db.queries.training_lists import TRAINING_LIST
from desktop import i18n
from desktop.pages.streamers import StreamersPage
from desktop.records.cell_painter import PADDING
from desktop.records.column_chooser import ColumnChooser
from desktop.records.column_layout import layout_text, read_layout
from desktop.records.column_widths import first_width
from desktop.records.filter_popup import FilterPopup
from desktop.records.table_model import RecordModel
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.badge import badge_size


def _heads(page: StreamersPage) -> list[str]:
    """Return the words of the heads as they stand on screen."""
    head, model = page.table.head, page.model
    places = [head.logicalIndex(place) for place in range(head.count())]
    return [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in places]


def _row(page: StreamersPage) -> list[str]:
    """Return the first row as it stands on screen."""
    head = page.table.head
    return [page.model.text_at(0, head.logicalIndex(place)) for place in range(head.count())]


def _choose(page: StreamersPage, names: Sequence[str], qtbot: QtBot) -> None:
    """Choose columns and wait until they are there."""
    page.question.columns.choose(tuple(names))
    qtbot.waitUntil(lambda: page.table.columns_shown() == tuple(names))


def _open_chooser(page: StreamersPage) -> ColumnChooser:
    """Open 列."""
    page.question.columns.button.click()
    (chooser,) = page.findChildren(ColumnChooser)
    return chooser


def test_a_further_column_is_ticked_and_stands_last(roster: StreamersPage, qtbot: QtBot) -> None:
    before = _heads(roster)
    chooser = _open_chooser(roster)
    items = {chooser.list.item(row).text(): chooser.list.item(row) for row in range(chooser.list.count())}
    assert "身份证号" not in items
    items["性别"].setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: _heads(roster) == [*before, "性别"])
    assert _row(roster)[-1] == "—"


def test_a_column_is_hidden_and_moved_by_keys_alone(roster: StreamersPage, qtbot: QtBot) -> None:
    first, second, third, *others = roster.table.columns_shown()
    chooser = _open_chooser(roster)
    qtbot.waitUntil(chooser.isVisible)
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: roster.table.columns_shown() == (second, third, *others))
    chooser.list.setCurrentRow(1)
    chooser.move_current(1)
    qtbot.waitUntil(lambda: roster.table.columns_shown() == (third, second, *others))
    assert first not in roster.table.columns_shown()


def test_a_column_dragged_in_the_chooser_moves_in_the_list(roster: StreamersPage, qtbot: QtBot) -> None:
    first, second, third, *others = roster.table.columns_shown()
    chooser = _open_chooser(roster)
    nowhere = QModelIndex()
    assert not chooser.list.item(0).flags() & Qt.ItemFlag.ItemIsDropEnabled
    assert chooser.list.model().moveRow(nowhere, 0, nowhere, 3)
    qtbot.waitUntil(lambda: roster.table.columns_shown() == (second, third, first, *others))


def test_escape_closes_what_opened_over_the_list(roster: StreamersPage, qtbot: QtBot) -> None:
    chooser = _open_chooser(roster)
    QTest.keyClick(chooser.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not roster.findChildren(ColumnChooser))
    roster.bar.open("status")
    (popup,) = roster.findChildren(FilterPopup)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not roster.findChildren(FilterPopup))


def test_the_last_column_stays(roster: StreamersPage, qtbot: QtBot) -> None:
    _choose(roster, ["name"], qtbot)
    chooser = _open_chooser(roster)
    chooser.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert chooser.list.item(0).checkState() == Qt.CheckState.Checked


def test_enter_on_a_column_sorts_the_list_by_it_too(roster: StreamersPage) -> None:
    chooser = _open_chooser(roster)
    chooser.list.setCurrentRow(1)
    chooser.list.itemActivated.emit(chooser.list.item(1))
    chooser.list.itemActivated.emit(chooser.list.item(1))
    assert roster.question.query().sort == (("code", False), ("name", True))
    assert chooser.list.item(1).text() == "姓名（排序2，降序）"


def test_a_dragged_column_and_widths_are_there_after_the_next_start(
    roster: StreamersPage, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    _choose(roster, ["name", "gender", "code", "status"], qtbot)
    roster.table.head.moveSection(2, 0)
    roster.table.setColumnWidth(1, 177)
    assert roster.may_close()
    again = StreamersPage(tasks, settings)
    qtbot.addWidget(again)
    again.refresh()
    qtbot.waitUntil(lambda: again.model.rowCount() == 20)
    assert again.table.columns_shown() == ("code", "name", "gender", "status")
    assert again.table.columnWidth(2) == 177
    assert _row(again)[:2] == ["ZB-000001", "白锦曦"]


def test_what_a_record_is_called_is_told_where_its_columns_are_hidden(
    roster: StreamersPage, qtbot: QtBot
) -> None:
    _choose(roster, ["status", "level"], qtbot)
    roster.table.selectRow(1)
    qtbot.waitUntil(lambda: roster.panel.key == roster.model.key_at(1))
    told = [each for each in roster.panel.findChildren(QLabel) if each.isVisible()]
    qtbot.waitUntil(lambda: any("启航运营一组" in each.text() for each in told))
    assert roster.model.words_of(roster.model.key_at(1), ("code", "name")) == ["ZB-000002", "单雄信"]


def test_the_menu_of_a_head_sorts_hides_and_brings_back(roster: StreamersPage, qtbot: QtBot) -> None:
    first = roster.table.columns_shown()

    def press(words: str) -> None:
        """Choose from the menu of the second column."""
        roster.table.head.menu_wanted.emit(1, roster.table.mapToGlobal(roster.table.pos()))
        menu = roster.table.findChildren(QMenu)[-1]
        next(each for each in menu.actions() if each.text() == words).trigger()
        menu.close()
        QApplication.processEvents()

    press("追加降序")
    assert roster.question.query().sort == (("code", False), ("name", True))
    press("不按此列排序")
    assert roster.question.query().sort == (("code", False),)
    press("隐藏此列")
    qtbot.waitUntil(lambda: "name" not in roster.table.columns_shown())
    press("恢复默认")
    qtbot.waitUntil(lambda: roster.table.columns_shown() == first)


def test_a_kept_layout_knows_of_columns_that_came_and_went() -> None:
    view = StreamersPage.view
    kept = layout_text(view, ["status", "name", "gender"], {"name": 140}, 13)
    layout = read_layout(kept.replace('"status"', '"gone"', 1), view)
    assert layout.names[:2] == ("name", "gender")
    assert "code" in layout.hidden
    assert "code" not in layout.names
    assert layout.widths == {"name": 140}
    for broken in (
        "",
        "13:00ff",
        "[]",
        '{"names": 3}',
        '{"names": [], "hidden": [], "widths": {}, "body": 0}',
    ):
        assert read_layout(broken, view).names == ()


def test_a_column_is_made_as_wide_as_its_longest_words(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    long = "临沂市兰山区沂蒙山直播间的小李姐姐"
    with sqlite_database.write() as session:
        store.save(session, Streamer, {"name": "尤知远", "stage_name": long})
    roster.reload()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 21)
    at = roster.table.columns_shown().index("stage_name")
    narrow = roster.table.columnWidth(at)
    roster.table.scrollToBottom()
    roster.table.fit_column(at)
    needed = roster.table.fontMetrics().horizontalAdvance(long)
    assert narrow < needed < roster.table.columnWidth(at)


def test_every_state_of_a_column_finds_room_in_chinese_and_in_english(roster: StreamersPage) -> None:
    place = [column.name for column in roster.model.view.columns].index("status")
    font = roster.table.font()
    try:
        for language in (i18n.ENGLISH, i18n.CHINESE):
            i18n.use(language)
            widest = max(badge_size(i18n.tr(word), font).width() for word in StreamerState)
            assert first_width(roster.model, place, font) >= widest + 2 * PADDING
    finally:
        i18n.use(i18n.CHINESE)


@pytest.mark.parametrize("view", [TICKETS, QUALIFICATIONS, CONTRACT_LIST], ids=lambda view: str(view.name))
def test_every_word_of_a_set_finds_room_in_english(view: ListView, tasks: Tasks) -> None:
    model, font = RecordModel(tasks, view), QApplication.font()
    sets = {each.name: each.choices for each in view.narrowing if each.choices is not None}
    i18n.use(i18n.ENGLISH)
    try:
        for place, column in enumerate(model.view.columns):
            words = [i18n.tr(word) for word in sets.get(column.name, ())]
            widest = max(map(QFontMetrics(font).horizontalAdvance, words), default=0)
            assert first_width(model, place, font) > widest + 2 * PADDING, column.label
    finally:
        i18n.use(i18n.CHINESE)


def test_a_count_of_a_few_people_leaves_its_room_to_the_words_beside_it(tasks: Tasks) -> None:
    model = RecordModel(tasks, TRAINING_LIST)
    font = QApplication.font()
    widths = {column.name: first_width(model, place, font) for place, column in enumerate(model.view.columns)}
    longest = QFontMetrics(font).horizontalAdvance("直播合规与消费者权益保护（第12期）")
    assert widths["title"] >= longest
    assert widths["there"] <= widths["title"] // 3


def test_a_state_in_a_column_that_was_drawn_narrow_stays_in_its_own_column(
    roster: StreamersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = [column.name for column in roster.model.view.columns].index("status")
    said = {place: "等待首播的状态"}
    monkeypatch.setattr(roster.model, "said_at", lambda _row, number: said.get(number, "—"))
    roster.table.head.resizeSection(place, 44)
    QApplication.processEvents()
    found = QRect(roster.table.visualRect(roster.model.index(1, place + 1)).topLeft(), QSize(PADDING - 2, 20))
    colours = roster.table.viewport().grab().toImage().copy(found)
    seen = {colours.pixelColor(x, y).name() for x in range(colours.width()) for y in range(4, 20)}
    assert len(seen) == 1, "something of the state is painted into the next column"
