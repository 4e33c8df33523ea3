"""Pasting one value into the selected cells of one column of a list; several are asked for first."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db import deeds
from db.columns import Column
from db.errors import BadValue
from db.queries.selected import editable
from db.record import Record
from db.steps import no_step
from db.store import names
from db.values import read
from desktop.i18n import tr
from desktop.records.cell_table import CellTable
from desktop.records.marked_cells import marked_cells
from desktop.records.offered_undo import offer
from desktop.records.questions import confirm
from desktop.tasks import Tasks
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session
    from db.steps import Step

_LONGEST = 40


class CellPaste(QObject):
    """Writes what the clipboard holds into every selected cell, in one transaction that can be undone."""

    def __init__(self, tasks: Tasks, table: CellTable) -> None:
        super().__init__(table)
        self._tasks, self._table = tasks, table
        table.paste_wanted.connect(self.paste)

    def paste(self) -> None:
        """Paste, or say why not."""
        text = QGuiApplication.clipboard().text().strip("\r\n")
        marked, view = marked_cells(self._table), self._table.record_model.view
        fields = [editable(view, name) for name in marked.names]
        if not text.strip() or not marked.keys:
            return
        if "\t" in text or "\n" in text:
            self._warn(tr("一次只能粘贴一个值；整张表请用“导入 Excel”"))
        elif len(fields) != 1:
            self._warn(tr("请只选一列，再粘贴"))
        elif (field := fields[0]) is None:
            self._warn(tr("这一列不能在列表里修改，请打开记录修改"))
        else:
            self._read(field, text.strip(), marked.keys)

    def _read(self, field: Column, text: str, keys: Sequence[int]) -> None:
        """Understand the text, and write it; the name of another record is looked up first."""
        target = field.shown.refers_to
        if target is not None and issubclass(target, Record):
            look_up = partial(names, model=target, text=text)
            self._tasks.read(self, look_up, partial(self._link, field, text, keys))
            return
        try:
            value, _remark = read(field.kind, text, choices=field.choices, unit=field.shown.unit)
        except BadValue as trouble:
            label = tr(field.label)
            self._warn(tr("“{label}”{reason}").format(label=label, reason=tr(trouble.reason)))
        else:
            self._write(field, text, keys, value)

    def _link(self, field: Column, text: str, keys: Sequence[int], found: Sequence[tuple[int, str]]) -> None:
        """Write the key of the record that has the name pasted, where one has."""
        known = next((key for key, name in found if name == text), None)
        if known is None:
            self._warn(tr("没有找到“{name}”，请从列表中选择").format(name=text))
        else:
            self._write(field, text, keys, known)

    def _write(self, field: Column, text: str, keys: Sequence[int], value: object) -> None:
        """Write the value, after asking where it goes into several records."""
        model, values = self._table.record_model.view.model, {field.name: value}

        def work(session: "Session", step: "Step") -> "Deed":
            """Write in the writing thread."""
            return deeds.set_all(session, model, keys, values, step)

        follow = partial(offer, self._tasks, self._table)
        if len(keys) == 1:
            self._tasks.write(self._table, lambda session: work(session, no_step), follow, self._refuse)
        elif self._asked(field, text, len(keys)):
            self._tasks.job(self._table, tr("正在填写"), work, follow, writes=True)

    def _asked(self, field: Column, text: str, count: int) -> bool:
        """Ask whether one value shall be written into several records."""
        short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        question = tr("把 {count} 条记录的“{label}”都填为“{value}”？")
        return confirm(
            self._table.window(),
            tr("粘贴"),
            question.format(count=f"{count:,}", label=tr(field.label), value=short),
            tr("全部填写"),
            tr("填写后可以撤销。"),
        )

    def _refuse(self, trouble: Exception) -> None:
        """Say why a single cell was not written."""
        self._warn(str(trouble))

    def _warn(self, words: str) -> None:
        """Say something over the foot of the window."""
        tell(self._table, words, "warn")
