"""Shows a text of the help: Markdown in the look of the window, pictures as wide as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop import assets
from desktop.help.typesetting import typeset
from desktop.theme import look, tokens

_WIDEST = 960
_SETTLED = 120  # milliseconds after the last change of size


class HelpBrowser(QTextBrowser):
    """A reader of one text at a time; ``link_chosen`` carries what a link says (help:import, page:lives).

    ``name`` is what it is called to who cannot see it.
    """

    link_chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._wide = 0
        self.setObjectName("document")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString()))
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._show_again)

    def show_text(self, markdown: str, heading: str = "") -> None:
        """Show a text from its beginning, or from one of its headings on."""
        self._text = markdown
        self.document().setMarkdown(markdown)
        typeset(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        if heading:
            self.go_to(heading)

    def show_plain(self, words: str) -> None:
        """Show a text as it was typed."""
        self._text = ""
        self.setPlainText(words)

    def go_to(self, heading: str) -> None:
        """Bring a heading to the top."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - tokens.S)
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Return a picture of the theme in force, no wider than the text."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        suffix = "dark" if look().dark else "light"
        image = QImage(str(assets.path(f"help/pictures/{QUrl(name).path()}-{suffix}.png")))
        if image.isNull():
            return image
        shown = max(min(self.viewport().width() - 2 * tokens.XL, _WIDEST, image.width()), 1)
        width = round(shown * self.devicePixelRatioF())
        if width < image.width():
            image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(image.width() / shown)
        return image

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._text:
            self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pictures their new width once the window stands still; a bar alone is no new width."""
        super().resizeEvent(event)
        before, self._wide = self._wide, self.width()
        if self._text and before not in (0, self._wide):
            self._settled.start()

    def _show_again(self) -> None:
        """Lay the text out anew at the place that was read."""
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self.show_text(self._text)
        bar.setValue(round(part * bar.maximum()))
