"""The import wizard brought to its third step, and what a user does there."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db.imports import Mode
from db.models import Streamer
from desktop.records.import_preview_model import PreviewModel
from desktop.records.import_wizard import ImportWizard
from desktop.tasks import Tasks

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


def arrive(wizard: ImportWizard, step: int, qtbot: QtBot) -> None:
    """Wait for a step of the wizard."""
    qtbot.waitUntil(lambda: wizard.step == step and wizard.is_free)


def settle(wizard: ImportWizard, qtbot: QtBot) -> None:
    """Wait until everything that was corrected is checked."""
    qtbot.waitUntil(lambda: wizard.check.is_settled)


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
    qtbot.waitUntil(lambda: cell.data(Qt.ItemDataRole.EditRole) == text)
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


def choose_mode(wizard: ImportWizard, mode: Mode) -> None:
    """Choose what to do with the good lines."""
    modes = wizard.check.options._modes
    next(each for each in modes.buttons() if mode.label in each.text()).click()
