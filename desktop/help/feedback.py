"""反馈问题: shows what would be handed on, and saves it where the user says; nothing is sent anywhere."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.errors import FileTrouble
from desktop.faults import log_file
from desktop.help.parcel import pack, save
from desktop.help.surroundings import choices, surroundings, versions
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from desktop.help.parcel import Parcel
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_SIZE = (860, 620)


class FeedbackDialog(QDialog):
    """The user's words, the files of the parcel, and each one's text; ``tasks`` None: no database is open."""

    def __init__(self, tasks: Tasks | None, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("反馈问题"))
        self._settings = settings
        self._parcel: Parcel | None = None
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(tr("情况说明"))
        self.words.setPlaceholderText(tr("当时在做什么、看到了什么、希望怎样"))
        self.words.setTabChangesFocus(True)
        self.files = QListWidget()
        self.files.setObjectName("contents")
        self.files.setAccessibleName(tr("包里的文件"))
        self.text = QPlainTextEdit(tr("正在整理…"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("文件内容"))
        self.save = button(tr("保存为 zip…"), "primary", "download")
        self.save.setEnabled(False)
        self._lay_out()
        self.files.currentRowChanged.connect(self._show_file)
        self.words.textChanged.connect(self._list)
        self.save.clicked.connect(self._save)
        told = {
            tr("版本.txt"): [f"{of} {version}" for of, version in versions().items()],
            tr("设置.txt"): choices(settings),
            tr("运行环境.txt"): surroundings(settings),
        }
        if tasks is None:
            self._show(pack(None, log_file(), told))
        else:
            tasks.read(self, partial(pack, log=log_file(), told=told), self._show)

    def _lay_out(self) -> None:
        """Words above, files and text below, buttons at the foot."""
        hint = tr(
            "保存成一个 zip 文件，由您发给技术人员；程序不会自动发送。"
            "号码、姓名、账号和用户名已换成“<号码>”“<姓名>”等字样，保存前可以逐个查看。"
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        self.files.setFixedWidth(tokens.SIDEBAR)
        row.addWidget(self.files)
        row.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        close = button(tr("关闭"))
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(label(tr("反馈问题"), "title"))
        column.addWidget(label(hint, "note", wrap=True))
        column.addWidget(label(tr("情况说明（可不填）"), "section"))
        column.addWidget(self.words, 1)
        column.addWidget(label(tr("一并保存"), "section"))
        column.addLayout(row, 3)
        column.addLayout(foot)
        fit(self, *_SIZE)

    def _show(self, parcel: Parcel) -> None:
        """Show what was gathered."""
        self._parcel = parcel
        self.save.setEnabled(True)
        self._list()
        self.files.setCurrentRow(self.files.count() - 1)

    def _list(self) -> None:
        """List the files, and show again the one in sight."""
        if self._parcel is None:
            return
        item = self.files.currentItem()
        at = item.text() if item is not None else ""
        names = list(self._parcel.with_words(self.words.toPlainText()))
        self.files.clear()
        self.files.addItems(names)
        self.files.setCurrentRow(names.index(at) if at in names else 0)

    def _show_file(self, row: int) -> None:
        """Show the text of a file as it would be saved."""
        if self._parcel is not None and row >= 0:
            texts = self._parcel.with_words(self.words.toPlainText())
            self.text.setPlainText(texts[self.files.item(row).text()])

    def _save(self) -> None:
        """Ask where, save, and offer to open the folder."""
        if self._parcel is None:
            return
        name = tr("反馈_{day}.zip").format(day=date.today().strftime("%Y%m%d"))
        start = str(self._settings.last_folder("feedback") / name)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("保存反馈"), start, "Zip (*.zip)")
        if not chosen:
            return
        try:
            path = save(Path(chosen), self._parcel.with_words(self.words.toPlainText()))
        except FileTrouble as trouble:
            tell(self, str(trouble), "bad")
            return
        self.words.document().setModified(False)  # they are in the file: nothing is lost by leaving
        self._settings.remember_folder("feedback", path)
        folder = (tr("打开文件夹"), partial(open_path, path.parent, self))
        tell(self, tr("已保存“{name}”").format(name=path.name), "ok", folder)
