"""设置 · 业务参数: numbers the whole base shares, such as the day the report is due."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import deeds
from db.queries.house_numbers import NUMBERS, HouseNumber, numbers
from desktop.i18n import tr
from desktop.pages.settings.card import SettingsCard, keep
from desktop.pages.settings.numbers import below_each_other, number_box
from desktop.theme import tokens
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.controls import button, label
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.tasks import Tasks


class NumbersTab(QWidget):
    """One input per number; all are kept together."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._is_read = False
        self.boxes = {each.name: number_box(each.least, each.most, tr(each.unit)) for each in NUMBERS}
        self.save = button(tr("保存"), "primary")
        self.save.clicked.connect(lambda _checked=False: self._save())
        card = SettingsCard(tr("业务参数"))
        groups = groupby(NUMBERS, lambda each: each.group)
        card.body.addWidget(BalancedRows([self._numbers(group, lines) for group, lines in groups]))
        card.body.addWidget(label(tr("全基地共用，修改会记入变更记录。"), "note", wrap=True))
        card.body.addWidget(self.save)
        area = Scrolled(parent=self)
        with area.anew(margins=(0, tokens.M, 0, 0)) as held:
            held.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _numbers(self, group: str, lines: Iterable[HouseNumber]) -> QWidget:
        """Return the inputs of one group."""
        return below_each_other(((each.label, self.boxes[each.name]) for each in lines), group)

    def refresh(self) -> None:
        """Read the numbers in force."""
        self._tasks.read(self, numbers, self._show)

    def _show(self, known: Mapping[str, int]) -> None:
        """Show the numbers, unless one is being typed."""
        if not self._is_read or not any(box.hasFocus() for box in self.boxes.values()):
            self._is_read = True
            for name, box in self.boxes.items():
                box.setValue(known[name])

    def _save(self) -> None:
        """Keep the numbers for everyone."""
        wanted = {name: box.value() for name, box in self.boxes.items()}
        keep(self._tasks, self, lambda session: deeds.set_numbers(session, wanted))
