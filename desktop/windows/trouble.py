"""What is shown when the database cannot be opened: the reason, and three ways on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from desktop.settings import Settings


class DatabaseTrouble(QDialog):
    """Says why; ``chosen`` carries another database file, ``again`` asks for one more try, closing leaves."""

    chosen = Signal(str)
    again = Signal()

    def __init__(self, reason: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("数据库打不开"))
        self.reason = label(reason, wrap=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        other = button(tr("选择其他数据库…"), icon="folder")
        other.clicked.connect(self._choose)
        leave = button(tr("退出"))
        leave.clicked.connect(self.reject)
        retry = button(tr("重试"), "primary", "refresh")
        retry.clicked.connect(self._retry)
        foot = QHBoxLayout()
        foot.addWidget(other)
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(tr("数据库打不开"), "title"))
        column.addWidget(self.reason)
        column.addWidget(label(tr("没有改动任何数据。"), "note"))
        column.addSpacing(tokens.S)
        column.addLayout(foot)
        self.setMinimumWidth(tokens.DIALOG)

    def _retry(self) -> None:
        """Try once more."""
        self.done(int(QDialog.DialogCode.Accepted))
        self.again.emit()

    def _choose(self) -> None:
        """Let the user choose a database file."""
        folder = str(self._settings.last_folder("database"))
        file, _ = QFileDialog.getOpenFileName(self, tr("选择数据库"), folder, tr("数据库 (*.db)"))
        if file:
            self._settings.remember_folder("database", Path(file))
            self.done(int(QDialog.DialogCode.Accepted))
            self.chosen.emit(file)
