"""How a cell of a large table is painted: row line and words; in a list a badge where a state stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import cells
from desktop.records.table_model import WAITING, RecordModel
from desktop.records.tones import tone_of
from desktop.theme import Look, Tokens, caption_font, look, tokens
from desktop.widgets.badge import badge_size, paint_badge

PADDING = tokens.M + 1
"""Room left and right of the words of a cell."""
BADGES = ("status", "stage", "state", "papers", "verified", "checked", "result", "present")
"""The columns whose words are states."""
_ELIDE = Qt.TextElideMode.ElideRight
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_FRAME = 2  # pixels around the current cell
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
FLAGS = {
    "left": _ONE_LINE | int(Qt.AlignmentFlag.AlignLeft),
    "centre": _ONE_LINE | int(Qt.AlignmentFlag.AlignHCenter),
    "right": _ONE_LINE | int(Qt.AlignmentFlag.AlignRight),
}
"""How the words of a cell are written, by the side they stand at."""


class PlainPainter(QStyledItemDelegate):
    """Paints cells by itself: half the cost of the stylesheet's way.

    It runs some hundred times a frame, so colours are made once a look (``take_colours``) and text is only
    measured when it may not fit: no sign is wider than the text is high.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None

    def follow_look(self) -> None:
        """Take the colours and the text size of another look."""
        chosen = look()
        if self._look is not chosen:
            self._look = chosen
            self._ink, self._line = QColor(chosen.tokens.text), QColor(chosen.tokens.line)
            self._widest = chosen.sizes.body
            self.take_colours(chosen.tokens)

    def take_colours(self, colours: Tokens) -> None:
        """Make the colours a painter has besides those of words and line."""
        raise NotImplementedError

    def draw_line(self, painter: QPainter, area: QRect) -> None:
        """Draw the line below a cell."""
        painter.setPen(self._line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def write(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, flags: int, text: str
    ) -> None:
        """Write words, which end in dots where there is no room."""
        if len(text) * self._widest > area.width():
            text = option.fontMetrics.elidedText(text, _ELIDE, area.width())
        painter.setPen(self._ink)
        painter.drawText(area, flags, text)


class CellPainter(PlainPainter):
    """Paints a cell of a list, with a badge where a state stands.

    ``frames_current`` draws a frame around the current cell, ``tinted`` is the row whose ground tells where
    it is.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frames_current, self.tinted = False, -1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, row line and words."""
        model = index.model()
        if not isinstance(model, RecordModel):
            return
        self.follow_look()
        area: QRect = option.rect
        if _SELECTED in option.state:
            painter.fillRect(area, self._selected)
        elif index.row() == self.tinted:
            painter.fillRect(area, self._tint)
        self.draw_line(painter, area)
        if self.frames_current and _FOCUSED in option.state:
            painter.setPen(self._frame)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        place = index.column()
        text = model.said_at(index.row(), place)
        if text is WAITING and place:  # one sign a row will do for the few milliseconds
            return
        column = model.view.columns[place]
        inner = area.adjusted(PADDING, 0, -PADDING, -1)
        if column.name in BADGES and text not in (cells.DASH, WAITING):
            size = badge_size(text, option.font)
            if size.width() > inner.width():
                room = inner.width() - 2 * tokens.S
                text = QFontMetrics(caption_font(option.font)).elidedText(text, _ELIDE, room)
                size.setWidth(inner.width())
            corner = QPoint(inner.left(), inner.center().y() - size.height() // 2 + 1)
            tone = tone_of(model.text_at(index.row(), place), model.view.model)
            paint_badge(painter, QRectF(QRect(corner, size)), text, tone)
            return
        self.write(painter, option, inner, FLAGS[column.align], text)

    def take_colours(self, colours: Tokens) -> None:
        """Make the grounds and the frame."""
        self._selected, self._tint = QColor(colours.selected), QColor(colours.hover)
        self._frame = QPen(QColor(colours.link), _FRAME)
