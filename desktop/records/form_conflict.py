"""A form saved over someone else's save: read theirs, ask field by field, save both as one."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from db.columns import Column, columns_of
from db.errors import Conflict
from db.record import Record
from desktop.records.merge_box import MergeBox
from desktop.records.reading import Shown, read_record
from desktop.tasks import Tasks

Values = Mapping[str, object]


def settle_conflict(
    tasks: Tasks,
    owner: QWidget,
    record: tuple[type[Record], Shown],
    trouble: Conflict,
    mine: Values,
    settled: Callable[[dict[str, object], Shown], None],
) -> None:
    """Call ``settled`` with the values of mine that stay, and the record as it is now.

    Where nothing differs nobody is asked; nothing is called when the user goes back.
    """
    model, was = record
    key = was.loaded.id

    def ask(now: Shown) -> None:
        if not trouble.fields:
            settled(dict(mine), now)
            return
        labels = {column.label: column for column in columns_of(model)}
        theirs = {label for label, column in labels.items() if _differs(column, was, now)}
        others = [label for label in labels if label in theirs and labels[label].name not in mine]
        theirs |= {label for label, column in labels.items() if column.shown.sealed}  # only masks are known
        box = MergeBox(trouble, set(trouble.fields) - theirs, others, owner)

        def merge(stays: set[str]) -> None:
            gone = {labels[label].name for label in set(trouble.fields) - stays}
            settled({name: value for name, value in mine.items() if name not in gone}, now)

        box.merged.connect(merge)
        box.open()

    tasks.read(owner, lambda session: read_record(session, model, key), ask)


def _differs(column: Column, was: Shown, now: Shown) -> bool:
    """Say whether the other one changed a field."""
    return bool(was.loaded.values.get(column.name) != now.loaded.values.get(column.name))
