"""设置 · 业务参数: numbers the whole base shares, such as the day the report is due."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QSpinBox, QVBoxLayout, QWidget

from db.queries.house_numbers import NUMBERS, HouseNumber, numbers, set_numbers
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.notice import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.tasks import Tasks

_WIDEST = 560


class NumbersTab(QWidget):
    """One input per number; all are kept together."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._is_read = False
        self.boxes = {each.name: _box(each) for each in NUMBERS}
        self.save = button(tr("保存"), "primary")
        self.save.clicked.connect(lambda _checked=False: self._save())
        card = Card(tr("业务参数"))
        card.setMaximumWidth(_WIDEST)
        form = QFormLayout()
        form.setVerticalSpacing(tokens.S + 2)
        form.setHorizontalSpacing(tokens.M)
        for each in NUMBERS:
            form.addRow(tr(each.label), self.boxes[each.name])
        card.body.addLayout(form)
        card.body.addWidget(label(tr("全基地共用，修改会记入变更记录。"), "note", wrap=True))
        card.body.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(card)
        column.addStretch()

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
        self._tasks.write(
            self,
            partial(set_numbers, wanted=wanted),
            lambda _nothing: self._tell_saved(),
        )

    def _tell_saved(self) -> None:
        """Say that the numbers are kept."""
        tell(self, tr("业务参数已保存"))


def _box(number: HouseNumber) -> QSpinBox:
    """Return the input of one number."""
    box = QSpinBox()
    box.setRange(number.least, number.most)
    box.setSuffix(f" {tr(number.unit)}")
    box.setFixedWidth(tokens.FILTER)
    box.setAccessibleName(tr(number.label))
    box.lineEdit().setTextMargins(tokens.S, 0, 0, 0)
    return box
