"""What opens the import wizard at its third step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.records.import_wizard import ImportWizard
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
        return wizard

    yield open_at_check
    for wizard in made:
        if isValid(wizard):
            wizard.hide()
            wizard.deleteLater()
