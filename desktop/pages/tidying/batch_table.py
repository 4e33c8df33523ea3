"""The imports as a table: when, what kind, which file, whether it stands, who, what it did."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor

from desktop import cells
from desktop.i18n import tr
from desktop.records.batch_words import kind_words, name_words, state_words, time_words, who_words
from desktop.theme import look
from desktop.widgets.text_table import TextColumn, TextModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from db.queries.batches import Batch

_DISPLAY, _INK = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_BY, _FIRST_COUNT, _REJECTED, _CONFLICTS = 4, 5, 8, 9
_PADDING = 30


class BatchModel(TextModel):
    """Words of imports; one that was taken back stands back, refused lines and conflicts stand out."""

    def __init__(self, columns: Sequence[TextColumn]) -> None:
        super().__init__(columns)
        self.batches: Sequence[Batch] = ()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return the colour of a cell that has its own; everything else as every table."""
        if role == _INK:
            ink = self._ink(self.batches[index.row()], index.column())
            return QColor(look().tokens.text2) if ink is None and super().data(index) == "0" else ink
        return super().data(index, role)

    @staticmethod
    def _ink(batch: Batch, column: int) -> QColor | None:
        """Return the colour of a cell; None for the usual one."""
        colours = look().tokens
        if batch.is_undone:
            return QColor(colours.text2)
        if column == _REJECTED and batch.rejected:
            return QColor(colours.bad)
        return QColor(colours.warn) if column == _CONFLICTS and batch.conflicts else None


class BatchTable(TextTable):
    """A table of imports, one of which is chosen; columns of counts are as wide as their numbers.

    Who did it is left out where nobody has a name (one user, one machine).
    """

    def __init__(self) -> None:
        columns = (
            TextColumn(tr("时间"), 102),
            TextColumn(tr("类型"), 106),
            TextColumn(tr("文件")),
            TextColumn(tr("状态"), 70),
            TextColumn(tr("操作人"), 72),
            TextColumn(tr("新增"), 54, "right"),
            TextColumn(tr("更新"), 54, "right"),
            TextColumn(tr("不变"), 54, "right"),
            TextColumn(tr("错误"), 54, "right"),
            TextColumn(tr("冲突"), 54, "right"),
        )
        self._model = BatchModel(columns)
        self._designed = columns
        super().__init__(columns, tr("导入记录"), words=self._model)

    def show_batches(self, shown: Sequence[Batch], today: date) -> None:
        """Show other imports."""
        self._model.batches = shown
        lines = [_line(each, today) for each in shown]
        self._model.columns = tuple(
            column if number < _FIRST_COUNT or column.align != "right" else self._wide(number, column, lines)
            for number, column in enumerate(self._designed)
        )
        self.setColumnHidden(_BY, not any(each.by for each in shown))
        self.show_rows(lines, [_tip(each) for each in shown])

    def chosen(self) -> Batch | None:
        """Return the import the table stands on."""
        row = self.currentIndex().row()
        return self._model.batches[row] if 0 <= row < len(self._model.batches) else None

    def choose(self, key: int | None) -> None:
        """Stand on an import by its key, on the newest when it is not there."""
        keys = [each.id for each in self._model.batches]
        if keys:
            row = keys.index(key) if key in keys else 0
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._model.index(row, 0), flags.ClearAndSelect | flags.Rows
            )
            self.scrollTo(self._model.index(row, 0))

    def _wide(self, number: int, column: TextColumn, lines: Sequence[Sequence[str]]) -> TextColumn:
        """Return a column of counts as wide as its longest number."""
        longest = max((self.fontMetrics().horizontalAdvance(line[number]) for line in lines), default=0)
        wanted = ceil(longest / look().sizes.scale) + _PADDING
        return replace(column, width=max(column.width, wanted))


def _line(batch: Batch, today: date) -> tuple[str, ...]:
    """Return one import in words."""
    counts = (batch.added, batch.updated, batch.unchanged, batch.rejected, batch.conflicts)
    return (
        time_words(batch, today),
        kind_words(batch),
        name_words(batch),
        state_words(batch),
        who_words(batch),
        *(f"{count:,}" for count in counts),
    )


def _tip(batch: Batch) -> str:
    """Return what a row tells when pointed at."""
    return f"{name_words(batch)}\n{who_words(batch)} · {cells.moment(batch.at)}"
