"""A small coloured word (在播, 培训中); the colour never stands alone, the word is always there."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.i18n import tr
from desktop.theme import caption_font, look, tokens

Tone = Literal["ok", "warn", "bad", "plain"]

_HEIGHT = 1.75  # of the text size


def badge_size(text: str, base: QFont) -> QSize:
    """Return the room a badge takes."""
    font = caption_font(base)
    width = QFontMetrics(font).horizontalAdvance(text) + 2 * tokens.S
    return QSize(width, round(font.pixelSize() * _HEIGHT))


def paint_badge(painter: QPainter, area: QRectF, text: str, tone: Tone) -> None:
    """Draw a badge into an area of ``badge_size``; the painter is left as it was."""
    colours = look().tokens
    ink, ground = {
        "ok": (colours.ok, colours.ok_tint),
        "warn": (colours.warn, colours.warn_tint),
        "bad": (colours.bad, colours.bad_tint),
        "plain": (colours.text2, colours.line),
    }[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(area, tokens.XS, tokens.XS)
    painter.setPen(QColor(ink))
    painter.setFont(caption_font(painter.font()))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Badge(QWidget):
    """A badge that stands by itself, e.g. beside a name."""

    def __init__(self, text: str = "", tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_word(text, tone)

    def show_word(self, text: str, tone: Tone) -> None:
        """Show another word; an empty one hides the badge."""
        self._text, self._tone = tr(text), tone
        self.setAccessibleName(self._text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the word takes."""
        return badge_size(self._text, self.font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word on its ground."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()
