"""A bar that tells how much is done does not paint the whole window for it."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.part_bar import PartBar


class Grid(QWidget):
    """Counts how often it is painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count."""
        del event
        self.paints += 1


def test_a_step_of_the_bar_is_painted_with_the_rest_of_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    grid, bar = Grid(window), PartBar(window)
    column.addWidget(grid, 1)
    column.addWidget(bar)
    window.show()
    qtbot.waitUntil(lambda: grid.paints > 0)
    before = grid.paints
    for done in range(1, 9):
        grid.update()
        bar.show_part(done, 9)
    assert grid.paints == before
    qtbot.waitUntil(lambda: grid.paints > before)
    assert (bar.value(), bar.maximum()) == (8, 9)
