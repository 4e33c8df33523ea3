"""The rows below a header, without the lines that close a table, merged cells filled down."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from db.on_demand import OnDemand
from db.values import Raw
from desktop.excel.book import RawSheet, Rows

Row = tuple[int, Sequence[Raw]]


class DataRows(OnDemand[Row]):
    """A view on the rows of a sheet from one place on; nothing is copied.

    ``given`` are cells every row has besides its own, from the column of that number on.
    """

    def __init__(
        self,
        rows: Rows,
        start: int,
        skipped: Iterable[int],
        merged: "Merged",
        given: tuple[int, Sequence[Raw]],
    ) -> None:
        left_out = frozenset(skipped)
        self._width, self._given = given
        self._rows = rows
        self._merged = merged
        self._places = array("L", (place for place in range(start, len(rows)) if place not in left_out))

    def __len__(self) -> int:
        """Return how many rows of data there are."""
        return len(self._places)

    def item(self, place: int) -> Row:
        """Return a row."""
        return self._row(self._places[place])

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows from the top."""
        for place in self._places:
            yield self._row(place)

    def _row(self, place: int) -> Row:
        """Return a row with its merged cells filled and what is given for all."""
        row = self._merged.fill(self._rows[place])
        if not self._given:
            return row
        number, cells = row
        own = list(cells[: self._width])
        return number, [*own, *[""] * (self._width - len(own)), *self._given]


class Merged:
    """Cells merged downwards: their one value holds for every row they cover.

    Only the columns named are filled; a figure in merged cells is one figure and must not be counted twice.
    """

    def __init__(self, sheet: RawSheet, columns: Iterable[int], first_row: int) -> None:
        wanted = set(columns)
        places = [
            place
            for place in sheet.merged
            if place[0] >= first_row and place[2] > place[0] and place[1] in wanted
        ]
        values = _top_values(sheet, {place[0] for place in places}) if places else {}
        self._columns: dict[int, list[tuple[int, int, Raw]]] = {}
        for top, left, bottom, _ in sorted(places):
            row = values.get(top, ())
            if left < len(row):
                self._columns.setdefault(left, []).append((top, bottom, row[left]))

    def fill(self, row: Row) -> Row:
        """Return the row with its merged cells filled."""
        if not self._columns:
            return row
        number, cells = row
        filled = list(cells)
        for column, spans in self._columns.items():
            if column < len(filled) and filled[column] in ("", None):
                place = bisect_right(spans, number, key=lambda span: span[0]) - 1
                if place >= 0 and number <= spans[place][1]:
                    filled[column] = spans[place][2]
        return number, filled


def _top_values(sheet: RawSheet, numbers: set[int]) -> dict[int, Sequence[Raw]]:
    """Return the rows in which merged cells begin."""
    return {number: cells for number, cells in sheet.rows if number in numbers}


def across(sheet: RawSheet, row: Row) -> list[Raw]:
    """Return the cells of a header row with cells merged sideways filled."""
    number, cells = row
    filled = list(cells)
    for top, left, _, right in sheet.merged:
        if top == number and left < len(filled):
            last = min(right + 1, len(filled))
            filled[left:last] = [filled[left]] * (last - left)
    return filled
