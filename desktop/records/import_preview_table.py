"""The grid of the import: cells with the colour and the sign of their verdict, typed over in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db.imports import Severity
from desktop.i18n import tr
from desktop.records.import_preview_model import PreviewModel
from desktop.theme import look, tokens

if TYPE_CHECKING:
    from desktop.records.import_preview_sheet import PreviewSheet

_BEGUN = "begun"  # set on a field once the words of its cell stand in it
_SIGN, _DESIGNED, _NUMBER_WIDTH = 14, 13, 76
_PADDING = tokens.M + 1  # as the heads have it
_LEAST, _WIDEST = 64, 240  # pixels: the widths columns begin with
_BESIDE, _BESIDE_HEAD, _MEASURED = 46, 44, 40  # room for sign and padding; rows that are measured
_FLAGS = (
    int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
)


class VerdictPainter(QStyledItemDelegate):
    """Paints a cell: ground and sign of its verdict, a line below the cell that was typed over."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, sign, words and row line."""
        model = index.model()
        if not isinstance(model, PreviewModel):
            return
        colours, area = look().tokens, QRect(option.rect)
        verdict = model.verdict(index)
        if verdict is not None:
            painter.fillRect(
                area, QColor(colours.bad_tint if verdict is Severity.ERROR else colours.warn_tint)
            )
        if QStyle.StateFlag.State_Selected in option.state:
            painter.setPen(QColor(colours.link))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(_PADDING, 0, -tokens.S, -1)
        if verdict is not None:
            top = inner.center().y() - _SIGN // 2
            model.sign(verdict).paint(painter, QRect(inner.left(), top, _SIGN, _SIGN))
            inner.setLeft(inner.left() + _SIGN + tokens.XS)
        if model.is_typed(index):
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height() - 1), QColor(colours.brand))
        text = option.fontMetrics.elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, _FLAGS, text)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a field; where only some words are allowed, it offers them."""
        del option
        field = QLineEdit(parent)
        model = index.model()
        sheet = model.sheet if isinstance(model, PreviewModel) else None
        column = sheet.columns[index.column()].field if sheet is not None else None
        if column is not None and column.choices:
            offers = QCompleter([str(choice) for choice in column.choices], field)
            offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            field.setCompleter(offers)
        return field

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802
        """Begin with what stands in the file, in full; verdicts that come later leave alone what is typed."""
        if isinstance(editor, QLineEdit) and editor.property(_BEGUN) is None:
            editor.setProperty(_BEGUN, _BEGUN)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the field fill its cell, sign and all."""
        del index
        editor.setGeometry(option.rect)

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit) and isinstance(model, PreviewModel):
            model.setData(index, editor.text())


class PreviewTable(QTableView):
    """Rows of a file; F2, Enter, a double click or typing corrects a cell. ``looked_at`` on another cell."""

    looked_at = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("texts")
        self.setAccessibleName(tr("文件内容与核对结果"))
        self.preview = PreviewModel(self)
        self.setModel(self.preview)
        self.setItemDelegate(VerdictPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        beside, above = self.verticalHeader(), self.horizontalHeader()
        beside.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        beside.setFixedWidth(round(_NUMBER_WIDTH * look().sizes.body / _DESIGNED))
        beside.setDefaultSectionSize(look().sizes.row)
        beside.setSectionsClickable(False)
        beside.setHighlightSections(False)
        beside.setIconSize(QSize(_SIGN, _SIGN))
        above.setHighlightSections(False)
        above.setIconSize(QSize(_SIGN, _SIGN))
        above.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.looked_at.emit())

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being typed over."""
        return self.state() == self.State.EditingState

    def show_sheet(self, sheet: PreviewSheet | None) -> None:
        """Show another sheet from its first row."""
        self.preview.show_sheet(sheet)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make each column as wide as its head and the first rows need, within bounds."""
        words, scale = self.fontMetrics().horizontalAdvance, look().sizes.body / _DESIGNED
        for column in range(self.preview.columnCount()):
            rows = range(min(self.preview.rowCount(), _MEASURED))
            texts = [str(self.preview.index(row, column).data() or "") for row in rows]
            head = str(self.preview.headerData(column, Qt.Orientation.Horizontal))
            need = max([words(head) + _BESIDE_HEAD, *(words(text) + _BESIDE for text in texts)])
            self.setColumnWidth(column, round(min(max(need, _LEAST * scale), _WIDEST * scale)))

    def go_to(self, number: int, place: int | None = None) -> None:
        """Show a row (by its number) and choose the cell of a column, if it is shown."""
        sheet = self.preview.sheet
        row = None if sheet is None else sheet.place_of(number)
        if sheet is None or row is None:
            return
        places = [column.place for column in sheet.columns]
        column = places.index(place) if place in places else max(0, self.currentIndex().column())
        self.setCurrentIndex(self.preview.index(row, column))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter correct the cell, as F2 does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_typing:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)
