"""What the rules say of a whole record while its form is filled: told as its fields are left."""

from collections.abc import Mapping

from db import checks
from db.errors import BadValue, BadValues
from db.record import Record
from desktop.records.field_grid import FieldGrid


class WholeCheck:
    """Checks the fields of a form against each other; faults a record came with are not told again."""

    def __init__(self, model: type[Record], grid: FieldGrid) -> None:
        self._model, self._grid = model, grid
        self._known: Mapping[str, object] = {}
        self._old: set[tuple[str, str]] | None = None
        self._told: set[str] = set()

    def begin(self, known: Mapping[str, object]) -> None:
        """Begin from the values a form was filled with."""
        self._known, self._old = known, None
        self._told.clear()

    def look(self) -> list[BadValue]:
        """Show each new fault at its field, take those away that are mended; return those of no field."""
        if self._old is None:
            self._old = {(fault.label, fault.reason) for fault in checks.check(self._model, self._known)}
        whole = dict(self._known) | self._grid.readable()
        new = [
            fault
            for fault in checks.check(self._model, whole)
            if (fault.label, fault.reason) not in self._old
        ]
        names = {editor.column.label: name for name, editor in self._grid.editors.items()}
        told = {names[fault.label]: fault.reason for fault in new if fault.label in names}
        for name in self._told - set(told):
            if name in self._grid.changed_names:
                self._grid.judge(name)
            else:
                self._grid.show_reason(name, "")
        for name, reason in told.items():
            if not self._unreadable(name):
                self._grid.show_reason(name, reason)
        self._told = set(told)
        return [fault for fault in new if fault.label not in names]

    def others(self, trouble: BadValues) -> list[BadValue]:
        """Return what is wrong with the fields that can be read: everything is told at once."""
        told = {fault.label for fault in trouble.problems}
        whole = dict(self._known) | self._grid.readable()
        return [fault for fault in checks.check(self._model, whole) if fault.label not in told]

    def _unreadable(self, name: str) -> bool:
        """Say whether a field holds what cannot be read: that is told already."""
        try:
            self._grid.editors[name].value()
        except BadValue:
            return True
        return False
