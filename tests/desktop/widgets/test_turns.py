"""Long work on widgets leaves the user's turn in between, however many have something to do."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.widgets import turns
from desktop.widgets.turns import Turns

PIECE = turns._TURN * 0.7
"""Seconds; two of them are more than a turn."""


class Worker:
    """Does pieces by a clock of its own, and counts them."""

    def __init__(self) -> None:
        self.now, self.done = 0.0, 0

    def pieces(self, many: int) -> Iterator[None]:
        """Yield after each piece."""
        for _ in range(many):
            self.now += PIECE
            self.done += 1
            yield


@pytest.fixture
def worker(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Give a worker by whose clock the turns are measured, in a queue of its own."""
    assert qapp
    made = Worker()
    queue: list[turns._Queue] = []
    monkeypatch.setattr(turns, "time", SimpleNamespace(thread_time=lambda: made.now))
    monkeypatch.setattr(turns, "_queue", lambda: queue[0])
    queue.append(turns._Queue())
    return made


def rounds(worker: Worker, many: int) -> list[int]:
    """Let the events have their turn so many times; return how many pieces were done in each."""
    counts = []
    for _ in range(many):
        before = worker.done
        QApplication.processEvents()
        counts.append(worker.done - before)
    return counts


def test_two_who_have_much_to_do_take_no_longer_a_turn_than_one(worker: Worker) -> None:
    owner = QObject()
    both = [Turns(owner, worker.pieces(3)), Turns(owner, worker.pieces(3))]
    assert rounds(worker, 4) == [2, 2, 2, 0]
    assert len(both) == 2


def test_after_other_long_work_the_user_comes_first(worker: Worker) -> None:
    owner = QObject()
    Turns(owner, worker.pieces(4))
    worker.now += 2 * turns._TURN  # something was painted
    assert rounds(worker, 3) == [0, 2, 2]


def test_a_window_that_is_always_busy_keeps_nobody_waiting_for_ever(worker: Worker) -> None:
    owner = QObject()
    Turns(owner, worker.pieces(3))
    done = []
    for _ in range(4):
        worker.now += 2 * turns._TURN  # something is painted each time
        done += rounds(worker, 1)
    assert done == [0, 2, 0, 1]


def test_who_needs_all_of_it_has_it_at_once(worker: Worker) -> None:
    owner = QObject()
    Turns(owner, worker.pieces(9)).finish()
    assert worker.done == 9
    assert rounds(worker, 2) == [0, 0]


def test_what_nobody_needs_any_more_is_left_and_the_next_one_goes_on(worker: Worker) -> None:
    gone, here = QObject(), QObject()
    Turns(gone, worker.pieces(100))
    Turns(here, worker.pieces(2))
    delete(gone)
    assert rounds(worker, 2) == [2, 0]


def test_a_piece_that_fails_is_told_and_keeps_nobody_waiting(worker: Worker, qtbot: QtBot) -> None:
    def fails() -> Iterator[None]:
        raise ValueError("piece")
        yield

    owner = QObject()
    Turns(owner, fails())
    Turns(owner, worker.pieces(2))
    with qtbot.capture_exceptions() as told:
        assert sum(rounds(worker, 3)) == 2
    assert [str(error) for _, error, _ in told] == ["piece"]
