"""Which cells of known records are empty on purpose: asked only when the user wants them to empty fields.

Only a cell with nothing in it counts: a dash, 无 or #N/A may stand for anything, and a masked number for the
number itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from db.columns import columns_of
from db.imports import Checked, MappedSheet
from db.intake.telling import cells_of
from db.queries.tables import table_of
from db.record import Record
from db.values import Raw

if TYPE_CHECKING:
    from db.intake.lines import Lines

Places = dict[str, list[int]]
"""Name of a field → the places of the columns that tell of it."""
_NEVER = frozenset({"roles"})
"""Fields other sheets fill in too: an empty cell of one says nothing of them."""


class Blanks:
    """The fields that lines leave empty although their sheet has a column for them."""

    def __init__(
        self,
        checked: Checked,
        model: type[Record],
        *,
        but: Iterable[str] = (),
        called: Mapping[str, str] | None = None,
    ) -> None:
        """Leave out the fields in ``but``; ``called`` gives columns → fields where they differ in name."""
        self._lines: Lines = checked.lines
        self._called = called
        self._asked = checked.wishes.erases
        nullable = {one.name for one in columns_of(model) if table_of(model).c[one.name].nullable}
        required = {one.name for one in columns_of(model) if one.required}
        self._fields = nullable - required - _NEVER - set(but)
        self._places: dict[int, Places] = {}

    def of(self, lines: Sequence[int]) -> Iterator[str]:
        """Yield the fields that may be emptied and that none of these lines says anything of."""
        if not self._asked:
            return
        empty: dict[str, None] | None = None
        for line in lines:
            mapped = self._lines.sheet_of(line)
            cells = cells_of(mapped, self._lines.rows[line])
            places = self._of_sheet(mapped)
            here = [name for name, at in places.items() if all(is_blank(cells, one) for one in at)]
            empty = dict.fromkeys(name for name in here if empty is None or name in empty)
        yield from empty or ()

    def _of_sheet(self, mapped: MappedSheet) -> Places:
        """Return where the fields that may be emptied stand in a sheet; a link with all that tells of it."""
        if (known := self._places.get(id(mapped))) is None:
            known = self._places[id(mapped)] = defaultdict(list)
            for at, name in mapped.mapping.items():
                field = name.partition(".")[0] if self._called is None else self._called.get(name)
                if field in self._fields:
                    known[field].append(at)
        return known


def is_blank(cells: Sequence[Raw], at: int) -> bool:
    """Say whether a cell has nothing in it, or only spaces."""
    raw = cells[at] if at < len(cells) else None
    return raw is None or (isinstance(raw, str) and not raw.strip())
