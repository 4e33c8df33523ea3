"""A picture with a square frame on it that says what of it is kept: moved and resized by mouse and keys."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.i18n import tr
from desktop.theme import look, tokens

_LEAST = 64  # pixels of the picture the frame holds at least
_STEP, _LONG_STEP = 0.01, 0.05  # of the shorter side, for a press of a key
_VEIL = 150  # how much of what is left out is covered, of 255
_ROOM = 360
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_LARGER, _SMALLER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class PhotoCrop(QWidget):
    """Shows a picture and the frame; ``square`` is the frame in pixels of the picture."""

    moved = Signal()

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = image
        self._pixmap = QPixmap.fromImage(image)
        side = min(image.width(), image.height())
        left, top = (image.width() - side) // 2, (image.height() - side) // 4  # faces are above the middle
        self.square = QRect(left, top, side, side)
        self._grip: tuple[QPointF, QRect, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("头像的范围"))
        self._tell()

    def sizeHint(self) -> QSize:
        """Ask for room enough to see a face."""
        return QSize(_ROOM, _ROOM)

    def minimumSizeHint(self) -> QSize:
        """Ask for half of that at least."""
        return QSize(_ROOM, _ROOM) / 2

    def move_by(self, step: QPoint) -> None:
        """Move the frame by pixels of the picture, within it."""
        self._take(self.square.translated(step))

    def grow_by(self, pixels: int) -> None:
        """Make the frame larger or smaller around its middle."""
        side = self.square.width() + 2 * pixels
        middle = self.square.center()
        self._take(QRect(middle.x() - side // 2, middle.y() - side // 2, side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, further with Shift; + and − change the size."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        shorter = min(self.image.width(), self.image.height())
        step = max(round(shorter * (_LONG_STEP if far else _STEP)), 1)
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.move_by(_ARROWS[key] * step)
        elif key in _LARGER or key in _SMALLER:
            self.grow_by(step if key in _LARGER else -step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size."""
        step = max(round(min(self.image.width(), self.image.height()) * _STEP), 1)
        self.grow_by(step if event.angleDelta().y() < 0 else -step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or of its nearest corner when pressed outside or near its edge."""
        at = self._in_picture(event.position())
        edge = self.square.width() / 8
        inside = QRectF(self.square).adjusted(edge, edge, -edge, -edge).contains(at)
        self._grip = at, QRect(self.square), inside

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the frame, or draw its corner along."""
        if self._grip is None:
            return
        start, before, inside = self._grip
        at = self._in_picture(event.position())
        if inside:
            self._take(before.translated((at - start).toPoint()))
            return
        middle = QPointF(before.center())
        half = max(abs(at.x() - middle.x()), abs(at.y() - middle.y()))
        corner = QPointF(before.topLeft() if at.x() > middle.x() else before.topRight())
        side = round(half + before.width() / 2)
        left = corner.x() if at.x() > middle.x() else corner.x() - side
        up = at.y() < middle.y()
        top = before.bottom() + 1 - side if up else before.top()
        self._take(QRect(round(left), top, side, side))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, a veil over what is left out, and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown, frame = self._shown(), self._on_screen(self.square)
        painter.drawPixmap(shown, self._pixmap, QRectF(self._pixmap.rect()))
        veil = QColor(look().tokens.background)
        veil.setAlpha(_VEIL)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(shown)
        inside.addRect(frame)
        painter.fillPath(outside - inside, veil)
        colour = look().tokens.link if self.hasFocus() else look().tokens.edge
        painter.setPen(QPen(QColor(colour), tokens.HAIR))
        painter.drawRect(frame)
        painter.end()

    def _take(self, square: QRect) -> None:
        """Take a frame, pushed back into the picture."""
        wide, high = self.image.width(), self.image.height()
        side = max(min(square.width(), wide, high), min(_LEAST, wide, high))
        left = min(max(square.left(), 0), wide - side)
        top = min(max(square.top(), 0), high - side)
        self.square = QRect(left, top, side, side)
        self._tell()
        self.moved.emit()
        self.update()

    def _tell(self) -> None:
        """Say in words where the frame is, for those who do not see it."""
        words = tr("边长 {side} 像素，距左 {left}，距上 {top}")
        where = self.square
        self.setAccessibleDescription(words.format(side=where.width(), left=where.left(), top=where.top()))

    def _shown(self) -> QRectF:
        """Return where the picture stands in the widget."""
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def _on_screen(self, square: QRect) -> QRectF:
        """Return a part of the picture as a part of the widget."""
        shown = self._shown()
        scale = shown.width() / self.image.width()
        return QRectF(
            shown.left() + square.left() * scale,
            shown.top() + square.top() * scale,
            square.width() * scale,
            square.height() * scale,
        )

    def _in_picture(self, at: QPointF) -> QPointF:
        """Return a place of the widget as a place of the picture."""
        shown = self._shown()
        return (at - shown.topLeft()) * (self.image.width() / max(shown.width(), 1))
