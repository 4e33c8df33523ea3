"""The roster as an operator uses it: search, choose, sort, move, copy."""

import errno
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import files
from db.engine import Database
from desktop import theme
from desktop.pages.streamers import StreamersPage
from desktop.records.move_dialog import MoveDialog
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.invented import NAMES, add_account
from tests.desktop.pages.roster import line, shown_names, stored, words_in, words_of_list


def test_the_first_person_is_shown_beside_the_list(roster: StreamersPage) -> None:
    assert "共 20 位" in words_in(roster)
    assert roster.panel.key == roster.model.key_at(0)
    assert line(roster, "stage_name").line.text() == "艺名0001"
    assert line(roster, "phone").line.text() == "*******0001"


@pytest.mark.parametrize("typed", ["白锦曦", "baijinxi", "bjx"])
def test_typing_a_name_pinyin_or_initials_narrows_the_list(
    roster: StreamersPage, qtbot: QtBot, typed: str
) -> None:
    roster.bar.search.setText(typed)
    qtbot.waitUntil(lambda: set(shown_names(roster)) == {"白锦曦"})


def test_the_tail_of_a_phone_finds_one_person(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.bar.search.setText("0017")
    qtbot.waitUntil(lambda: roster.model.rowCount() == 1)
    assert shown_names(roster) == [NAMES[17 % len(NAMES)]]


def test_what_the_list_is_narrowed_to_is_exported_apart(
    roster: StreamersPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered() -> list[str]:
        return [each.text() for each in roster.export.menu().actions() if each.isVisible() and each.text()]

    tables = ["主播名册附件…", "机构—主播关系表…", "主播季度收入表…", "个人信息对外提供记录…"]
    as_shown = "导出列表（按屏幕上的列和顺序）"
    everything = [as_shown, "导出全部（证件、电话脱敏）", "导出全部（完整信息）…", "下载导入模板", *tables]
    assert offered() == everything
    roster.bar.search.setText("0017")
    qtbot.waitUntil(lambda: len(offered()) > len(everything))
    assert offered()[1:3] == [
        "导出当前筛选（1 位，证件、电话脱敏）",
        "导出当前筛选（1 位，完整信息）…",
    ]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "名册.xlsx"), ""))
    next(each for each in roster.export.menu().actions() if each.text().startswith("导出当前")).trigger()
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    sheet = load_workbook(tmp_path / "名册.xlsx").active
    assert sheet.max_row == 2


def test_the_list_is_exported_with_the_columns_in_sight_in_their_order_on_screen(
    roster: StreamersPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [column.name for column in roster.view.columns]
    head = roster.table.horizontalHeader()
    head.moveSection(head.visualIndex(names.index("status")), 0)
    roster.question.columns.choose(tuple(name for name in roster.table.columns_shown() if name != "accounts"))
    roster.table.sort_wanted.emit((("name", True),))
    qtbot.waitUntil(lambda: "accounts" not in roster.table.columns_shown())
    at = roster.table.columns_shown().index("name")
    qtbot.waitUntil(lambda: roster.model.text_at(0, at) == max(NAMES))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "列表.xlsx"), ""))
    next(each for each in roster.export.menu().actions() if each.text().startswith("导出列表")).trigger()
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    header, first, *others = load_workbook(tmp_path / "列表.xlsx").active.iter_rows(values_only=True)
    assert header[0] == "状态"
    assert not any("账号" in text for text in header)
    assert first[header.index("姓名")] == max(NAMES)
    assert len(others) == 19


def test_a_file_held_open_is_told_and_opened_under_its_other_name(
    roster: StreamersPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, opened = tmp_path / "名册.xlsx", []
    rename = files.rename_over

    def held(part: Path, path: Path) -> None:
        if path == target:
            raise PermissionError(errno.EACCES, "in use")
        rename(part, path)

    monkeypatch.setattr(files, "rename_over", held)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    roster.export.export(full=False)
    qtbot.waitUntil(lambda: bool(roster.findChildren(Notice)))
    (notice,) = roster.findChildren(Notice)
    assert notice.text == "“名册.xlsx”正被其他程序打开，已另存为“名册(1).xlsx”。"
    next(each for each in notice.findChildren(QPushButton) if each.text() == "打开").click()
    assert opened == [str(tmp_path / "名册(1).xlsx")]


def test_no_result_offers_to_clear_the_filters(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.bar.search.setText("查无此人")
    qtbot.waitUntil(lambda: "没有符合条件的主播" in words_in(roster))
    button = next(each for each in roster.findChildren(QPushButton) if each.text() == "清除筛选")
    button.click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)


def test_an_empty_base_offers_the_first_steps(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    page = StreamersPage(tasks, settings)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: "还没有主播" in words_in(page))
    visible = {each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page)}
    assert {"导入 Excel", "新增主播", "下载模板"} <= visible
    wanted: list[str] = []
    page.import_wanted.connect(wanted.append)
    next(each for each in page.area.findChildren(QPushButton) if each.text() == "导入 Excel").click()
    assert wanted == ["streamers"]


def test_a_click_on_a_head_sorts_and_a_second_turns_it_round(roster: StreamersPage, qtbot: QtBot) -> None:
    chosen = roster.panel.key
    column = [each.name for each in roster.view.columns].index("stage_name")
    roster.table.horizontalHeader().sectionClicked.emit(column)
    roster.table.horizontalHeader().sectionClicked.emit(column)
    qtbot.waitUntil(lambda: roster.model.text_at(0, column) == "艺名0020")
    assert roster.table.current_key() == chosen
    roster.table.horizontalHeader().sectionClicked.emit(column)
    qtbot.waitUntil(lambda: roster.model.text_at(0, column) == "艺名0001")


