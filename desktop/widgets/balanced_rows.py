"""Equal things beside each other, in as few rows as they have room for; no row is left half empty."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


class BalancedRows(QWidget):
    """Lays ``parts`` out anew when another number of them fits beside each other."""

    def __init__(self, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self._parts = tuple(parts)
        self._beside = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self._arrange(len(self._parts))

    @property
    def rows(self) -> int:
        """How many rows there are now."""
        return self._column.count()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one thing across: the others find room below it."""
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many beside each other as fit."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Look again how many fit when the words of a part, or their size, became others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def arrange(self) -> None:
        """Look again how many fit: their words may have changed."""
        for rows in range(1, len(self._parts) + 1):
            beside = ceil(len(self._parts) / rows)
            if self._fits(beside):
                break
        self._arrange(beside)

    def _fits(self, beside: int) -> bool:
        """Whether every row has room when so many stand beside each other."""
        widths = [part.minimumSizeHint().width() + tokens.M for part in self._parts]
        rows = (widths[first : first + beside] for first in range(0, len(widths), beside))
        return max(map(sum, rows)) - tokens.M <= self.width()

    def _arrange(self, beside: int) -> None:
        """Put so many beside each other."""
        if beside == self._beside:
            return
        self._beside = beside
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.layout()) is not None:
                while old.takeAt(0) is not None:
                    pass
                old.deleteLater()
        for first in range(0, len(self._parts), beside):
            row = QHBoxLayout()
            row.setSpacing(tokens.M)
            for part in self._parts[first : first + beside]:
                row.addWidget(part, 1)
            self._column.addLayout(row)
        self.updateGeometry()
