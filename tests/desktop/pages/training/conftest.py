"""The sign-in window of a training with forty people enrolled."""

import pytest
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.tasks import Tasks
from tests.desktop.pages.training.room import Trainer, add_people, add_training, name_of


@pytest.fixture
def training(sqlite_database: Database) -> int:
    """Plan a training for forty people of today."""
    return add_training(sqlite_database, add_people(sqlite_database, [name_of(n) for n in range(40)]))


@pytest.fixture
def trainer(tasks: Tasks, training: int, qtbot: QtBot) -> Trainer:
    """Stand at the lectern: the window is open and knows who is expected."""
    made = Trainer(tasks, training, qtbot)
    qtbot.waitUntil(lambda: made.window.view.counted == "0/40")
    return made
