"""Parts of the 工作台: the list of things to do, and the city's background figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.pages.task_line import TaskLine
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import divider, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.base import CityFact
    from db.queries.reminders import Reminder
    from db.queries.today import Task


_FACTS = 6
"""City figures the 工作台 has room for; all of them stand under 活动."""


class TaskList(Card):
    """提醒 and 待办, one line each; a click leads to where it is done: ``chosen`` has page and filters."""

    chosen = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("提醒与待办"), parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(-6, 0, -6, 0)  # the words stand under the heading
        self.body.addLayout(self._lines)
        self.body.addStretch()

    def show_tasks(self, tasks: Sequence[Task], reminders: Sequence[Reminder] = (), waiting: int = 0) -> None:
        """Show the most urgent of the waiting reminders, overdue ones in red, then what is to be done."""
        _clear(self._lines)
        if not tasks and not reminders:
            self._lines.addWidget(label(tr("没有待办事项。"), "note"))
        today = date.today()
        for each in reminders:
            line = self._line(TaskLine(each.text, each.left(today)), each.page, dict(each.filters))
            line.setProperty("overdue", each.is_overdue(today))
            self._lines.addWidget(line)
        if waiting > len(reminders):
            words = tr("查看全部 {count} 条提醒").format(count=f"{waiting:,}")
            self._lines.addWidget(self._line(TaskLine(words), "reminders", {}))
        if tasks and reminders:
            self._lines.addWidget(divider())
        for task in tasks:
            self._lines.addWidget(self._line(TaskLine(task.text), task.page, dict(task.filters)))

    def _line(self, line: TaskLine, page: str, filters: dict[str, object]) -> TaskLine:
        """Return a line that leads to a page."""
        line.clicked.connect(lambda: self.chosen.emit(page, dict(filters)))
        return line


class CityCard(Card):
    """The city's published figures: what, how it was written, in which scope, from where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("城市背景"), parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(0, 1)
        self._sources = label(style="caption", wrap=True)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._sources)
        self.hide()

    def show_facts(self, facts: Sequence[CityFact]) -> None:
        """Show the figures as they were published; nothing when there are none."""
        _clear(self._grid)
        for row, fact in enumerate(facts[:_FACTS]):
            name = label(fact.name)
            name.setToolTip(f"{fact.scope}\n{fact.source}")
            scope = label(fact.scope, "caption")
            figure = label(fact.as_written, "section")
            figure.setToolTip(fact.source)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(scope, row, 1, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignRight)
        sources = "；".join(dict.fromkeys(fact.source for fact in facts))
        self._sources.setText(tr("公开报道数据，不计入本基地。来源：{sources}").format(sources=sources))
        self.setVisible(bool(facts))


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.deleteLater()
