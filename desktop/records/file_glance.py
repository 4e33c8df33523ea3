"""The first rows of a chosen file, in sight long before all of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import FileTrouble
from desktop.excel.sheets import glance
from desktop.i18n import tr
from desktop.records.raw_preview import RawPreview
from desktop.records.row_marks import Marks
from desktop.theme import tokens
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Session
    from desktop.excel.book import Book
    from desktop.tasks import Tasks


class FileGlance(QWidget):
    """Shows one file at a time; why it cannot be read stands in place of its rows."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._file: Path | None = None
        self.about = label(style="note", wrap=True)
        self.rows = RawPreview()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.about)
        column.addWidget(self.rows, 1)
        self.hide()

    def show_file(self, file: Path | None) -> None:
        """Show the first rows of a file once they are read; None shows nothing."""
        if file == self._file:
            return
        self._file = file
        self.setVisible(file is not None)
        self.rows.hide()
        if file is None:
            return
        self.about.setText(tr("正在打开“{name}”…").format(name=file.name))

        def look(_session: Session) -> tuple[Path, Book | str]:
            """Return the first rows, or why there are none."""
            try:
                return file, glance(file)
            except FileTrouble as trouble:
                return file, str(trouble)

        self._tasks.read(self, look, self._show)

    def _show(self, found: tuple[Path, Book | str]) -> None:
        """Show the rows of the file last chosen."""
        file, book = found
        if file != self._file:
            return
        if isinstance(book, str):
            self.about.setText(f"“{file.name}”：{book}")
            return
        sheet = next(iter(book.sheets), None)
        if sheet is None:
            self.about.setText(tr("“{name}”里没有看得见的内容。").format(name=file.name))
            return
        self.about.setText(
            tr("“{name}”的前几行（工作表“{sheet}”）：").format(name=file.name, sheet=sheet.name)
        )
        self.rows.show_rows(sheet.rows, Marks())
        self.rows.hideColumn(0)  # what rows are for is told once all is read
        self.rows.show()
