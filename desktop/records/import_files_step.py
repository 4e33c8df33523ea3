"""Step 1 of the import wizard: which files, and what they hold."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.intake import TITLES
from desktop.i18n import tr
from desktop.records.attachments_tab import size_words
from desktop.records.dropped_files import dropped_files
from desktop.records.file_glance import FileGlance
from desktop.records.import_work import AUTOMATIC
from desktop.theme import tokens
from desktop.widgets.card import Surface
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.empty import Action, EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from desktop.excel.flat_table import Written
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_FILES = "Excel、CSV (*.xlsx *.xlsm *.xls *.csv *.tsv *.txt)"
_COLUMNS = (
    TextColumn("文件", 300),
    TextColumn("大小", 90, "right"),
    TextColumn("修改时间", 140),
    TextColumn("所在文件夹"),
)
_HINT = "可直接拖入文件，一次可选多个；一个文件里有几种数据也可以，下一步按工作表确认。"


class FilesStep(QWidget):
    """A list of files to drop more on. ``changed`` when a file or the kind changes."""

    changed = Signal()

    def __init__(self, tasks: Tasks, settings: Settings, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self.files: list[Path] = []
        self.kinds = Combo()
        self.kinds.addItem(tr("自动识别"), AUTOMATIC)
        for name, title in TITLES.items():
            self.kinds.addItem(tr(title), name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.kinds.setAccessibleName(tr("数据类型"))
        self.kinds.currentIndexChanged.connect(self.changed)
        self.list = TextTable(
            [TextColumn(tr(c.label), c.width, c.align) for c in _COLUMNS], tr("要导入的文件")
        )
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.glance = FileGlance(tasks)
        self._stack, self._nothing = QStackedWidget(), Surface()
        self._trouble = label(style="reason", wrap=True)
        self.add = button(tr("添加文件…"), icon="add")
        self.remove = button(tr("移除所选"), icon="close")
        self._lay_out()
        self._show_files()
        self.setAcceptDrops(True)
        self.show_troubles(())

    @property
    def kind(self) -> str:
        """The kind of sheet the user named, AUTOMATIC when none."""
        return str(self.kinds.currentData())

    def add_files(self, files: Iterable[Path]) -> None:
        """Add files that are not in the list yet."""
        self.files += [file for file in dict.fromkeys(files) if file not in self.files]
        self._show_files()

    def show_troubles(self, troubles: Sequence[str]) -> None:
        """Say which files cannot be read, and why."""
        self._trouble.setText("\n".join(troubles))
        self._trouble.setVisible(bool(troubles))

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys begin where files are chosen, not at 取消."""
        super().showEvent(event)
        if not self.files:
            self._empty.take_keys()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dragged over the step."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped, and those of folders dropped."""
        event.acceptProposedAction()
        self.add_files(dropped_files(event.mimeData()))

    def _lay_out(self) -> None:
        """Kind above, files in the middle, buttons below."""
        top = QHBoxLayout()
        top.addWidget(label(tr("数据类型")))
        top.addWidget(self.kinds)
        top.addStretch()
        template = button(tr("下载模板"), "link", "download")
        template.clicked.connect(self._save_template)
        top.addWidget(template)
        self.add.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.list.selectionModel().currentRowChanged.connect(lambda now, _before: self._look_at(now.row()))
        room = QVBoxLayout(self._nothing)
        words = tr("支持 .xlsx 和 .csv；标题行、说明行、合计行会自动跳过。")
        action = Action(tr("选择文件…"), self._choose, primary=True)
        self._empty = EmptyState("import", tr("把文件拖到这里"), words, [action])
        room.addWidget(self._empty)
        for each in (self._nothing, self.list):
            self._stack.addWidget(each)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.remove)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(top)
        column.addWidget(label(tr(_HINT), "note", wrap=True))
        column.addWidget(self._stack, 1)
        column.addWidget(self.glance, 1)
        column.addWidget(self._trouble)
        column.addLayout(foot)

    def _show_files(self) -> None:
        """Show the list as it is now."""
        self.list.show_rows([_row(file) for file in self.files], [str(file) for file in self.files])
        self._stack.setCurrentIndex(bool(self.files))
        policy = QSizePolicy.Policy  # what is not shown asks for no height
        upright = policy.Ignored if self.files else policy.Preferred
        self._nothing.setSizePolicy(policy.Preferred, upright)
        self._look_at(0)
        self._allow()
        self.changed.emit()

    def _look_at(self, row: int) -> None:
        """Show the first rows of a file of the list."""
        self.glance.show_file(self.files[row] if 0 <= row < len(self.files) else None)

    def _allow(self) -> None:
        """Let files be added to those there are, and taken off once some are chosen."""
        self.add.setVisible(bool(self.files))
        self.remove.setVisible(bool(self.files))
        self.remove.setEnabled(self.list.selectionModel().hasSelection())

    def _choose(self) -> None:
        """Ask for files."""
        start = str(self._settings.last_folder("import"))
        files, _ = QFileDialog.getOpenFileNames(self.window(), tr("选择要导入的文件"), start, tr(_FILES))
        if files:
            self._settings.remember_folder("import", Path(files[0]))
            self.add_files(map(Path, files))

    def _remove(self) -> None:
        """Take the chosen files off the list."""
        gone = {index.row() for index in self.list.selectionModel().selectedRows()}
        self.files = [file for row, file in enumerate(self.files) if row not in gone]
        self.show_troubles(())
        self._show_files()

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


def _row(file: Path) -> tuple[str, ...]:
    """Return what the list says of a file."""
    try:
        about = file.stat()
    except OSError:  # it is told when it is read
        return file.name, "", "", str(file.parent)
    changed = datetime.fromtimestamp(about.st_mtime).astimezone()
    return file.name, size_words(about.st_size), f"{changed:%Y-%m-%d %H:%M}", str(file.parent)
