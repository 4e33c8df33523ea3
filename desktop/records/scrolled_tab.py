"""A tab that is laid out anew for each record, as long as it needs to be."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.records.detail_tab import DetailTab
from desktop.theme import tokens


class ScrolledTab(DetailTab):
    """The base of tabs whose content replaces itself: ``with self.anew() as column`` puts it together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    @contextmanager
    def anew(self, spacing: int = tokens.XS) -> Iterator[QVBoxLayout]:
        """Give an empty column, and show it in place of what stood there."""
        holder = QWidget()
        holder.setObjectName("plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, tokens.M, tokens.S, tokens.M)
        column.setSpacing(spacing)
        yield column
        column.addStretch()
        self._scroll.setWidget(holder)
