"""本月月报还差什么: the steps of last month's report, ticked or not; a step leads to where it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from db.queries import home_report
from db.queries.home_report import Stage
from desktop.i18n import tr
from desktop.pages.home_block import HomeBlock
from desktop.pages.home_step import StepLine
from desktop.pages.reports.flow_steps import TONES
from desktop.reports.texts import PLANS, TROUBLES
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import label
from desktop.widgets.part_bar import PartBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.engine import Session
    from db.queries.home_report import Checklist, ReportStep

_TEXTS = {TROUBLES: "存在的困难和问题", PLANS: "下步工作安排"}
"""The paragraphs only people can write."""


class ChecklistBlock(HomeBlock):
    """A bar says how far the report is; a line for each step, with how it stands."""

    heading = "月报还差什么"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = Badge()
        self.head.addWidget(self.state)
        self.told = label(style="caption", wrap=True)
        self.bar = PartBar()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        inset = tokens.S - tokens.HAIR
        self._lines.setContentsMargins(-inset, 0, -inset, 0)  # the words stand under the heading
        names = [tr(stage.value) for stage in Stage]
        self.steps = {stage: StepLine(tr(stage.value), names) for stage in Stage}
        self._found: Checklist | None = None
        self._checked: ReportStep | None = None
        for stage, line in self.steps.items():
            line.clicked.connect(lambda _checked=False, stage=stage: self._lead(stage))
            self._lines.addWidget(line)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.told)
        self.body.addLayout(self._lines)

    @staticmethod
    def check(session: Session, today: date) -> ReportStep | None:
        """Run the checks of the report of the month before today's; None when it is signed."""
        return home_report.checked(session, today)

    @staticmethod
    def read(session: Session, today: date) -> Checklist:
        """Ask how the report of the month before today's stands, whatever month the page shows."""
        return home_report.checklist(session, today, _TEXTS)

    def show_checks(self, step: ReportStep | None) -> None:
        """Show what the checks found, once they have told; None when nothing was checked."""
        self._checked = step
        if self._found is not None:
            self.show_found(self._found)

    def show_found(self, found: Checklist) -> None:
        """Show every step; what the checks found last stays until they tell again."""
        if self._checked is not None and not found.is_checked:
            found = found.told(self._checked)
        self._found = found
        self.bar.show_part(found.done, len(found.steps))
        told = _told(found, date.today())
        self.told.setText(told)
        self.bar.setAccessibleName(told)
        self.state.show_word(tr(found.state.value), TONES[found.state])
        for step in found.steps:
            self.steps[step.stage].show_state(tr(step.words), is_done=step.is_done)

    def _lead(self, stage: Stage) -> None:
        """Show where a step is done."""
        for step in self._found.steps if self._found is not None else ():
            if step.stage is stage:
                self.page_wanted.emit(step.page, dict(step.filters))


def _told(found: Checklist, today: date) -> str:
    """Say how far the report is, and by when it is handed in."""
    done = tr("{month}月报：已完成 {done}/{whole} 项").format(
        month=tr(f"{found.month % 100}月"), done=found.done, whole=len(found.steps)
    )
    if found.done == len(found.steps):
        return done
    late = (today - found.due).days
    words = (
        tr("{done}，应于{month}月{day}日前报送，已超期 {late} 天")
        if late > 0
        else tr("{done}，请于{month}月{day}日前报送")
    )
    return words.format(done=done, month=found.due.month, day=found.due.day, late=late)
