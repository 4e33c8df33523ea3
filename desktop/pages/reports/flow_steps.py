"""The steps of a report that can be made now, as buttons, and what each still asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.models.report_words import ReportState as State
from desktop.i18n import tr
from desktop.theme import tokens
from desktop.widgets.badge import Badge, Tone
from desktop.widgets.card import Card
from desktop.widgets.controls import button, label
from desktop.widgets.tab_order import put_after

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from desktop.pages.reports.flow_reading import Flow

CORRECT, EXPLAIN, GIVE_UP = "更正…", "更正原因…", "撤销更正"
TONES: dict[State, Tone] = {
    State.DRAFT: "warn",
    State.CHECKING: "warn",
    State.SIGNING: "warn",
    State.SIGNED: "ok",
    State.SUBMITTED: "ok",
    State.CORRECTED: "plain",
    State.ARCHIVED: "plain",
}
_NEXT = {
    State.DRAFT: "核对指标、检查和文字后提交审核。",
    State.CHECKING: "审核无误后送签；有问题可退回修改。",
    State.SIGNING: "签署时生成 PDF 和 Excel，与指标、文字一并封存。",
    State.SIGNED: "报送后请登记报送日期。",
    State.SUBMITTED: "已报送。数据有变化时办理更正，不能改动原报告。",
    State.CORRECTED: "已由更正代替。",
    State.ARCHIVED: "已归档，保存期内不能删除。",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word on the button, the state it leads to (None = none), whether it is the usual one."""

    words: str
    to: State | None = None
    is_usual: bool = False


STEPS: dict[State, tuple[Step, ...]] = {
    State.DRAFT: (Step("提交审核", State.CHECKING, is_usual=True),),
    State.CHECKING: (Step("退回…", State.DRAFT), Step("送签", State.SIGNING, is_usual=True)),
    State.SIGNING: (Step("退回…", State.DRAFT), Step("签署…", State.SIGNED, is_usual=True)),
    State.SIGNED: (Step(CORRECT), Step("登记报送…", State.SUBMITTED, is_usual=True)),
    State.SUBMITTED: (Step(CORRECT), Step("归档", State.ARCHIVED, is_usual=True)),
    State.CORRECTED: (),
    State.ARCHIVED: (Step(CORRECT),),
}
"""The steps from each state, the usual one last, at the right."""


class FlowSteps(Card):
    """State and what comes next; the buttons of the steps; what the next one still lacks."""

    chosen = Signal(object)
    checks_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.buttons: dict[str, QPushButton] = {}
        self.state, self.title, self.told = Badge(), label(style="heading"), label(style="note", wrap=True)
        self.lacking = label(style="reason", wrap=True)
        self.checks = button(tr("查看检查结果"), "link", "right")
        self.checks.clicked.connect(lambda _checked=False: self.checks_wanted.emit())
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.S)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        beside: tuple[QWidget, ...] = (self.state, self.title)
        for each in beside:
            head.addWidget(each)
        head.addStretch()
        head.addLayout(self._row)
        self.body.addLayout(head)
        below: tuple[QWidget, ...] = (self.told, self.lacking, self.checks)
        for under in below:
            self.body.addWidget(under)

    def show_flow(self, flow: Flow) -> None:
        """Show the steps that lead on from how the report stands."""
        report = flow.newest
        state = report.state if report is not None else State.DRAFT
        self.state.show_word(tr(state.value), TONES[state])
        self.title.setText(tr(report.words) if report is not None else tr("正式报告"))
        self.told.setText(tr(_NEXT[state]))
        reasons = [reason for move in flow.moves if not move.allowed for reason in move.reasons]
        may_lack = state in (State.DRAFT, State.CHECKING)
        self.lacking.setText("\n".join(reasons) if may_lack else "")
        self.lacking.setVisible(may_lack and bool(reasons))
        self.checks.setVisible(may_lack and bool(reasons))
        self._show_buttons(_steps(flow, state))

    def complain(self, text: str) -> None:
        """Say why a step was refused."""
        self.hold(held=False)
        self.lacking.setText(text)
        self.lacking.show()
        self.checks.setVisible("提交审核" in self.buttons)

    def hold(self, *, held: bool) -> None:
        """Let no step be made while one is being made."""
        for each in self.buttons.values():
            each.setEnabled(not held)

    def _show_buttons(self, steps: tuple[Step, ...]) -> None:
        """Put other buttons into the row, unless they are the same."""
        if [step.words for step in steps] != list(self.buttons):
            for old in self.buttons.values():
                self._row.removeWidget(old)
                old.deleteLater()
            self.buttons = {}
            for step in steps:
                made = button(tr(step.words), "primary" if step.is_usual else "plain")
                made.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
                self.buttons[step.words] = made
                self._row.addWidget(made)
            put_after(self, list(self.buttons.values()))
        self.hold(held=False)


def _steps(flow: Flow, state: State) -> tuple[Step, ...]:
    """Return the steps from a state; a correction that is written can be explained and given up."""
    report = flow.newest
    if report is not None and report.correction and not report.is_signed:
        own = (Step(GIVE_UP), Step(EXPLAIN)) if state is State.DRAFT else ()
        return (*own, *STEPS[state])
    return STEPS[state]
