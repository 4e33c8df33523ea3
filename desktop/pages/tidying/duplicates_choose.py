"""手动选择两条: which two records are one, where nothing in them tells the program so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.columns import Column, Shown
from db.errors import BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.records.link_editor import LinkEditor
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot

if TYPE_CHECKING:
    from db.record import Record
    from desktop.tasks import Tasks


class ChooseDialog(QDialog):
    """Two fields that look records up by name, code or phone; ``chosen`` carries who stays and who goes."""

    chosen = Signal(int, int)

    def __init__(self, tasks: Tasks, model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.setWindowTitle(tr("手动选择两条"))
        self.stays, self.goes = (
            LinkEditor(Column(name, Shown(words), Kind.LINK), model, tasks)
            for name, words in (("stays", tr("保留的一条")), ("goes", tr("并入的一条")))
        )
        self.trouble = label(style="reason", wrap=True)
        self.trouble.hide()
        leave, go_on = button(tr("取消")), button(tr("比对"), "primary")
        leave.clicked.connect(self.reject)
        go_on.clicked.connect(lambda _checked=False: self.go_on())
        go_on.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        for words, editor in ((tr("保留的一条"), self.stays), (tr("并入的一条"), self.goes)):
            column.addWidget(label(words, "label"))
            column.addWidget(editor)
        column.addWidget(self.trouble)
        column.addSpacing(tokens.S)
        column.addLayout(dialog_foot(leave, go_on))
        self.setMinimumWidth(tokens.DIALOG)

    def go_on(self) -> None:
        """Tell whom was chosen; two different records are wanted."""
        try:
            stays, goes = self.stays.value(), self.goes.value()
        except BadValue as bad:
            self._complain(bad.reason)
            return
        if not isinstance(stays, int) or not isinstance(goes, int):
            self._complain(tr("请选择两条记录"))
        elif stays == goes:
            self._complain(tr("请选择两条不同的记录"))
        else:
            self.accept()
            self.chosen.emit(stays, goes)

    def _complain(self, words: str) -> None:
        """Say what is missing."""
        self.trouble.setText(words)
        self.trouble.show()
