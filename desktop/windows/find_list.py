"""The lines under the find box: a head for each kind, below it what was found, the matched letters marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.theme import caption_font, look, tokens
from desktop.theme.icons import SIZE, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from db.queries.find_hits import Found
    from desktop.windows.find_offers import WindowLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SELECTED = QStyle.StateFlag.State_Selected


@dataclass(frozen=True, slots=True)
class FindLine:
    """One line as it is shown: a head has neither icon nor target. ``marks`` are characters of the title."""

    title: str
    note: str = ""
    icon: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    target: Found | WindowLine | None = None

    @property
    def is_head(self) -> bool:
        """Whether it only names the lines below it."""
        return self.target is None


class FindModel(QAbstractListModel):
    """The lines, heads among them; heads cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[FindLine] = ()

    def show_lines(self, lines: Sequence[FindLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are, heads counted."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says; a reader of the screen hears the words beside it too."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.title} {line.note}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every line be chosen but the heads."""
        if self.lines[index.row()].is_head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LinePainter(QStyledItemDelegate):
    """Paints a line: icon, title with its marks, and at the right the words beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        model = index.model()
        if not isinstance(model, FindModel):
            return
        line, colours, area = model.lines[index.row()], look().tokens, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = area.adjusted(tokens.M, 0, -tokens.M, 0)
        if line.is_head:
            painter.setFont(caption_font(option.font))
            painter.setPen(QColor(colours.text2))
            painter.drawText(inner.adjusted(0, tokens.XS, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.title)
        else:
            if _SELECTED in option.state:
                painter.setBrush(QColor(colours.selected))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawRoundedRect(area, look().sizes.control_radius, look().sizes.control_radius)
            self._paint_line(painter, option, inner, line)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line; heads are a little lower."""
        model = index.model()
        is_head = isinstance(model, FindModel) and model.lines[index.row()].is_head
        height = look().sizes.row
        return QSize(0, height - tokens.XS if is_head else height)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: FindLine
    ) -> None:
        """Draw icon, title and note; the note gives way where both find no room."""
        colours = look().tokens
        top = area.center().y() - SIZE // 2 + 1
        painter.drawPixmap(area.left(), top, draw(line.icon, colours.text2, SIZE))
        rest = area.adjusted(SIZE + tokens.M, 0, 0, 0)
        metrics = option.fontMetrics
        wide = min(metrics.horizontalAdvance(line.title) + tokens.S, rest.width())
        self._paint_title(painter, option, QRect(rest.left(), rest.top(), wide, rest.height()), line)
        beside = rest.adjusted(wide + tokens.M, 0, 0, 0)
        if line.note and beside.width() > metrics.height():
            painter.setPen(QColor(colours.text2))
            words = metrics.elidedText(line.note, Qt.TextElideMode.ElideRight, beside.width())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(beside, flags, words)

    @staticmethod
    def _paint_title(painter: QPainter, option: QStyleOptionViewItem, area: QRect, line: FindLine) -> None:
        """Draw the title; letters that answer to what was typed are bold and of the colour of links."""
        colours = look().tokens
        words = option.fontMetrics.elidedText(line.title, Qt.TextElideMode.ElideRight, area.width())
        layout = QTextLayout(words, option.font)
        formats = []
        for first, end in line.marks:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = first, end - first
            look_of = QTextCharFormat()
            look_of.setForeground(QColor(colours.link))
            look_of.setFontWeight(QFont.Weight.Bold)
            mark.format = look_of
            formats.append(mark)
        layout.setFormats(formats)
        layout.beginLayout()
        text = layout.createLine()
        layout.endLayout()
        painter.setPen(QColor(colours.text))
        layout.draw(painter, QPointF(area.left(), area.center().y() - text.height() / 2 + 1))


class FindList(QListView):
    """The lines; the keys stay in the box above, which moves the choice here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("found")
        self.lines = FindModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LinePainter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)

    @property
    def current(self) -> FindLine | None:
        """The line chosen now."""
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def show_lines(self, lines: Sequence[FindLine]) -> None:
        """Show lines and choose the first."""
        self.lines.show_lines(lines)
        self._choose(self._chosen_from(0, 1))
        self.scrollToTop()

    def height_wanted(self) -> int:
        """Return the height all lines take."""
        rows = range(self.lines.rowCount())
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + tokens.XS

    def step(self, step: int) -> None:
        """Choose the line so many further, passing over heads; from the last on to the first."""
        count, row = self.lines.rowCount(), self.currentIndex().row()
        if count:
            direction = 1 if step > 0 else -1
            if abs(step) == 1:
                self._choose(self._chosen_from((row + step) % count, direction))
            else:
                self._choose(self._chosen_from(min(max(row + step, 0), count - 1), -direction))

    def move_group(self, direction: int) -> None:
        """Choose the first line of the next kind, or of the one before."""
        heads = [row for row, line in enumerate(self.lines.lines) if line.is_head]
        if not heads:
            self.step(direction)
            return
        row = self.currentIndex().row()
        own = max((number for number, head in enumerate(heads) if head < row), default=0)
        self._choose(heads[(own + direction) % len(heads)] + 1)

    def _chosen_from(self, row: int, direction: int) -> int:
        """Return the next row from one on that can be chosen, round the end; -1 when none can."""
        count = self.lines.rowCount()
        rows = ((row + direction * step) % count for step in range(count))
        return next((each for each in rows if not self.lines.lines[each].is_head), -1)

    def _choose(self, row: int) -> None:
        """Make a row the current one, its head in sight too."""
        if row < 0:
            return
        if row and self.lines.lines[row - 1].is_head:
            self.scrollTo(self.lines.index(row - 1))
        self.setCurrentIndex(self.lines.index(row))
        self.scrollTo(self.lines.index(row))
