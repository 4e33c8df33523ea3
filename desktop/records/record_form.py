"""The form of one record, derived from its model: shows, checks, saves; never loses what was typed."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import checks
from db.columns import Column, columns_of
from db.errors import AppError, BadValue, BadValues, Conflict
from db.lifecycle import governs
from db.record import Record
from db.store import reveal, save
from desktop import faults
from desktop.i18n import tr
from desktop.records.conflict_box import ConflictBox
from desktop.records.editors import SealedEditor
from desktop.records.field_grid import FieldGrid
from desktop.records.questions import Answer, ask_reason, ask_unsaved
from desktop.records.reading import Shown, read_record
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import button, label
from desktop.widgets.scrolled import Scrolled

Then = Callable[[], object]


class RecordForm(QWidget):
    """Edits one record or begins a new one. ``saved`` carries its key; ``cancelled`` follows 取消.

    ``closes`` says that 取消 closes what holds the form, so it is never grey.
    ``is_opened`` says that a sealed value stands there in clear.
    """

    saved = Signal(int)
    cancelled = Signal()

    def __init__(
        self,
        tasks: Tasks,
        model: type[Record],
        columns: Iterable[Column] | None = None,
        parent: QWidget | None = None,
        *,
        closes: bool = False,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._closes = closes
        self.record: Shown | None = None
        self.is_opened = False
        self._tasks = tasks
        self._fixed: dict[str, object] = {}
        self._then: Then | None = None
        self.grid = FieldGrid(columns or fields_of(model), tasks)
        self.grid.edited.connect(self._follow_edit)
        for name, editor in self.grid.editors.items():
            if isinstance(editor, SealedEditor):
                editor.reveal_wanted.connect(lambda name=name: self._ask_reveal(name))
        self._trouble = label(style="reason", wrap=True)
        self.setFocusProxy(next(iter(self.grid.editors.values())))
        self._cancel = button(tr("取消"))
        self._save = button(tr("保存"), "primary")
        self._save.setToolTip("Ctrl+S")
        self._save.setShortcut("Ctrl+S")
        self._cancel.clicked.connect(self.cancel)
        self._save.clicked.connect(lambda _checked=False: self.save())
        self._trouble.hide()
        _lay_out(self, self.grid, self._trouble, (self._cancel, self._save))

    @property
    def is_dirty(self) -> bool:
        """Whether the user changed anything since the record was shown or saved."""
        return bool(self.grid.changed_names)

    def forget_edits(self) -> None:
        """Give up what was typed without asking."""
        self.grid.changed_names.clear()
        self._follow_edit()

    def show_record(self, record: Shown) -> None:
        """Show a record for editing; what was typed before is gone."""
        self.record = record
        self._fixed = {}
        self._show(record.loaded.values, record.names)

    def begin_new(self, defaults: Mapping[str, object], names: Mapping[str, str] | None = None) -> None:
        """Begin a new record; ``defaults`` are saved with it, also those that are no field of the form."""
        self.record = None
        self._fixed = dict(defaults)
        self._show(_defaults_of(self.model) | self._fixed, names or {})

    def save(self, then: Then | None = None) -> None:
        """Check and save what was changed; ``then`` follows a save that succeeded."""
        names = self.grid.changed_names if self.record else self.grid.editors
        self._trouble.hide()
        try:
            values = self.grid.values(sorted(names, key=list(self.grid.editors).index))
        except BadValues as trouble:
            self.grid.show_faults([*trouble.problems, *self._other_faults(trouble)])
            return
        self._then = then
        loaded = self.record.loaded if self.record else None
        if loaded is None:
            unseen = {name: value for name, value in self._fixed.items() if name not in self.grid.editors}
            values = unseen | {name: value for name, value in values.items() if value is not None}
        self._write(values, loaded.version if loaded else None)

    def cancel(self) -> None:
        """Throw away what was typed and show the record as it was read."""
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
        return answer is Answer.DROP

    def _other_faults(self, trouble: BadValues) -> list[BadValue]:
        """Return what is wrong with the fields that can be read: everything is told at once."""
        known = self.record.loaded.values if self.record else _defaults_of(self.model) | self._fixed
        whole = dict(known) | self.grid.readable()
        told = {fault.label for fault in trouble.problems}
        return [fault for fault in checks.check(self.model, whole) if fault.label not in told]

    def _write(self, values: dict[str, object], version: int | None) -> None:
        """Save in the writing thread."""
        model, key = self.model, self.record.loaded.id if self.record else None
        self._save.setEnabled(False)
        self._tasks.write(
            self,
            lambda session: save(session, model, values, key, version),
            self._finish,
            lambda trouble: self._refused(trouble, values),
        )

    def _finish(self, key: int) -> None:
        """Tell that it is saved."""
        self.forget_edits()
        self.saved.emit(key)
        if self._then:
            self._then()

    def _refused(self, trouble: AppError, values: dict[str, object]) -> None:
        """Show why it was not saved, where it can be mended."""
        self._follow_edit()
        if isinstance(trouble, Conflict):
            self._settle_conflict(trouble, values)
        elif isinstance(trouble, BadValue | BadValues):
            problems = trouble.problems if isinstance(trouble, BadValues) else (trouble,)
            left = self.grid.show_faults(problems)
            self._trouble.setText("；".join(str(each) for each in left))
            self._trouble.setVisible(bool(left))
        else:
            faults.report(trouble, self)

    def _settle_conflict(self, trouble: Conflict, values: dict[str, object]) -> None:
        """Show both values and let the user take theirs or overwrite."""
        if self.record is None:
            faults.report(trouble, self)
            return
        model, key = self.model, self.record.loaded.id
        box = ConflictBox(trouble, self)
        box.theirs_taken.connect(
            lambda: self._tasks.read(self, lambda session: read_record(session, model, key), self.show_record)
        )
        box.overwritten.connect(
            lambda: self._tasks.read(
                self,
                lambda session: read_record(session, model, key),
                lambda fresh: self._write(values, fresh.loaded.version),
            )
        )
        box.open()

    def _ask_reveal(self, name: str) -> None:
        """Ask why a sealed value is looked at, then show it; who looked and why stays in the trail."""
        if self.record is None:
            return
        model, key = self.model, self.record.loaded.id
        title = tr("查看{label}").format(label=self.grid.editors[name].column.label)
        reason = ask_reason(self, title, tr("查看原因（将记入变更记录）"))
        if reason:
            self._tasks.write(
                self,
                lambda session: reveal(session, model, key, name, reason),
                lambda clear: self._show_clear(name, clear),
            )

    def _show_clear(self, name: str, clear: str) -> None:
        """Show a sealed value until another record is shown."""
        self.is_opened = True
        self.grid.editors[name].show_value(clear)

    def _show(self, values: Mapping[str, object], names: Mapping[str, str]) -> None:
        """Fill the fields; nothing is changed yet."""
        self.is_opened = False
        self._trouble.hide()
        self.grid.show_values(values, names)
        self._follow_edit()

    def _follow_edit(self) -> None:
        """Let the buttons say whether there is anything to save."""
        new = self.record is None
        self._save.setEnabled(self.is_dirty or new)
        self._cancel.setEnabled(self.is_dirty or new or self._closes)


def fields_of(model: type[Record], *without: str) -> list[Column]:
    """Return the fields a form shows: all but some, and a state that changes by moves only."""
    left_out = {*without, "status"} if governs(model) else set(without)
    return [column for column in columns_of(model) if column.shown.in_form and column.name not in left_out]


def _lay_out(form: QWidget, grid: QWidget, trouble: QWidget, buttons: Iterable[QWidget]) -> None:
    """Fields that scroll, what is wrong with all of them, and the buttons below."""
    row = QHBoxLayout()
    row.setSpacing(tokens.S)
    row.addStretch()
    for each in buttons:
        row.addWidget(each)
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.S)
    column.addWidget(Scrolled(grid), 1)
    column.addWidget(trouble)
    column.addLayout(row)


def _defaults_of(model: type[Record]) -> dict[str, object]:
    """Return what the fields of a new record hold before anyone types."""
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
