"""The third step of the import: verdicts cell by cell, corrections in place."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import select

from db.imports import Mode, Offer
from db.models import Streamer
from desktop.records import leave_guard
from desktop.records.import_preview_sheet import Filter
from desktop.tasks import Tasks
from tests.desktop.records.check_steps import (
    NAME,
    PEOPLE,
    PHONE,
    STATE,
    Open,
    arrive,
    choose_mode,
    grid,
    save,
    settle,
    stored,
    type_over,
    verdicts,
)


def test_the_rows_with_errors_come_first_and_a_cell_says_what_is_wrong_with_it(opened: Open) -> None:
    wizard = opened(*PEOPLE)
    model, preview = grid(wizard), wizard.check.preview
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert preview.head.filter.currentText() == "错误行 3"
    numbers = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert numbers == ["2", "3", "4"]
    assert "不在可选范围内" in model.index(0, STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert not model.index(0, PHONE).data(Qt.ItemDataRole.ToolTipRole)
    table = QAccessible.queryAccessibleInterface(preview.table)
    parts = (table.child(number) for number in range(table.childCount()))
    cells = [part for part in parts if part is not None and part.role() == QAccessible.Role.Cell]
    assert cells[STATE].text(QAccessible.Text.Name) == "在职中"
    assert "不在可选范围内" in cells[STATE].text(QAccessible.Text.Description)
    assert not cells[PHONE].text(QAccessible.Text.Description)
    preview.head.choose(None, Filter.ALL)
    assert verdicts(wizard) == ["错误", "错误", "错误", "好"]


def test_a_number_of_a_person_is_masked_until_it_is_typed_over(opened: Open) -> None:
    wizard = opened(*PEOPLE)
    cell = grid(wizard).index(0, PHONE)
    assert cell.data() == "*******0001"
    assert cell.data(Qt.ItemDataRole.EditRole) == "13812340001"


def test_what_was_typed_over_a_cell_is_what_is_saved_and_the_counts_follow(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    wizard = opened(*PEOPLE)
    assert wizard.next.text() == "导入 1 行"
    type_over(wizard, 2, PHONE, "13812340003", qtbot)
    assert wizard.next.text() == "导入 2 行"
    assert verdicts(wizard) == ["错误", "错误", "好"]
    save(wizard, qtbot)
    assert stored(tasks, "赵远山").phone_tail == "0003"
    (file,) = wizard.files.files
    assert load_workbook(file).active.cell(4, PHONE + 1).value == "12345", "the file stays as it is"


@pytest.mark.parametrize("gives_up", [True, False])
def test_esc_asks_before_cells_that_were_put_right_are_given_up(
    opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, gives_up: bool
) -> None:
    asked: list[QWidget] = []

    def ask(over: QWidget) -> bool:
        asked.append(over)
        return gives_up

    monkeypatch.setattr(leave_guard, "confirm_leaving", ask)
    wizard = opened(*PEOPLE)
    type_over(wizard, 2, PHONE, "13812340003", qtbot)
    wizard.go_back()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert asked == [wizard]
    assert wizard.isVisible() is not gives_up


def test_esc_leaves_an_import_in_which_nothing_was_put_right(
    opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave_guard, "confirm_leaving", lambda _over: pytest.fail("asked"))
    wizard = opened(*PEOPLE)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not wizard.isVisible())


def test_one_correction_is_offered_for_all_cells_that_hold_the_same_and_taken_back_in_one_step(
    opened: Open, qtbot: QtBot
) -> None:
    wizard = opened(*PEOPLE)
    preview = wizard.check.preview
    type_over(wizard, 0, STATE, "在播", qtbot)
    qtbot.waitUntil(preview.same.isVisible)
    assert preview.same.text() == "本列还有 1 格内容相同，全部改成“在播”"
    preview.same.click()
    settle(wizard, qtbot)
    assert verdicts(wizard) == ["好", "好", "错误"]
    QTest.keyClick(preview.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(wizard, qtbot)
    assert verdicts(wizard) == ["好", "错误", "错误"]
    preview.head.take_back.click()
    settle(wizard, qtbot)
    assert verdicts(wizard) == ["错误", "错误", "错误"]
    assert not preview.head.take_back.isEnabled()


def test_a_correction_that_makes_another_line_wrong_says_so_there_too(opened: Open, qtbot: QtBot) -> None:
    wizard = opened(*PEOPLE[3:], ("孙秋实", "秋实", "13812340005", "在播", "2026-09-01"))
    type_over(wizard, 1, PHONE, "13812340004", qtbot)
    assert verdicts(wizard) == ["好", "警告"]
    type_over(wizard, 1, NAME, "钱春生", qtbot)
    assert wizard.check.preview.reason.text().startswith("第 3 行　艺名：与第 2 行是同一人")


def test_the_way_leads_from_problem_to_problem_and_round_the_end(opened: Open) -> None:
    wizard = opened(*PEOPLE)
    preview = wizard.check.preview
    preview.head.choose(None, Filter.ALL)
    seen = []
    for _ in range(4):
        preview.head.after.click()
        index = preview.table.currentIndex()
        seen.append((grid(wizard).number(index), index.column()))
    assert seen == [(3, STATE), (4, PHONE), (2, STATE), (3, STATE)]
    preview.head.before.click()
    assert grid(wizard).number(preview.table.currentIndex()) == 2


def test_the_way_leads_through_all_problems_of_a_row_before_the_next_row(opened: Open) -> None:
    twice = ("孙秋实", "秋实", "12345", "在播", "去年")
    wizard = opened(twice, ("周大江", "大江", "12346", "在播", "2026-09-01"))
    preview = wizard.check.preview
    seen = []
    for button in (preview.head.after, preview.head.after, preview.head.before):
        button.click()
        index = preview.table.currentIndex()
        seen.append((grid(wizard).number(index), index.column()))
    assert seen == [(2, PHONE + 2), (3, PHONE), (2, PHONE + 2)]


def test_corrected_rows_can_be_looked_at_alone(opened: Open, qtbot: QtBot) -> None:
    wizard = opened(*PEOPLE)
    type_over(wizard, 1, STATE, "在播", qtbot)
    wizard.check.preview.head.choose(None, Filter.TYPED)
    assert [grid(wizard).index(row, NAME).data() for row in range(grid(wizard).rowCount())] == ["王大河"]


def test_only_checking_writes_nothing(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    wizard = opened(*PEOPLE)
    choose_mode(wizard, Mode.CHECK)
    assert wizard.next.text() == "完成校验"
    wizard.next.click()
    qtbot.waitUntil(lambda: not isValid(wizard) or not wizard.isVisible())
    with tasks.database.read() as session:
        assert not session.exec(select(Streamer)).all()


def test_what_is_allowed_lets_refused_cells_in(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    wizard = opened(("李小舟", "小舟", "13812340001", "在播", "5/9/2026"))
    assert not wizard.next.isEnabled()
    box = wizard.check.options._offers[Offer.DAY_FIRST]
    assert box.isVisibleTo(wizard.check)
    box.click()
    settle(wizard, qtbot)
    assert box.isVisibleTo(wizard.check)
    save(wizard, qtbot)
    assert str(stored(tasks, "李小舟").joined_on) == "2026-09-05"


def test_going_back_and_on_again_keeps_what_was_corrected(opened: Open, qtbot: QtBot) -> None:
    wizard = opened(*PEOPLE)
    type_over(wizard, 2, PHONE, "13812340003", qtbot)
    wizard.back.click()
    wizard.next.click()
    arrive(wizard, 2, qtbot)
    settle(wizard, qtbot)
    assert wizard.next.text() == "导入 2 行"


def test_the_error_workbook_holds_what_is_still_wrong(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    folder = tmp_path / "改正"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
    wizard = opened(*PEOPLE)
    type_over(wizard, 2, PHONE, "13812340003", qtbot)
    qtbot.waitUntil(wizard.check.save_errors.isEnabled)
    wizard.check.save_errors.click()
    file = folder / "名册0_需更正.xlsx"
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: wizard.is_free)
    cells = [cell for row in load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "李小舟" in cells
    assert "赵远山" not in cells
