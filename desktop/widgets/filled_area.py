"""An area its content fills; where it is smaller than the content can be, it scrolls."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.i18n import tr

_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded


class FilledArea(QScrollArea):
    """Goes by the least size of its content; Qt's own way goes by the height it would like best."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what has the focus is scrolled to anyway
        self.setAccessibleName(tr("内容"))
        self.setViewport(QWidget())  # to ask for Qt's own loads half of its widgets before the first paint
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the room there is."""
        super().resizeEvent(event)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Give it anew when its least size may be another one."""
        taken = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fill()
        return taken

    def _fill(self) -> None:
        """Make the content as large as the room beside the bars it needs, never smaller than it can be."""
        content = self.widget()
        if content is None:
            return
        room, least = self.maximumViewportSize(), content.minimumSizeHint()
        if least.height() > room.height() and self.verticalScrollBarPolicy() is _AS_NEEDED:
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        if least.width() > room.width() and self.horizontalScrollBarPolicy() is _AS_NEEDED:
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        content.resize(room.expandedTo(least))
