"""What opens the import wizard at its third step, and a form in a window with the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from db.models import Streamer
from desktop.records.import_wizard import ImportWizard
from desktop.records.record_form import RecordForm
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.records.check_steps import Open, arrive, book, settle


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
        qtbot.waitUntil(lambda: wizard.check.preview.table.currentIndex().isValid())
        return wizard

    yield open_at_check
    for wizard in made:
        if isValid(wizard):
            wizard.hide()
            wizard.deleteLater()


@pytest.fixture
def form(tasks: Tasks, qtbot: QtBot) -> RecordForm:
    """Give the form of a new streamer, in a window that has the keyboard."""
    made = RecordForm(tasks, Streamer)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.begin_new({})
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
