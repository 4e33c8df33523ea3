"""入职流程: the template of a streamer's first days, edited by the base itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.models import OnboardingStep
from db.queries.onboarding import steps
from desktop.i18n import tr
from desktop.pages.settings.step_dialog import StepDialog, hours_words
from desktop.records.offered_undo import do
from desktop.records.questions import confirm_delete
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.onboarding import Step
    from desktop.tasks import Tasks

_COLUMNS = (
    TextColumn("序号", 56, "right"),
    TextColumn("节点", 170),
    TextColumn("面试通过后", 110, "right"),
    TextColumn("不得跳过", 90, "centre"),
    TextColumn("要点"),
)


class StepsTab(QWidget):
    """The nodes in order: add, change, remove, move up and down; running flows keep their own."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._steps: Sequence[Step] = ()
        self.table = TextTable([_translated(column) for column in _COLUMNS], tr("入职流程模板"))
        self.table.doubleClicked.connect(lambda _index: self._edit())
        self.table.row_chosen.connect(lambda _row: self._follow_row())
        self.add, self.edit = button(tr("新增"), icon="add"), button(tr("修改"), icon="edit")
        self.up, self.down = button(tr("上移")), button(tr("下移"))
        self.remove = button(tr("删除"), icon="trash")
        for made, act in (
            (self.add, lambda: StepDialog(self._tasks, None, self.window()).open()),
            (self.edit, self._edit),
            (self.up, lambda: self._shift(-1)),
            (self.down, lambda: self._shift(1)),
            (self.remove, self._remove),
        ):
            made.clicked.connect(lambda _checked=False, act=act: act())
        card = Card(tr("入职流程模板"))
        card.body.addWidget(
            label(tr("截止时间从面试通过起算。改动只影响以后开始的流程，进行中的不变。"), "note", wrap=True)
        )
        card.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for made in (self.add, self.edit, self.up, self.down, self.remove):
            row.addWidget(made)
        row.addStretch()
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)

    def refresh(self) -> None:
        """Read the template."""
        self._tasks.read(self, steps, self._show)

    def _show(self, found: Sequence[Step]) -> None:
        """Show the nodes; the one chosen stays chosen, or the one that came into its place."""
        chosen, row = self._chosen, max(self.table.currentIndex().row(), 0)
        self._steps = found
        self.table.show_rows(
            [
                (str(place), step.name, hours_words(step.minutes), "✓" if step.must else "", step.hint or "")
                for place, step in enumerate(found, 1)
            ]
        )
        keys = [step.id for step in found]
        if keys:
            there = chosen is not None and chosen.id in keys
            self.table.selectRow(keys.index(chosen.id) if chosen and there else min(row, len(keys) - 1))
        self._follow_row()

    @property
    def _chosen(self) -> Step | None:
        """The node of the current line."""
        row = self.table.currentIndex().row()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def _follow_row(self) -> None:
        """Let the buttons stand for the current line."""
        row = self.table.currentIndex().row()
        for made in (self.edit, self.remove):
            made.setEnabled(self._chosen is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._steps) - 1)

    def _edit(self) -> None:
        """Open the chosen node."""
        if self._chosen is not None:
            StepDialog(self._tasks, self._chosen, self.window()).open()

    def _shift(self, by: int) -> None:
        """Move the chosen node up or down."""
        if (step := self._chosen) is not None:
            do(self._tasks, self, lambda session: deeds.shift_step(session, step.id, by))

    def _remove(self) -> None:
        """Remove the chosen node, after asking."""
        if (step := self._chosen) is None:
            return
        what = tr("节点“{name}”").format(name=step.name)
        if confirm_delete(self.window(), what, tr("进行中的入职流程不受影响。")):
            do(self._tasks, self, lambda session: deeds.delete_all(session, OnboardingStep, [step.id]))


def _translated(column: TextColumn) -> TextColumn:
    """Return a column with its head in the user's language."""
    return TextColumn(tr(column.label), column.width, column.align)
