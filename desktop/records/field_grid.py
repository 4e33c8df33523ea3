"""The fields of a model under each other, in sections: label, input, and what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.columns import Column
from db.errors import BadValue, BadValues
from db.record import Record
from db.values import Kind
from desktop.i18n import tr
from desktop.records.editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    LineEditor,
    LongTextEditor,
    SealedEditor,
    YesNoEditor,
)
from desktop.records.link_editor import LinkEditor
from desktop.records.split_editor import SplitEditor
from desktop.records.words_editor import WordsEditor
from desktop.tasks import Tasks
from desktop.theme import look, tokens
from desktop.widgets.controls import label

_GAP = 10


def editor_for(column: Column, tasks: Tasks) -> Editor:
    """Return the input that suits a column."""
    target = column.shown.refers_to
    if target is not None and issubclass(target, Record):
        return LinkEditor(column, target, tasks)
    if column.choices is not None and column.kind is Kind.WORDS:
        return WordsEditor(column, column.choices)
    if column.choices is not None:
        return ChoiceEditor(column, column.choices)
    if column.shown.sealed:
        return SealedEditor(column)
    simple: dict[Kind, Callable[[Column], Editor]] = {
        Kind.LONG_TEXT: LongTextEditor,
        Kind.DATE: DateEditor,
        Kind.YESNO: YesNoEditor,
        Kind.SPLIT: SplitEditor,
    }
    return simple.get(column.kind, LineEditor)(column)


def in_sections(columns: Iterable[Column]) -> list[Column]:
    """Return columns with those of one section together, sections in the order they first appear."""
    found = list(columns)
    order = list(dict.fromkeys(column.shown.section for column in found))
    return sorted(found, key=lambda column: order.index(column.shown.section))


class FieldGrid(QWidget):
    """All inputs of a form; ``edited`` when the user changes one. Reasons stand under their field."""

    edited = Signal()

    def __init__(self, columns: Iterable[Column], tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.editors: dict[str, Editor] = {}
        self.changed_names: set[str] = set()
        self._reasons: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, tokens.M, tokens.S, tokens.S)
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        section = ""
        for column in in_sections(columns):
            if column.shown.section != section:
                self._add_section(column.shown.section, first=not section)
                section = column.shown.section
            self._add_field(column, editor_for(column, tasks))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def show_values(self, values: Mapping[str, object], names: Mapping[str, str]) -> None:
        """Show a record's values, unchanged and without reasons; a field not given is empty."""
        self.changed_names.clear()
        for name, editor in self.editors.items():
            editor.show_value(values.get(name))
            if isinstance(editor, LinkEditor):
                editor.show_name(names.get(name, ""))
            self.show_reason(name, "")

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
        """Return the typed values of the fields that hold one."""
        return {name: editor.value() for name, editor in self.editors.items() if self.judge(name) is None}

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
            self.editors[shown[0]].setFocus()
        return left

    def show_reason(self, name: str, text: str, tone: str = "reason") -> None:
        """Show a line under a field, red for a fault and amber for a remark; "" takes it away."""
        line = self._reasons[name]
        line.setText(text)
        line.setVisible(bool(text))
        if line.objectName() != tone:
            line.setObjectName(tone)
            line.style().unpolish(line)
            line.style().polish(line)
        self.editors[name].mark_wrong(wrong=bool(text) and tone == "reason")

    def _add_section(self, title: str, *, first: bool) -> None:
        """Begin a section."""
        head = label(tr(title), "section")
        head.setContentsMargins(0, 0 if first else tokens.M, 0, tokens.S)
        self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 2)

    def _add_field(self, column: Column, editor: Editor) -> None:
        """Add one field: label, input, a hidden line for its reason."""
        unit = "" if column.label.endswith(column.shown.unit) else f"（{column.shown.unit}）"
        caption = label(f"{tr(column.label)}{unit}{' *' if column.required else ''}", "label")
        caption.setBuddy(editor.input)
        caption.setMinimumHeight(min(editor.input.sizeHint().height(), look().sizes.control))
        reason = label(style="reason", wrap=True)
        reason.hide()
        gap = QWidget()
        gap.setFixedHeight(_GAP)
        row = self._grid.rowCount()
        right = Qt.AlignmentFlag.AlignRight
        high = column.kind in (Kind.LONG_TEXT, Kind.SPLIT)
        upright = Qt.AlignmentFlag.AlignTop if high else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(caption, row, 0, right | upright)
        self._grid.addWidget(editor, row, 1)
        self._grid.addWidget(reason, row + 1, 1)
        self._grid.addWidget(gap, row + 2, 1)
        self.editors[column.name] = editor
        self._reasons[column.name] = reason
        editor.changed.connect(lambda: self._note_change(column.name))
        editor.left.connect(lambda: self._leave(column.name))

    def _note_change(self, name: str) -> None:
        """Remember that the user touched a field."""
        self.changed_names.add(name)
        self.edited.emit()

    def _leave(self, name: str) -> None:
        """Check a field the user changed, as soon as it is left."""
        if name in self.changed_names:
            self.judge(name)
