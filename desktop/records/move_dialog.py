"""变更状态: what a move asks for, from which day it counts, and why it is made."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db import deeds
from db.columns import Column
from db.columns import Shown as Field
from db.errors import BadValue
from db.lifecycle import Move, move, moves
from db.record import Record
from db.values import Kind
from desktop.i18n import tr
from desktop.records.criteria_list import CriteriaList
from desktop.records.editors import DateEditor
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot

if TYPE_CHECKING:
    from db.deeds import Deed
    from db.engine import Session

_ON = Column("on", Field("生效日期"), Kind.DATE, required=True)
_LONGEST_REASON = 200


class MoveDialog(QDialog):
    """Shows the criteria as of the day and makes the move; closes once it is made.

    A move with unmet criteria is made only where it is overridable, with a reason, and flagged for ever.
    """

    def __init__(
        self, tasks: Tasks, model: type[Record], record: Shown, wanted: Move, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._model, self._key, self._wanted = tasks, model, record.loaded.id, wanted
        LeaveGuard(self)
        self.setWindowTitle(tr("变更状态"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.day = DateEditor(_ON)
        self.day.show_value(wanted.on or date.today())
        self.day.left.connect(self._judge_again)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self._reached, self._why = label(style="section"), label(style="label")
        self._why.setBuddy(self.reason)
        self._judged, self._trouble = label(style="reason", wrap=True), label(style="reason", wrap=True)
        self._asked = QVBoxLayout()
        self._cancel, self.confirm = button(tr("取消")), button(tr("确定变更"), "primary")
        self._lay_out(record)
        self._show(wanted)

    @property
    def is_override(self) -> bool:
        """Whether the move would be made against unmet criteria."""
        return not self._wanted.allowed and self._wanted.overridable

    def accept(self) -> None:
        """Make the move when the day can be read and the reason is there; what is refused can be mended."""
        if not self.confirm.isEnabled():
            return
        typed = self.typed(needs_reason=self._needs_reason)
        if typed is None:
            return
        self.confirm.setEnabled(False)
        make, model, key, to = self.work(*typed), self._model, self._key, self._wanted.to
        do(
            self._tasks,
            self,
            lambda session: _make(session, model, key, to, make),
            lambda _deed: self.done(QDialog.DialogCode.Accepted),
            lambda trouble: self._complain(str(trouble)),
        )

    def typed(self, *, needs_reason: bool) -> tuple[date, str] | None:
        """Return day and reason; None once it was said which of them is missing."""
        reason = self.reason.text().strip()
        try:
            day = self.day.given()
        except BadValue as trouble:
            self._complain(trouble.reason)
            return None
        if needs_reason and not reason:
            self._complain(tr("请填写原因"))
            return None
        return day, reason

    def work(self, day: date, reason: str) -> Callable[["Session"], object]:
        """Return what makes the move."""
        model, key, to, override = self._model, self._key, self._wanted.to, self.is_override
        return lambda session: move(session, model, key, to, day, reason, override=override)

    @property
    def _needs_reason(self) -> bool:
        """Whether the user has to say why."""
        return self._wanted.needs_reason or self.is_override

    def _judge_again(self) -> None:
        """Ask what the criteria come to on the day typed."""
        typed, model, key = self.typed(needs_reason=False), self._model, self._key
        if typed is not None:
            day, _reason = typed
            self._tasks.read(self, lambda session: moves(session, model, key, day), self._show_again)

    def _show_again(self, found: Sequence[Move]) -> None:
        """Show the move as it stands on another day."""
        wanted = next((each for each in found if each.to == self._wanted.to), None)
        if wanted is not None and wanted != self._wanted:
            self._show(wanted)

    def _show(self, wanted: Move) -> None:
        """Show what the move asks for, and let the button say whether and how it can be made."""
        self._wanted = wanted
        while (item := self._asked.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if wanted.criteria:
            self._asked.addWidget(CriteriaList(wanted.criteria))
        self._reached.setText(wanted.reached)
        self._reached.setVisible(bool(wanted.reached))
        self._why.setText(tr("原因") if self._needs_reason else tr("原因（选填）"))
        self._judged.setText(self._judgement())
        self._judged.setVisible(not wanted.allowed)
        self.confirm.setText(tr("特批通过") if self.is_override else tr("确定变更"))
        self.confirm.setEnabled(wanted.allowed or wanted.overridable)
        self.confirm.setDefault(wanted.allowed)  # Enter after the reason passes nothing over
        self._trouble.hide()

    def _judgement(self) -> str:
        """Return what unmet criteria mean for the move."""
        count = len(self._wanted.reasons)
        if self.is_override:
            words = tr("还有 {count} 项条件未达成。如需特批通过，须填写原因，并在状态记录中永久标记。")
        else:
            words = tr("还有 {count} 项条件未达成，暂不能变更。")
        return words.format(count=count)

    def _complain(self, text: str) -> None:
        """Say what is missing or why it is refused."""
        self.confirm.setEnabled(True)
        self._trouble.setText(text)
        self._trouble.show()

    def _lay_out(self, record: Shown) -> None:
        """Who, from where to where, what it asks for, day and reason, buttons."""
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        head = QHBoxLayout()
        head.addWidget(label(f"{record.loaded.values['status']} → {self._wanted.to}"))
        head.addStretch()
        head.addWidget(self._reached)
        column.addWidget(label(record.title, "heading", wrap=True))
        column.addLayout(head)
        column.addLayout(self._asked)
        column.addWidget(self._judged)
        for title, field in ((label(tr("生效日期"), "label"), self.day), (self._why, self.reason)):
            column.addWidget(title)
            column.addWidget(field)
        column.addWidget(self._trouble)
        column.addSpacing(tokens.S)
        self._trouble.hide()
        self._cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        column.addLayout(dialog_foot(self._cancel, self.confirm))
        self.setMinimumWidth(tokens.DIALOG if self._wanted.criteria else tokens.DETAIL)


def _make(
    session: "Session", model: type[Record], key: int, to: str, make: Callable[["Session"], object]
) -> "Deed":
    """Make a move in the writing thread, as something that can be undone."""
    return deeds.to_one(session, model, key, lambda whom: f"将{whom}变更为“{to}”", lambda: make(session))
