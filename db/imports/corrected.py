"""Sheets as the user corrected them before the import: values typed over cells; the file stays as it is."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from db.imports.sheets import MappedSheet, Rows
from db.on_demand import OnDemand
from db.values import Raw

Fixes = Mapping[int, Mapping[int, Raw]]
"""What was typed over cells: {row number: {place of the column: value}}."""
Row = tuple[int, Sequence[Raw]]

_SPARSE = 20
"""One row in so many is looked for by its number; more of them are met faster on the way through all."""


class CorrectedRows(OnDemand[Row]):
    """The rows of a sheet with some cells replaced; nothing else is copied."""

    def __init__(self, rows: Rows, fixes: Fixes) -> None:
        self._rows = rows
        self._fixes = {row: dict(cells) for row, cells in fixes.items() if cells}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def item(self, place: int) -> Row:
        """Return a row."""
        return self._with_fixes(self._rows[place])

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows from the top."""
        return map(self._with_fixes, self._rows)

    def _with_fixes(self, row: Row) -> Row:
        """Return a row with what was typed over its cells."""
        fixes = self._fixes.get(row[0])
        if not fixes:
            return row
        cells = list(row[1])
        cells += [""] * (max(fixes) + 1 - len(cells))
        for place, value in fixes.items():
            cells[place] = value
        return row[0], cells


def corrected(mapped: MappedSheet, fixes: Fixes) -> MappedSheet:
    """Return a sheet with values typed over its cells."""
    if not any(fixes.values()):
        return mapped
    return replace(mapped, sheet=replace(mapped.sheet, rows=CorrectedRows(mapped.sheet.rows, fixes)))


def part_of(mapped: MappedSheet, numbers: Collection[int]) -> MappedSheet:
    """Return a sheet with some of its rows only, by their numbers; what all of them tell is still known."""
    whole = mapped.sheet.all_rows
    return replace(mapped, sheet=replace(mapped.sheet, rows=rows_at(whole, numbers), whole=whole))


def rows_at(rows: Rows, numbers: Collection[int]) -> list[Row]:
    """Return the rows with these numbers, from the top; a number no row has is passed over."""
    if len(numbers) * _SPARSE > len(rows):
        return [row for row in rows if row[0] in numbers]
    found = []
    for number in sorted(numbers):
        at = bisect_left(rows, number, key=itemgetter(0))
        if at < len(rows) and rows[at][0] == number:
            found.append(rows[at])
    return found
