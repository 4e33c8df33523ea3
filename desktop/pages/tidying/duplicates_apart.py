"""Pairs that were set apart: 不是同一人; each can be looked at again by taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.duplicates import Apart, apart, take_back
from desktop import cells
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.room import fit
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.record import Record
    from desktop.tasks import Tasks

_SIZE = (720, 460)


class ApartDialog(QDialog):
    """The list of pairs that are known to be two, the newest first."""

    def __init__(self, tasks: Tasks, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("已排除的疑似重复"))
        self._tasks, self._model = tasks, model
        self._known: Sequence[Apart] = ()
        columns = (TextColumn(tr("记录一")), TextColumn(tr("记录二")), TextColumn(tr("操作人"), 90))
        self.table = TextTable((*columns, TextColumn(tr("时间"), 140)), tr("已排除的疑似重复"))
        self._empty = label(tr("没有排除过疑似重复。"), "note")
        self.back = button(tr("重新提示"), icon="undo")
        self.leave = button(tr("关闭"))
        self._lay_out()
        self.back.clicked.connect(lambda _checked=False: self.take_back())
        self.leave.clicked.connect(self.accept)
        self._read()

    def take_back(self) -> None:
        """Let the chosen pair be shown again among the possible ones."""
        row, model = self.table.currentIndex().row(), self._model
        if 0 <= row < len(self._known):
            key = self._known[row].id
            self._tasks.write(
                self, lambda session: take_back(session, model, key), lambda _done: self._read()
            )

    def _read(self) -> None:
        """Read the list again."""
        model = self._model
        self._tasks.read(self, lambda session: apart(session, model), self._show)

    def _show(self, known: Sequence[Apart]) -> None:
        """Show the list."""
        self._known = known
        rows = [(one.first, one.second, one.by or tr("本机用户"), cells.moment(one.at)) for one in known]
        self.table.show_rows(rows)
        self.table.setVisible(bool(known))
        self._empty.setVisible(not known)
        self.back.setEnabled(bool(known))
        if known:
            self.table.selectRow(0)
        fit(self, _SIZE[0], _SIZE[1] if known else 0)

    def _lay_out(self) -> None:
        """Put together what it is, the list, buttons."""
        words = tr("这些记录看起来相近，但已确认不是同一个，不再列为疑似重复。")
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(words, "note", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self._empty)
        column.addStretch()
        column.addSpacing(tokens.S)
        column.addLayout(foot)
        self._empty.hide()
        self.back.setEnabled(False)
        fit(self, _SIZE[0], 0)
