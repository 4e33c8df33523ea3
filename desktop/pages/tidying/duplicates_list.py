"""The pairs found, a page of them at a time, and the chosen one beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.duplicates import PAGE, pairs
from desktop.i18n import tr
from desktop.pages.tidying.duplicates_panel import PairPanel
from desktop.pages.tidying.duplicates_table import PairTable
from desktop.theme import tokens
from desktop.widgets.card import framed
from desktop.widgets.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.duplicates import Candidates, Pair
    from desktop.tasks import Tasks


class PairList(QWidget):
    """Pages of pairs. ``read`` tells that a page is in sight, ``merge_wanted`` opens the chosen one."""

    read = Signal()
    merge_wanted = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._shown: Candidates | None = None
        self._different, self._start = "", 0
        self.table, self.panel = PairTable(), PairPanel()
        self.back, self.forth = button(tr("上一页")), button(tr("下一页"))
        self._place = label(style="note")
        self._lay_out()
        self.back.clicked.connect(lambda _checked=False: self._turn(-1))
        self.forth.clicked.connect(lambda _checked=False: self._turn(1))
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        self.table.doubleClicked.connect(lambda _index: self.merge_wanted.emit())
        self.panel.merge_wanted.connect(self.merge_wanted)
        QShortcut(
            QKeySequence(Qt.Key.Key_Return),
            self.table,
            self.merge_wanted.emit,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def show_found(self, found: Candidates, different: str, *, anew: bool) -> None:
        """Show other pairs, ``anew`` from the first; ``different`` is what two that are two are called."""
        self._shown, self._different = found, different
        last = max(len(found) - 1, 0) // PAGE * PAGE
        self._start = 0 if anew else min(self._start, last)
        self._read()

    def _read(self) -> None:
        """Read the page."""
        shown, start = self._shown, self._start
        if shown is not None:
            self._tasks.read(self, lambda session: pairs(session, shown, start), partial(self._list, shown))

    def _list(self, of: Candidates, found: Sequence[Pair]) -> None:
        """Show a page that was read, unless other pairs are wanted meanwhile."""
        if of is not self._shown:
            return
        total, last = len(of), self._start + PAGE
        self.table.show_pairs(found)
        words = tr("第 {first}–{last} 对，共 {total} 对").format(
            first=f"{self._start + 1:,}", last=f"{min(last, total):,}", total=f"{total:,}"
        )
        self._place.setText(words if total else tr("没有符合的记录"))
        self.back.setEnabled(self._start > 0)
        self.forth.setEnabled(last < total)
        for each in (self.back, self.forth):
            each.setVisible(total > PAGE)
        self._follow_row()
        self.read.emit()

    def _follow_row(self) -> None:
        """Show the chosen pair beside the list."""
        pair = self.table.chosen()
        self.panel.setVisible(pair is not None)
        if pair is not None:
            self.panel.show_pair(pair, self._different)

    def _turn(self, by: int) -> None:
        """Go to another page."""
        self._start = max(0, self._start + by * PAGE)
        self._read()

    def _lay_out(self) -> None:
        """Put list and panel side by side, the pages below."""
        below, both = QHBoxLayout(), QHBoxLayout()
        below.addWidget(self._place)
        below.addStretch()
        for each in (self.back, self.forth):
            below.addWidget(each)
        both.setSpacing(tokens.M)
        both.addWidget(framed(self.table), 1)
        both.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(both, 1)
        column.addLayout(below)
