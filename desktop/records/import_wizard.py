"""导入: files → sheets and columns → check → import. Nothing is written before the last step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.imports import Mode
from db.queries.batches import Batch, batch
from desktop.excel.importing import needs_trial
from desktop.i18n import tr
from desktop.records import import_work
from desktop.records.import_check_step import CheckStep
from desktop.records.import_columns_step import ColumnsStep
from desktop.records.import_files_step import FilesStep
from desktop.records.import_result_step import ResultStep
from desktop.records.leave_guard import LeaveGuard
from desktop.records.step_dialog import StepDialog
from desktop.records.undo_dialog import UndoDialog
from desktop.widgets.notice import tell
from desktop.widgets.opener import open_path
from desktop.widgets.room import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.errors import AppError
    from db.imports import Outcome
    from desktop.excel.reading import Reading
    from desktop.records.import_work import Opened, Read
    from desktop.records.sheet_choices import Place
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_FILES, _COLUMNS, _CHECK, _RESULT = range(4)
_SIZE = (1240, 720)
_ONLY_CHECKED = "校验完成，没有写入任何数据"
_NOTHING_TAKEN = "已取消，没有导入任何数据"


class ImportWizard(StepDialog):
    """One dialog, four steps; all reading, checking and saving is done as jobs that can be cancelled.

    ``page_wanted`` carries a page and the filters that show the batch the user wants to see.
    """

    page_wanted = Signal(str, dict)

    def __init__(
        self,
        tasks: Tasks,
        settings: Settings,
        kind: str = "",
        files: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tasks, (tr("文件"), tr("工作表与列"), tr("核对"), tr("完成")), parent)
        self._settings = settings
        self._troubles: tuple[str, ...] = ()
        self.setWindowTitle(tr("导入"))
        self.files = FilesStep(tasks, settings, kind)
        self.columns, self.check, self.outcome = ColumnsStep(settings), CheckStep(tasks), ResultStep()
        for step in (self.files, self.columns, self.check, self.outcome):
            self._stack.addWidget(step)
        for step in (self.files, self.columns, self.check):
            step.changed.connect(self.allow)
        self.columns.reading_wanted.connect(self._read_again)
        self.check.errors_wanted.connect(self._save_errors)
        self.check.refused.connect(self.refuse)
        self.outcome.errors_wanted.connect(self._save_errors)
        self.outcome.batch_wanted.connect(self._see_batch)
        self.outcome.undo_wanted.connect(self._undo_batch)
        _CorrectionsGuard(self)
        fit(self, *_SIZE)
        self.files.add_files(files)
        self.turn(_FILES)

    def reject(self) -> None:
        """Close; what was begun and not done is told."""
        window = self.parentWidget()
        if self.is_free and self.step in (_COLUMNS, _CHECK) and window is not None:
            tell(window, tr(_NOTHING_TAKEN))
        super().reject()

    def go_on(self) -> None:
        """Do what leads to the next step."""
        if self.next.isEnabled():
            (self._read, self._check, self._save, self.accept)[self.step]()

    def allow(self) -> None:
        """Let the buttons say what can be done now."""
        free, step = self.is_free, self.step
        good = self.check.count
        ready = {
            _FILES: bool(self.files.files),
            _COLUMNS: bool(self.columns.chosen) and not self.columns.faults,
            _CHECK: bool(good) and self.check.is_settled,
            _RESULT: True,
        }[step]
        checked = tr("完成校验") if self.check.mode is Mode.CHECK else tr("导入 {count} 行")
        texts = {_CHECK: checked.format(count=f"{good:,}"), _RESULT: tr("完成")}
        self.next.setText(texts.get(step, tr("下一步")))
        self.next.setEnabled(free and ready)
        self.back.setVisible(step in (_COLUMNS, _CHECK))
        self.back.setEnabled(free)
        self.leave.setVisible(step != _RESULT)
        self.leave.setEnabled(free)
        self._stack.setEnabled(free or (step == _CHECK and not self.check.is_settled))
        self.lead()

    def was_cancelled(self, *, leaving: int | None) -> None:
        """Leave if wanted, else say that nothing was taken in; what was, before it could stop, is shown."""
        if self.step == _RESULT != leaving:
            return
        if leaving is not None:
            self.reject()
        else:
            tell(self, tr(_NOTHING_TAKEN))
            if self.step == _CHECK and not self.check.is_checked:
                self.turn(_COLUMNS)

    def _read(self) -> None:
        """Read the files."""
        work = partial(import_work.read_files, files=self.files.files, kind=self.files.kind)
        self.start(tr("正在读取文件"), work, self._show_read)

    def _show_read(self, read: Read) -> None:
        """Show the sheets of what could be read."""
        self._troubles = read.troubles
        self.files.show_troubles(read.troubles)
        if read.opened:
            self.columns.show_files(read.opened, read.troubles)
            self.turn(_COLUMNS)

    def _read_again(self, place: Place, reading: Reading) -> None:
        """Read one sheet in another way: as another kind, with another header, unit or encoding."""
        number, sheet = place
        opened = self.columns.choices.opened[number]
        self.start(
            tr("正在重新读取"),
            partial(import_work.read_again, opened=opened, sheet=sheet, reading=reading),
            partial(self.columns.show_renewed, place),
            failed=partial(self._not_read_again, place, opened),
        )

    def _not_read_again(self, place: Place, opened: Opened, trouble: AppError) -> None:
        """Say why a sheet cannot be read that way, and show it as it was read before."""
        self.columns.show_renewed(place, opened)
        self.refuse(trouble)

    def _check(self) -> None:
        """Check every line against the rules and the database."""
        loaded = import_work.tables_of(self.columns.choices.opened, self.columns.chosen)
        work = self.check.begin(loaded)
        self.turn(_CHECK)
        self.start(tr("正在核对"), work, self.check.show_check, writes=needs_trial(loaded))

    def _save(self) -> None:
        """Save the good lines, all of them or none; where they were only to be checked, that is all."""
        if self.check.mode is Mode.CHECK:
            if (window := self.parentWidget()) is not None:
                tell(window, tr(_ONLY_CHECKED))
            self.accept()
            return
        work = partial(import_work.save_files, taken=self.check.taken, mode=self.check.mode)
        self.start(tr("正在导入"), work, self._show_saved, writes=True)

    def _show_saved(self, outcomes: list[Outcome]) -> None:
        """Show what was done."""
        self.outcome.show_outcomes(self.check.taken, outcomes, self.check.mode, self._troubles)
        self.turn(_RESULT)

    def _see_batch(self, key: int) -> None:
        """Leave for the page of imports, with a batch chosen."""
        self.accept()
        self.page_wanted.emit("tidying", {"part": "batches", "key": key})

    def _undo_batch(self, key: int) -> None:
        """Offer to take a batch back, or to bring it back."""
        dialog = UndoDialog(self._tasks, key, self)
        dialog.changed.connect(lambda: self._tasks.read(self, partial(batch, id=key), self._show_state))
        dialog.open()

    def _show_state(self, found: Batch | None) -> None:
        """Show whether a batch still stands."""
        if found is not None:
            self.outcome.show_state(found)

    def _save_errors(self) -> None:
        """Ask for a folder and write the refused lines there, one workbook per file."""
        start = str(self._settings.last_folder("errors"))
        folder = QFileDialog.getExistingDirectory(self, tr("错误行保存到"), start)
        if not folder:
            return
        self._settings.remember_folder("errors", Path(folder))
        work = partial(import_work.write_errors, taken=self.check.taken, folder=Path(folder))
        self.start(tr("正在保存错误行"), work, self._tell_errors)

    def _tell_errors(self, files: list[Path]) -> None:
        """Say where the error workbooks lie."""
        if files:
            names = "、".join(file.name for file in files)
            action = (tr("打开文件夹"), partial(open_path, files[0].parent, self))
            tell(self, tr("已保存：{names}").format(names=names), "ok", action)


class _CorrectionsGuard(LeaveGuard):
    """Asks before Esc gives up cells that were put right and are not taken in yet."""

    def __init__(self, wizard: ImportWizard) -> None:
        super().__init__(wizard)
        self._wizard = wizard

    @property
    def is_typed(self) -> bool:
        """Whether cells were put right that are not taken in yet."""
        return self._wizard.step in (_COLUMNS, _CHECK) and len(self._wizard.check.preview.corrections) > 0


def open_import(
    tasks: Tasks, settings: Settings, kind: str, files: Sequence[Path], window: QWidget
) -> ImportWizard:
    """Open the wizard over a window, for a kind of sheet ("" = found out) and files; return it."""
    wizard = ImportWizard(tasks, settings, kind, files, window)
    wizard.open()
    return wizard
