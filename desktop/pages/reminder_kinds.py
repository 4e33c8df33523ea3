"""The kinds of reminders at the left of 提醒, each with how many there are."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from desktop.i18n import tr
from desktop.theme import look, tokens

_WIDTH = 176
_KIND, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class KindList(QListWidget):
    """One line a kind; the first, "", is for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("提醒类别"))
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Counted(self))

    @property
    def kind(self) -> str:
        """The kind chosen; "" for all."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_KIND))

    def show_kinds(self, counts: Mapping[str, int], wanted: str) -> None:
        """List kinds with their numbers; ``wanted`` is chosen where it is among them."""
        with QSignalBlocker(self):
            self.clear()
            for kind, count in counts.items():
                item = QListWidgetItem(tr(kind) if kind else tr("全部"), self)
                item.setData(_KIND, kind)
                item.setData(_COUNT, f"{count:,}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {count:,}")
                item.setToolTip(item.text())
                if kind == wanted:
                    self.setCurrentItem(item)
            if self.currentItem() is None:
                self.setCurrentRow(0)


class _Counted(QStyledItemDelegate):
    """Paints the number at the right end of a line; the name gives way to it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Shorten the name to the room left of the number."""
        super().initStyleOption(option, index)
        taken = option.fontMetrics.horizontalAdvance(str(index.data(_COUNT))) + 3 * tokens.M
        option.text = option.fontMetrics.elidedText(
            option.text, Qt.TextElideMode.ElideRight, option.rect.width() - taken
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line, and the number in it."""
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(look().tokens.text2))
        area = option.rect.adjusted(0, 0, -tokens.M, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data(_COUNT))
        )
        painter.restore()
