"""导入: files → columns → check → import. Nothing is written before the last step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.records import import_work
from desktop.records.import_check_step import CheckStep
from desktop.records.import_columns_step import ColumnsStep
from desktop.records.import_files_step import FilesStep
from desktop.records.import_result_step import ResultStep
from desktop.records.job_strip import JobStrip
from desktop.records.step_head import StepHead
from desktop.theme import tokens
from desktop.widgets.controls import button
from desktop.widgets.notice import forget_refusal, tell
from desktop.widgets.opener import open_path
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Session
    from db.errors import AppError
    from db.imports import Outcome
    from db.steps import Step
    from desktop.excel.importing import Loaded, Taken
    from desktop.records.import_work import Read
    from desktop.settings import Settings
    from desktop.tasks import Job, Tasks

_FILES, _COLUMNS, _CHECK, _RESULT = range(4)
_SIZE = (960, 640)
_NOTHING_TAKEN = "已取消，没有导入任何数据"


class ImportWizard(QDialog):
    """One dialog, four steps; all reading, checking and saving is done as jobs that can be cancelled."""

    def __init__(
        self,
        tasks: Tasks,
        settings: Settings,
        kind: str = "",
        files: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self._loaded: tuple[Loaded, ...] = ()
        self._troubles: tuple[str, ...] = ()
        self._taken: list[Taken] = []
        self._job: Job | None = None
        self._leaving: int | None = None  # the step the user closed while it worked
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("导入"))
        self.files = FilesStep(tasks, settings, kind)
        self.columns, self.check, self.outcome = ColumnsStep(), CheckStep(), ResultStep()
        self._head = StepHead((tr("选择文件"), tr("对应列"), tr("检查"), tr("完成")))
        self._stack = QStackedWidget()
        self.back, self.next = button(tr("上一步")), button(tr("下一步"), "primary")
        self._leave = button(tr("取消"))
        self._lay_out()
        self._connect()
        self.files.add_files(files)
        self._turn(_FILES)

    @property
    def step(self) -> int:
        """The number of the step shown: 0 files, 1 columns, 2 check, 3 result."""
        return self._stack.currentIndex()

    def reject(self) -> None:
        """Close; what still runs is stopped first, so that what is told of it is true."""
        if self._job is not None:
            self._leaving = self.step
            self._job.cancel()
            return
        window = self.parentWidget()
        if self.step != _RESULT and self._loaded and window is not None:
            tell(window, tr(_NOTHING_TAKEN))
        super().reject()

    def go_on(self) -> None:
        """Do what leads to the next step."""
        if self._job is not None:
            return
        (self._read, self._check, self._save, self.accept)[self.step]()

    def go_back(self) -> None:
        """Show the step before."""
        self._turn(self.step - 1)

    def _lay_out(self) -> None:
        """Put the steps above, progress and buttons below."""
        for step in (self.files, self.columns, self.check, self.outcome):
            self._stack.addWidget(step)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(self._leave)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(JobStrip(self._tasks))
        column.addLayout(foot)
        fit(self, *_SIZE)

    def _connect(self) -> None:
        """Let the buttons lead from step to step."""
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        self._leave.clicked.connect(self.reject)
        for step in (self.files, self.columns, self.check):
            step.changed.connect(self._allow)
        self.check.errors_wanted.connect(self._save_errors)
        self.outcome.errors_wanted.connect(self._save_errors)
        self._tasks.job_finished.connect(self._job_ended)

    def _turn(self, step: int) -> None:
        """Show a step; what the one before refused is past."""
        forget_refusal(self)
        self._stack.setCurrentIndex(step)
        self._head.show_step(step)
        self._allow()

    def _allow(self) -> None:
        """Let the buttons say what can be done now."""
        free, step = self._job is None, self.step
        good = self.check.count
        ready = {
            _FILES: bool(self.files.files),
            _COLUMNS: bool(self.columns.chosen) and not self.columns.faults,
            _CHECK: bool(good),
            _RESULT: True,
        }[step]
        texts = {_CHECK: tr("导入 {count} 行").format(count=f"{good:,}"), _RESULT: tr("完成")}
        self.next.setText(texts.get(step, tr("下一步")))
        self.next.setEnabled(free and ready)
        self.back.setVisible(step in (_COLUMNS, _CHECK))
        self.back.setEnabled(free)
        self._leave.setVisible(step != _RESULT)
        self._leave.setEnabled(free)
        self._stack.setEnabled(free)

    def _start(
        self,
        title: str,
        work: Callable[[Session, Step], Any],
        done: Callable[[Any], None],
        *,
        writes: bool = False,
    ) -> None:
        """Do long work; the buttons wait for it."""
        self._job = self._tasks.job(self, title, work, done, writes=writes, failed=self._refused)
        self._allow()

    def _job_ended(self, job: Job) -> None:
        """Free the buttons, however the work ended."""
        if job is self._job:
            self._job = None
            self._allow()
            if job.is_cancelled:
                QTimer.singleShot(0, self, self._cancelled)  # its result, if it came too late, is shown first

    def _cancelled(self) -> None:
        """Leave if wanted, else say that nothing was taken in; what was, before it could stop, is shown."""
        if self.step == _RESULT != self._leaving:
            return
        if self._leaving is not None:
            self.reject()
        else:
            tell(self, tr(_NOTHING_TAKEN))

    def _refused(self, trouble: AppError) -> None:
        """Say why it could not be done; the step stays."""
        tell(self, str(trouble), "bad")

    def _read(self) -> None:
        """Read the files."""
        work = partial(import_work.read_files, files=self.files.files, kind=self.files.kind)
        self._start(tr("正在读取文件"), work, self._show_read)

    def _show_read(self, read: Read) -> None:
        """Show the columns of what could be read."""
        self._loaded = read.loaded
        self._troubles = read.troubles
        self.files.show_troubles(read.troubles)
        if read.loaded:
            self.columns.show_files(read.loaded)
            self._turn(_COLUMNS)
        if read.loaded and read.troubles:
            tell(self, "\n".join(read.troubles), "warn")

    def _check(self) -> None:
        """Check every line against the rules and the database."""
        loaded = import_work.with_columns(self._loaded, self.columns.chosen)
        self._start(tr("正在检查"), partial(import_work.check_files, loaded=loaded), self._show_check)

    def _show_check(self, taken: list[Taken]) -> None:
        """Show what would happen."""
        self._taken = taken
        self.check.show_check(taken)
        self._turn(_CHECK)

    def _save(self) -> None:
        """Save the good lines, all of them or none."""
        work = partial(import_work.save_files, taken=self._taken, mode=self.check.mode)
        self._start(tr("正在导入"), work, self._show_saved, writes=True)

    def _show_saved(self, outcomes: list[Outcome]) -> None:
        """Show what was done."""
        self.outcome.show_outcomes(outcomes, self.check.mode, self._troubles)
        self._turn(_RESULT)

    def _save_errors(self) -> None:
        """Ask for a folder and write the refused lines there, one workbook per file."""
        start = str(self._settings.last_folder("errors"))
        folder = QFileDialog.getExistingDirectory(self, tr("错误行保存到"), start)
        if not folder:
            return
        self._settings.remember_folder("errors", Path(folder))
        work = partial(import_work.write_errors, taken=self._taken, folder=Path(folder))
        self._start(tr("正在保存错误行"), work, self._tell_errors)

    def _tell_errors(self, files: list[Path]) -> None:
        """Say where the error workbooks lie."""
        if files:
            names = "、".join(file.name for file in files)
            action = (tr("打开文件夹"), partial(open_path, files[0].parent, self))
            tell(self, tr("已保存：{names}").format(names=names), "ok", action)
