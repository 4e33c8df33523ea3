"""The cards of one stage: a list that is painted, dragged from and dropped into, and walked by keys."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.queries.brand_board import BrandCard
from desktop import cells
from desktop.i18n import tr
from desktop.theme import caption_font, look, tokens
from desktop.widgets.badge import Tone, badge_size, paint_badge

MIME = "application/x-basedesk-brand"
"""What a dragged card carries: the key of its brand."""

Index = QModelIndex | QPersistentModelIndex
_LINES = 3
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUS = QStyle.StateFlag.State_HasFocus


class CardModel(QAbstractListModel):
    """The brands of one stage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: Sequence[BrandCard] = ()

    def show_cards(self, cards: Sequence[BrandCard]) -> None:
        """Show other cards; nothing happens when they are the same."""
        if tuple(cards) == tuple(self.cards):
            return
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many brands there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, and for readers and the mouse what the card shows."""
        if not index.isValid() or index.row() >= len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words_of(card)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged."""
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else super().flags(index)
        )

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what a dragged card carries."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the key of the dragged brand."""
        data = QMimeData()
        if indexes:
            data.setData(MIME, str(self.cards[indexes[0].row()].id).encode())
        return data


def words_of(card: BrandCard) -> str:
    """Return what a card says, in sentences: whose, how it sells, and what it lacks for the next stage."""
    lines = [
        " · ".join(filter(None, (card.name, card.owner, card.category))),
        tr("{month}GMV：{amount}").format(
            month=cells.month_words(card.month), amount=cells.with_unit(card.gmv, "万元", " ")
        ),
    ]
    if card.next:
        lines.append(tr("进入 {stage}：{reached} 达成").format(stage=card.next, reached=card.reached))
        lines += [f"· {tr(criterion.words)}" for criterion in card.gate if not criterion.met]
    lines += [word for word, _tone in marks(card)]
    return "\n".join(lines)


def marks(card: BrandCard) -> list[tuple[str, Tone]]:
    """Return what is marked on a card: entered against its gate, not moved for long."""
    found: list[tuple[str, Tone]] = []
    if card.is_override:
        found.append((tr("特批通过"), "bad"))
    if card.is_stuck:
        found.append((tr("停滞{days}天").format(days=card.days), "warn"))
    return found


class CardPainter(QStyledItemDelegate):
    """Paints a card: name and criteria met, owner and category, GMV of the month and marks."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the room of a card: three lines and their margins."""
        size = look().sizes
        return QSize(0, size.body + (_LINES - 1) * size.caption + 2 * tokens.M + 3 * tokens.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground and the lines of a card."""
        model = index.model()
        if not isinstance(model, CardModel):
            return
        card = model.cards[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, tokens.XS // 2, -1, -tokens.XS // 2)
        self._ground(painter, area, chosen=_SELECTED in option.state, focused=_FOCUS in option.state)
        inner = area.adjusted(tokens.M - 2, tokens.S, -(tokens.M - 2), -tokens.S)
        step = inner.height() // _LINES
        for number, draw in enumerate((self._name, self._owner, self._sales)):
            draw(painter, QRect(inner.left(), inner.top() + number * step, inner.width(), step), card)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, *, chosen: bool, focused: bool) -> None:
        """Draw the surface of a card."""
        colours = look().tokens
        painter.setBrush(QColor(colours.selected if chosen and focused else colours.surface))
        painter.setPen(QPen(QColor(colours.link if chosen else colours.border), 1))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), tokens.S - 2, tokens.S - 2)

    def _name(self, painter: QPainter, line: QRect, card: BrandCard) -> None:
        """Draw the name, and how much of the next gate is met."""
        colours, room = look().tokens, line
        if card.reached:
            words, small = tr("门槛 {reached}").format(reached=card.reached), _small(painter)
            ink = colours.ok if card.met == len(card.gate) else colours.text2
            place = line.adjusted(line.width() - QFontMetrics(small).horizontalAdvance(words), 0, 0, 0)
            _text(painter, place, words, (small, ink))
            room = line.adjusted(0, 0, -(place.width() + tokens.XS), 0)
        font = QFont(painter.font())
        font.setPixelSize(look().sizes.body)
        font.setBold(True)
        _text(painter, room, card.name, (font, colours.text))

    def _owner(self, painter: QPainter, line: QRect, card: BrandCard) -> None:
        """Draw whose it is, what it sells, and the first mark."""
        room = line
        painter.setFont(_small(painter))
        for word, tone in marks(card)[:1]:
            room = _badge(painter, room, word, tone)
        words = " · ".join(filter(None, (card.category, card.owner))) or tr("权属企业未填")
        _text(painter, room, words, (_small(painter), look().tokens.text2))

    def _sales(self, painter: QPainter, line: QRect, card: BrandCard) -> None:
        """Draw the GMV of the last month."""
        amount = tr("未填") if card.gmv is None else cells.with_unit(card.gmv, "万元", " ")
        words = tr("{month}月GMV {amount}").format(month=card.month % 100, amount=amount)
        _text(painter, line, words, (_small(painter), look().tokens.text2))


def _small(painter: QPainter) -> QFont:
    """Return the font of the lines below the name."""
    font = caption_font(painter.font())
    font.setBold(False)
    return font


def _text(painter: QPainter, line: QRect, words: str, style: tuple[QFont, str]) -> None:
    """Draw words that end in … where there is no room."""
    font, colour = style
    painter.setFont(font)
    painter.setPen(QColor(colour))
    kept = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), kept)


def _badge(painter: QPainter, line: QRect, word: str, tone: Tone) -> QRect:
    """Draw a badge at the right of a line and return the room left of it."""
    size = badge_size(word, painter.font())
    corner = QPoint(line.right() - size.width(), line.center().y() - size.height() // 2 + 1)
    paint_badge(painter, QRectF(QRect(corner, size)), word, tone)
    return line.adjusted(0, 0, -(size.width() + tokens.XS), 0)
