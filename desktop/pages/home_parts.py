"""Parts of the 工作台: the list of things to do, and the city's background figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.pages.task_line import TaskLine
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import divider, label
from desktop.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.base import CityFact
    from db.queries.today import Due, Task


_FACTS = 6
"""City figures the 工作台 has room for; all of them stand under 活动."""


class TaskList(Card):
    """提醒 and 待办, one line each; a click leads to where it is done: ``chosen`` has page and filters.

    Lines come when they are read: the keys go to them from ``before``, as the eye does.
    """

    chosen = Signal(str, dict)

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(tr("提醒与待办"), parent)
        self._before = self._last = before
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inset = tokens.S - tokens.HAIR
        self._lines.setContentsMargins(-inset, 0, -inset, 0)  # the words stand under the heading
        self._due: Due | None = None
        self._tasks: tuple[Task, ...] | None = None
        self._day: date | None = None
        self.body.addLayout(self._lines)
        self.body.addStretch()

    def show_due(self, due: Due) -> None:
        """Show the most urgent of the reminders that wait, overdue ones in red."""
        self._show(due, self._tasks)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show what is to be done, below the reminders."""
        self._show(self._due, tuple(tasks))

    def _show(self, due: Due | None, tasks: tuple[Task, ...] | None) -> None:
        """Show what is known of both; what stands already stays, for the keys may be at one of the lines."""
        today = date.today()
        if (due, tasks, today) == (self._due, self._tasks, self._day):
            return
        self._due, self._tasks, self._day = due, tasks, today
        _clear(self._lines)
        self._last = self._before
        if due is not None and tasks is not None and not (due.reminders or tasks):
            self._lines.addWidget(label(tr("没有待办事项。"), "note"))
        for each in due.reminders if due is not None else ():
            line = TaskLine(each.text, each.left(today), overdue=each.is_overdue(today))
            self._add(line, each.page, dict(each.filters))
        if due is not None and due.waiting > len(due.reminders):
            words = tr("查看全部 {count} 条提醒").format(count=f"{due.waiting:,}")
            self._add(TaskLine(words), "reminders", {})
        if tasks and due is not None and due.reminders:
            self._lines.addWidget(divider())
        for task in tasks or ():
            self._add(TaskLine(tr(task.text)), task.page, dict(task.filters))

    def _add(self, line: TaskLine, page: str, filters: dict[str, object]) -> None:
        """Add a line that leads to a page; the keys come to it from the line above."""
        line.clicked.connect(lambda: self.chosen.emit(page, dict(filters)))
        self._lines.addWidget(line)
        QWidget.setTabOrder(self._last, line)
        self._last = line


class CityCard(Card):
    """The city's published figures: what, how it was written, in which scope, from where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("城市背景"), parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._sources = label(style="caption", wrap=True)
        self.body.addLayout(self._grid)
        self.body.addStretch()
        self.body.addWidget(self._sources)
        self.hide()

    def show_facts(self, facts: Sequence[CityFact]) -> None:
        """Show the figures as they were published; nothing when there are none."""
        _clear(self._grid)
        for row, fact in enumerate(facts[:_FACTS]):
            name, scope, figure = ElidedLabel("plain"), ElidedLabel("caption"), ElidedLabel("section")
            for made, words in ((name, fact.name), (scope, fact.scope), (figure, fact.as_written)):
                made.setText(words)
            scope.setContentsMargins(0, 0, 0, tokens.XS)
            for made in (name, scope):
                made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(name, 2 * row, 0)
            self._grid.addWidget(figure, 2 * row, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(scope, 2 * row + 1, 0, 1, 2)
        sources = "；".join(dict.fromkeys(fact.source for fact in facts))
        self._sources.setText(tr("公开报道数据，不计入本基地。来源：{sources}").format(sources=sources))
        self.setVisible(bool(facts))


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.deleteLater()
