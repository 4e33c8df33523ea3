"""Which lines of an import bear on each other: what has to be looked at again when one of them changes."""

from array import array
from collections.abc import Collection, Hashable
from itertools import compress

_ROW_BITS = 32
_AT_ONCE = 1 << 15
"""Signs looked through in one go: no other thread, and no window, moves meanwhile (3 ms)."""

Place = int
"""A line by the number of its sheet and its row, as one number: 200,000 of them take 1.6 MB."""


def place_of(sheet: int, row: int) -> Place:
    """Return the place of a row of a sheet (0 = first sheet)."""
    return sheet << _ROW_BITS | row


def sheet_and_row(place: Place) -> tuple[int, int]:
    """Return the number of the sheet and of the row a place stands for."""
    return place >> _ROW_BITS, place & ((1 << _ROW_BITS) - 1)


class Ties:
    """Signs by which lines find each other: an account and a start, an ID number, a record of the base.

    Only their hashes are kept, 16 bytes a sign: two signs of one hash tie more lines than needed.
    """

    def __init__(self) -> None:
        self.signs = array("q")
        self.places = array("Q")

    def __len__(self) -> int:
        """Return how many signs are kept."""
        return len(self.signs)

    def tie(self, place: Place, *signs: Hashable) -> None:
        """Give a line signs; lines that share one bear on each other."""
        for sign in signs:
            self.signs.append(hash(sign))
            self.places.append(place)

    def signs_of(self, places: Collection[Place]) -> set[int]:
        """Return the signs some lines bear."""
        return _chosen(self.signs, self.places, places)

    def bearing(self, signs: Collection[int]) -> set[Place]:
        """Return the lines that bear one of some signs."""
        return _chosen(self.places, self.signs, signs)

    def replaced(self, places: Collection[Place], other: "Ties") -> "Ties":
        """Return these ties without those of some lines, which are taken from elsewhere."""
        made = Ties()
        for ties, inside in ((self, False), (other, True)):
            chosen = [(place in places) is inside for place in ties.places]
            made.signs.extend(compress(ties.signs, chosen))
            made.places.extend(compress(ties.places, chosen))
        return made


def _chosen(values: "array[int]", marks: "array[int]", wanted: Collection[int]) -> set[int]:
    """Return the values whose mark is one of those wanted."""
    found: set[int] = set()
    for start in range(0, len(values), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found.update(compress(values[part], map(wanted.__contains__, marks[part])))
    return found
