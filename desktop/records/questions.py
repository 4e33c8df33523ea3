"""Short questions the list and the form ask: unsaved work, deleting, a reason, a day."""

from datetime import date
from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QMessageBox, QVBoxLayout, QWidget

from db.columns import Column, Shown
from db.errors import BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import DateEditor
from desktop.theme import tokens
from desktop.widgets.controls import button, label

_LONGEST_REASON = 200


class Answer(Enum):
    """What to do with unsaved work."""

    SAVE = auto()
    DROP = auto()
    STAY = auto()


def ask_unsaved(parent: QWidget) -> Answer:
    """Ask what becomes of unsaved changes; closing the question means staying."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon, tr("未保存的修改"), tr("这条记录有未保存的修改。"), parent=parent
    )
    box.setInformativeText(tr("是否保存？"))
    save = box.addButton(tr("保存"), QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton(tr("不保存"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("继续编辑"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if clicked is save:
        return Answer.SAVE
    return Answer.DROP if clicked is drop else Answer.STAY


def confirm_delete(parent: QWidget, what: str, more: str = "") -> bool:
    """Ask before deleting; ``what`` names the one or says how many, ``more`` what follows. No by default."""
    text = tr("删除{what}？").format(what=what)
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("删除"), text, parent=parent)
    box.setInformativeText(more)
    yes = button(tr("删除"), "danger")
    box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is yes


def confirm(parent: QWidget, title: str, text: str, words: str, more: str = "") -> bool:
    """Ask before something that changes much; ``words`` stand on the button that does it. No by default."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=parent)
    box.setInformativeText(more)
    yes = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is yes


def ask_reason(parent: QWidget, title: str, prompt: str) -> str:
    """Ask for a reason in one line, without which there is no 确定; "" when the user leaves it."""
    dialog = QInputDialog(parent)
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
            found = day.value()
        except BadValue as bad:
            trouble.setText(bad.reason)
        else:
            if isinstance(found, date) and first <= found <= last:
                dialog.accept()
                return
            is_late = isinstance(found, date) and found > last
            words = tr("请填 {day} 或以前的日期") if is_late else tr("请填 {day} 或以后的日期")
            trouble.setText(words.format(day=(last if is_late else first).isoformat()))
        trouble.show()

    confirm.clicked.connect(accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
    column.setSpacing(tokens.S)
    for each in (label(prompt, "label"), day, trouble, buttons):
        column.addWidget(each)
    dialog.setMinimumWidth(tokens.SEARCH)
    dialog.exec()
    found = day.value() if dialog.result() == QDialog.DialogCode.Accepted else None
    return found if isinstance(found, date) else None
