"""Short questions the list and the form ask: unsaved work, deleting, a reason, a day."""

from enum import Enum, auto

from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMessageBox, QWidget

from desktop.i18n import tr
from desktop.widgets.controls import button

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
