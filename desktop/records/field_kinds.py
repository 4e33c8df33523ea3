"""Which input suits a column, and in which order a form shows its columns."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from db.columns import Column
from db.record import Record
from db.values import Kind
from desktop.records.choice_editors import ChoiceEditor, LongTextEditor, YesNoEditor
from desktop.records.editors import DateEditor, Editor, LineEditor, SealedEditor
from desktop.records.link_editor import LinkEditor
from desktop.records.split_editor import SplitEditor
from desktop.records.words_editor import WordsEditor
from desktop.tasks import Tasks


def editor_for(column: Column, tasks: Tasks, parent: QWidget | None = None) -> Editor:
    """Return the input that suits a column."""
    target = column.shown.refers_to
    if target is not None and issubclass(target, Record):
        return LinkEditor(column, target, tasks, parent)
    if column.choices is not None and column.kind is Kind.WORDS:
        return WordsEditor(column, column.choices, parent)
    if column.choices is not None:
        return ChoiceEditor(column, column.choices, parent)
    if column.shown.sealed:
        return SealedEditor(column, parent)
    simple: dict[Kind, Callable[[Column, QWidget | None], Editor]] = {
        Kind.LONG_TEXT: LongTextEditor,
        Kind.DATE: DateEditor,
        Kind.YESNO: YesNoEditor,
        Kind.SPLIT: SplitEditor,
    }
    return simple.get(column.kind, LineEditor)(column, parent)


def in_sections(columns: Iterable[Column]) -> list[Column]:
    """Return columns with those of one section together, sections in the order they first appear."""
    found = list(columns)
    order = list(dict.fromkeys(column.shown.section for column in found))
    return sorted(found, key=lambda column: order.index(column.shown.section))
