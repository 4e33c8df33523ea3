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
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db.imports import Severity
from desktop.i18n import tr
from desktop.records.cell_painter import FLAGS, PADDING, PlainPainter
from desktop.records.column_widths import words_width
from desktop.records.import_preview_model import PreviewModel
from desktop.theme import Tokens, look, tokens
from desktop.widgets.unpainted import unpainted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.records.import_preview_sheet import PreviewSheet

_SELECTED = QStyle.StateFlag.State_Selected
_BEGUN = "begun"  # set on a field once the words of its cell stand in it
_SIGN, _NUMBER_WIDTH = 14, 76
_LEAST, _WIDEST = 64, 240  # pixels: the widths columns begin with
_BESIDE, _BESIDE_HEAD, _MEASURED = 46, 44, 40  # room for sign and padding; rows that are measured


class VerdictPainter(PlainPainter):
    """Paints a cell: ground and sign of its verdict, a line beside the cell that was typed over."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, sign, words and row line."""
        model = index.model()
        if not isinstance(model, PreviewModel):
            return
        self.follow_look()
        area: QRect = option.rect
        verdict = model.verdict(index)
        if verdict is not None:
            painter.fillRect(area, self._bad if verdict is Severity.ERROR else self._warn)
        if _SELECTED in option.state:
            painter.setPen(self._frame)
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        self.draw_line(painter, area)
        inner = area.adjusted(PADDING, 0, -tokens.S, -1)
        if verdict is not None:
            top = inner.center().y() - _SIGN // 2
            model.sign(verdict).paint(painter, QRect(inner.left(), top, _SIGN, _SIGN))
            inner.setLeft(inner.left() + _SIGN + tokens.XS)
        if model.is_typed(index):
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height() - 1), self._mark)
        self.write(painter, option, inner, FLAGS["left"], model.words(index))

    def take_colours(self, colours: Tokens) -> None:
        """Make the grounds, the frame and the mark."""
        self._bad, self._warn = QColor(colours.bad_tint), QColor(colours.warn_tint)
        self._frame, self._mark = QColor(colours.link), QColor(colours.brand)

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


class _RowNumbers(QHeaderView):
    """The numbers of the rows, with signs. Its width is given: Qt would ask two hundred rows for theirs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(round(_NUMBER_WIDTH * look().sizes.scale))
        self.setDefaultSectionSize(look().sizes.row)
        self.setIconSize(QSize(_SIGN, _SIGN))

    def sizeHint(self) -> QSize:
        """Return the width that was given."""
        return QSize(self.minimumWidth(), 0)


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
        self.setVerticalHeader(_RowNumbers(self))
        above = self.horizontalHeader()
        above.setHighlightSections(False)
        above.setIconSize(QSize(_SIGN, _SIGN))
        above.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.looked_at.emit())

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being typed over."""
        return self.state() == self.State.EditingState

    def show_sheet(self, sheet: PreviewSheet | None) -> Iterator[None]:
        """Show another sheet from its first row, in pieces; seen when its columns are wide enough."""
        with unpainted(self):
            self.preview.show_sheet(sheet)
            yield
            if sheet is not None:
                self._fit_columns(sheet)
            yield

    def _fit_columns(self, sheet: PreviewSheet) -> None:
        """Make each column as wide as its head and the first rows need, within bounds."""
        metrics, scale = self.fontMetrics(), look().sizes.scale
        rows = range(min(len(sheet), _MEASURED))
        for at, column in enumerate(sheet.columns):
            texts = (sheet.words(row, column) for row in rows)
            need = max(
                words_width(metrics, [column.header]) + _BESIDE_HEAD, words_width(metrics, texts) + _BESIDE
            )
            self.setColumnWidth(at, round(min(max(need, _LEAST * scale), _WIDEST * scale)))

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

    def go_beside(self, *, forward: bool) -> bool:
        """Choose the next cell with a problem in this row, or the one before; say whether there is one."""
        sheet, current = self.preview.sheet, self.currentIndex()
        if sheet is None or not current.isValid():
            return False
        number, here = self.preview.number(current), sheet.columns[current.column()].place
        beside = sheet.problem_beside(number, here, forward=forward)
        if beside is not None:
            self.go_to(number, beside)
        return beside is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter correct the cell, as F2 does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_typing:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)
