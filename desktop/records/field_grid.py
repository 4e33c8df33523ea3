"""The fields of a model under each other, in sections: label, input, unit, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.columns import Column
from db.errors import BadValue, BadValues
from desktop.i18n import tr
from desktop.records.editors import Editor
from desktop.records.field_kinds import editor_for, in_sections
from desktop.records.field_row import FieldRow
from desktop.records.form_section import SectionHead
from desktop.records.link_editor import LinkEditor
from desktop.tasks import Tasks
from desktop.theme import tokens
from desktop.widgets.controls import LabelStyle

_LONG = 12
_SEVERAL = 3
_COLUMNS = 3


class FieldGrid(QWidget):
    """All inputs of a form. Reasons stand under their field; sections of a long form fold.

    A section that is the only one has no head. ``touched`` (with its name) and ``edited`` when the user
    changes a field, ``left`` when the user goes on; ``led_to`` carries the input the cursor was put into.
    Made without columns, it takes them later: ``add`` does so in pieces.
    """

    edited = Signal()
    touched = Signal(str)
    left = Signal(str)
    led_to = Signal(QWidget)

    def __init__(self, columns: Sequence[Column], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.folds = False
        self._tasks = tasks
        self.editors: dict[str, Editor] = {}
        self.changed_names: set[str] = set()
        self.sections: list[SectionHead] = []
        self._rows: dict[str, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, tokens.XS, 0, tokens.S)
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        if columns:
            for _field in self.add(columns):
                pass

    def add(self, columns: Iterable[Column]) -> Iterator[None]:
        """Add all fields, one after the other: many together take longer than a key may wait."""
        ordered = in_sections(columns)
        titles = {column.shown.section for column in ordered}
        self.folds = len(titles) >= _SEVERAL and len(ordered) >= _LONG
        for column in ordered:
            if not self.sections or column.shown.section != self.sections[-1].title:
                self._add_section(column.shown.section)
            self._add_field(column, editor_for(column, self._tasks, self))
            yield
        if len(self.sections) == 1:
            self.sections[0].hide()
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @property
    def reasons(self) -> dict[str, QLabel]:
        """The line under each field."""
        return {name: row.reason for name, row in self._rows.items()}

    def show_values(self, values: Mapping[str, object], names: Mapping[str, str]) -> None:
        """Show a record's values, unchanged and without reasons; a field not given is empty."""
        self.changed_names.clear()
        for name, editor in self.editors.items():
            editor.show_value(values.get(name))
            if isinstance(editor, LinkEditor):
                editor.show_name(names.get(name, ""))
            self.show_reason(name, "")
        self._count_filled()

    def values(self, names: Iterable[str]) -> dict[str, object]:
        """Return the typed values of some fields; raises BadValues with every fault, shown at its field."""
        found: dict[str, object] = {}
        faults = []
        for name in names:
            trouble = self.judge(name)
            if trouble:
                faults.append(trouble)
            else:
                found[name] = self.editors[name].value()
        if faults:
            raise BadValues(faults)
        return found

    def readable(self) -> dict[str, object]:
        """Return the typed values of the fields that hold one; tells nothing of the others."""
        found = {}
        for name, editor in self.editors.items():
            with suppress(BadValue):
                found[name] = editor.value()
        return found

    def judge(self, name: str) -> BadValue | None:
        """Check one field by itself, show the reason or the remark under it, and return the fault."""
        editor = self.editors[name]
        editor.remark = ""
        try:
            value = editor.value()
            if value is None and editor.column.required:
                raise BadValue(tr("请填写"), editor.column.label)  # noqa: TRY301 - shown like any other
        except BadValue as trouble:
            self.show_reason(name, trouble.reason)
            return trouble
        self.show_reason(name, editor.remark, tone="warn")
        return None

    def show_faults(self, faults: Iterable[BadValue]) -> list[BadValue]:
        """Show reasons at the fields they name, the first one in sight; return those that name no field."""
        by_label = {editor.column.label: name for name, editor in self.editors.items()}
        left, shown = [], []
        for fault in faults:
            if fault.label in by_label:
                self.show_reason(by_label[fault.label], fault.reason)
                shown.append(by_label[fault.label])
            else:
                left.append(fault)
        if shown:
            for name in shown:
                self.open_section_of(name)
            self.focus_on(min(shown, key=list(self.editors).index))
        return left

    def show_reason(self, name: str, text: str, tone: LabelStyle = "reason") -> None:
        """Show a line under a field, red for a fault and amber for a remark; "" takes it away."""
        self._rows[name].tell(tr(text) if text else "", tone)

    def open_section_of(self, name: str) -> None:
        """Bring the section of a field back into sight."""
        for section in self.sections:
            if name in section.names:
                section.open(is_open=True)

    def put(self, name: str, state: Any) -> None:
        """Put what stood in a field once (``Editor.state``) there again, as if the user had typed it."""
        self.editors[name].restore(state)
        self._note_change(name)
        self.judge(name)

    def put_all(self, states: Mapping[str, Any]) -> None:
        """Put what stood in some fields there again."""
        for name, state in states.items():
            self.put(name, state)

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields the user changed (``Editor.state``)."""
        return {name: self.editors[name].state() for name in self.changed_names}

    def settle_layout(self) -> None:
        """Give every field its place now, after a section was unfolded."""
        self._grid.activate()

    def focus_after(self, name: str) -> bool:
        """Put the cursor into the next field that is in sight and can be filled; False after the last one."""
        names = list(self.editors)
        for after in names[names.index(name) + 1 :]:
            if self.editors[after].isVisibleTo(self) and self.editors[after].isEnabled():
                self.focus_on(after)
                return True
        return False

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field, wherever it is."""
        self.open_section_of(name)
        self.editors[name].setFocus()
        self.led_to.emit(self.editors[name])

    def _add_section(self, title: str) -> None:
        """Begin a section."""
        head = SectionHead(title, folds=self.folds)
        head.setContentsMargins(0, tokens.M if self.sections else 0, 0, tokens.S)
        head.folded.connect(lambda is_open, head=head: self._fold(head, away=not is_open))
        self.sections.append(head)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, _COLUMNS)

    def _add_field(self, column: Column, editor: Editor) -> None:
        """Add one field to the section begun last."""
        self.sections[-1].names.append(column.name)
        self.editors[column.name] = editor
        self._rows[column.name] = FieldRow(column, editor, self._grid)
        editor.changed.connect(lambda: self._note_change(column.name))
        editor.left.connect(lambda: self._leave(column.name))

    def _fold(self, section: SectionHead, *, away: bool) -> None:
        """Take the fields of a section out of sight, or bring them back."""
        for name in section.names:
            self._rows[name].fold(away=away)
        self._count_filled()

    def _count_filled(self) -> None:
        """Let the sections folded away say how many of their fields are filled."""
        for section in self.sections:
            if not section.is_open:
                filled = self.readable()
                section.tell_filled(sum(filled.get(name) not in (None, False) for name in section.names))
            else:
                section.tell_filled(0)

    def _note_change(self, name: str) -> None:
        """Remember that the user touched a field."""
        self.changed_names.add(name)
        self.touched.emit(name)
        self.edited.emit()

    def _leave(self, name: str) -> None:
        """Check a field the user changed, as soon as it is left."""
        if name in self.changed_names:
            self.judge(name)
        self.left.emit(name)
