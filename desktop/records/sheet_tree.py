"""The files of an import and their sheets, each to be ticked: as what it is read, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.i18n import tr
from desktop.theme import look

if TYPE_CHECKING:
    from desktop.records.sheet_choices import Place, SheetChoice, SheetChoices

_PLACE = Qt.ItemDataRole.UserRole
_KIND_WIDTH, _COUNT_WIDTH = 92, 64
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SheetTree(QTreeWidget):
    """Files with their sheets. ``chosen`` carries the place of the sheet looked at; ``ticked`` a change."""

    chosen = Signal(tuple)
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._choices: SheetChoices | None = None
        self.setObjectName("sheets")
        self.setAccessibleName(tr("工作表"))
        self.setColumnCount(3)
        self.setHeaderLabels([tr("工作表"), tr("读取为"), tr("行数")])
        self.headerItem().setTextAlignment(2, _RIGHT)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, _KIND_WIDTH)
        head.resizeSection(2, _COUNT_WIDTH)
        self.currentItemChanged.connect(self._tell_choice)
        self.itemChanged.connect(self._tick)

    def show_choices(self, choices: SheetChoices, current: Place | None = None) -> None:
        """Show all sheets; ``current``, else the first that is wanted, is the one looked at."""
        with QSignalBlocker(self):
            self.clear()
            self._items.clear()
            self._choices = choices
            for number, one in enumerate(choices.opened):
                file = QTreeWidgetItem(self, [one.book.path.name])
                file.setFirstColumnSpanned(True)
                file.setFlags(Qt.ItemFlag.ItemIsEnabled)
                file.setToolTip(0, str(one.book.path))
                for place, choice in choices:
                    if place[0] == number:
                        self._add(file, place, choice)
            self.expandAll()
        wanted = (place for place, choice in choices if choice.wanted)
        first = current if current in self._items else next(wanted, next(iter(self._items), None))
        if first is not None:
            self.setCurrentItem(self._items[first])

    def show_faults(self) -> None:
        """Let the sheets stand out on which something is still to be decided."""
        with QSignalBlocker(self):
            for place, item in self._items.items():
                choice = self._choices[place] if self._choices is not None else None
                faults = choice.faults if choice is not None else []
                item.setForeground(1, QBrush(QColor(look().tokens.bad)) if faults else QBrush())
                item.setText(1, tr("待确认") if faults else choice.kind_words if choice else "")
                item.setToolTip(1, "\n".join(faults) or (choice.kind_words if choice else ""))

    def look_at(self, place: Place) -> None:
        """Choose a sheet to be looked at."""
        self.setCurrentItem(self._items[place])

    def tick(self, place: Place, *, wanted: bool) -> None:
        """Tick a sheet, or leave it out."""
        self._items[place].setCheckState(0, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def _add(self, file: QTreeWidgetItem, place: Place, choice: SheetChoice) -> None:
        """Add one sheet below its file."""
        raw = choice.view.raw
        name = tr("{name}（隐藏）").format(name=raw.name) if raw.hidden else raw.name
        count = f"{choice.count:,}" if choice.decisions is not None else ""
        item = QTreeWidgetItem(file, [name, choice.kind_words, count])
        item.setTextAlignment(2, _RIGHT)
        item.setData(0, _PLACE, place)
        item.setToolTip(0, raw.name)
        item.setToolTip(1, choice.kind_words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if choice.wanted else Qt.CheckState.Unchecked)
        self._items[place] = item

    def _tell_choice(self, item: QTreeWidgetItem | None) -> None:
        """Tell which sheet is looked at."""
        place = item.data(0, _PLACE) if item is not None else None
        if place is not None:
            self.chosen.emit(tuple(place))

    def _tick(self, item: QTreeWidgetItem) -> None:
        """Take a tick into the choice."""
        place = item.data(0, _PLACE)
        if place is not None and self._choices is not None:
            self._choices[tuple(place)].wanted = item.checkState(0) == Qt.CheckState.Checked
            self.ticked.emit()
