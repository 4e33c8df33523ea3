"""The window as a new user has it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from db.steps import no_step
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window on an own, empty base."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("河东直播基地"))
    made = MainWindow(settings)
    made.showNormal()
    made.resize(1366, 768)
    made.activateWindow()
    made.fill(tasks, shared=False)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.hide()
    made.guide.close()
    made.deleteLater()
