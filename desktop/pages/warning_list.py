"""What makes a month's figures incomplete, each line with the way to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence


class WarningList(QFrame):
    """A bar of short sentences; hidden while there is nothing to say. ``chosen`` carries page and filters."""

    chosen = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("tone", "warn")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        self._lines.setSpacing(0)
        self.hide()

    def show_warnings(self, warnings: Sequence[tuple[str, str, dict[str, object]]]) -> None:
        """Show (sentence, key of the page that helps or "", filters)."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for sentence, page, filters in warnings:
            self._lines.addWidget(self._line(sentence, page, filters))
        self.setVisible(bool(warnings))

    def _line(self, sentence: str, page: str, filters: dict[str, object]) -> QWidget:
        """Return one line."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(sentence, wrap=True), 1)
        if page:
            go = button(tr("去处理"), "link")
            go.clicked.connect(lambda: self.chosen.emit(page, filters))
            row.addWidget(go)
        return line
