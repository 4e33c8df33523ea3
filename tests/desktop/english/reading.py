"""Everything a window says: what is seen, what is told under the mouse, and what is read aloud."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QTreeView,
    QWidget,
)

from desktop.widgets.controls import Words
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.growing_text import GrowingText

_MOST_ROWS = 40
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def words_of(top: QWidget, *, with_data: bool = True) -> Iterator[tuple[str, str]]:
    """Return (where, text) of everything said in a window, but for what was typed, reports and documents.

    Without ``with_data`` tables and choices are left out too: they name files and their columns.
    """
    yield "title", top.windowTitle()
    for widget in (top, *top.findChildren(QWidget)):
        if isinstance(widget, (GrowingText, QTextBrowser)) or (
            isinstance(widget, QComboBox) and not with_data
        ):
            continue
        where = f"{type(widget).__name__}#{widget.objectName()} in {type(widget.parent()).__name__}"
        yield where, widget.toolTip()
        yield where, widget.accessibleName()
        yield where, widget.accessibleDescription()
        yield where, widget.statusTip()
        for text in _own(widget):
            yield where, text
        for action in widget.actions():
            yield f"action of {where}", action.text()
            yield f"action of {where}", action.toolTip()
        if with_data and isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for text in _cells(widget):
                yield f"cell of {where}", text


def _own(widget: QWidget) -> Iterator[str]:
    """Return what a widget shows by itself."""
    if isinstance(widget, (Words, ElidedLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        for number in range(widget.count()):
            yield widget.itemText(number)
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield widget.tabText(number)
            yield widget.tabToolTip(number)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    """Return heads and cells of a table, list or tree."""
    model = view.model()
    if isinstance(view, (QTableView, QTreeView)):
        for column in range(model.columnCount()):
            for role in _ROLES:
                yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
    if isinstance(view, QTableView) and not view.verticalHeader().isHidden():
        for row in range(min(model.rowCount(), _MOST_ROWS)):
            for role in _ROLES:
                yield str(model.headerData(row, Qt.Orientation.Vertical, role) or "")
    yield from _below(model, QModelIndex(), view=view)


def _below(model: QAbstractItemModel, parent: QModelIndex, *, view: QAbstractItemView) -> Iterator[str]:
    """Return the cells below one."""
    columns = model.columnCount(parent) if isinstance(view, (QTableView, QTreeView)) else 1
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in _ROLES:
                yield str(model.data(index, role) or "")
            if column == 0 and isinstance(view, QTreeView):
                yield from _below(model, index, view=view)
