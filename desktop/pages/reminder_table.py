"""The reminders of one kind as a table: what, by when, how much time is left, who said what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop import cells
from desktop.i18n import tr
from desktop.theme import look
from desktop.widgets.text_table import TextColumn, TextModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from db.queries.reminders import Marked, Reminder

_DISPLAY, _INK = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_LEFT = 3


class ReminderModel(TextModel):
    """Words of reminders; what is overdue says so in red."""

    def __init__(self, columns: Sequence[TextColumn]) -> None:
        super().__init__(columns)
        self.overdue: Sequence[bool] = ()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return the colour of an overdue day; everything else as every table."""
        if role == _INK and index.column() == _LEFT and self.overdue[index.row()]:
            return QColor(look().tokens.bad)
        return super().data(index, role)


class ReminderTable(TextTable):
    """A table of reminders; several can be chosen."""

    def __init__(self) -> None:
        columns = (
            TextColumn(tr("类别"), 144),
            TextColumn(tr("事项")),
            TextColumn(tr("到期"), 104),
            TextColumn(tr("剩余"), 116),
            TextColumn(tr("处理情况"), 232),
        )
        self._model = ReminderModel(columns)
        super().__init__(columns, tr("提醒列表"), words=self._model)
        self._shown: Sequence[Marked] = ()

    def show_reminders(self, shown: Sequence[Marked], today: date) -> None:
        """Show other reminders."""
        self._shown = shown
        self._model.overdue = [each.reminder.is_overdue(today) for each in shown]
        self.setColumnHidden(len(self._model.columns) - 1, not any(each.by or each.at for each in shown))
        self.show_rows([_line(each, today) for each in shown])

    def chosen(self) -> list[Reminder]:
        """Return the reminders chosen, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._shown[row].reminder for row in rows if row < len(self._shown)]


def _line(marked: Marked, today: date) -> tuple[str, ...]:
    """Return one reminder in words."""
    reminder = marked.reminder
    due = cells.day(reminder.due) if reminder.due else cells.DASH
    said = []
    if marked.at is not None:
        said = [marked.by or tr("本机用户"), cells.moment(marked.at)]
    if marked.until is not None:
        said.append(tr("{day} 再提醒").format(day=f"{marked.until.month}月{marked.until.day}日"))
    return tr(reminder.kind), reminder.text, due, reminder.left(today) or cells.DASH, " · ".join(said)
