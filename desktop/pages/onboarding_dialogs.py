"""The questions of the 入职流程: when it begins, why a node is skipped."""

from datetime import datetime

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db import deeds
from db.columns import Column, Shown
from db.errors import AppError, BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import LineEditor
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label, label_of
from desktop.widgets.dialog_foot import dialog_foot

_PASSED = Column("passed_at", Shown("面试通过时间"), Kind.MOMENT, required=True)
_LONGEST_NAME = 30


class BeginDialog(QDialog):
    """Asks when the interview was passed and who sees to it; closes once the flow is there."""

    def __init__(
        self, tasks: Tasks, streamer: int, name: str, passed_at: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self._tasks, self._streamer = tasks, streamer
        self.setWindowTitle(tr("开始入职流程"))
        self.passed = LineEditor(_PASSED)
        self.passed.show_value(passed_at)
        self.owner = QLineEdit()
        self.owner.setMaxLength(_LONGEST_NAME)
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(name, "heading", wrap=True))
        column.addWidget(label(tr("各节点的截止时间从面试通过起算。"), "note", wrap=True))
        for title, field in ((tr("面试通过时间"), self.passed), (tr("负责人（选填）"), self.owner)):
            column.addWidget(label_of(field, title))
            column.addWidget(field)
        column.addWidget(self._trouble)
        column.addSpacing(tokens.S)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)

    def accept(self) -> None:
        """Begin the flow when the time can be read; what is refused can be mended."""
        try:
            passed = self.passed.value()
            if not isinstance(passed, datetime):
                raise BadValue(tr("请填写面试通过时间"))  # noqa: TRY301 - told like any other
        except BadValue as trouble:
            self._complain(trouble)
            return
        self.passed.mark_wrong(wrong=False)
        streamer, owner = self._streamer, self.owner.text()
        self.begin.setEnabled(False)
        do(
            self._tasks,
            self,
            lambda session: deeds.begin_flow(session, streamer, passed, owner),
            lambda _deed: self.done(QDialog.DialogCode.Accepted),
            self._complain,
        )

    def _complain(self, trouble: AppError) -> None:
        """Say what is missing or why it is refused."""
        self.begin.setEnabled(True)
        self.passed.mark_wrong(wrong=True)
        self._trouble.setText(trouble.reason if isinstance(trouble, BadValue) else str(trouble))
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 开始."""
        cancel, self.begin = button(tr("取消")), button(tr("开始"), "primary")
        cancel.clicked.connect(self.reject)
        self.begin.clicked.connect(self.accept)
        self.begin.setDefault(True)
        return dialog_foot(cancel, self.begin)
