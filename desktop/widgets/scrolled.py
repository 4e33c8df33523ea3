"""A scroll area as every page has it: without a frame, its content as wide as itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.theme import tokens

Margins = tuple[int, int, int, int]


class Scrolled(QScrollArea):
    """Holds ``content``, or what ``with area.anew() as column`` puts together in its place."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        if content is not None:
            self.setWidget(content)

    @contextmanager
    def anew(
        self, spacing: int = tokens.XS, margins: Margins = (0, tokens.M, tokens.S, tokens.M)
    ) -> Iterator[QVBoxLayout]:
        """Give an empty column, and show it in place of what stood there."""
        holder = QWidget()
        holder.setObjectName("plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(*margins)
        column.setSpacing(spacing)
        yield column
        column.addStretch()
        self.setWidget(holder)
