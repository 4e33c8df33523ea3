"""培训口径: minutes of a 学时, the points that pass, and the rubric assessments are scored by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.models import RubricItem
from db.queries.training_hours import lesson_minutes
from db.store.certifying import Item, adopt_rubric, rubric
from db.store.training_rules import pass_mark
from desktop.i18n import tr
from desktop.pages.settings.card import NARROW, SettingsCard, keep
from desktop.pages.settings.numbers import below_each_other, number_box
from desktop.records.form_dialog import FormDialog
from desktop.records.offered_undo import do
from desktop.records.questions import confirm_delete
from desktop.records.reading import read_record
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button, label
from desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session
    from desktop.tasks import Tasks

_LESSONS = (45, 60)
_MOST_POINTS = 100
_COLUMNS = (
    TextColumn("评分项"),
    TextColumn("满分", 80, "right"),
    TextColumn("权重", 80, "right"),
)
_ALL = 100


class TrainingTab(QWidget):
    """Two numbers and a table, shared by everyone who works with this database."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._items: list[Item] = []
        self._known: tuple[int, int] | None = None
        self.lesson, self.mark = Combo(), number_box(1, _MOST_POINTS, tr("分"))
        for minutes in _LESSONS:
            self.lesson.addItem(tr("{minutes} 分钟").format(minutes=minutes), minutes)
        self.table = TextTable(_COLUMNS, tr("考核评分项"))
        self.table.doubleClicked.connect(lambda _index: self._edit())
        self._sum = label(style="note")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, tokens.M, 0, 0)
        row.setSpacing(tokens.M)
        row.addLayout(self._numbers())
        row.addWidget(self._rubric(), 1)

    def refresh(self) -> None:
        """Read the numbers and the rubric in force."""
        self._tasks.read(self, _in_force, self._show)

    def _show(self, found: tuple[int, int, list[Item]]) -> None:
        """Show them; a number that was changed and not saved yet stays."""
        lesson, mark, self._items = found
        if self._known in (None, (self.lesson.currentData(), self.mark.value())):
            self.lesson.setCurrentIndex(max(self.lesson.findData(lesson), 0))
            self.mark.setValue(mark)
            self._known = (self.lesson.currentData(), self.mark.value())
        self.table.show_rows([(each.name, str(each.full), f"{each.weight}%") for each in self._items])
        total = sum(each.weight for each in self._items)
        words = tr("权重合计 {total}%") if total == _ALL else tr("权重合计 {total}%，总分按比例折算为百分制")
        self._sum.setText(words.format(total=total))

    def _save(self) -> None:
        """Keep the numbers for everyone."""
        lesson, mark = int(self.lesson.currentData()), self.mark.value()

        self._known = (lesson, mark)
        keep(self._tasks, self, lambda session: deeds.set_training(session, lesson, mark))

    def _add(self) -> None:
        """Ask for a new item."""
        dialog = FormDialog(self._tasks, RubricItem, tr("新增评分项"), parent=self.window())
        self._with_own(lambda items: dialog.open_new({"sort": len(items)}))

    def _edit(self) -> None:
        """Open the item chosen."""
        row = self.table.currentIndex().row()
        if row < 0:
            return
        dialog = FormDialog(self._tasks, RubricItem, tr("修改评分项"), parent=self.window())

        def go_on(items: list[Item]) -> None:
            key = items[row].id
            if key is not None:
                read = partial(read_record, model=RubricItem, key=key)
                self._tasks.read(dialog, read, dialog.open_record)

        self._with_own(go_on)

    def _delete(self) -> None:
        """Delete the item chosen, after asking; assessments made before keep their points."""
        row = self.table.currentIndex().row()
        if row < 0 or not confirm_delete(
            self.window(), tr("评分项“{name}”").format(name=self._items[row].name)
        ):
            return

        do(
            self._tasks,
            self,
            lambda session: deeds.delete_rubric_item(session, row),
            lambda _deed: self.refresh(),
        )

    def _with_own(self, then: Callable[[list[Item]], None]) -> None:
        """Make the rubric of the house the base's own before it is changed, then go on."""

        def work(session: Session) -> list[Item]:
            adopt_rubric(session)
            return rubric(session)

        self._tasks.write(self, work, then)

    def _numbers(self) -> QVBoxLayout:
        """Return the card with the numbers."""
        card = SettingsCard(tr("培训口径"), NARROW)
        lines = ((tr("一学时"), self.lesson), (tr("考核及格分"), self.mark))
        card.body.addWidget(below_each_other(lines))
        hint = tr("登记了参训时长的人按“时长 ÷ 一学时”折算，不超过场次学时。修改后按新口径重新计算。")
        card.body.addWidget(label(hint, "note", wrap=True))
        save = button(tr("保存"), "primary")
        save.clicked.connect(lambda _checked=False: self._save())
        card.body.addWidget(save)
        column = QVBoxLayout()
        column.addWidget(card)
        column.addStretch()
        return column

    def _rubric(self) -> Card:
        """Return the card with the rubric."""
        card = Card(tr("考核评分项"))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._sum)
        row = QHBoxLayout()
        for text, icon, act in (
            (tr("新增"), "add", self._add),
            (tr("修改"), "edit", self._edit),
            (tr("删除"), "trash", self._delete),
        ):
            made = button(text, icon=icon)
            made.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(made)
        row.addStretch()
        card.body.addLayout(row)
        return card


def _in_force(session: Session) -> tuple[int, int, list[Item]]:
    """Return minutes of a 学时, points that pass, rubric."""
    return lesson_minutes(session), pass_mark(session), rubric(session)
