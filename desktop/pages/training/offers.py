"""Whom a typed word may mean: large lines with name, team, phone tail and state, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.queries.training import Candidate, Roll
from desktop.i18n import tr
from desktop.records.tones import tone_of
from desktop.theme import look, tokens
from desktop.widgets.badge import badge_size, paint_badge

_OFFER = int(Qt.ItemDataRole.UserRole)
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_HEIGHT = 2.3
"""Height of a line, of the size of its name."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: somebody known, or, without a candidate, a ``name`` that may be added."""

    candidate: Candidate | None
    name: str

    @property
    def details(self) -> str:
        """What tells namesakes apart: stage name, team, phone tail."""
        who = self.candidate
        if who is None:
            return tr("不在名册中，登记为线索")
        return "　".join(
            filter(None, (who.stage_name, who.team, who.phone[-4:] and tr("尾号 ") + who.phone[-4:]))
        )

    @property
    def state(self) -> str:
        """How the person stands: the state, 未签到, or 未报名."""
        who = self.candidate
        if who is None:
            return ""
        return str(who.present or (tr("未报名") if who.attendance_id is None else tr("未签到")))

    @property
    def title(self) -> str:
        """The name, or the offer to add it."""
        return self.name if self.candidate else tr("新增“{name}”并签到").format(name=self.name)


def waiting(held: Roll) -> list[Offer]:
    """Return those on the roll who have no state yet."""
    lines = (line for line in held.lines if line.present is None)
    return [
        Offer(
            Candidate(
                *(line.streamer_id, line.code, line.name, line.stage_name, line.team, line.phone),
                line.attendance_id,
                line.present,
            ),
            line.name,
        )
        for line in lines
    ]


class OfferPainter(QStyledItemDelegate):
    """Paints a line: the name large, what tells the person apart beside it, the state at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, name, details and badge."""
        offer = index.data(_OFFER)
        colours, area = look().tokens, QRect(option.rect)
        painter.save()
        if QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(area, QColor(colours.selected))
            painter.fillRect(QRect(area.topLeft(), QSize(tokens.XS, area.height())), QColor(colours.brand))
        inner = area.adjusted(tokens.L, 0, -tokens.L, 0)
        if offer.state:
            size = badge_size(offer.state, option.font)
            corner = QPoint(inner.right() - size.width(), inner.center().y() - size.height() // 2)
            painter.setFont(option.font)
            paint_badge(painter, QRectF(QRect(corner, size)), offer.state, tone_of(offer.state))
            inner.setRight(corner.x() - tokens.M)
        large = name_font(option.font)
        painter.setFont(large)
        painter.setPen(QColor(colours.text if offer.candidate else colours.link))
        metrics = QFontMetrics(large)
        title = metrics.elidedText(offer.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LINE, title)
        inner.setLeft(inner.left() + max(metrics.horizontalAdvance(title + "　"), 6 * look().sizes.title))
        medium = QFont(option.font)
        medium.setPixelSize(look().sizes.heading)
        painter.setFont(medium)
        painter.setPen(QColor(colours.text2))
        rest = QFontMetrics(medium).elidedText(offer.details, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LINE, rest)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line."""
        return QSize(0, round(look().sizes.title * _HEIGHT))


def name_font(base: QFont) -> QFont:
    """Return the large font of a name."""
    font = QFont(base)
    font.setPixelSize(look().sizes.title)
    font.setBold(True)
    return font


class OfferList(QListWidget):
    """The lines; the field above keeps the keyboard. ``taken`` tells of a line that was double-clicked."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(OfferPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("匹配的人员"))
        self.itemDoubleClicked.connect(lambda _item: self.taken.emit())

    @property
    def current(self) -> Offer | None:
        """The highlighted offer."""
        row = self.currentRow()
        return self.offers[row] if row >= 0 else None

    @property
    def offers(self) -> list[Offer]:
        """All lines, the best first."""
        return [self.item(row).data(_OFFER) for row in range(self.count())]

    def show_offers(self, offers: Sequence[Offer], *, choose: bool) -> None:
        """Show other lines; ``choose`` highlights the first."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem("　".join(filter(None, (offer.title, offer.details, offer.state))))
            item.setData(_OFFER, offer)
            self.addItem(item)
        self.setCurrentRow(0 if choose and offers else -1)

    def step(self, by: int) -> None:
        """Highlight the next line (1) or the one before (-1)."""
        if self.count():
            self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))
