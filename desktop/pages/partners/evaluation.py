"""评价打分: a scorecard of one company for a month or a quarter; the records suggest, the user decides."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import deeds
from db.columns import column
from db.errors import AppError, BadValue, BadValues
from db.models import Evaluation
from db.queries.periods import month_of, months_before
from db.queries.scorecards import Card, card, period_of, points
from db.store import Loaded
from desktop import faults
from desktop.i18n import tr
from desktop.pages.partners.score_lines import ScoreLines
from desktop.records.field_grid import FieldGrid
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import do
from desktop.records.reading import Shown
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, divider, label

if TYPE_CHECKING:
    from db.deeds import Deed

_FIELDS = ("org_id", "period", "supplied", "remark")
_WIDTH = 640
_PAUSE = 200  # milliseconds after the last key


def begin_evaluation(
    tasks: Tasks, parent: QWidget, then: Callable[[int], object], company: tuple[int, str] | None = None
) -> "EvaluationDialog":
    """Open the scorecard of a company (key and name), or of one still to be chosen; ``then`` gets the key."""
    dialog = EvaluationDialog(tasks, parent)
    dialog.saved.connect(then)
    before = months_before(month_of(date.today()), 1)
    values: dict[str, object] = {"period": f"{before // 100}-{before % 100:02d}"}
    names = {}
    if company is not None:
        values["org_id"], names["org_id"] = company
    dialog.grid.show_values(values, names)
    dialog.open()
    dialog.ask()
    return dialog


def change_points(tasks: Tasks, parent: QWidget, record: Shown, then: Callable[[int], object]) -> None:
    """Open the scorecard of an evaluation that was made."""
    dialog = EvaluationDialog(tasks, parent, record.loaded)
    dialog.saved.connect(then)
    dialog.grid.show_values(dict(record.loaded.values), record.names)
    key = record.loaded.id
    tasks.read(dialog, lambda session: points(session, key), dialog.lines.show_items)
    dialog.open()


class EvaluationDialog(QDialog):
    """Asks for company, period and points; closes once it is saved, and stays while something is wrong."""

    saved = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None, known: Loaded | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._known = tasks, known
        self._asked: tuple[int, str] | None = None
        self.setWindowTitle(tr("修改评分") if known else tr("新增评价"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.grid = FieldGrid([column(Evaluation, name) for name in _FIELDS], tasks)
        self.lines = ScoreLines()
        self._told = label(style="note", wrap=True)
        self._sum = label(style="heading")
        self._trouble = label(style="reason", wrap=True)
        self._trouble.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.ask)
        for name in ("org_id", "period"):
            self.grid.editors[name].setEnabled(known is None)
            self.grid.editors[name].changed.connect(self._pause.start)
            self.grid.editors[name].left.connect(self.ask)
        self.lines.edited.connect(lambda: self._sum.setText(self.lines.summary()))
        self._lay_out()

    def ask(self) -> None:
        """Ask what the records say, once company and period can be read."""
        asked = self._readable()
        if asked is None or asked == self._asked or self._known is not None:
            return
        self._asked = asked
        org, period = asked
        self._tasks.read(self, lambda session: card(session, org, period), partial(self._show_card, asked))

    def save(self) -> None:
        """Check and keep the evaluation, then close."""
        self._trouble.hide()
        try:
            names = self.grid.editors if self._known is None else ("supplied", "remark")
            values = {**self.grid.values(names), "items": self.lines.items()}
        except BadValues as trouble:
            self._refused(trouble)
            return
        except BadValue as trouble:
            self._refused(BadValues([trouble]))
            return
        self._save.setEnabled(False)
        key, version = (self._known.id, self._known.version) if self._known else (None, None)
        do(
            self._tasks,
            self,
            lambda session: deeds.save_one(session, Evaluation, values, key, version),
            self._finish,
            self._refused,
        )

    def _readable(self) -> tuple[int, str] | None:
        """Return company and period, None while one of them cannot be read."""
        try:
            org = self.grid.editors["org_id"].value()
            period = period_of(str(self.grid.editors["period"].value() or ""))
        except BadValue:
            return None
        return (org, period.text) if isinstance(org, int) else None

    def _show_card(self, asked: tuple[int, str], found: Card) -> None:
        """Show what the records say, unless something else was asked meanwhile."""
        if asked != self._asked:
            return
        self.lines.weigh(found.weights)
        self.lines.offer(found.offers)
        known = found.activity
        if known.any:
            words = tr("本期有选品核验{checks}次、上播场次{sessions}场、工单{tickets}件。")
            self._told.setText(
                words.format(checks=known.checks, sessions=known.sessions, tickets=known.tickets)
            )
        else:
            self._told.setText(
                tr("本期没有核验、场次和工单。没有业务往来不评价；如有采购，请填写“本期供货”。")
            )

    def _finish(self, deed: "Deed") -> None:
        """Close and tell the key."""
        self.accept()
        self.saved.emit(deed.key)

    def _refused(self, trouble: AppError) -> None:
        """Say why the evaluation was not saved; what was typed stays."""
        self._save.setEnabled(True)
        if not isinstance(trouble, BadValues):
            faults.report(trouble, self)
            return
        left = self.grid.show_faults(trouble.problems)
        self._trouble.setText("；".join(each.reason for each in left))
        self._trouble.setVisible(bool(left))

    def _lay_out(self) -> None:
        """Fields, what the records know, the points, the sum, the buttons."""
        cancel, self._save = button(tr("取消")), button(tr("保存"), "primary")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._save.setShortcut("Ctrl+S")
        self._save.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._sum)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        whole.setSpacing(tokens.S)
        for part in (self.grid, self._told, divider(), self.lines, self._trouble):
            whole.addWidget(part)
        whole.addLayout(row)
        self.setMinimumWidth(_WIDTH)
