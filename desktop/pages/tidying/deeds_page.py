"""操作记录: what was done in the window, step by step, to be taken back: deleted records too."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.queries.batches import deeds, undone_by
from desktop.i18n import tr
from desktop.records.batch_words import state_words, time_words, who_words
from desktop.records.offered_undo import ask_and_undo
from desktop.records.page import Page
from desktop.records.search_box import Searched
from desktop.theme import tokens
from desktop.widgets.controls import as_search, button
from desktop.widgets.empty import EmptyState
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Session
    from db.queries.batches import Batch
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_NOTHING, _LIST = range(2)
_BY = 3  # the column of who did it
_MOST = 1000
"""Steps that are listed: who looks for an older one finds it in the 变更记录 of its record."""


class DeedsPage(Searched, Page):
    """The last steps, newest first; the chosen one is taken back, or done again."""

    key: ClassVar[str] = "deeds"
    title: ClassVar[str] = "操作记录"
    icon: ClassVar[str] = "undo"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._found: Sequence[Batch] = ()
        self._shown: Sequence[Batch] = ()
        self.search = QLineEdit()
        columns = (
            TextColumn(tr("时间"), 110),
            TextColumn(tr("内容")),
            TextColumn(tr("条数"), 70, "right"),
            TextColumn(tr("操作人"), 90),
            TextColumn(tr("状态"), 80),
        )
        self.table = TextTable(columns, tr("操作记录"))
        self.back, self.again = button(tr("撤销"), icon="undo"), button(tr("恢复"), icon="refresh")
        self._stack = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._list())
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        for each in (self.back, self.again):
            each.clicked.connect(lambda _checked=False: self.undo())

    @property
    def chosen(self) -> Batch | None:
        """The step the table stands on."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def refresh(self) -> None:
        """Read the steps again."""
        self.tasks.read(self, partial(deeds, most=_MOST), self._show)

    def undo(self) -> None:
        """Take the chosen step back, or do it again; of several records after asking."""
        chosen = self.chosen
        if chosen is None:
            return

        def target(session: Session) -> int | None:
            back = undone_by(session, chosen.id) if chosen.is_undone else chosen
            return back.id if back else None

        def go_on(batch: int | None) -> None:
            if batch is not None:
                what = tr(chosen.file_name).strip()
                ask_and_undo(self.tasks, self.window(), batch, what, chosen.updated, again=chosen.is_undone)

        self.tasks.read(self, target, go_on)

    def _show(self, found: Sequence[Batch]) -> None:
        """Show the steps."""
        self._found = found
        self._stack.setCurrentIndex(_LIST if found else _NOTHING)
        words = tr("最近 {count} 步") if len(found) == _MOST else tr("共 {count} 步")
        self.show_note(words.format(count=f"{len(found):,}") if found else "")
        self._list()

    def _list(self) -> None:
        """List the steps that answer to the words typed; the one chosen stays chosen."""
        words, kept = self.search.text().split(), self.chosen
        self._shown = [each for each in self._found if all(word in _answers_to(each) for word in words)]
        keys = [each.id for each in self._shown]
        with QSignalBlocker(self.table.selectionModel()):
            self.table.show_rows([_line(each, date.today()) for each in self._shown])
            self.table.setColumnHidden(_BY, not any(each.by for each in self._found))
            if keys:
                self.table.selectRow(keys.index(kept.id) if kept and kept.id in keys else 0)
        self._follow_row()

    def _follow_row(self) -> None:
        """Offer what can be done with the chosen step."""
        chosen = self.chosen
        is_undone = chosen is not None and chosen.is_undone
        self.back.setEnabled(chosen is not None)
        self.back.setVisible(not is_undone)
        self.again.setVisible(is_undone)

    def _lay_out(self) -> None:
        """Search and buttons above, the steps below; or what will stand here."""
        as_search(self.search, tr("姓名、操作、操作人"))
        self.search.setToolTip("Ctrl+F")
        self.search.setMaximumWidth(tokens.SEARCH)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.search, 1)
        head.addStretch()
        for each in (self.back, self.again):
            head.addWidget(each)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        hint = tr("删除、修改、变更状态、批量办理的每一步都记在这里，做错了可以撤销，删除的记录也能找回。")
        self._stack.setObjectName("plain")
        self._stack.addWidget(EmptyState("undo", tr("还没有操作记录"), hint, card=True))
        self._stack.addWidget(listed)
        self.body.addWidget(self._stack)
        self.setTabOrder(self.search, self.table)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _line(step: Batch, today: date) -> tuple[str, ...]:
    """Return one step in words."""
    what = tr(step.file_name).strip()
    return time_words(step, today), what, f"{step.updated:,}", who_words(step), state_words(step)


def _answers_to(step: Batch) -> str:
    """Return the words a step is found by."""
    return " ".join((step.file_name, tr(step.file_name), who_words(step), state_words(step)))
