"""One column of the board: the stage over its brands; a card dropped here asks to enter the stage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from db.models.brand_words import BrandStage
from db.queries.brand_board import BrandCard
from desktop.i18n import tr
from desktop.pages.brands.cards import MIME, CardModel, CardPainter
from desktop.theme import restyle, tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

WIDTH = 196
"""Least width of a column."""


class CardList(QListView):
    """The cards of a stage. Signals carry brands; ``turned`` is −1 or 1: to the column beside.

    ``moved`` asks for the stage before (−1) or after (1).
    """

    dropped = Signal(int)
    opened = Signal(object)
    asked = Signal(object)
    menu_wanted = Signal(object, object)
    moved = Signal(object, int)
    turned = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.setObjectName("cards")
        self.setAccessibleName(name)
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(self))
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self._with_card(self.opened.emit))

    @property
    def current(self) -> BrandCard | None:
        """The card the keyboard stands on."""
        row = self.currentIndex().row()
        return self.cards.cards[row] if 0 <= row < len(self.cards.cards) else None

    def select(self, brand: int | None) -> bool:
        """Stand on a brand; say whether it is here."""
        for row, card in enumerate(self.cards.cards):
            if card.id == brand:
                self.setCurrentIndex(self.cards.index(row))
                return True
        return False

    def select_row(self, row: int) -> None:
        """Stand on the card nearest to a row."""
        if self.cards.cards:
            self.setCurrentIndex(self.cards.index(min(max(row, 0), len(self.cards.cards) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the gate, Ctrl+arrows move, arrows go to the columns beside, Space opens the brand."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if sideways and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._with_card(lambda card: self.moved.emit(card, sideways))
        elif sideways:
            self.turned.emit(sideways)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._with_card(self.asked.emit)
        elif event.key() == Qt.Key.Key_Space:
            self._with_card(self.opened.emit)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a card, by the mouse or the menu key."""
        at_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if at_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if at_key else event.pos()
            where: QPoint = self.viewport().mapToGlobal(place)
            self._with_card(lambda card: self.menu_wanted.emit(card, where))

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Carry the current card."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.cards.mimeData([index]))
        drag.setPixmap(self.viewport().grab(self.visualRect(index)))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards of other columns."""
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take cards of other columns."""
        self._take(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Stand out no more."""
        self._stand_out(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the stage on behalf of the card dropped."""
        self._stand_out(over=False)
        key = bytes(event.mimeData().data(MIME).data())
        if event.source() is not self and key.isdigit():
            event.acceptProposedAction()
            self.dropped.emit(int(key))

    def _take(self, event: QDragMoveEvent) -> None:
        """Accept a card of another column and stand out."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()
            self._stand_out(over=True)
        else:
            event.ignore()

    def _stand_out(self, *, over: bool) -> None:
        """Draw the column as one a card can be dropped into."""
        lane = self.parentWidget()
        if lane is not None:
            restyle(lane, "over", over)

    def _with_card(self, do: "object") -> None:
        """Do something with the current card."""
        card = self.current
        if card is not None and callable(do):
            do(card)


class Lane(QFrame):
    """The head of a stage and its cards."""

    def __init__(self, stage: BrandStage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.setObjectName("lane")
        self.setMinimumWidth(WIDTH)
        code, _, name = tr(stage.value).partition(" ")
        self._count = label(style="caption")
        head = QHBoxLayout()
        head.setContentsMargins(tokens.XS, 0, tokens.XS, 0)
        head.setSpacing(tokens.XS)
        head.addWidget(label(code, "caption"))
        head.addWidget(label(name, "section"))
        head.addStretch()
        head.addWidget(self._count)
        self.list = CardList(tr("{stage}的品牌").format(stage=stage.value), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S - tokens.HAIR, tokens.S, tokens.S - tokens.HAIR, tokens.XS)
        column.setSpacing(tokens.XS)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_cards(self, cards: Sequence[BrandCard]) -> None:
        """Show other cards; who stood on a brand still here stays on it."""
        kept = self.list.current
        self.list.cards.show_cards(cards)
        self._count.setText(str(len(cards)))
        if kept is not None and not self.list.select(kept.id):
            self.list.setCurrentIndex(QModelIndex())
