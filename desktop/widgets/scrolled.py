"""A scroll area as every page has it: without a frame, its content as wide as itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.tab_order import put_after

Margins = tuple[int, int, int, int]


class Scrolled(QScrollArea):
    """Holds ``content``, or what ``with area.anew() as column`` puts together in its place.

    ``edge`` is the room at its right, in which the bar stands: the content is as wide with a bar as without.
    """

    def __init__(
        self, content: QWidget | None = None, parent: QWidget | None = None, *, edge: int = 0
    ) -> None:
        super().__init__(parent)
        self._edge = edge
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._keep_edge(most))
        self._keep_edge(0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("内容"))
        if content is not None:
            self.setWidget(content)

    def showEvent(self, event: QShowEvent) -> None:
        """See whether Tab stops here."""
        self._choose_stop()
        super().showEvent(event)

    def _keep_edge(self, most: int) -> None:
        """Leave room between content and bar; where there is no bar, the content reaches to the edge."""
        bar = self.verticalScrollBar().sizeHint().width()
        beside = max(self._edge - bar, tokens.S) if most else self._edge
        self.setViewportMargins(0, 0, beside, 0)

    def _choose_stop(self) -> None:
        """Be a stop of Tab only where nothing inside is one: what has the focus is scrolled to anyway."""
        has_stops = any(not each.isHidden() for each in self._stops())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if has_stops else Qt.FocusPolicy.StrongFocus)

    def _stops(self) -> list[QWidget]:
        """Return what of the content takes the focus by Tab."""
        content: QWidget | None = self.widget()
        inside = content.findChildren(QWidget) if content is not None else []
        return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    @contextmanager
    def anew(
        self,
        spacing: int = tokens.XS,
        margins: Margins = (0, tokens.M, 0, tokens.M),
        *,
        in_sight: bool = False,
    ) -> Iterator[QVBoxLayout]:
        """Give an empty column, and show it in place of what stood there; ``in_sight``: from the start on."""
        holder = QWidget()
        holder.setObjectName("plain")
        column = QVBoxLayout(holder)
        column.setContentsMargins(*margins)
        column.setSpacing(spacing)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        if in_sight:
            self.setWidget(holder)
        yield column
        column.addStretch()
        if not in_sight:
            self.setWidget(holder)
        self._choose_stop()
        put_after(self, self._stops())
