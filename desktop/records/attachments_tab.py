"""附件 of one record: added by button or drop, looked at, saved elsewhere, removed with undo."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from db import deeds
from db.attachments import Added, Attached, add_file, attachments, open_content
from db.record import Record
from desktop import cells, saving
from desktop.i18n import tr
from desktop.records.detail_tab import DetailTab
from desktop.records.offered_undo import do
from desktop.records.opened_files import OpenedFiles
from desktop.records.questions import confirm_delete
from desktop.theme import icon, tokens
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from db.engine import Session
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks

_FILES = "PDF、图片 (*.pdf *.jpg *.jpeg *.png)"
_ENDINGS = (".pdf", ".jpg", ".jpeg", ".jpe", ".jfif", ".png")
_COLUMNS = (TextColumn("文件名"), TextColumn("大小", 76, "right"), TextColumn("添加日期", 96))
_KB, _MB = 1 << 10, 1 << 20


def size_words(size: int) -> str:
    """Return a size in bytes as people read it: 823 KB, 2.4 MB."""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(1, round(size / _KB))} KB"


class AttachmentsTab(DetailTab):
    """A short list of files; Enter opens one, Del removes it."""

    title = "附件"

    def __init__(self, tasks: "Tasks", model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._model = tasks, model
        self._key: int | None = None
        self._folder = Path.home()
        self._shown: Sequence[Attached] = ()
        self._opened = OpenedFiles()
        self.table = TextTable(
            [TextColumn(tr(each.label), each.width, each.align) for each in _COLUMNS], "附件"
        )
        self.table.setAccessibleName(tr("附件列表"))
        self._count = label(style="caption")
        self._of_row: list[QToolButton] = []
        empty = label(tr("还没有附件。点“添加附件”，或把 PDF、JPG、PNG 文件拖到这里。"), "note", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.S, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self.table.doubleClicked.connect(lambda _index: self.open())
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        for key, act in ((Qt.Key.Key_Return, self.open), (Qt.Key.Key_Delete, self.remove)):
            QShortcut(QKeySequence(key), self.table, act, context=Qt.ShortcutContext.WidgetShortcut)

    def show_record(self, record: "Shown") -> None:
        """Ask for the attachments of a record."""
        key = self._key = record.loaded.id
        model = self._model
        self._tasks.read(
            self, lambda session: attachments(session, model, key), lambda found: self._show(key, found)
        )

    def choose_files(self) -> None:
        """Ask which files to add."""
        names, _filter = QFileDialog.getOpenFileNames(
            self.window(), tr("添加附件"), str(self._folder), tr(_FILES)
        )
        if names:
            self._folder = Path(names[0]).parent
            self.add([Path(name) for name in names])

    def add(self, files: Sequence[Path]) -> None:
        """Add files one by one; each that cannot be taken says why."""
        key, model = self._key, self._model
        if key is None:
            return
        for file in files:

            def work(session: "Session", file: Path = file) -> Added:
                return add_file(session, model, key, file)

            self._tasks.write(self, work, partial(self._tell_added, key))

    def open(self) -> None:
        """Open the chosen file with the system's program, from a private copy."""
        chosen, copy = self._chosen(), self._opened.copy
        if chosen is None:
            return
        key = chosen.id

        def work(session: "Session") -> Path:
            return copy(*open_content(session, key))

        self._tasks.read(self, work, lambda path: open_path(path, self))

    def save_as(self) -> None:
        """Ask where and save a copy of the chosen file."""
        chosen = self._chosen()
        if chosen is None:
            return
        name = str(self._folder / saving.safe_name(Path(chosen.name).stem, Path(chosen.name).suffix))
        wanted, _filter = QFileDialog.getSaveFileName(self.window(), tr("另存为"), name)
        if not wanted:
            return
        path, key = Path(wanted), chosen.id
        self._folder = path.parent

        def work(session: "Session") -> tuple[Path, str]:
            return saving.save(path, open_content(session, key)[1])

        self._tasks.read(self, work, lambda saved: self._tell_saved(*saved))

    def remove(self) -> None:
        """Remove the chosen file, after asking."""
        chosen, owner = self._chosen(), self._key
        if chosen is None or owner is None:
            return
        what = tr("附件“{name}”").format(name=chosen.name)
        if not confirm_delete(self.window(), what, tr("删除后 30 天内可以撤销。")):
            return
        key = chosen.id
        do(
            self._tasks,
            self,
            lambda session: deeds.remove_file(session, key),
            lambda _deed: self._read_again(owner),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that may be attached; workbooks go on to the window, which imports them."""
        if self._key is not None and _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped."""
        event.acceptProposedAction()
        self.add(_files_in(event))

    def _read_again(self, owner: int) -> None:
        """Ask again, when the record is still shown."""
        model = self._model
        self._tasks.read(
            self, lambda session: attachments(session, model, owner), lambda found: self._show(owner, found)
        )

    def _tell_added(self, owner: int, added: Added) -> None:
        """Say what was added, with a remark where there is one."""
        words = added.remark or tr("已添加附件“{name}”").format(name=added.name)
        tell(self, words, "warn" if added.remark else "ok")
        self._read_again(owner)

    def _tell_saved(self, path: Path, note: str) -> None:
        """Say where the copy is."""
        words = note or tr("已保存：{name}").format(name=path.name)
        tell(self, words, "warn" if note else "ok", (tr("打开"), partial(open_path, path, self.window())))

    def _show(self, key: int, found: Sequence[Attached]) -> None:
        """Show the attachments, unless another record was chosen meanwhile."""
        if key != self._key:
            return
        row = max(self.table.currentIndex().row(), 0)
        self._shown = found
        self.table.show_rows(
            [(each.name, size_words(each.size), cells.day(each.at.date())) for each in found],
            [
                tr("{name}\n{by} 添加于 {at}").format(name=each.name, by=each.by, at=cells.moment(each.at))
                for each in found
            ],
        )
        self._count.setText(tr("共 {count} 个").format(count=len(found)) if found else "")
        self._stack.setCurrentIndex(1 if found else 0)
        self.table.selectRow(min(row, len(found) - 1))
        self._follow_row()

    def _chosen(self) -> Attached | None:
        """Return the attachment the list stands on."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _follow_row(self) -> None:
        """Let the buttons stand for the chosen file."""
        for each in self._of_row:
            each.setEnabled(self._chosen() is not None)

    def _head(self) -> QHBoxLayout:
        """Return the line of buttons over the list."""
        row = QHBoxLayout()
        row.setSpacing(tokens.XS)
        row.addWidget(self._count)
        row.addStretch()
        add = button(tr("添加附件"), "link", "add")
        add.clicked.connect(lambda _checked=False: self.choose_files())
        row.addWidget(add)
        for words, picture, act in (
            (tr("打开"), "open", self.open),
            (tr("另存为"), "download", self.save_as),
            (tr("删除"), "trash", self.remove),
        ):
            made = QToolButton()
            made.setIcon(icon(picture))
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, act=act: act())
            self._of_row.append(made)
            row.addWidget(made)
        return row


def _files_in(event: QDropEvent) -> list[Path]:
    """Return the files of a drag that may be attached, by their endings."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in _ENDINGS]
