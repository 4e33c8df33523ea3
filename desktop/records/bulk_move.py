"""变更状态 of several records: to which state, from which day on, why; each goes through its own gates."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from db import deeds
from db.columns import Column, Shown
from db.errors import BadValue
from db.values import Kind
from desktop.i18n import tr
from desktop.records.bulk_dialog import BulkDialog, Selected, Work
from desktop.records.editors import DateEditor
from desktop.tasks import Tasks
from desktop.widgets.combo import Combo
from desktop.widgets.controls import label

if TYPE_CHECKING:
    from db.deeds import NextState

_ON = Column("on", Shown("生效日期"), Kind.DATE, required=True)
_LONGEST_REASON = 200


class BulkMoveDialog(BulkDialog):
    """Offers the states that lead on from those of the records, each with how many have it before them."""

    def __init__(self, tasks: Tasks, selected: Selected, parent: QWidget | None = None) -> None:
        super().__init__(tasks, selected, tr("变更状态"), parent)
        self.to, self.day, self.reason = Combo(), DateEditor(_ON), QLineEdit()
        self.day.show_value(date.today())
        self.reason.setMaxLength(_LONGEST_REASON)
        self._why = label(tr("原因（选填）"), "label")
        self._states: Sequence[NextState] = ()
        for title, field in (
            (label(tr("变更为"), "label"), self.to),
            (label(tr("生效日期"), "label"), self.day),
            (self._why, self.reason),
        ):
            title.setBuddy(field)
            field.setAccessibleName(title.text())
            self.fields.addWidget(title)
            self.fields.addWidget(field)
        note = tr("逐条核对条件；未达成的不变更，办理后列出原因。")
        self.fields.addWidget(label(note, "caption", wrap=True))
        self.to.currentIndexChanged.connect(lambda _index: self._follow_state())
        self.confirm.setEnabled(False)
        model, keys = selected.model, selected.keys
        tasks.read(self, lambda session: deeds.next_states(session, model, keys), self._show)

    def fault(self) -> str:
        """Return which of state, day and reason is missing."""
        if self.to.currentIndex() < 0:
            return tr("请选择要变更为的状态")
        try:
            self.day.given()
        except BadValue as trouble:
            return trouble.reason
        return tr("请填写原因") if self._needs_reason() and not self.reason.text().strip() else ""

    def work(self) -> Work:
        """Return what moves all records."""
        model, keys, to = self.model, self.keys, self._states[self.to.currentIndex()].to
        day, reason = self.day.given(), self.reason.text().strip()
        return lambda session, step: deeds.move_all(session, model, keys, to, day, reason, step=step)

    def _show(self, found: Sequence["NextState"]) -> None:
        """Show the states there are."""
        self._states = found
        self.to.setPlaceholderText(tr("请选择"))
        for each in found:
            words = tr("{state}（{count} 条可变更）").format(state=tr(each.to), count=f"{each.count:,}")
            self.to.addItem(words)
        self.to.setCurrentIndex(-1)
        self.to.setFocus()
        self.confirm.setEnabled(bool(found))
        if not found:
            self.complain(tr("所选记录的当前状态没有可变更的去向"))
        self._follow_state()

    def _needs_reason(self) -> bool:
        """Whether the user has to say why."""
        at = self.to.currentIndex()
        return 0 <= at < len(self._states) and self._states[at].needs_reason

    def _follow_state(self) -> None:
        """Say whether the state chosen asks for a reason."""
        self._why.setText(tr("原因") if self._needs_reason() else tr("原因（选填）"))
