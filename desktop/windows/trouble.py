"""What is shown when the database cannot be opened: the reason, and the ways on."""

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
    """Says why; ``chosen`` carries another database file, ``again`` asks for one more try, closing leaves.

    ``backups`` is where backups of a file lie, None for a server; ``restore_wanted`` carries one of them.
    """

    chosen = Signal(str)
    restore_wanted = Signal(object)
    again = Signal()

    def __init__(
        self, reason: str, settings: Settings, backups: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._backups = settings, backups
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
        self.restore = button(tr("从备份恢复…"), icon="undo")
        self.restore.clicked.connect(self._restore)
        self.restore.setVisible(backups is not None)
        foot = QHBoxLayout()
        foot.addWidget(other)
        foot.addWidget(self.restore)
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

    def _restore(self) -> None:
        """Let the user choose a backup."""
        from db.backup_list import SUFFIX  # noqa: PLC0415 - loaded by now, and not before the first paint

        start = self._backups if self._backups and self._backups.is_dir() else None
        folder = str(start or self._settings.last_folder("backup"))
        kinds = tr("备份 (*{suffix})").format(suffix=SUFFIX)
        file, _ = QFileDialog.getOpenFileName(self, tr("选择备份文件"), folder, kinds)
        if file:
            self._settings.remember_folder("backup", Path(file))
            self.done(int(QDialog.DialogCode.Accepted))
            self.restore_wanted.emit(Path(file))
