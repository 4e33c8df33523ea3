"""The panel beside a list: the first record of a page is shown while the user goes on typing."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.models import Streamer
from desktop.records.detail_panel import DetailPanel
from desktop.records.editors import Editor
from desktop.tasks import Tasks
from tests.desktop.invented import add_streamers


@pytest.fixture
def panel(tasks: Tasks, sqlite_database: Database, qtbot: QtBot) -> DetailPanel:
    """Give the panel of a base with two people, nobody shown yet."""
    add_streamers(sqlite_database, 2)
    made = DetailPanel(tasks, Streamer, tuple, "status")
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    return made


@pytest.fixture
def shown(panel: DetailPanel) -> list[int]:
    """Give the keys of the records shown so far."""
    keys: list[int] = []
    panel.shown.connect(keys.append)
    return keys


def test_keys_have_their_turn_while_the_first_form_is_made(
    panel: DetailPanel, shown: list[int], qtbot: QtBot
) -> None:
    seen: list[int] = []
    looks = QTimer(panel, interval=0)
    looks.timeout.connect(lambda: seen.append(len(panel.findChildren(Editor))))
    looks.start()
    panel.show_key(1)
    qtbot.waitUntil(lambda: bool(shown))
    looks.stop()
    half_made = {count for count in seen if 0 < count < len(panel.form.grid.editors)}
    assert len(half_made) > 1


def arrive(tasks: Tasks) -> None:
    """Let the answer come before anything has a turn."""
    while tasks.is_busy():
        QApplication.sendPostedEvents(tasks)


def test_a_record_that_came_before_its_form_is_there_for_whoever_asks(
    panel: DetailPanel, shown: list[int], tasks: Tasks
) -> None:
    panel.show_key(1)
    arrive(tasks)
    assert shown == []
    assert panel.form.record is not None
    assert shown == [1]


def test_a_record_given_up_before_its_form_is_made_is_not_shown(
    panel: DetailPanel, shown: list[int], tasks: Tasks
) -> None:
    panel.show_key(1)
    arrive(tasks)
    panel.show_key(None)
    assert panel.form.record is None
    assert shown == []


def test_of_two_records_asked_for_in_a_row_the_last_is_shown(
    panel: DetailPanel, shown: list[int], qtbot: QtBot
) -> None:
    panel.show_key(1)
    panel.show_key(2)
    qtbot.waitUntil(lambda: bool(shown))
    assert panel.form.record is not None
    assert panel.form.record.loaded.id == 2
    assert shown == [2]
