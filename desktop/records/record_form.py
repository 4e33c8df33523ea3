"""The form of one record, derived from its model: shows, checks, saves; never loses what was typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.columns import Column, columns_of
from db.errors import AppError, BadValue, BadValues, Conflict
from db.lifecycle import governs
from db.record import Record
from desktop import faults
from desktop.i18n import tr
from desktop.records.draft_keeper import DraftKeeper, place_of, saving
from desktop.records.editors import SealedEditor
from desktop.records.form_conflict import settle_conflict
from desktop.records.form_editing import FormEditing
from desktop.records.form_shell import FormShell
from desktop.records.offered_undo import offer
from desktop.records.questions import Answer, ask_unsaved
from desktop.records.reading import Shown, read_record
from desktop.records.revealing import ask_to_see
from desktop.tasks import Tasks
from desktop.widgets.turns import Turns

if TYPE_CHECKING:
    from db.deeds import Deed

Then = Callable[[], object]


class RecordForm(QWidget):
    """Edits one record or begins a new one. ``saved`` carries its key.

    ``cancelled`` follows 取消, ``left`` Esc. ``closes`` says that 取消 closes what holds the form, so it is
    never grey. ``is_opened`` says that a sealed value stands there in clear. One made ``in_turns`` is ready
    once ``making`` is.
    """

    saved = Signal(int)
    cancelled = Signal()
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        columns: Iterable[Column] | None = None,
        parent: QWidget | None = None,
        *,
        closes: bool = False,
        in_turns: bool = False,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._closes = closes
        self.record: Shown | None = None
        self.is_opened = False
        self._tasks = tasks
        self._fixed: dict[str, object] = {}
        self._then: Then | None = None
        self.shell = FormShell(self, tasks)
        self.grid = self.shell.grid
        self.making = Turns(self, self._make(columns or fields_of(model)))
        if not in_turns:
            self.making.finish()

    def _make(self, columns: Iterable[Column]) -> Iterator[None]:
        """Make everything, in pieces."""
        yield from self.shell.lay_out(columns)
        self.editing = FormEditing(self.model, self.grid, self.shell, self)
        self._drafts = DraftKeeper(self._tasks, self.grid, self.shell.draft, self)
        self._connect()

    @property
    def is_dirty(self) -> bool:
        """Whether the user changed anything since the record was shown or saved."""
        return bool(self.grid.changed_names)

    def forget_edits(self) -> None:
        """Give up what was typed without asking."""
        self.grid.changed_names.clear()
        self._drafts.give_up()
        self._follow_edit()

    def show_record(self, record: Shown) -> None:
        """Show a record for editing; what was typed before is gone."""
        self.record = record
        self._fixed = {}
        self._show(record.loaded.values, record.names)
        self._drafts.begin(place_of(self.model, record.loaded.id, {}), record.loaded.version)

    def show_again(self, record: Shown) -> None:
        """Show the record in sight as it is by now, and over it what was typed since it was asked for."""
        if self.record is not None and self.record.loaded.id == record.loaded.id:
            typed = self.grid.typed()
            self.show_record(record)
            self.grid.put_all(typed)

    def begin_new(self, defaults: Mapping[str, object], names: Mapping[str, str] | None = None) -> None:
        """Begin a new record; ``defaults`` are saved with it, also those that are no field of the form."""
        self.record = None
        self._fixed = dict(defaults)
        self._show(_defaults_of(self.model) | self._fixed, names or {})
        self._drafts.begin(place_of(self.model, None, self._fixed), None)

    def save(self, then: Then | None = None) -> None:
        """Check and save what was changed; ``then`` follows a save that succeeded."""
        names = self.grid.changed_names if self.record else self.grid.editors
        self.shell.show_trouble("")
        try:
            values = self.grid.values(sorted(names, key=list(self.grid.editors).index))
        except BadValues as trouble:
            self.grid.show_faults([*trouble.problems, *self.editing.check.others(trouble)])
            return
        self._then = then
        loaded = self.record.loaded if self.record else None
        if loaded is None:
            unseen = {name: value for name, value in self._fixed.items() if name not in self.grid.editors}
            values = unseen | {name: value for name, value in values.items() if value is not None}
        self._write(values, loaded.version if loaded else None)

    def cancel(self) -> None:
        """Throw away what was typed and show the record as it was read."""
        self.forget_edits()
        if self.record:
            self.show_record(self.record)
        self.cancelled.emit()

    def settle(self, then: Then, otherwise: Then) -> None:
        """Go on with ``then`` once nothing unsaved is at stake; ``otherwise`` when the user stays."""
        answer = ask_unsaved(self) if self.is_dirty else Answer.DROP
        if answer is Answer.DROP:
            self.forget_edits()
            then()
            return
        if answer is Answer.SAVE:
            self.save(then)
        otherwise()

    def may_close(self) -> bool:
        """Ask before something unsaved is lost; once what shall be saved is, the window closes again."""
        answer = ask_unsaved(self) if self.is_dirty else Answer.DROP
        if answer is Answer.SAVE:
            self.save(self.window().close)
        if answer is Answer.DROP:
            self._drafts.give_up()
        return answer is Answer.DROP

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, after asking what becomes of what was typed; a dialog leaves by itself."""
        if event.key() != Qt.Key.Key_Escape or self._closes:
            super().keyPressEvent(event)
            return
        answer = ask_unsaved(self) if self.is_dirty else None
        if answer is Answer.SAVE:
            self.save(self.left.emit)
        elif answer is not Answer.STAY:
            if answer is Answer.DROP:
                self.cancel()
            self.left.emit()

    def _write(self, values: Mapping[str, object], version: int | None) -> None:
        """Save in the writing thread."""
        self.shell.save.setEnabled(False)
        self._drafts.save_begins()
        key = self.record.loaded.id if self.record else None
        work = saving(self.model, values, key, version, self._drafts.place)
        self._tasks.write(self, work, self._finish, lambda trouble: self._refused(trouble, values))

    def _finish(self, deed: "Deed") -> None:
        """Tell that it is saved, and offer the way back."""
        since = self._drafts.saved()
        self.forget_edits()
        offer(self._tasks, self, deed)
        self.saved.emit(deed.key)
        if since and deed.key is not None and self.record is not None:
            self.grid.put_all(since)
            self._tasks.read(self, partial(read_record, model=self.model, key=deed.key), self.show_again)
        if self._then:
            self._then()

    def _refused(self, trouble: AppError, values: Mapping[str, object]) -> None:
        """Show why it was not saved, where it can be mended."""
        self._follow_edit()
        if isinstance(trouble, Conflict) and self.record is not None:
            settle_conflict(self._tasks, self, (self.model, self.record), trouble, values, self._save_merged)
        elif isinstance(trouble, BadValue | BadValues):
            problems = trouble.problems if isinstance(trouble, BadValues) else (trouble,)
            left = self.grid.show_faults(problems)
            self.shell.show_trouble("；".join(tr(str(each)) for each in left))
        else:
            faults.report(trouble, self)

    def _save_merged(self, mine: dict[str, object], now: Shown) -> None:
        """Save what stays of mine over the record as it is now; nothing stays: show that."""
        if mine:
            self._write(mine, now.loaded.version)
        else:
            self.forget_edits()
            self.show_record(now)

    def show_clear(self, name: str, clear: str) -> None:
        """Show a sealed value until another record is shown."""
        self.is_opened = True
        self.grid.editors[name].show_value(clear)
        self.editing.undo.take_as_first(name)

    def _show(self, values: Mapping[str, object], names: Mapping[str, str]) -> None:
        """Fill the fields; nothing is changed yet."""
        self.is_opened = False
        self.shell.show_trouble("")
        self.grid.show_values(values, names)
        self.editing.begin(values)
        self._follow_edit()

    def _connect(self) -> None:
        """Tie fields and buttons together."""
        self.grid.edited.connect(self._follow_edit)
        self.shell.cancel.clicked.connect(self.cancel)
        self.shell.save.clicked.connect(lambda _checked=False: self.save())
        for name, editor in self.grid.editors.items():
            if isinstance(editor, SealedEditor):
                editor.reveal_wanted.connect(partial(ask_to_see, self._tasks, self, name))

    def _follow_edit(self) -> None:
        """Let the buttons say whether there is anything to save."""
        new = self.record is None
        self.shell.save.setEnabled(self.is_dirty or new)
        self.shell.cancel.setEnabled(self.is_dirty or new or self._closes)


def fields_of(model: type[Record], *without: str) -> list[Column]:
    """Return the fields a form shows: all but some, and a state that changes by moves only."""
    left_out = {*without, "status"} if governs(model) else set(without)
    return [column for column in columns_of(model) if column.shown.in_form and column.name not in left_out]


def _defaults_of(model: type[Record]) -> dict[str, object]:
    """Return what the fields of a new record hold before anyone types."""
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
