"""The base of the small dialogs that ask what is to be done to several records; and the way it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.record import Record
from desktop.i18n import tr
from desktop.records.job_strip import JobStrip
from desktop.records.leave_guard import LeaveGuard
from desktop.records.offered_undo import offer
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.dialog_foot import dialog_foot
from desktop.widgets.notice import tell
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from db.deeds import Deed
    from db.engine import Session
    from db.errors import AppError
    from db.steps import Step
    from desktop.tasks import Job

Work = Callable[["Session", "Step"], "Deed"]
MOST = 2000
"""Records something is done to at once: it is one transaction, in which nobody else can write."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The records something is done to: their model and keys, and how many they are in words."""

    model: type[Record]
    keys: tuple[int, ...]
    words: str


def are_too_many(table: QWidget, count: int) -> bool:
    """Say whether so many records are more than can be done at once, and tell the user."""
    if count > MOST:
        words = tr("一次最多办理 {most} 条，现在选了 {count} 条。请先筛选，分几次办理。")
        tell(table, words.format(most=f"{MOST:,}", count=f"{count:,}"), "warn")
    return count > MOST


class BulkDialog(QDialog):
    """Asks one thing, does it to all records in one job with progress, and closes once it is done.

    A subclass lays its fields into ``fields`` and returns the work; "" from ``fault`` lets it begin.
    """

    def __init__(self, tasks: Tasks, selected: Selected, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        LeaveGuard(self)
        self.setWindowTitle(title)
        self.tasks, self._title = tasks, title
        self.model, self.keys = selected.model, selected.keys
        self._job: Job | None = None
        self.fields = QVBoxLayout()
        self.fields.setSpacing(tokens.S)
        self.trouble = label(style="reason", wrap=True)
        self.trouble.hide()
        self.cancel, self.confirm = button(tr("取消")), button(tr("确定"), "primary")
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        self.confirm.setDefault(True)
        tasks.job_finished.connect(self._ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(label(title, "heading"))
        column.addWidget(label(selected.words, "caption"))
        column.addLayout(self.fields)
        column.addWidget(self.trouble)
        column.addStretch()
        column.addWidget(JobStrip(tasks))
        column.addSpacing(tokens.S)
        column.addLayout(dialog_foot(self.cancel, self.confirm))
        self.setMinimumWidth(tokens.DETAIL)

    def showEvent(self, event: "QShowEvent") -> None:
        """Be as high as the words need."""
        super().showEvent(event)
        fit(self, self.width(), 0)

    def fault(self) -> str:
        """Return what is missing, as a sentence; "" when it can begin."""
        return ""

    def work(self) -> Work:
        """Return what is to be done to all records."""
        raise NotImplementedError

    def accept(self) -> None:
        """Do it; what is missing is said first."""
        if self._job is not None:
            return
        if why := self.fault():
            self.complain(why)
            return
        self.trouble.hide()
        self.confirm.setEnabled(False)
        self._job = self.tasks.job(
            self, self._title, self.work(), self._done, writes=True, failed=self._refused
        )

    def reject(self) -> None:
        """Close; what still runs is stopped first, and nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def complain(self, words: str) -> None:
        """Say what is missing or why it is refused."""
        self.trouble.setText(words)
        self.trouble.show()

    def _done(self, deed: "Deed") -> None:
        """Close, and tell what was done to whom."""
        self._job = None
        above = self.parentWidget() or self
        super().accept()
        offer(self.tasks, above, deed)

    def _refused(self, trouble: "AppError") -> None:
        """Say why nothing could be done."""
        self.complain(str(trouble))

    def _ended(self, job: "Job") -> None:
        """Free the buttons, however the work ended."""
        if job is self._job:
            self._job = None
            self.confirm.setEnabled(True)