def test_choosing_a_person_twice_keeps_him_chosen(roster: StreamersPage, qtbot: QtBot) -> None:
    key = roster.model.key_at(3)
    QTest.keyPress(roster.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for _time in range(2):
        assert roster.table.select_key(key)
        assert roster.table.selected_keys() == [key]
    QTest.keyRelease(roster.table, Qt.Key.Key_Control)
    qtbot.waitUntil(lambda: roster.panel.key == key)


def test_rows_are_copied_as_tab_separated_text_with_masks(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.table.selectAll()
    QTest.keyClick(roster.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == 19)
    cells = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert len(cells) == len(roster.view.columns)
    assert cells[1:3] == [NAMES[1], "艺名0001"]
    assert "13800000001" not in cells


def test_a_move_not_allowed_says_what_is_missing_and_an_allowed_one_is_made(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    assert roster.state is not None
    roster.state.click()
    qtbot.waitUntil(lambda: bool(roster.state and roster.state._menu.actions()))
    actions = {each.text().partition("\t")[0]: each for each in roster.state._menu.actions()}
    assert actions["已签约"].text() == "已签约\t0/3 达成"
    actions["已签约"].trigger()
    (refused,) = roster.findChildren(MoveDialog)
    assert "还有 3 项条件未达成，暂不能变更。" in words_in(roster)
    assert not refused.confirm.isEnabled()
    refused.reject()
    qtbot.waitUntil(lambda: not roster.findChildren(MoveDialog))
    actions["已邀约"].trigger()
    (dialog,) = roster.findChildren(MoveDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: str(stored(sqlite_database, key).values["status"]) == "已邀约")
    qtbot.waitUntil(lambda: "已邀约" in words_of_list(roster))


def test_a_move_refused_says_why_in_its_dialog_and_loses_nothing(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    assert roster.state is not None
    roster.state.click()
    qtbot.waitUntil(lambda: bool(roster.state and roster.state._menu.actions()))
    next(each for each in roster.state._menu.actions() if each.text() == "已邀约").trigger()
    (dialog,) = roster.findChildren(MoveDialog)
    assert {"白锦曦", "线索 → 已邀约"} <= {each.text() for each in dialog.findChildren(QLabel)}
    dialog.day.show_value(date.today() + timedelta(days=1))
    dialog.reason.setText("面谈后")
    dialog.accept()
    qtbot.waitUntil(lambda: "生效日期不能晚于今天。" in words_in(roster))
    assert dialog.isVisible()
    assert dialog.reason.text() == "面谈后"
    dialog.day.show_value(date.today())
    dialog.accept()
    qtbot.waitUntil(lambda: str(stored(sqlite_database, key).values["status"]) == "已邀约")


def test_the_account_tab_shows_what_was_added(
    roster: StreamersPage, qtbot: QtBot, sqlite_database: Database
) -> None:
    key = roster.panel.key
    assert key is not None
    add_account(sqlite_database, key, "ks_lanshan")
    roster.panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "快手 · ks_lanshan" in words_in(roster))


def test_a_page_is_narrowed_from_elsewhere_and_says_so(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.narrow({"todo": "缺身份证号"})
    qtbot.waitUntil(lambda: roster.model.rowCount() == 0)
    chip = next(each for each in roster.bar.findChildren(QPushButton) if each.text() == "待办：缺身份证号")
    chip.click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)


def test_what_narrows_the_list_is_taken_away_by_one_press(roster: StreamersPage, qtbot: QtBot) -> None:
    clear = next(each for each in roster.bar.findChildren(QPushButton) if each.text() == "清除全部")
    assert not clear.isVisibleTo(roster)
    roster.bar.search.setText("白锦曦")
    qtbot.waitUntil(lambda: set(shown_names(roster)) == {"白锦曦"})
    assert clear.isVisibleTo(roster)
    clear.click()
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)
    assert not clear.isVisibleTo(roster)


def test_escape_empties_the_search_box(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.activateWindow()
    roster.focus_search()
    qtbot.waitUntil(roster.bar.search.hasFocus)
    roster.bar.search.setText("白锦曦")
    QTest.keyClick(roster.bar.search, Qt.Key.Key_Escape)
    assert roster.bar.search.text() == ""


def test_enter_in_the_list_brings_the_form_to_the_front(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.activateWindow()
    roster.panel.tabs.setCurrentIndex(3)
    roster.table.setFocus()
    qtbot.waitUntil(roster.table.hasFocus)
    QTest.keyClick(roster.table, Qt.Key.Key_Return)
    assert roster.panel.tabs.currentWidget() is roster.panel.form
    qtbot.waitUntil(line(roster, "name").line.hasFocus)


def test_list_filters_and_tabs_grow_with_the_text(
    roster: StreamersPage, themed: QApplication, settings: Settings
) -> None:
    team = next(each for each in roster.bar.findChildren(QPushButton) if each.text() == "操盘团队")
    before = roster.table.columnWidth(0), team.sizeHint().width(), roster.panel.minimumWidth()
    theme.apply(themed, replace(settings, text_size="特大"))
    roster.refresh()
    after = (
        roster.table.columnWidth(0),
        team.sizeHint().width(),
        roster.panel.minimumWidth(),
    )
    theme.apply(themed, settings)
    assert after[0] == round(before[0] * 17 / 13)
    assert after[1] > before[1]
    assert after[2] > before[2]
