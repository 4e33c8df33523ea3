"""Where the report goes, and the files once they are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.opener import open_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.settings import Settings

_PURPOSE = "report"


class ReportFiles(QFrame):
    """Folder chosen and remembered; 打开 PDF, 打开 Excel, 打开文件夹 and 打印 for what was made last.

    ``print_wanted`` carries the PDF.
    """

    print_wanted = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._settings = settings
        self._files: tuple[Path, ...] = ()
        self._words = label()
        self._change = button(tr("更改…"), "link")
        self._change.clicked.connect(self.choose_folder)
        self._open = [
            button(tr("打开 PDF"), icon="report"),
            button(tr("打开 Excel"), icon="file"),
            button(tr("打开文件夹"), icon="folder"),
        ]
        self._print = button(tr("打印…"), icon="print")
        self._print.clicked.connect(self._ask_print)
        self._notes = label(style="warn", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.L, tokens.XS, tokens.S, tokens.XS)
        row = QHBoxLayout()
        whole.addLayout(row)
        whole.addWidget(self._notes)
        row.addWidget(self._words)
        row.addWidget(self._change)
        row.addStretch()
        for number, each in enumerate(self._open):
            each.clicked.connect(lambda _checked=False, number=number: self._open_file(number))
            row.addWidget(each)
        row.addWidget(self._print)
        self.forget()

    @property
    def folder(self) -> Path | None:
        """The folder the user chose for reports while it exists; None before."""
        known = _PURPOSE in self._settings.folders
        folder = self._settings.last_folder(_PURPOSE)
        return folder if known and folder.is_dir() else None

    def choose_folder(self) -> Path | None:
        """Ask for the folder; None when the user leaves it."""
        start = str(self._settings.last_folder(_PURPOSE))
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("月报保存到"), start)
        if not chosen:
            return None
        self._settings.remember_folder(_PURPOSE, Path(chosen))
        self.forget()
        return Path(chosen)

    def forget(self) -> None:
        """Show where the next report goes, once it is known; nothing is made yet."""
        self._files = ()
        folder = self.folder
        self._words.setText(tr("保存到：{folder}").format(folder=folder) if folder else "")
        self.setVisible(folder is not None)
        for each in (*self._open, self._print, self._notes):
            each.hide()

    def show_made(self, pdf: Path, xlsx: Path, notes: Sequence[str] = ()) -> None:
        """Offer the files just made, with what the user has to know of them."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._files = (pdf, xlsx, pdf.parent)
        self._words.setText(tr("已生成：{pdf} 和 {xlsx}").format(pdf=pdf.name, xlsx=xlsx.name))
        for each in (*self._open, self._print):
            each.show()
        self.show()

    def _ask_print(self) -> None:
        """Ask for the print to be put on paper."""
        self.print_wanted.emit(self._files[0])

    def _open_file(self, number: int) -> None:
        """Open a file, or the folder, with the system's own program."""
        open_path(self._files[number], self)
