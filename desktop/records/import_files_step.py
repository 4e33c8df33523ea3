"""Step 1 of the import wizard: which files, and what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.intake import TITLES
from desktop.i18n import tr
from desktop.records.import_work import AUTOMATIC
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop.excel.flat_table import Written
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_FILES = "Excel、CSV (*.xlsx *.xlsm *.xls *.csv *.tsv *.txt)"
_PATH = Qt.ItemDataRole.UserRole


class FilesStep(QWidget):
    """A list of files to drop more on. ``changed`` when a file or the kind changes."""

    changed = Signal()

    def __init__(self, tasks: Tasks, settings: Settings, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self.kinds = QComboBox()
        self.kinds.addItem(tr("自动识别"), AUTOMATIC)
        for name, title in TITLES.items():
            self.kinds.addItem(tr(title), name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.kinds.setAccessibleName(tr("数据类型"))
        self.kinds.currentIndexChanged.connect(self.changed)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("要导入的文件"))
        self._trouble = label(style="reason", wrap=True)
        self.remove = button(tr("移除所选"), icon="close")
        self._lay_out()
        self._allow()
        self.setAcceptDrops(True)
        self.show_troubles(())

    @property
    def files(self) -> list[Path]:
        """The files to read."""
        return [Path(self.list.item(row).data(_PATH)) for row in range(self.list.count())]

    @property
    def kind(self) -> str:
        """The kind of sheet the user named, AUTOMATIC when none."""
        return str(self.kinds.currentData())

    def add_files(self, files: Iterable[Path]) -> None:
        """Add files that are not in the list yet."""
        known = set(self.files)
        for file in files:
            if file not in known:
                item = QListWidgetItem(file.name, self.list)
                item.setData(_PATH, str(file))
                item.setToolTip(str(file))
        self.changed.emit()

    def show_troubles(self, troubles: Sequence[str]) -> None:
        """Say which files cannot be read, and why."""
        self._trouble.setText("\n".join(troubles))
        self._trouble.setVisible(bool(troubles))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dragged over the step."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped."""
        event.acceptProposedAction()
        self.add_files(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())

    def _lay_out(self) -> None:
        """Kind above, files in the middle, buttons below."""
        top = QHBoxLayout()
        top.addWidget(label(tr("数据类型")))
        top.addWidget(self.kinds)
        top.addStretch()
        template = button(tr("下载模板"), "link", "download")
        template.clicked.connect(self._save_template)
        top.addWidget(template)
        add = button(tr("添加文件…"), icon="add")
        add.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._allow)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addWidget(self.remove)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(top)
        hint = tr("可直接拖入文件，一次可选多个。支持 .xlsx 和 .csv；标题行、说明行、合计行会自动跳过。")
        column.addWidget(label(hint, "note", wrap=True))
        card = Card()
        card.body.addWidget(self.list)
        column.addWidget(card, 1)
        column.addWidget(self._trouble)
        column.addLayout(foot)

    def _allow(self) -> None:
        """Let a file be taken off once one is chosen."""
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _choose(self) -> None:
        """Ask for files."""
        start = str(self._settings.last_folder("import"))
        files, _ = QFileDialog.getOpenFileNames(self.window(), tr("选择要导入的文件"), start, tr(_FILES))
        if files:
            self._settings.remember_folder("import", Path(files[0]))
            self.add_files(map(Path, files))

    def _remove(self) -> None:
        """Take the chosen file off the list."""
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._allow()
        self.changed.emit()

    def _save_template(self) -> None:
        """Ask where and write the empty workbook of the kind chosen (the roster's when none is)."""
        kind = self.kind or "streamers"
        name = tr("{kind}导入模板.xlsx").format(kind=TITLES[kind])
        start = str(self._settings.last_folder("export") / name)
        file, _ = QFileDialog.getSaveFileName(self.window(), tr("保存模板"), start, "Excel (*.xlsx)")
        if not file:
            return
        from desktop.excel.templates import write_template  # noqa: PLC0415 - not loaded before it is needed

        self._tasks.job(
            self,
            tr("正在生成模板"),
            lambda _session, _step: write_template(kind, Path(file)),
            self._tell_saved,
            writes=False,
        )

    def _tell_saved(self, written: Written) -> None:
        """Say that the template lies where the user wanted it, or under which other name."""
        self._settings.remember_folder("export", written.path)
        words = tr("模板已保存：{name}").format(name=written.path.name)
        tell(self, written.note or words, "warn" if written.note else "ok")
