"""Cyclic garbage dies in the GUI thread: a widget taken down elsewhere crashes the program."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.collector import collector_at_rest
from db.engine import Session
from desktop import collecting
from desktop.collecting import Collecting
from desktop.tasks import Tasks


@pytest.fixture
def collector(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collecting]:
    """Give what collects, looking often and at little."""
    gc.enable()  # as Python begins; between the tests of this house it never works by itself
    monkeypatch.setattr(collecting, "_EVERY", 10)
    monkeypatch.setattr(collecting, "_YOUNG", 200)
    made = Collecting(qapp)
    yield made
    made.deleteLater()
    gc.unfreeze()


def leave_a_cycle(seen: list[threading.Thread]) -> None:
    """Make a widget that holds itself and drop it; its death tells the thread."""
    widget: Any = QWidget()
    widget.itself = widget
    widget.destroyed.connect(
        lambda: seen.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )


def much(_session: Session) -> int:
    """Make more than Python's own collector would leave alone."""
    return len([[number] for number in range(200_000)])


def test_a_widget_in_a_cycle_dies_in_the_gui_thread_however_much_a_worker_makes(
    collector: Collecting, tasks: Tasks, qtbot: QtBot
) -> None:
    seen: list[threading.Thread] = []
    leave_a_cycle(seen)
    done: list[int] = []
    tasks.read(collector, much, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not seen
    collector.begin()
    leave_a_cycle(seen)
    many = [[number] for number in range(1_000)]
    qtbot.waitUntil(lambda: bool(seen))
    assert many
    assert set(seen) == {threading.main_thread()}


def test_nothing_is_walked_through_while_someone_works_with_very_many_rows(collector: Collecting) -> None:
    seen: list[threading.Thread] = []
    leave_a_cycle(seen)
    with collector_at_rest():
        many: list[list[int]] = [[] for _ in range(1_000)]
        collector.look()
        assert not seen
    many += [[] for _ in range(1_000)]
    collector.look()
    assert seen
    assert many


def test_the_rows_of_a_large_file_are_walked_through_when_the_user_turns_away(
    collector: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = False
    monkeypatch.setattr(collecting, "_MANY", 5_000)
    monkeypatch.setattr(collecting, "_is_user_away", lambda: away)
    seen: list[threading.Thread] = []
    gc.collect()
    leave_a_cycle(seen)
    many: list[list[int]] = [[] for _ in range(10_000)]
    collector.look()
    assert not seen
    away = True
    collector.look()
    assert seen
    assert many


def test_a_user_who_never_turns_away_waits_once_in_a_while(
    collector: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_MANY", 5_000)
    monkeypatch.setattr(collecting, "_PATIENCE", 0)
    monkeypatch.setattr(collecting, "_is_user_away", lambda: False)
    seen: list[threading.Thread] = []
    gc.collect()
    leave_a_cycle(seen)
    many: list[list[int]] = [[] for _ in range(10_000)]
    collector.look()
    assert seen
    assert many


def test_pythons_own_collector_sleeps_as_long_as_the_window_lives(collector: Collecting) -> None:
    assert isinstance(collector, QObject)
    assert not gc.isenabled()
