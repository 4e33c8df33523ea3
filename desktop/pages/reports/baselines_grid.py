"""The grid 历史数据 is typed into: the keys of a spreadsheet, blocks from Excel and WPS by Ctrl+V."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from db.queries.baseline_grid import MONTHS, ROWS
from desktop.i18n import tr
from desktop.pages.reports.baselines_block import label_of, placed
from desktop.pages.reports.baselines_model import BaselineModel
from desktop.theme import look

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDTH = 92
"""Pixels a month takes at least, at the usual text size."""


class BaselineGrid(QTableView):
    """The grid with the keys of a spreadsheet: Ctrl+C, Ctrl+V, Del, and typing over a cell.

    ``unmatched`` are the lines of the block pasted last that name no indicator of the grid.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("texts")
        self.setAccessibleName(tr("历史数据"))
        self.months = BaselineModel(self)
        self.unmatched: tuple[str, ...] = ()
        self.setModel(self.months)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)  # arrows go from cell to cell; Tab leads out
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(_LEFT)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height and the text size in force."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out among the months."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and clear blocks; everything else as every grid."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.months.take(dict.fromkeys(self._chosen(), ""))
        else:
            super().keyPressEvent(event)

    def copied(self) -> str:
        """Return the block chosen as spreadsheets exchange it: tabs between cells, a line for each row."""
        rows: dict[int, list[str]] = {}
        for row, column in self._chosen():
            rows.setdefault(row, []).append(str(self.months.index(row, column).data() or ""))
        return "\n".join("\t".join(row) for row in rows.values())

    def whole(self) -> str:
        """Return the grid as it was entered, with indicators and months around: to be filled in elsewhere."""
        head = ["", *(str(self.months.headerData(at, Qt.Orientation.Horizontal)) for at in range(MONTHS))]
        lines = (
            [label_of(row), *(self.months.text(self.months.index(number, at)) for at in range(MONTHS))]
            for number, row in enumerate(ROWS)
        )
        return "\n".join("\t".join(line) for line in (head, *lines))

    def paste(self, text: str) -> None:
        """Put a block in where it belongs (``baselines_block``); one word fills every cell chosen."""
        chosen = self._chosen()
        if not chosen:
            return
        self.unmatched = ()
        if not set("\t\n") & set(text.strip("\r\n")):
            self.months.take(dict.fromkeys(chosen, text.strip()))
            return
        corner = chosen[0][0], min(column for _row, column in chosen)
        block = placed(text, self.months.year, corner)
        self.unmatched = block.unmatched
        self.months.take(block.texts)
        if block.unmatched and not block.texts:
            self.months.typed.emit({}, 0)

    def _chosen(self) -> list[tuple[int, int]]:
        """Return row and column of each cell chosen, in order."""
        return sorted((at.row(), at.column()) for at in self.selectionModel().selectedIndexes())

    def _fit(self) -> None:
        """Give rows and columns their sizes."""
        self.verticalHeader().setDefaultSectionSize(look().sizes.row)
        share = self.viewport().width() // MONTHS
        self.horizontalHeader().setDefaultSectionSize(max(share, round(_WIDTH * look().sizes.scale)))
