"""The import wizard led to its second step, for the tests of what is decided there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.records.import_wizard import ImportWizard
from desktop.records.sheet_panel import SheetPanel
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.records.test_import_wizard import book, go_on

FIRST = (0, 0)
Opener = Callable[..., ImportWizard]


@pytest.fixture
def opened(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[Opener]:
    """Give what opens the wizard with files and leads to the second step."""
    made: list[ImportWizard] = []

    def lead(*files: Path, kind: str = "") -> ImportWizard:
        wizard = ImportWizard(tasks, settings, kind, files)
        made.append(wizard)
        wizard.show()
        go_on(wizard, 1, qtbot)
        settle(wizard, qtbot)
        return wizard

    yield lead
    for wizard in made:
        if isValid(wizard):
            wizard.hide()
            wizard.deleteLater()


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """Give a sheet whose headers nobody knows."""
    rows = (
        ("甲方系统导出",),
        ("主播们的名字", "电话那栏"),
        ("周小八", "13500135000"),
        ("吴小九", "13400134000"),
    )
    return book(tmp_path / "外部.xlsx", *rows)


def choose(
    wizard: ImportWizard, qtbot: QtBot, field: str, value: object, place: tuple[int, int] = FIRST
) -> None:
    """Choose how a sheet is read and wait until it was."""
    box = getattr(wizard.columns.panel(place).reading, field)
    box.setCurrentIndex(box.findData(value))
    settle(wizard, qtbot)


def settle(wizard: ImportWizard, qtbot: QtBot) -> None:
    """Wait until nothing is being done and the first rows of every sheet in sight are seen."""
    qtbot.waitUntil(lambda: wizard.is_free)
    qtbot.waitUntil(lambda: all(panel.preview.words.rowCount() for panel in wizard.findChildren(SheetPanel)))


def uses(wizard: ImportWizard, place: tuple[int, int] = FIRST) -> list[str]:
    """Return what the first rows are said to be for."""
    words = wizard.columns.panel(place).preview.words
    return [words.index(row, 0).data() for row in range(words.rowCount())]
