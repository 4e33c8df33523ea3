"""How far a long piece of work is, and 取消."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.part_bar import PartBar

_BAR = 220


class ProgressStrip(QFrame):
    """A strip with a title, a bar, figures and 取消; hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._title = label()
        self._bar = PartBar(self)
        self._bar.setMinimumWidth(_BAR)
        self._figures = label(style="caption")
        self._stop = button(tr("取消"), "link")
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.XS, tokens.S, tokens.XS)
        row.setSpacing(tokens.M)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._figures)
        row.addWidget(self._stop)
        self.hide()

    def start(self, title: str) -> None:
        """Show the strip for a new piece of work whose length is not known yet."""
        self._title.setText(title)
        self._stop.setText(tr("取消"))
        self._stop.setEnabled(True)
        self.show_progress(0, 0)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is done; a total of 0 shows a busy bar."""
        self._bar.show_part(done, total)
        self._figures.setText(f"{100 * done // total}%" if total else "")

    def finish(self) -> None:
        """Hide the strip: the work is done, cancelled or failed."""
        self.hide()

    def _cancel(self) -> None:
        """Answer the click at once; the work stops at its next step."""
        self._stop.setEnabled(False)
        self._stop.setText(tr("正在取消…"))
        self.cancelled.emit()
