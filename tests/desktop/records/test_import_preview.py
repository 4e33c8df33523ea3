"""The third step of the import: verdicts cell by cell, corrections in place, changes to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import select

from db import store
from db.imports import Mode, Offer
from db.models import Streamer
from desktop.records.import_preview_model import PreviewModel
from desktop.records.import_preview_sheet import Filter
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks

_PATIENCE = 30_000
HEADER = ("姓名", "艺名", "手机", "状态", "入驻日期")
NAME, STAGE, PHONE, STATE, JOINED = range(5)
PEOPLE = (
    ("李小舟", "小舟", "13812340001", "在职中", "2026-09-01"),
    ("王大河", "大河", "13812340002", "在职中", "2026-09-01"),
    ("赵远山", "远山", "12345", "在播", "2026-09-01"),
    ("钱春生", "春生", "13812340004", "在播", "2026-09-01"),
)
Open = Callable[..., ImportWizard]


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    """Write a roster."""
    made = Workbook()
    for row in (HEADER, *rows):
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def opened(tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Give what opens the wizard at its third step, all lines of a roster checked."""
    made: list[ImportWizard] = []

    def open_at_check(*rows: tuple[object, ...]) -> ImportWizard:
        wizard = ImportWizard(tasks, settings, "streamers", [book(tmp_path / f"名册{len(made)}.xlsx", *rows)])
        made.append(wizard)
        wizard.show()
        for step in (1, 2):
            wizard.next.click()
            arrive(wizard, step, qtbot)
        settle(wizard, qtbot)
        return wizard

    yield open_at_check
    for wizard in made:
        if isValid(wizard):
            wizard.hide()
            wizard.deleteLater()


def arrive(wizard: ImportWizard, step: int, qtbot: QtBot) -> None:
    """Wait for a step of the wizard."""
    qtbot.waitUntil(lambda: wizard.step == step and wizard.is_free, timeout=_PATIENCE)


def settle(wizard: ImportWizard, qtbot: QtBot) -> None:
    """Wait until everything that was corrected is checked."""
    qtbot.waitUntil(lambda: wizard.check.is_settled, timeout=_PATIENCE)


def grid(wizard: ImportWizard) -> PreviewModel:
    return wizard.check.preview.table.preview


def type_over(wizard: ImportWizard, row: int, column: int, text: str, qtbot: QtBot) -> None:
    """Type over a cell as a user does: choose it, F2, text, Enter."""
    table = wizard.check.preview.table
    table.setCurrentIndex(grid(wizard).index(row, column))
    table.edit(table.currentIndex())
    field = table.findChild(QLineEdit)
    assert field is not None
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    cell = grid(wizard).index(row, column)
    qtbot.waitUntil(lambda: cell.data(Qt.ItemDataRole.EditRole) == text, timeout=_PATIENCE)
    settle(wizard, qtbot)


def verdicts(wizard: ImportWizard) -> list[str]:
    """Return the verdicts of the rows in sight."""
    model = grid(wizard)
    sheet = model.sheet
    assert sheet is not None
    return [sheet.verdict(sheet.row(row)[0]) or "好" for row in range(model.rowCount())]


def save(wizard: ImportWizard, qtbot: QtBot) -> None:
    wizard.next.click()
    arrive(wizard, 3, qtbot)


def stored(tasks: Tasks, name: str) -> Streamer:
    with tasks.database.read() as session:
        return session.exec(select(Streamer).where(Streamer.name == name)).one()


