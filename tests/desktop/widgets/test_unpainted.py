"""What is painted once is painted in the end, whatever happens half-way."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.widgets.turns import Turns
from desktop.widgets.unpainted import unpainted


class Grid(QWidget):
    """Counts how often it is painted."""

    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count."""
        del event
        self.paints += 1


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    """Give a widget that was painted."""
    made = Grid()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.paints > 0)
    return made


def test_what_changes_much_is_painted_once_all_of_it_stands(grid: Grid, qtbot: QtBot) -> None:
    before = grid.paints
    with unpainted(grid):
        for _change in range(3):
            grid.update()
            QApplication.processEvents()
        assert grid.paints == before
    qtbot.waitUntil(lambda: grid.paints == before + 1)


def test_what_fails_half_way_in_its_turn_is_painted_again(grid: Grid, qtbot: QtBot) -> None:
    def pieces() -> Iterator[None]:
        with unpainted(grid):
            yield
            raise ValueError("piece")

    before = grid.paints
    with qtbot.capture_exceptions() as told:
        Turns(grid, pieces())
        qtbot.waitUntil(lambda: bool(told))
        qtbot.waitUntil(lambda: grid.paints > before)
    assert [str(error) for _, error, _ in told] == ["piece"]


def test_a_widget_that_goes_half_way_is_let_go(qapp: QApplication) -> None:
    owner, gone = QObject(qapp), QWidget()

    def pieces() -> Iterator[None]:
        with unpainted(gone):
            yield
            yield

    turns = Turns(owner, pieces())
    turns.step()
    assert not gone.updatesEnabled()
    delete(gone)
    delete(owner)
    del turns
    gc.collect()
