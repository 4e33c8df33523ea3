"""状态记录: every move a record made, with what it asked for at that moment."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.lifecycle import PastMove, history_of
from db.record import Record
from desktop import cells
from desktop.i18n import tr
from desktop.records.criteria_list import CriteriaList
from desktop.records.scrolled_tab import ScrolledTab
from desktop.records.tones import tone_of
from desktop.theme import tokens
from desktop.widgets.badge import Badge
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from desktop.records.reading import Shown
    from desktop.tasks import Tasks


class MovesTab(ScrolledTab):
    """The moves of a record, the newest first; one made against its criteria is marked for ever."""

    title = "状态记录"

    def __init__(self, tasks: "Tasks", model: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._model = model
        self._key: int | None = None

    def show_record(self, record: "Shown") -> None:
        """Ask for the moves of a record."""
        key = self._key = record.loaded.id
        model = self._model
        self._tasks.read(
            self, lambda session: history_of(session, model, key), lambda found: self._show(key, found)
        )

    def _show(self, key: int, found: Sequence[PastMove]) -> None:
        """Show the moves, unless another record was chosen meanwhile."""
        if key != self._key:
            return
        with self.anew() as column:
            if not found:
                column.addWidget(label(tr("还没有状态记录"), "note"))
            for number, each in enumerate(found):
                if number:
                    column.addWidget(divider())
                self._add(column, each)

    def _add(self, column: QVBoxLayout, past: PastMove) -> None:
        """Add one move: to which state, since when, who made it, why, what it asked for."""
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(Badge(past.to_state, tone_of(past.to_state, self._model)))
        if past.from_state:
            head.addWidget(label(tr("自“{state}”").format(state=past.from_state), "caption"))
        if past.is_override:
            head.addWidget(Badge(tr("特批通过"), "bad"))
        head.addStretch()
        since = tr("{day}起").format(day=cells.day(past.on)) if past.on else tr("起始状态")
        head.addWidget(label(since))
        column.addSpacing(tokens.XS)
        column.addLayout(head)
        column.addWidget(label(f"{past.by or tr('本机用户')} · {cells.moment(past.at)}", "caption"))
        if past.reason:
            column.addWidget(label(tr("原因：{reason}").format(reason=past.reason), wrap=True))
        if past.criteria:
            self._add_criteria(column, past)
        column.addSpacing(tokens.XS)

    def _add_criteria(self, column: QVBoxLayout, past: PastMove) -> None:
        """Add what the move asked for, folded until wanted unless something was not met."""
        met = sum(criterion.met for criterion in past.criteria)
        words = tr("当时 {met}/{count} 达成").format(met=met, count=len(past.criteria))
        listed = CriteriaList(past.criteria)
        listed.setVisible(past.is_override)
        fold = button(words, "link", "down")
        fold.clicked.connect(partial(_turn, listed))
        column.addWidget(fold)
        column.addWidget(listed)


def _turn(widget: QWidget, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
    """Show what is hidden, hide what is shown."""
    widget.setVisible(widget.isHidden())
