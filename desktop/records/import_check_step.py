"""Step 3 of the import wizard: every row with its verdict, what would change, and how to take it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.imports import Mode, Wishes
from desktop.excel.importing import needs_trial
from desktop.i18n import tr
from desktop.records import import_rechecks
from desktop.records.import_changes import ImportChanges
from desktop.records.import_counts import CountStrip
from desktop.records.import_options import ImportOptions
from desktop.records.import_preview import ImportPreview
from desktop.records.import_work import total
from desktop.theme import tokens
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Session
    from db.errors import AppError
    from db.imports import Line, Outcome
    from db.steps import Step
    from db.values import Raw
    from desktop.excel.importing import Loaded, Taken
    from desktop.records.import_rechecks import Seen, SheetPlace
    from desktop.tasks import Job, Tasks

_ROWS, _CHANGES = range(2)


class CheckStep(QWidget):
    """Counters, the rows, the changes, and the mode.

    ``errors_wanted`` asks for the error workbook, ``changed`` tells that something else can be done now.
    """

    errors_wanted = Signal()
    changed = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._loaded: tuple[Loaded, ...] = ()
        self._known: list[Seen] = []
        self._waiting: dict[int, set[Line]] = {}
        self._job: Job | None = None
        self._is_stale = False
        self.counts, self.options = CountStrip(), ImportOptions()
        self.preview, self.changes = ImportPreview(tasks), ImportChanges()
        self.views = Segments((tr("逐行核对"), tr("改动")), tr("核对的内容"))
        self.save_errors = button(tr("保存错误行…"), icon="download")
        self._stack = QStackedWidget()
        self._lay_out()
        self.views.chosen.connect(self._stack.setCurrentIndex)
        self.save_errors.clicked.connect(self.errors_wanted)
        self.preview.corrected.connect(self._follow_correction)
        self.changes.decided.connect(self.changed)
        self.options.mode_changed.connect(self._show_counts)
        self.options.wishes_changed.connect(self._check_all_again)
        tasks.job_finished.connect(self._job_ended)

    @property
    def mode(self) -> Mode:
        """What to do with the good lines."""
        return self.options.mode

    @property
    def is_checked(self) -> bool:
        """Whether all lines were checked once."""
        return bool(self._known)

    @property
    def is_settled(self) -> bool:
        """Whether everything that was corrected is checked, and all that is shown is so."""
        return bool(self._known) and self._job is None and not self._waiting

    @property
    def count(self) -> int:
        """How many lines the mode takes in."""
        done = self._outcome
        return done.added + done.updated + done.unchanged - done.skipped(self.mode)

    @property
    def wishes(self) -> Wishes:
        """What the user decided beside the mode; conflicts are decided for each file in ``taken``."""
        return Wishes(erases=self.options.erases.isChecked(), allows=self.options.allows)

    @property
    def taken(self) -> list[Taken]:
        """What was checked, as corrected and decided: ready to be saved."""
        answer = []
        for number, one in enumerate(self._known):
            lines = {(sheet, row) for file, sheet, row in self.changes.chosen if file == number}
            checked = one.taken.checked
            checked.wishes = replace(self.wishes, overwrites=frozenset(lines))
            answer.append(one.taken)
        return answer

    def begin(self, loaded: Sequence[Loaded]) -> Callable[[Session, Step], list[Seen]]:
        """Show the rows of files at once; return the work that checks them, for ``show_check``.

        Corrections are kept when the same sheets come back.
        """
        if _signs(loaded) != _signs(self._loaded):
            self.preview.corrections.clear()
            self.options.forget()
        self._loaded, self._known = tuple(loaded), []
        self._waiting, self._is_stale = {}, False
        self.changes.chosen.clear()
        self.preview.show_rows(self._loaded)
        self.changes.show_changes(())
        self._show_view(_ROWS)
        self._show_counts()
        work = partial(import_rechecks.first_page, loaded=self._loaded[0])
        self._tasks.read(self, work, self.preview.show_first, lambda _trouble: None)
        wishes, fixes = self.wishes, self._fixes()
        return partial(import_rechecks.check_all, loaded=self._loaded, fixes=fixes, wishes=wishes)

    def show_check(self, known: list[Seen]) -> None:
        """Show what the check of all lines found."""
        self._show(known, first=True)

    def _show(self, known: list[Seen], *, first: bool) -> None:
        """Show what is known of all lines now."""
        self._known = known
        self.preview.show_verdicts(known, first=first)
        self.changes.show_changes(known)
        self.options.offer({offer for one in known for offer in one.offers})
        self._show_counts()
        if self._waiting and self._job is None:
            self._check_changed()

    @property
    def _outcome(self) -> Outcome:
        """The counts of all files together."""
        return total([one.taken.outcome for one in self._known])

    def _show_counts(self) -> None:
        """Show what the mode would do."""
        done = self._outcome.under(self.mode)
        self.counts.show_counts(done if self._known else None, done.skipped(self.mode))
        self.views.word(
            _CHANGES,
            tr("改动 {count:,}").format(count=sum(len(one.taken.outcome.changes) for one in self._known)),
        )
        self.save_errors.setEnabled(bool(done.rejected) and self.is_settled)
        self.changed.emit()

    def _show_view(self, number: int) -> None:
        """Show the rows or the changes."""
        self.views.choose(number)
        self._stack.setCurrentIndex(number)

    def _fixes(self) -> dict[SheetPlace, dict[int, dict[int, Raw]]]:
        """Return what was typed so far, as it is now."""
        fixes = self.preview.corrections.fixes
        return {place: {row: dict(cells) for row, cells in rows.items()} for place, rows in fixes.items()}

    def _follow_correction(self, place: SheetPlace, rows: set[int]) -> None:
        """Check what was corrected, at once or after the check that runs."""
        number, at = place
        name = self._loaded[number].found[at].mapped.sheet.name
        self._waiting.setdefault(number, set()).update((name, row) for row in rows)
        if self._known and self._job is None:
            self._check_changed()
        self._show_counts()

    def _check_changed(self) -> None:
        """Check the lines that were corrected since."""
        if self._is_stale:
            self._check_all_again()
            return
        changed, self._waiting = self._waiting, {}
        made = import_rechecks.Correction(self._fixes(), changed)
        check, known, loaded = import_rechecks.check_changed, self._known, self._loaded
        work = partial(check, known=known, loaded=loaded, correction=made, wishes=self.wishes)
        self._start(tr("正在核对改过的行"), work)

    def _check_all_again(self) -> None:
        """Check all lines, under other wishes or after a check that was stopped."""
        self._waiting, self._is_stale = {}, False
        fixes, wishes = self._fixes(), self.wishes
        work = partial(import_rechecks.check_all, loaded=self._loaded, fixes=fixes, wishes=wishes)
        self._start(tr("正在重新核对"), work)

    def _start(self, title: str, work: Callable[[Session, Step], list[Seen]]) -> None:
        """Check in another thread."""
        if self._job is not None:
            self._job.cancel()
        done, writes = partial(self._show, first=False), needs_trial(self._loaded)
        self._job = self._tasks.job(self, title, work, done, writes=writes, failed=self._tell)
        self.changed.emit()

    def _tell(self, trouble: AppError) -> None:
        """Let the wizard say why it could not be checked."""
        self.refused.emit(trouble)

    def _job_ended(self, job: Job) -> None:
        """Let the buttons work again."""
        if job is not self._job:
            return
        self._job = None
        if job.is_cancelled and self._known:
            self._is_stale = True  # what is shown is behind what was typed; a save checks all lines
            self._known = import_rechecks.unchecked(self._known, self._loaded, self._fixes())
        self.changed.emit()

    def _lay_out(self) -> None:
        """Counters above, the rows or the changes in the middle, mode below."""
        head = FlowLayout()
        head.addWidget(self.views)
        head.addWidget(self.counts)
        head.addWidget(self.save_errors)
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.changes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.options)


def _signs(loaded: Sequence[Loaded]) -> list[object]:
    """Return what tells files and their sheets apart."""
    return [
        (
            one.book.hash,
            one.kind.name,
            [(each.mapped.sheet.name, each.mapped.sheet.header) for each in one.found],
        )
        for one in loaded
    ]
