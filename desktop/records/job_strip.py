"""The strip at the foot of the window that shows what is being done, and stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.tasks import Job, Tasks


class JobStrip(ProgressStrip):
    """Shows the job begun last; hidden while nothing runs.

    What a dialog begins is shown there, and not in the window it covers.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        tasks.job_started.connect(self._begin)
        tasks.job_progressed.connect(self._follow)
        tasks.job_finished.connect(self._end)
        self.cancelled.connect(self._stop_job)

    @property
    def is_working(self) -> bool:
        """Whether a job shown here is not finished yet."""
        return bool(self._jobs)

    def _begin(self, job: Job) -> None:
        """Show a job that just began."""
        if QApplication.activeModalWidget() not in (None, self.window()):
            return
        self._jobs.append(job)
        self.start(job.title)

    def _follow(self, job: Job, done: int, total: int) -> None:
        """Show how far the shown job is."""
        if self._jobs and job is self._jobs[-1]:
            self.show_progress(done, total)

    def _end(self, job: Job) -> None:
        """Show the job before, if it still runs, else nothing."""
        self._jobs = [each for each in self._jobs if each is not job]
        if self._jobs:
            self.start(self._jobs[-1].title)
        else:
            self.finish()

    def _stop_job(self) -> None:
        """Cancel the shown job."""
        if self._jobs:
            self._jobs[-1].cancel()
