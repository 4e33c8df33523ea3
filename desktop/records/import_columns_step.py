"""Step 2 of the import wizard: what each column of each sheet means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.column_decisions import ColumnDecisions
from desktop.records.column_table import ColumnTable
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.excel.headers import Found
    from desktop.excel.importing import Loaded

_SHEETS_WIDTH = 240
_PLACE = Qt.ItemDataRole.UserRole


class ColumnsStep(QWidget):
    """Sheets at the left, the columns of the chosen one at the right. ``changed`` on every decision."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decisions: dict[tuple[int, int], ColumnDecisions] = {}
        self._tables: dict[tuple[int, int], ColumnTable] = {}
        self._items: dict[tuple[int, int], QListWidgetItem] = {}
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(tr("工作表"))
        self.sheets.setFixedWidth(_SHEETS_WIDTH)
        self.sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheets.currentItemChanged.connect(lambda *_: self._turn())
        self.sheets.itemChanged.connect(lambda _item: self.changed.emit())
        self._stack = QStackedWidget()
        self._kinds = label(style="note", wrap=True)
        self._notes = label(style="warn", wrap=True)
        self._faults = label(style="reason", wrap=True)
        left = Card(tr("工作表"))
        left.body.addWidget(self.sheets)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(left)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self._kinds)
        column.addWidget(self._notes)
        column.addLayout(row, 1)
        column.addWidget(self._faults)

    @property
    def chosen(self) -> dict[tuple[int, int], dict[int, str]]:
        """The sheets to import and their columns: {(file, sheet): {place: column name}}."""
        return {place: self._decisions[place].mapping for place in self._wanted()}

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as sentences."""
        found = []
        for place in self._wanted():
            faults = self._decisions[place].faults
            found += [f"“{self._items[place].text()}”{fault}" for fault in faults]
        return found

    def show_files(self, loaded: Sequence[Loaded]) -> None:
        """Show the sheets of the files read."""
        self._clear()
        for number, one in enumerate(loaded):
            for place, found in enumerate(one.found):
                self._add((number, place), one, found, several=len(loaded) > 1)
        titles = "、".join(dict.fromkeys(one.kind.title for one in loaded))
        self._kinds.setText(tr("按“{kind}”读取；不对的话，返回上一步选择数据类型。").format(kind=titles))
        self._notes.setText("\n".join(note for one in loaded for note in one.notes))
        self._notes.setVisible(bool(self._notes.text()))
        self.sheets.setCurrentRow(0)
        self.show_faults()

    def show_faults(self) -> None:
        """Say what is still to be decided."""
        faults = self.faults
        self._faults.setText("；".join(faults))
        self._faults.setVisible(bool(faults))

    def _add(self, place: tuple[int, int], loaded: Loaded, found: Found, *, several: bool) -> None:
        """Add one sheet."""
        sheet = found.mapped.sheet
        file = loaded.book.path.stem
        name = f"{file} · {sheet.name}" if several and sheet.name != file else sheet.name
        item = QListWidgetItem(name, self.sheets)
        item.setData(_PLACE, place)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        item.setToolTip(
            tr("{kind}，表头在第 {row} 行，{count:,} 行数据").format(
                kind=loaded.kind.title, row=found.row, count=len(sheet.rows)
            )
        )
        self._items[place], self._decisions[place] = item, ColumnDecisions(loaded.kind, found)

    def _follow(self) -> None:
        """Tell that something was decided."""
        self.show_faults()
        self.changed.emit()

    def _turn(self) -> None:
        """Show the columns of the chosen sheet."""
        item = self.sheets.currentItem()
        if item is not None:
            self._stack.setCurrentWidget(self.table(tuple(item.data(_PLACE))))

    def table(self, place: tuple[int, int]) -> ColumnTable:
        """Return the columns of a sheet, made when they are first looked at: twenty choices take 40 ms."""
        if place not in self._tables:
            made = ColumnTable(self._decisions[place])
            made.changed.connect(self._follow)
            self._stack.addWidget(made)
            self._tables[place] = made
        return self._tables[place]

    def _wanted(self) -> list[tuple[int, int]]:
        """Return the places of the sheets the user left ticked."""
        return [place for place, item in self._items.items() if item.checkState() == Qt.CheckState.Checked]

    def _clear(self) -> None:
        """Forget the files before."""
        self.sheets.clear()
        for table in self._tables.values():
            self._stack.removeWidget(table)
            table.deleteLater()
        self._tables.clear()
        self._decisions.clear()
        self._items.clear()
