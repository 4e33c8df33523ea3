"""导入记录: every import with what it did, to look at again and to take back."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.queries.batches import batches
from desktop import saving
from desktop.i18n import tr
from desktop.pages.tidying.batch_panel import BatchPanel
from desktop.pages.tidying.batch_reading import original, tell_of, write_errors
from desktop.pages.tidying.batch_table import BatchTable
from desktop.records.batch_words import kind_words, name_words, state_words, who_words
from desktop.records.opened_files import OpenedFiles
from desktop.records.page import Page
from desktop.records.search_box import Searched
from desktop.records.undo_dialog import UndoDialog
from desktop.theme import tokens
from desktop.widgets.controls import as_search, label
from desktop.widgets.empty import Action, EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.queries.batches import Batch
    from desktop.excel.flat_table import Written
    from desktop.pages.tidying.batch_reading import Told
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_NOTHING, _LIST = range(2)
_SELECT_PAUSE = 60  # milliseconds: holding an arrow key must not look through the base for every row passed


class BatchesPage(Searched, Page):
    """The imports, newest first, and beside them what the chosen one did."""

    key: ClassVar[str] = "batches"
    title: ClassVar[str] = "导入记录"
    icon: ClassVar[str] = "import"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._found: Sequence[Batch] = ()
        self._wanted: int | None = None
        self._opened = OpenedFiles()
        self.search = QLineEdit()
        self.table, self.panel = BatchTable(), BatchPanel()
        self._no_match = label(tr("没有符合的导入记录。"), "note")
        self._stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_SELECT_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._list())
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        self.table.row_chosen.connect(lambda _row: self._pause.start())
        self.panel.file_wanted.connect(self.open_file)
        self.panel.errors_wanted.connect(self.save_errors)
        self.panel.undo_wanted.connect(self.undo)
        self.panel.records_wanted.connect(self.page_wanted)
        QShortcut(
            QKeySequence(Qt.Key.Key_Down),
            self.search,
            self.table.setFocus,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def refresh(self) -> None:
        """Read the imports again."""
        self.tasks.read(self, batches, self._show)

    def narrow(self, filters: dict[str, object]) -> None:
        """Stand on one import: ``{"key": id}``."""
        key = filters.get("key")
        if isinstance(key, int):
            self._wanted = key
            with QSignalBlocker(self.search):
                self.search.clear()

    def open_file(self) -> None:
        """Open the file of the chosen import as it was handed in, from a private copy."""
        chosen, copy = self.table.chosen(), self._opened.copy
        if chosen is None:
            return
        key = chosen.id

        def work(session: Session) -> Path:
            return copy(*original(session, key))

        self.tasks.write(self, work, lambda path: open_path(path, self))

    def save_errors(self) -> None:
        """Ask where and write the refused lines of the chosen import there."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        name = saving.safe_name(f"{Path(chosen.file_name).stem}_需更正", ".xlsx")
        start = self.settings.last_folder("errors") / name
        wanted, _filter = QFileDialog.getSaveFileName(
            self.window(), tr("保存错误行"), str(start), tr("Excel 工作簿 (*.xlsx)")
        )
        if wanted:
            self.settings.remember_folder("errors", Path(wanted).parent)
            work = partial(write_errors, key=chosen.id, path=Path(wanted))
            self.tasks.job(self, tr("正在保存错误行"), work, self._tell_saved, writes=True)

    def undo(self) -> None:
        """Ask whether the chosen import shall be taken back, or brought back."""
        chosen = self.table.chosen()
        if chosen is not None:
            UndoDialog(self.tasks, chosen.id, self.window()).open()

    def _tell_saved(self, written: Written) -> None:
        """Say where the error workbook lies."""
        words = written.note or tr("已保存：{name}").format(name=written.path.name)
        action = (tr("打开文件夹"), partial(open_path, written.path.parent, self.window()))
        tell(self, words, "warn" if written.note else "ok", action)

    def _show(self, found: Sequence[Batch]) -> None:
        """Show the imports; those that only took others back are told with them."""
        self._found = [each for each in found if not each.is_undo]
        self._stack.setCurrentIndex(_LIST if self._found else _NOTHING)
        self.show_note(tr("共 {count} 次").format(count=f"{len(self._found):,}") if self._found else "")
        self._list()

    def _list(self) -> None:
        """List the imports that answer to the words typed; the one chosen stays chosen."""
        words = self.search.text().split()
        shown = [each for each in self._found if all(word in _answers_to(each) for word in words)]
        chosen = self.table.chosen()
        wanted = self._wanted or (chosen.id if chosen else None)
        self._wanted = None
        with QSignalBlocker(self.table.selectionModel()):
            self.table.show_batches(shown, date.today())
            self.table.choose(wanted)
        self._no_match.setVisible(not shown)
        self.table.setVisible(bool(shown))
        self._follow_row()
        self._ask()

    def _follow_row(self) -> None:
        """Show the chosen import beside the list."""
        chosen = self.table.chosen()
        self.panel.setVisible(chosen is not None)
        if chosen is not None:
            self.panel.show_batch(chosen)

    def _ask(self) -> None:
        """Ask for the records the chosen import touched."""
        chosen = self.table.chosen()
        if chosen is not None:
            self.tasks.read(self, partial(tell_of, key=chosen.id), self._tell, lambda _gone: None)

    def _tell(self, told: Told) -> None:
        """Show what was read of an import, unless another was chosen meanwhile."""
        chosen = self.table.chosen()
        if chosen is not None and chosen.id == told.batch.id:
            self.panel.show_told(told)

    def _lay_out(self) -> None:
        """Search above, list and panel side by side; or what to do while there is nothing."""
        hint = tr(
            "从 Excel 导入的每个文件都记在这里：谁、什么时候、改了什么；原文件留存，导错了可以整批撤销。"
        )
        actions = [Action(tr("导入 Excel"), lambda: self.import_wanted.emit(""), primary=True)]
        as_search(self.search, tr("文件名、类型、操作人"))
        self.search.setToolTip("Ctrl+F")
        self.search.setMaximumWidth(tokens.SEARCH)
        importing = self.add_button(tr("导入 Excel"), "import")
        importing.clicked.connect(lambda _checked=False: self.import_wanted.emit(""))
        self._no_match.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area = QWidget()
        inner = QVBoxLayout(area)
        inner.setContentsMargins(0, 0, 0, 0)
        for each in (self.table, self._no_match):
            inner.addWidget(each)
        both = QHBoxLayout()
        both.setSpacing(tokens.M)
        both.addWidget(area, 1)
        both.addWidget(self.panel)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.search)
        column.addLayout(both, 1)
        self._stack.setObjectName("plain")
        self._stack.addWidget(EmptyState("import", tr("还没有导入记录"), hint, actions, card=True))
        self._stack.addWidget(listed)
        self.body.addWidget(self._stack)


def _answers_to(batch: Batch) -> str:
    """Return the words an import is found by."""
    told = (
        name_words(batch),
        kind_words(batch),
        who_words(batch),
        state_words(batch),
        f"{batch.at:%Y-%m-%d}",
    )
    return " ".join(told)
