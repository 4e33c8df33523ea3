"""A dialog of several steps with long work between them: one step shown, 上一步 and 下一步 below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.steps import onward
from desktop.i18n import tr
from desktop.records.job_strip import JobStrip
from desktop.records.step_head import StepHead
from desktop.theme import tokens
from desktop.widgets.controls import button
from desktop.widgets.filled_area import FilledArea
from desktop.widgets.notice import forget_refusal, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Session
    from db.errors import AppError
    from db.steps import Step
    from desktop.tasks import Job, Tasks


class StepDialog(QDialog):
    """Head, steps, progress and buttons; one job at a time, during which nothing else can be done.

    Closing while it works stops the work first, so that what is told of it is true. Whoever makes one of it
    says in ``allow`` what can be done now, in ``go_on`` what leads on, and in ``was_cancelled`` what follows.
    """

    def __init__(self, tasks: Tasks, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        self._is_leading = False  # whether the user pressed the way on and it is not open again yet
        self._leaving: int | None = None  # the step the user closed while it worked
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head = StepHead(names)
        self._stack = QStackedWidget()
        self.back, self.next = button(tr("上一步")), button(tr("下一步"), "primary")
        self.leave = button(tr("取消"))
        self.next.clicked.connect(self._press)
        self.back.clicked.connect(self.go_back)
        self.leave.clicked.connect(self.reject)
        tasks.job_finished.connect(self._job_ended)
        self._lay_out()

    @property
    def step(self) -> int:
        """The number of the step shown, from 0."""
        return self._stack.currentIndex()

    @property
    def is_free(self) -> bool:
        """Whether nothing is being done."""
        return self._job is None

    def reject(self) -> None:
        """Close; what still runs is stopped first."""
        if self._job is not None:
            self._leaving = self.step
            self._job.cancel()
            return
        super().reject()

    def go_on(self) -> None:
        """Do what leads to the next step."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Show the step before."""
        self.turn(self.step - 1)

    def allow(self) -> None:
        """Let the buttons say what can be done now."""
        raise NotImplementedError

    def was_cancelled(self, *, leaving: int | None) -> None:
        """Follow a job the user stopped; ``leaving`` is the step he closed, None when he stays."""
        raise NotImplementedError

    def turn(self, step: int) -> None:
        """Show a step; what the one before refused is past."""
        forget_refusal(self)
        self._stack.setCurrentIndex(step)
        self._head.show_step(step)
        self.allow()
        self.lead()

    def start(
        self,
        title: str,
        work: Callable[[Session, Step], Any],
        done: Callable[[Any], None],
        *,
        writes: bool = False,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Do long work; the buttons wait for it. What was refused before is past."""
        forget_refusal(self)
        self._job = self._tasks.job(
            self, title, _onward(work), done, writes=writes, failed=failed or self.refuse
        )
        self.allow()

    def refuse(self, trouble: AppError) -> None:
        """Say why it could not be done; the step stays."""
        tell(self, str(trouble), "bad")

    def _job_ended(self, job: Job) -> None:
        """Free the buttons, however the work ended."""
        if job is self._job:
            self._job = None
            self.allow()
            self.lead()
            if job.is_cancelled:
                QTimer.singleShot(0, self, self._cancelled)  # its result, if it came too late, is shown first

    def _press(self) -> None:
        """Go on, and bring the keys to the way on again once it is open."""
        self.go_on()
        self._is_leading = self._job is not None

    def lead(self) -> None:
        """Let the keys be at the way on once it is open, unless the user is at work elsewhere."""
        if not self.next.isEnabled() or self._job is not None:
            return
        at = self.focusWidget()
        was_pushed_on = self._is_leading and isinstance(at, QPushButton)  # by the buttons being disabled
        if was_pushed_on or at in (None, self, self.leave, self.back):
            self.next.setFocus()
        self._is_leading = False

    def _cancelled(self) -> None:
        """Let what follows follow."""
        self.was_cancelled(leaving=self._leaving)

    def _lay_out(self) -> None:
        """Put the head above, progress and buttons below, where progress takes nothing from the step."""
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(self.leave)
        foot.addWidget(JobStrip(self._tasks, self), 1)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(self._head)
        column.addWidget(FilledArea(self._stack), 1)
        column.addLayout(foot)


def _onward(work: Callable[[Session, Step], Any]) -> Callable[[Session, Step], Any]:
    """Return work whose bar never goes back, however many parts it has."""
    return lambda session, step: work(session, onward(step))
