"""The import leads the user on: to the column that is asked about, to the next sheet, to the year."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.records.import_wizard import ImportWizard
from desktop.records.undo_dialog import UndoDialog
from tests.desktop.records.check_steps import PEOPLE, Open
from tests.desktop.records.import_led import FIRST, choose, settle
from tests.desktop.records.import_led import opened as led
from tests.desktop.records.test_import_wizard import book, go_on

__all__ = ["led"]
Led = Callable[..., ImportWizard]


def sheets(path: Path, rows: Mapping[str, Sequence[tuple[object, ...]]]) -> Path:
    """Write a workbook of several sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, lines in rows.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made.save(path)
    return path


def test_what_is_asked_about_a_column_out_of_sight_is_shown_and_ready_to_be_chosen(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    names = ("开播时间", "抖音号", "订单数", "观看人次", "曝光次数", "点赞数", "评论数", "分享数", "销售额")
    wizard = led(book(tmp_path / "直播.xlsx", names, ("2026-09-03 20:00", "dy_xz", *range(1, 8))))
    table = wizard.columns.table(FIRST)
    field = table._fields[len(names) - 1]
    last = len(names) - 1
    qtbot.waitUntil(lambda: table.rowHeight(0) < table.viewport().height() < table.rowViewportPosition(last))
    wizard.columns._to_fault.click()
    seen = table.rowViewportPosition(last)
    assert 0 <= seen < table.viewport().height()
    assert wizard.focusWidget() is field


def test_the_problems_of_one_sheet_lead_on_to_those_of_the_next(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    header = ("姓名", "手机号", "入驻日期")
    good = ("李小舟", "13812340001", "2026-09-01")
    file = sheets(
        tmp_path / "各队.xlsx",
        {
            "一队": [header, ("王大河", "12345", "2026-09-01")],
            "二队": [header, good],
            "三队": [header, ("赵远山", "13812340003", "去年")],
        },
    )
    wizard = led(file)
    go_on(wizard, 2, qtbot)
    head = wizard.check.preview.head
    assert [head.sheets.itemText(at) for at in range(3)] == [
        "一队（主播花名册）　错误 1",
        "二队（主播花名册）",
        "三队（主播花名册）　错误 1",
    ]
    assert head.sheets.currentIndex() == 0
    head.after.click()
    assert head.sheets.currentIndex() == 2
    assert "入驻日期" in wizard.check.preview.reason.text()
    head.before.click()
    assert head.sheets.currentIndex() == 0
    assert "手机号" in wizard.check.preview.reason.text()


def test_days_without_a_year_say_where_it_is_chosen_and_it_holds_for_all_sheets_of_the_file(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    header = ("姓名", "手机号", "入驻日期")
    file = sheets(
        tmp_path / "各队.xlsx",
        {
            "甲": [header, ("王大河", "13812340001", "9月1日")],
            "乙": [header, ("赵远山", "13812340003", "9月2日")],
        },
    )
    wizard = led(file)
    wizard.columns.choices[0, 1].wanted = True
    go_on(wizard, 2, qtbot)
    assert "年份" in wizard.check.preview.reason.text().partition("格式如")[2]
    wizard.back.click()
    choose(wizard, qtbot, "years", 2025)
    settle(wizard, qtbot)
    assert wizard.columns.panel((0, 1)).reading.years.currentData() == 2025
    go_on(wizard, 2, qtbot)
    assert wizard.next.text() == "导入 2 行"


def test_a_sheet_left_out_stays_out_when_the_year_of_the_file_is_chosen(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    header = ("姓名", "手机号", "入驻日期")
    rows = {name: [header, (name * 2, f"1381234000{name == '甲':d}", "9月1日")] for name in "甲乙"}
    wizard = led(sheets(tmp_path / "各队.xlsx", rows))
    wizard.columns.sheets.tick((0, 1), wanted=False)
    choose(wizard, qtbot, "years", 2025)
    assert list(wizard.columns.chosen) == [FIRST]


def test_a_cell_is_typed_over_in_a_field_that_fills_it(opened: Open) -> None:
    table = opened(*PEOPLE).check.preview.table
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = table.findChild(QLineEdit)
    assert field is not None
    assert field.geometry() == table.visualRect(table.currentIndex())


@pytest.mark.parametrize("first", [True, False])
def test_what_is_being_typed_stays_when_verdicts_come_in(opened: Open, *, first: bool) -> None:
    wizard = opened(*PEOPLE)
    preview = wizard.check.preview
    table = preview.table
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = table.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "in-base")
    preview.show_verdicts(wizard.check._known, first=first)
    assert table.is_typing
    assert field.text() == "in-base"


def _reads(button: QPushButton, words: str) -> bool:
    """Say whether a button reads so now."""
    return button.text() == words


def test_a_batch_taken_back_no_longer_speaks_of_lines_that_were_taken_in(opened: Open, qtbot: QtBot) -> None:
    wizard = opened(*PEOPLE)
    go_on(wizard, 3, qtbot)
    result = wizard.outcome
    before = result._note.text()
    for word in ("back", "forth"):
        result.undo.click()
        dialog = wizard.findChildren(UndoDialog)[-1]
        does = getattr(dialog, word)
        qtbot.waitUntil(does.isVisible)
        qtbot.waitUntil(does.isEnabled)
        does.click()
        offer = "恢复本批…" if word == "back" else "撤销本批…"
        qtbot.waitUntil(partial(_reads, result.undo, offer))
        assert result._note.text() == (
            "这次导入的内容已撤回；需要时点“恢复本批”。" if word == "back" else before
        )
        dialog.reject()


def test_a_sign_in_sheet_without_its_training_says_that_a_column_can_be_added_for_all_lines(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    person = ("李小舟", "13812340001")
    roster = led(book(tmp_path / "名册.xlsx", ("姓名", "电话"), person))
    go_on(roster, 2, qtbot)
    go_on(roster, 3, qtbot)
    wizard = led(book(tmp_path / "签到.xlsx", ("姓名", "电话", "是否到场"), (*person, "√")))
    go_on(wizard, 2, qtbot)
    assert "补一列" in wizard.check.preview.reason.text()


def test_enter_alone_leads_from_the_files_to_the_end_of_the_import(
    led: Led, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = led(book(tmp_path / "名册.xlsx", ("姓名", "手机号"), ("李小舟", "13812340001")))
    for step in (2, 3):
        qtbot.waitUntil(wizard.next.isEnabled)
        assert wizard.focusWidget() is wizard.next
        QTest.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(partial(_stands_at, wizard, step))
    assert "新增 1" in wizard.outcome.counts.text()


def test_enter_on_the_way_out_never_leads_on(led: Led, tmp_path: Path) -> None:
    wizard = led(book(tmp_path / "名册.xlsx", ("姓名", "手机号"), ("李小舟", "13812340001")))
    wizard.leave.setFocus()
    QTest.keyClick(wizard.leave, Qt.Key.Key_Return)
    assert not wizard.isVisible()


def _stands_at(wizard: ImportWizard, step: int) -> bool:
    """Say whether a step of the wizard is reached and nothing is being done."""
    return wizard.step == step and wizard.is_free
