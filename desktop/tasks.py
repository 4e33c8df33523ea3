"""The one door to threads: work goes down as a function, its result comes back on the GUI thread."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from db.errors import AppError, Cancelled
from db.steps import Step

if TYPE_CHECKING:
    from db.engine import Database, Session

T = TypeVar("T")
Failed = Callable[[AppError], None]

_READERS = 2
_REPORT_EVERY = 0.1  # seconds between two progress signals of one job
_LAST_WAIT = 10_000  # milliseconds given to running work at shutdown


class Job(QObject):
    """A long piece of work the user sees: its title, how far it is, and a way to stop it."""

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop: its next ``step()`` raises Cancelled and everything is rolled back."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancelled.is_set()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done, kept on the GUI thread until its answer came: no widget ever dies in a worker."""

    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None
    job: Job | None
    writes: bool


class Tasks(QObject):
    """Runs reads two at a time, writes one at a time, and jobs beside them.

    ``done`` runs on the GUI thread, only while ``owner`` exists and never after ``close()``. A known error
    goes to ``failed`` of the call where given, every other one to the signal ``failed``; Cancelled to nobody.
    ``saved`` is emitted once after each committed write.
    """

    saved = Signal()
    failed = Signal(object)
    job_started = Signal(object)
    job_progressed = Signal(object, int, int)
    job_finished = Signal(object)
    _answered = Signal(int, object, object)

    def __init__(self, database: "Database", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self._tickets = count(1)
        self._pending: dict[int, _Task] = {}
        self._closed = False
        self._reads, self._writes, self._jobs = QThreadPool(self), QThreadPool(self), QThreadPool(self)
        self._reads.setMaxThreadCount(_READERS)
        self._writes.setMaxThreadCount(1)
        self._jobs.setMaxThreadCount(_READERS)
        self._answered.connect(self._deliver)

    def read(
        self,
        owner: QObject,
        work: Callable[["Session"], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Ask the database in another thread; ``work`` touches no widget."""
        self._start(
            self._reads,
            _Task(owner, self._inside(self.database.read, work), done, failed, None, writes=False),
        )

    def write(
        self,
        owner: QObject,
        work: Callable[["Session"], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Change the database in one transaction; ``done`` and then ``saved`` follow the commit.

        A ``quiet`` write changes nothing a page shows: no ``saved`` follows, so nothing is read again.
        """
        self._start(
            self._writes,
            _Task(owner, self._inside(self.database.write, work), done, failed, None, writes=not quiet),
        )

    def job(
        self,
        owner: QObject,
        title: str,
        work: Callable[["Session", Step], T],
        done: Callable[[T], None],
        *,
        writes: bool,
        failed: Failed | None = None,
    ) -> Job:
        """Do long work with progress and cancel; ``work`` must call ``step`` at least five times a second."""
        job = Job(title, self)
        step = self._step_of(job)
        session = self.database.write if writes else self.database.read
        body = self._inside(session, lambda opened: work(opened, step))
        self.job_started.emit(job)
        self._start(self._writes if writes else self._jobs, _Task(owner, body, done, failed, job, writes))
        return job

    def is_busy(self) -> bool:
        """Whether anything is still to be answered."""
        return bool(self._pending)

    def close(self) -> None:
        """Cancel jobs, drop waiting reads, let running and waiting writes end; deliver nothing any more."""
        self._closed = True
        for task in self._pending.values():
            if task.job:
                task.job.cancel()
        self._reads.clear()
        self._jobs.clear()
        for pool in (self._writes, self._jobs, self._reads):
            pool.waitForDone(_LAST_WAIT)
        self._pending.clear()

    def _start(self, pool: QThreadPool, task: _Task) -> None:
        """Put a task on a pool; nothing is started after close()."""
        if self._closed:
            return
        ticket = next(self._tickets)
        self._pending[ticket] = task
        pool.start(lambda: self._run(ticket))

    def _run(self, ticket: int) -> None:
        """Do one task in a worker thread: the border where every exception becomes an answer."""
        task = self._pending[ticket]
        result: Any = None
        error: BaseException | None = None
        try:
            if task.job and task.job.is_cancelled:
                raise Cancelled  # noqa: TRY301 - cancelled while it waited for its turn
            result = task.work()
        except BaseException as trouble:  # noqa: BLE001 - the one border between a worker and the window
            error = trouble
        del task
        self._answered.emit(ticket, result, error)

    def _deliver(self, ticket: int, result: Any, error: BaseException | None) -> None:
        """Hand an answer to its owner, on the GUI thread."""
        task = self._pending.pop(ticket, None)
        if task is None or self._closed:
            return
        if task.job:
            self.job_finished.emit(task.job)
            task.job.deleteLater()
        if error is not None:
            self._tell(task, error)
            return
        try:
            if isValid(task.owner):
                task.done(result)
        finally:
            if task.writes:
                self.saved.emit()

    def _tell(self, task: _Task, error: BaseException) -> None:
        """Tell a failure to whoever can show it best."""
        if isinstance(error, Cancelled):
            return
        if task.failed and isinstance(error, AppError) and isValid(task.owner):
            task.failed(error)
        else:
            self.failed.emit(error)

    def _step_of(self, job: Job) -> Step:
        """Return the step() of a job: raises Cancelled on demand, reports at most ten times a second."""
        last = 0.0

        def step(done: int, total: int) -> None:
            nonlocal last
            if job.is_cancelled:
                raise Cancelled
            moment = time.monotonic()
            if moment - last >= _REPORT_EVERY or done == total:
                last = moment
                self.job_progressed.emit(job, done, total)

        return step

    @staticmethod
    def _inside(
        session: Callable[[], AbstractContextManager["Session"]], work: Callable[["Session"], T]
    ) -> Callable[[], T]:
        """Return work that opens its own session, in the thread that runs it."""

        def run() -> T:
            with session() as opened:
                return work(opened)

        return run
