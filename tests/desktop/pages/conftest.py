"""The roster page with twenty invented people."""

import pytest
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.streamers import StreamersPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.invented import add_streamers


@pytest.fixture
def roster(tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database) -> StreamersPage:
    """Show the roster page of a base with twenty people, read again after each save."""
    add_streamers(sqlite_database, 20)
    made = StreamersPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 20 and made.panel.form.record is not None)
    return made
