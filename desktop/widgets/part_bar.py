"""A bar that shows how much of something is done."""

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.widgets.unpainted import unpainted


class PartBar(QProgressBar):
    """A bar without words. It is painted with what else changed: Qt's own paints the window at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)

    def show_part(self, done: int, total: int) -> None:
        """Show how much is done; a total of 0 shows a busy bar."""
        with unpainted(self):
            self.setRange(0, total)
            self.setValue(done)
