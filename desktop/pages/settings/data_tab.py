"""数据与备份: where the data lies, backups made and restored, and a test that all is sound."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from db.backup import back_up, stem
from db.backup_list import SUFFIX, Backup, backups
from db.engine import sqlite_path
from db.opening import backup_folder, check
from desktop.i18n import tr
from desktop.records.questions import confirm
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.steps import Step
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_COLUMNS = (TextColumn("备份时间", 180), TextColumn("文件"), TextColumn("大小", 100, "right"))
_MEGABYTE = 1_000_000


class DataTab(QWidget):
    """The database's place and its backups. ``restore_wanted`` carries the backup file the user confirmed."""

    restore_wanted = Signal(object)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self._file = sqlite_path(tasks.database.engine.url.render_as_string(hide_password=True))
        self._found: Sequence[Backup] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self._place_card())
        if self._file is not None:
            column.addWidget(self._backup_card(), 1)
        else:
            column.addStretch()

    def refresh(self) -> None:
        """Look for backups."""
        if self._file is not None:
            folder, engine = backup_folder(self._file), self._tasks.database.engine
            self._tasks.read(self, lambda _session: backups(folder, stem(engine)), self._show)

    def _place_card(self) -> QWidget:
        """Return the card that tells where the data lies."""
        card = Card(tr("数据位置"))
        where = str(self._file) if self._file else tr("PostgreSQL 服务器（备份请由管理员进行）")
        words = label(where, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(words, 1)
        if self._file is not None:
            folder = button(tr("打开文件夹"), icon="folder")
            folder.clicked.connect(partial(open_path, self._file.parent, self))
            row.addWidget(folder)
        self.check = button(tr("检查数据"), icon="check")
        self.check.clicked.connect(self._check)
        row.addWidget(self.check)
        card.body.addLayout(row)
        keys = tr("身份证号和手机号的密钥在 {folder} 的 keys.json，换电脑时请与备份一起带走。")
        card.body.addWidget(label(keys.format(folder=self._settings.folder), "note", wrap=True))
        return card

    def _backup_card(self) -> QWidget:
        """Return the card with the backups there are; the buttons stand where no notice covers them."""
        card = Card(tr("备份"))
        self.table = TextTable(_COLUMNS, tr("备份"))
        hint = tr("按“立即备份”保存一份完整副本，存放在数据库旁边的 backups 文件夹。")
        self.none_yet = EmptyState("download", tr("还没有备份"), hint)
        self.none_yet.hide()
        self.back_up = button(tr("立即备份"), "primary", "download")
        self.back_up.clicked.connect(self._back_up)
        restore = button(tr("恢复所选备份…"), icon="undo")
        restore.clicked.connect(self._restore_chosen)
        other = button(tr("从文件恢复…"), icon="folder")
        other.clicked.connect(self._restore_file)
        row = QHBoxLayout()
        for each in (self.back_up, restore, other):
            row.addWidget(each)
        row.addStretch()
        card.body.addLayout(row)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.none_yet, 1)
        return card

    def _show(self, found: Sequence[Backup]) -> None:
        """Show the backups, newest first."""
        self._found = found
        self.table.setVisible(bool(found))
        self.none_yet.setVisible(not found)
        self.table.show_rows(
            [
                (
                    f"{each.made_at:%Y-%m-%d %H:%M:%S}",
                    each.path.name,
                    f"{each.path.stat().st_size / _MEGABYTE:,.1f} MB",
                )
                for each in found
            ]
        )

    def _back_up(self) -> None:
        """Make a backup beside the database."""
        if self._file is None:
            return
        engine, folder = self._tasks.database.engine, backup_folder(self._file)

        def work(_session: Session, _step: Step) -> Backup:
            return back_up(engine, folder)

        self._tasks.job(self, tr("正在备份"), work, self._backed_up, writes=False)

    def _backed_up(self, made: Backup) -> None:
        """Say where the backup lies."""
        folder = made.path.parent
        action = (tr("打开文件夹"), partial(open_path, folder, self.window()))
        tell(self, tr("已备份并通过检查：{name}").format(name=made.path.name), "ok", action)
        self.refresh()

    def _check(self) -> None:
        """Test the whole database."""
        database = self._tasks.database

        def work(_session: Session, _step: Step) -> list[str]:
            return check(database)

        self._tasks.job(self, tr("正在检查数据"), work, self._checked, writes=False)

    def _checked(self, wrong: list[str]) -> None:
        """Tell what the test found."""
        if wrong:
            QMessageBox.warning(self.window(), tr("检查数据"), "\n".join(wrong))
        else:
            tell(self, tr("数据完好：文件、关联、变更记录和月汇总均无异常。"))

    def _restore_chosen(self) -> None:
        """Restore the backup chosen in the list."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._found):
            self._confirm(self._found[row].path)
        else:
            tell(self, tr("请先在列表中选择一个备份。"), "warn")

    def _restore_file(self) -> None:
        """Restore a backup from anywhere."""
        start = str(self._settings.last_folder("backup"))
        file, _ = QFileDialog.getOpenFileName(
            self.window(), tr("选择备份文件"), start, tr("备份 (*{suffix})").format(suffix=SUFFIX)
        )
        if file:
            self._settings.remember_folder("backup", Path(file))
            self._confirm(Path(file))

    def _confirm(self, file: Path) -> None:
        """Ask once more: what was entered since the backup leaves the list."""
        title, text = tr("恢复备份"), tr("用这个备份替换当前数据？")
        more = tr("{name}\n备份之后录入的内容将不再显示；当前数据会完整移到旁边的文件夹，不会删除。")
        if confirm(self.window(), title, text, title, more.format(name=file.name), danger=True):
            self.restore_wanted.emit(file)
