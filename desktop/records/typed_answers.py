"""Short questions answered by typing: a reason, a day."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QVBoxLayout, QWidget

from db.columns import Column, Shown
from db.errors import BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import DateEditor
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.controls import label

_LONGEST_REASON = 200


def ask_reason(parent: QWidget, title: str, prompt: str) -> str:
    """Ask for a reason in one line, without which there is no 确定; "" when the user leaves it."""
    dialog = QInputDialog(parent)
    LeaveGuard(dialog)
    dialog.setWindowTitle(title)
    dialog.setLabelText(prompt)
    dialog.setOkButtonText(tr("确定"))
    dialog.setCancelButtonText(tr("取消"))
    confirm = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Ok)
    confirm.setEnabled(False)
    dialog.textValueChanged.connect(lambda text: confirm.setEnabled(bool(text.strip())))
    dialog.exec()
    return dialog.textValue().strip()[:_LONGEST_REASON] if dialog.result() else ""


def ask_day(parent: QWidget, title: str, prompt: str, first: date, last: date = date.max) -> date | None:
    """Ask for a day from ``first`` to ``last``; None when the user leaves it."""
    dialog = QDialog(parent)
    LeaveGuard(dialog)
    dialog.setWindowTitle(title)
    day, trouble = DateEditor(Column("day", Shown(prompt), Kind.DATE)), label(style="reason", wrap=True)
    day.show_value(first)
    trouble.hide()
    buttons = QDialogButtonBox(dialog)  # in the dialog before it has a default: Enter means 确定
    cancel = buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    confirm = buttons.addButton(tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
    confirm.setDefault(True)

    def accept() -> None:
        try:
            found = day.given()
        except BadValue as bad:
            trouble.setText(bad.reason)
        else:
            if first <= found <= last:
                dialog.accept()
                return
            words = tr("请填 {day} 或以前的日期") if found > last else tr("请填 {day} 或以后的日期")
            trouble.setText(words.format(day=min(max(found, first), last).isoformat()))
        trouble.show()

    confirm.clicked.connect(accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
    column.setSpacing(tokens.S)
    for each in (label(prompt, "label"), day, trouble, buttons):
        column.addWidget(each)
    dialog.setMinimumWidth(tokens.SEARCH)
    dialog.exec()
    return day.given() if dialog.result() == QDialog.DialogCode.Accepted else None
