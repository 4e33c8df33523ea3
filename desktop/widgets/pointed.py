"""What several painted things have in common: one of them is pointed at, by mouse or keys, and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.i18n import tr
from desktop.theme import caption_font, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
NONE = -1
"""Nothing is pointed at."""


class Pointed(QWidget):
    """Painted things in a row; arrows, Home and End go through them, Enter and a click choose one.

    ``pointed`` tells which one the mouse or the keys are at (-1: none), ``chosen`` which one was wanted.
    A widget says where they lie (``place_at``); ``first`` is where the keys begin.
    """

    chosen = Signal(int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._at = NONE
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def name_places(self, words: Sequence[str]) -> None:
        """Say in words what each thing tells: under the mouse, and to who does not see."""
        self._words = tuple(words)
        self._at = NONE
        self.setAccessibleName(self._all())
        self.updateGeometry()
        self.update()

    def _all(self) -> str:
        """Return the words of all things: what is told while none is pointed at."""
        return tr("；".join(self._words))

    def place_at(self, point: QPointF) -> int:
        """Return the number of the thing at a point; -1 where there is none."""
        raise NotImplementedError

    @property
    def first(self) -> int:
        """Where the keys begin."""
        return 0

    @property
    def at(self) -> int:
        """The number of the thing pointed at, -1 for none."""
        return self._at

    def caption_font(self) -> QFont:
        """Return the font of small words, at the size in force."""
        return caption_font(self.font())

    def point_at(self, place: int) -> None:
        """Point at one thing, or at none."""
        if place != self._at:
            self._at = place
            self.setAccessibleName(self._words[place] if place >= 0 else self._all())
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(place)
            self.update()

    def draw_focus(self, painter: QPainter, area: QRectF) -> None:
        """Draw the frame of the keys around an area, when the keys are here."""
        if self.hasFocus():
            painter.setPen(QPen(QColor(look().tokens.link), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the mouse and tell it."""
        self.point_at(self.place_at(event.position()))
        if self._at >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._words[self._at], self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        place = self.place_at(event.position())
        if place >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(place)

    def leaveEvent(self, _event: QEvent) -> None:
        """Point at nothing once the mouse is gone."""
        self.point_at(NONE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at something when the keys come here."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._at < 0 and self._words:
            self.point_at(self.first)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing when the keys leave."""
        super().focusOutEvent(event)
        self.point_at(NONE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back and on, to the first and the last; choose."""
        last, key = len(self._words) - 1, event.key()
        if not self._words:
            super().keyPressEvent(event)
        elif key in _CHOOSE and self._at >= 0:
            self.chosen.emit(self._at)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.point_at(0 if key == Qt.Key.Key_Home else last)
        elif key in (*_BACK, *_ON):
            step = -1 if key in _BACK else 1
            self.point_at(self.first if self._at < 0 else min(max(self._at + step, 0), last))
        else:
            super().keyPressEvent(event)
