"""Short questions the list and the form ask: unsaved work, deleting, anything that changes much."""

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop.i18n import tr
from desktop.widgets.controls import button


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
    text = tr("删除{what}？").format(what=what).replace("  ", " ")  # Chinese sets a number apart
    return confirm(parent, tr("删除"), text, tr("删除"), more, danger=True)


def confirm_leaving(parent: QWidget) -> bool:
    """Ask before what was typed into a dialog is given up; going on is the default."""
    text, more = tr("填写的内容还没有保存。"), tr("放弃填写的内容？")
    return confirm(parent, tr("未保存的修改"), text, tr("放弃"), more, danger=True, otherwise=tr("继续填写"))


def confirm(  # noqa: PLR0913 - the words of a question
    parent: QWidget,
    title: str,
    text: str,
    words: str,
    more: str = "",
    *,
    danger: bool = False,
    otherwise: str = "",
) -> bool:
    """Ask before something that changes much; ``words`` stand on the button that does it. No by default.

    ``danger`` marks what takes something away; ``otherwise`` stands on the button that does not, else 取消.
    """
    role = QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=parent)
    box.setInformativeText(more)
    yes = button(words, "danger") if danger else QPushButton(words)
    box.addButton(yes, role)
    keep = box.addButton(otherwise or tr("取消"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is yes
