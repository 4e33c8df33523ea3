"""The head of a list: says what the list is sorted by, and is clicked for another order."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from db.store import Order
from desktop.records.table_model import RecordModel, head_words
from desktop.theme import caption_font, icon, look, tokens

_ARROW = tokens.M


def next_order(order: Order, name: str, *, adding: bool) -> Order:
    """Return the order after a click on a column: up, then down; adding keeps the other columns."""
    known = dict(order)
    if not adding:
        return ((name, order == ((name, False),)),)
    if name not in known:
        return (*order, (name, False))
    if not known[name]:
        return tuple((each, falls or each == name) for each, falls in order)
    return tuple(each for each in order if each[0] != name) or order


class SortHead(QHeaderView):
    """An arrow for each column the list is sorted by, numbered where there are several.

    ``sort_wanted`` carries another order, ``menu_wanted`` a column's number and the place on the screen where
    its menu is asked for.
    """

    sort_wanted = Signal(object)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = model
        self._adding = False
        self.order: Order = ()
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._clicked)

    def show_order(self, order: Order) -> None:
        """Show what the list is sorted by; names that are no columns show nothing."""
        self.order = order
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """Draw a column's head, and how it sorts the list."""
        super().paintSection(painter, rect, logicalIndex)
        names = [name for name, _falls in self.order]
        column = self._records.view.columns[logicalIndex]
        if column.name not in names:
            return
        place = names.index(column.name)
        several = len(names) > 1
        at = rect.right() - _ARROW
        if several and column.align == "right":  # before the words, which end at the edge
            at = max(
                at - painter.fontMetrics().horizontalAdvance(head_words(column)) - tokens.L,
                rect.left() + tokens.M,
            )
        arrow = QRect(at, rect.center().y() - _ARROW // 2, _ARROW, _ARROW)
        icon("down" if self.order[place][1] else "up").paint(painter, arrow)
        if several:
            self._paint_place(painter, QRect(at - _ARROW, rect.top(), _ARROW, rect.height()), place + 1)

    def _paint_place(self, painter: QPainter, room: QRect, place: int) -> None:
        """Draw beside an arrow how much a column counts."""
        painter.save()
        painter.setFont(caption_font(painter.font()))
        painter.setPen(QColor(look().tokens.text2))
        painter.fillRect(room.adjusted(tokens.XS, 1, 0, -1), QColor(look().tokens.sub))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(place))
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep whether Shift is held: then a click adds to the order."""
        self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column under the mouse."""
        number = self.logicalIndexAt(event.pos())
        if number >= 0:
            self.menu_wanted.emit(number, event.globalPos())

    def _clicked(self, number: int) -> None:
        """Ask for another order."""
        name, adding = self._records.view.columns[number].name, self._adding
        self._adding = False
        self.sort_wanted.emit(next_order(self.order, name, adding=adding))
