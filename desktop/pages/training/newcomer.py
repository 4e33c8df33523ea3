"""Somebody who came and is not in the roster: a name, perhaps a phone, and the sign-in goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.models.training_words import Present
from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot


class NewcomerDialog(QDialog):
    """Asks name and phone; Enter goes on and at last saves. ``wanted`` carries both."""

    wanted = Signal(str, str)

    def __init__(self, name: str, present: Present, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self.setWindowTitle(tr("新增并签到"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.phone = QLineEdit(name), QLineEdit()
        self.phone.setPlaceholderText(tr("可不填"))
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        form = QFormLayout()
        form.setSpacing(tokens.S)
        form.addRow(tr("姓名"), self.name)
        form.addRow(tr("联系电话"), self.phone)
        note = tr("将登记到主播名册（状态为线索），并记为{present}。").format(present=present)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addLayout(form)
        column.addWidget(label(note, "note", wrap=True))
        column.addWidget(self._trouble)
        column.addLayout(self._buttons())
        self.setMinimumWidth(tokens.DETAIL)
        self.name.returnPressed.connect(self.phone.setFocus)
        self.phone.returnPressed.connect(self.save)
        (self.phone if name else self.name).setFocus()

    @property
    def reason(self) -> str:
        """Why it could not be saved."""
        return self._trouble.text()

    def save(self) -> None:
        """Hand over what was typed; the dialog stays until it could be saved."""
        self._save.setEnabled(False)
        self.wanted.emit(self.name.text().strip(), self.phone.text().strip())

    def refuse(self, reason: str) -> None:
        """Say why it could not be saved; what was typed stays."""
        self._save.setEnabled(True)
        self._trouble.setText(reason)
        self._trouble.show()

    def _buttons(self) -> QHBoxLayout:
        """Return 取消 and 新增并签到."""
        cancel, self._save = button(tr("取消")), button(tr("新增并签到"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        return dialog_foot(cancel, self._save)
