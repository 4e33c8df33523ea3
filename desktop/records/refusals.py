"""What something done to several records left out: how many it was done to, who was not, and why."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.room import fit
from desktop.widgets.text_table import TextColumn, TextTable

_SIZE = (880, 420)


class Left(Protocol):
    """A record that was left as it is."""

    @property
    def code(self) -> str:
        """Its number."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def reason(self) -> str:
        """Why, as a sentence."""
        ...


class RefusalsDialog(QDialog):
    """Lists the records left out, each with its reason, to be copied; ``kept`` is said of an undo."""

    def __init__(
        self,
        what: str,
        done: int,
        left: Sequence[Left],
        parent: QWidget | None = None,
        *,
        kept: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("办理结果"))
        words = (
            tr("{done} 项已还原，以下 {count} 项保留现在的内容")
            if kept
            else tr("{done} 条已办理，{count} 条没有办理")
        )
        self.count = label(words.format(done=f"{done:,}", count=f"{len(left):,}"), "note", wrap=True)
        columns = [TextColumn(tr("编号"), 110), TextColumn(tr("名称"), 150), TextColumn(tr("原因"), 0)]
        self.table = TextTable(columns, tr("没有办理的记录"))
        self._rows = [(each.code, each.name, tr(each.reason)) for each in left]
        self.table.show_rows(self._rows)
        copy, close = button(tr("复制清单"), "plain", "copy"), button(tr("知道了"), "primary")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(copy)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(what.strip(), "heading", wrap=True))
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        fit(self, *_SIZE)

    def _copy(self) -> None:
        """Put the list on the clipboard, a line each, cells apart by tabs."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self._rows))
