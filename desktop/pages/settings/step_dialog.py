"""One node of the 入职流程: its name, its hours, whether it may be skipped, what it is about."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDoubleSpinBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db import deeds
from db.errors import AppError, BadValues
from db.models.onboarding import MOST_MINUTES
from db.queries.onboarding import Step
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label, label_of
from desktop.widgets.dialog_foot import dialog_foot

_LONGEST_NAME, _LONGEST_HINT = 30, 200
_HOUR = 60


class StepDialog(QDialog):
    """Asks for one node and closes once it is saved."""

    def __init__(self, tasks: Tasks, step: Step | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self._tasks, self._key = tasks, step.id if step else None
        self.setWindowTitle(tr("修改节点") if step else tr("新增节点"))
        self.name, self.hint = QLineEdit(), QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.hint.setMaxLength(_LONGEST_HINT)
        self.hours = QDoubleSpinBox()
        self.hours.setDecimals(1)
        self.hours.setSingleStep(0.5)
        self.hours.setRange(0, MOST_MINUTES / _HOUR)
        self.hours.setSuffix(tr(" 小时"))
        self.hours.lineEdit().setTextMargins(tokens.S, 0, 0, 0)
        self.must = QCheckBox(tr("不得跳过"))
        if step is not None:
            self.name.setText(step.name)
            self.hours.setValue(step.minutes / _HOUR)
            self.must.setChecked(step.must)
            self.hint.setText(step.hint or "")
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        for title, field in (
            (tr("节点名称"), self.name),
            (tr("面试通过后多久完成（可填半小时）"), self.hours),
            (tr("要点（选填）"), self.hint),
        ):
            column.addWidget(label_of(field, title))
            column.addWidget(field)
        column.addWidget(self.must)
        column.addWidget(self._trouble)
        column.addSpacing(tokens.S)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)

    def accept(self) -> None:
        """Save the node; what is refused can be mended."""
        values: dict[str, object] = {
            "name": self.name.text().strip(),
            "minutes": round(self.hours.value() * _HOUR),
            "must": self.must.isChecked(),
            "hint": self.hint.text().strip() or None,
        }
        key = self._key
        self.confirm.setEnabled(False)
        do(
            self._tasks,
            self,
            lambda session: deeds.save_step(session, values, key),
            lambda _deed: self.done(QDialog.DialogCode.Accepted),
            self._complain,
        )

    def _complain(self, trouble: AppError) -> None:
        """Say why it was not saved."""
        self.confirm.setEnabled(True)
        problems = trouble.problems if isinstance(trouble, BadValues) else (trouble,)
        self._trouble.setText("；".join(str(each) for each in problems))
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 保存."""
        cancel, self.confirm = button(tr("取消")), button(tr("保存"), "primary")
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        self.confirm.setDefault(True)
        return dialog_foot(cancel, self.confirm)


def hours_words(minutes: int) -> str:
    """Write minutes as hours, with halves: 0.5 小时, 24 小时."""
    return f"{minutes / _HOUR:g} {tr('小时')}"