def test_the_rows_with_errors_come_first_and_a_cell_says_what_is_wrong_with_it(opened: Open) -> None:
    wizard = opened(*PEOPLE)
    model, preview = grid(wizard), wizard.check.preview
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert preview.head.filter.currentText() == "错误行 3"
    numbers = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert numbers == ["2", "3", "4"]
    assert "不在可选范围内" in model.index(0, STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert not model.index(0, PHONE).data(Qt.ItemDataRole.ToolTipRole)
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


def test_one_correction_is_offered_for_all_cells_that_hold_the_same_and_taken_back_in_one_step(
    opened: Open, qtbot: QtBot
) -> None:
    wizard = opened(*PEOPLE)
    preview = wizard.check.preview
    type_over(wizard, 0, STATE, "在播", qtbot)
    qtbot.waitUntil(preview.same.isVisible, timeout=_PATIENCE)
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
    qtbot.waitUntil(lambda: not isValid(wizard) or not wizard.isVisible(), timeout=_PATIENCE)
    with tasks.database.read() as session:
        assert not session.exec(select(Streamer)).all()


def choose_mode(wizard: ImportWizard, mode: Mode) -> None:
    """Choose what to do with the good lines."""
    modes = wizard.check.options._modes
    next(each for each in modes.buttons() if mode.label in each.text()).click()


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


def changes(wizard: ImportWizard) -> list[tuple[str, ...]]:
    """Return row, field, old, new and decision of the changes listed."""
    rows = wizard.check.changes._rows
    return [(row[1], *row[3:]) for row in rows]


def typed_by_hand(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    """Take a person in, then change the stage name by hand."""
    save(opened(PEOPLE[3]), qtbot)
    with tasks.database.write() as session:
        one = session.exec(select(Streamer)).one()
        store.save(session, Streamer, {"stage_name": "手改的"}, one.id, one.version)


OTHER = ("钱春生", "文件的", "13812340004", "在播", "2026-09-09")


def test_changes_are_listed_old_and_new_and_what_was_typed_by_hand_stays_unless_told_otherwise(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    typed_by_hand(opened, tasks, qtbot)
    wizard = opened(OTHER)
    assert changes(wizard) == [
        ("2", "艺名", "手改的", "文件的", "冲突：保留现有"),
        ("2", "入驻日期", "2026-09-01", "2026-09-09", ""),
    ]
    save(wizard, qtbot)
    assert (stored(tasks, "钱春生").stage_name, str(stored(tasks, "钱春生").joined_on)) == (
        "手改的",
        "2026-09-09",
    )


def test_a_conflict_is_decided_for_the_file_line_by_line(opened: Open, tasks: Tasks, qtbot: QtBot) -> None:
    typed_by_hand(opened, tasks, qtbot)
    wizard = opened(OTHER)
    view = wizard.check.changes
    view.table.selectRow(0)
    view.turn_one.click()
    assert changes(wizard)[0][-1] == "冲突：用文件的"
    view.all_kept.click()
    assert changes(wizard)[0][-1] == "冲突：保留现有"
    view.all_taken.click()
    save(wizard, qtbot)
    assert stored(tasks, "钱春生").stage_name == "文件的"


def test_empty_cells_empty_what_the_base_has_once_that_is_wanted(
    opened: Open, tasks: Tasks, qtbot: QtBot
) -> None:
    save(opened(PEOPLE[3]), qtbot)
    wizard = opened(("钱春生", "", "13812340004", "在播", "2026-09-01"))
    assert changes(wizard) == []
    wizard.check.options.erases.click()
    settle(wizard, qtbot)
    assert changes(wizard) == [("2", "艺名", "春生", "（空）", "")]
    save(wizard, qtbot)
    assert stored(tasks, "钱春生").stage_name is None


def test_a_list_of_changes_follows_a_correction(opened: Open, qtbot: QtBot) -> None:
    save(opened(PEOPLE[3]), qtbot)
    wizard = opened(("钱春生", "另一个", "13812340004", "在播", "2026-09-01"))
    assert changes(wizard) == [("2", "艺名", "春生", "另一个", "")]
    type_over(wizard, 0, STAGE, "春生", qtbot)
    assert changes(wizard) == []
    assert wizard.check.views._group.button(1).text() == "改动 0"


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
    wizard.check.save_errors.click()
    file = folder / "名册0_需更正.xlsx"
    qtbot.waitUntil(file.exists, timeout=_PATIENCE)
    qtbot.waitUntil(lambda: wizard.is_free)
    cells = [cell for row in load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "李小舟" in cells
    assert "赵远山" not in cells
