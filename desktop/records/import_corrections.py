"""What the user typed over the cells of an import, and the way back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.values import Raw
    from desktop.records.import_rechecks import SheetPlace


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell: row number and place of the column, what was typed over it before and now (None: nothing)."""

    row: int
    place: int
    before: str | None
    after: str | None


class _Correction(QUndoCommand):
    """One step that can be taken back: one cell, or many that held the same."""

    def __init__(self, text: str, put: Callable[[bool], None]) -> None:
        super().__init__(text)
        self._put = put

    def redo(self) -> None:
        """Type it."""
        self._put(True)  # noqa: FBT003 - forward

    def undo(self) -> None:
        """Take it back."""
        self._put(False)  # noqa: FBT003 - back


class Corrections(QObject):
    """``fixes`` by sheet: {row: {place: value}}. ``changed`` carries the sheet and the rows touched."""

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fixes: defaultdict[SheetPlace, dict[int, dict[int, Raw]]] = defaultdict(dict)
        self.stack = QUndoStack(self)

    def __len__(self) -> int:
        """Return how many cells are corrected."""
        return sum(len(cells) for rows in self.fixes.values() for cells in rows.values())

    def clear(self) -> None:
        """Forget everything: other files are looked at."""
        self.stack.clear()
        self.fixes.clear()

    def type_over(self, sheet: SheetPlace, rows: Sequence[int], place: int, value: str | None) -> None:
        """Type a value over the cells of a column in some rows; None brings back what the file holds."""
        fixes = self.fixes[sheet]
        cells = []
        for row in rows:
            before = fixes.get(row, {}).get(place)
            if before != value:
                cells.append(Typed(row, place, None if before is None else str(before), value))
        if cells:
            words = tr("修改 {count:,} 格").format(count=len(cells))
            self.stack.push(_Correction(words, lambda forward: self._put(sheet, cells, forward=forward)))

    def _put(self, sheet: SheetPlace, cells: Sequence[Typed], *, forward: bool) -> None:
        """Lay values over cells, or what lay there before."""
        fixes = self.fixes[sheet]
        for one in cells:
            value = one.after if forward else one.before
            if value is not None:
                fixes.setdefault(one.row, {})[one.place] = value
            elif one.row in fixes:
                fixes[one.row].pop(one.place, None)
                if not fixes[one.row]:
                    del fixes[one.row]
        self.changed.emit(sheet, {one.row for one in cells})
