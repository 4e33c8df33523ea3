"""签署: who signs, and what signing means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records.leave_guard import LeaveGuard
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot

_LONGEST = 30
_MEANING = (
    "签署后，全部指标、文字和两份文件一并封存，不能再改；以后数据有变化，只能办理更正。"
    "统计资料由签署人对其真实性负责。"
)


class SignDialog(QDialog):
    """Asks for the name of the signer; ``signed`` carries it."""

    signed = Signal(str)

    def __init__(self, title: str, responsible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        LeaveGuard(self)
        self.setWindowTitle(tr("签署报告"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(responsible)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(tr("签署人"))
        self.confirm, cancel = button(tr("签署"), "primary"), button(tr("取消"))
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._judge)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        for each in (label(title, "heading", wrap=True), label(tr("签署人"), "label"), self.name):
            column.addWidget(each)
        column.addWidget(label(tr(_MEANING), "note", wrap=True))
        column.addSpacing(tokens.S)
        column.addLayout(dialog_foot(cancel, self.confirm))
        self.setMinimumWidth(tokens.DETAIL + tokens.XL)
        self._judge()

    def accept(self) -> None:
        """Tell who signs."""
        if self.confirm.isEnabled():
            self.signed.emit(self.name.text().strip())
            super().accept()

    def _judge(self) -> None:
        """Nobody signs without a name."""
        self.confirm.setEnabled(bool(self.name.text().strip()))
