"""What the lines of a declared kind change of known records, to be shown before it is written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db.columns import Column, columns_of
from db.engine import Session
from db.imports import Checked
from db.intake.changes import Changes, new_word
from db.intake.declared_items import Declared, Item, New
from db.queries.lists import masked
from db.secrets import tail
from db.store.words import word_of

EXTRA = "附加信息"

Field = tuple[int, Any, Any]


def tell(kind: Declared, session: Session, checked: Checked, items: Iterable[Item]) -> Changes:
    """Return the changed fields of known items; those typed by hand since an import are conflicts."""
    sheets = [mapped.sheet.name for mapped in checked.sheets]
    found, teller = Changes(sheets), Teller(kind, checked)
    for item in items:
        line = checked.lines.number_of(item.lines[0])
        code = str((item.known or {}).get("code", ""))
        stay = {name: value for name, value in item.changes.items() if name in item.held}
        others = {name: value for name, value in item.changes.items() if name not in item.held}
        found.add(line, code, teller.fields(found, item, stay), is_conflict=True)
        found.add(line, code, teller.fields(found, item, others))
    return found.close(session)


class Teller:
    """How the fields of one kind are called in its sheets, and their values told."""

    def __init__(self, kind: Declared, checked: Checked) -> None:
        labels = {one.name: one.label for one in checked.kind.columns}
        self._shown: dict[str, tuple[str, Column]] = {
            one.name: (labels.get(one.name, one.label), one) for one in columns_of(kind.model)
        }

    def fields(self, found: Changes, item: Item, changes: Mapping[str, Any]) -> Iterator[Field]:
        """Yield the label, old and new word of each changed field people see."""
        row = item.known or {}
        for name, value in changes.items():
            if name == "extra":
                yield (found.label(EXTRA), *extra_words(row.get(name) or {}, value))
            elif name in self._shown:
                label, shown = self._shown[name]
                if shown.shown.sealed:
                    old = masked(shown, row.get(f"{name}_tail"))
                    yield found.label(label), old, masked(shown, value and tail(value))
                else:
                    new = new_word(_called(value)) if type(value) is New else word_of(value)
                    yield found.label(label, shown), word_of(row.get(name)), new


def _called(new: New) -> str:
    """Return what a record that is added with the lines will be called."""
    return str(new.values.get("name") or new.values.get("title") or next(iter(new.values.values())))


def extra_words(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the further columns that differ, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    old = "；".join(f"{name}：{before[name]}" for name in names if name in before)
    return old or None, "；".join(f"{name}：{after[name]}" for name in names)
