"""One field of several records set to the same value: 操盘团队, 主营类目."""

from PySide6.QtWidgets import QCheckBox, QWidget

from db import deeds
from db.columns import Column
from db.errors import BadValue
from desktop.i18n import tr
from desktop.records.bulk_dialog import BulkDialog, Selected, Work
from desktop.records.field_kinds import editor_for
from desktop.tasks import Tasks
from desktop.widgets.controls import label


class BulkFieldDialog(BulkDialog):
    """Asks for the value of one field; emptying it is ticked apart."""

    def __init__(
        self, tasks: Tasks, selected: Selected, column: Column, parent: QWidget | None = None
    ) -> None:
        title = tr("设置{label}").format(label=tr(column.label))
        super().__init__(tasks, selected, title, parent)
        self._column = column
        self.editor = editor_for(column, tasks)
        self.editor.setAccessibleName(tr(column.label))
        self.fields.addWidget(label(tr(column.label), "label"))
        self.fields.addWidget(self.editor)
        self.empty = QCheckBox(tr("清空这一项"))
        self.empty.setVisible(not column.required)
        self.fields.addWidget(self.empty)
        self.editor.setFocus()

    def fault(self) -> str:
        """Return what is wrong with the value."""
        try:
            value = self.editor.value()
        except BadValue as trouble:
            return trouble.reason
        if value is None and not self.empty.isChecked():
            return tr("请填写{label}").format(label=tr(self._column.label))
        return tr("已填写内容，请先取消勾选“清空这一项”") if value and self.empty.isChecked() else ""

    def work(self) -> Work:
        """Return what sets the field of all records."""
        model, keys, values = self.model, self.keys, {self._column.name: self.editor.value()}
        return lambda session, step: deeds.set_all(session, model, keys, values, step)
