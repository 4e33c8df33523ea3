"""What a problem of a line says: where it stands, and what is written there, personal numbers masked."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from db.errors import BadValue
from db.imports import MappedSheet, Problem, SheetKind
from db.secrets import normalise
from db.values import Kind, Raw, is_missing, read_text

_SHOWN = 60
_TAIL = 4
_NEAR = 3
"""Places where a row is looked for before all rows are searched for it."""
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
"""What reads like an ID number or a mobile: people write them into the wrong column."""
_CODES = ("code", "account_no", "live_no", "nickname")
_BY_PLATFORM = {"account_no": ".no", "nickname": ".nickname", "followers": ".followers"}


def problem_of(kind: SheetKind, mapped: MappedSheet, row: int, name: str, reason: str) -> Problem:
    """Return the problem of a row with one column (by name, or a word of its own)."""
    cells = cells_of(mapped, row)
    place = _place_of(mapped, name, cells)
    if place is None:
        column = next((one for one in kind.columns if one.name == name), None)
        return Problem(mapped.sheet.name, row, column.label if column else name, "", reason)
    value = shown(cells[place]) if place < len(cells) else ""
    column = kind.column(name)
    if column.shown.sealed:
        value = masked_number(value)
    elif column.kind is Kind.TEXT and name not in _CODES:
        value = _NUMBERS.sub(lambda found: masked_number(found[0]), value)
    return Problem(mapped.sheet.name, row, mapped.sheet.header[place].strip(), value, reason, place=place)


def cells_of(mapped: MappedSheet, row: int) -> Sequence[Raw]:
    """Return the cells of a row by its number.

    Few rows of a sheet are empty: the place is the number less those above the first, or a little before it.
    """
    rows = mapped.sheet.rows
    place = max(0, min(row - rows[0][0], len(rows) - 1))
    for _ in range(_NEAR):
        number, cells = rows[place]
        if number == row:
            return cells
        place = max(0, min(place - number + row, len(rows) - 1))
    return rows[bisect_left(rows, row, key=itemgetter(0))][1]


def _place_of(mapped: MappedSheet, name: str, cells: Sequence[Raw]) -> int | None:
    """Return where the column of a problem stands; an account may stand in one headed by a platform."""
    places = [at for at, known in mapped.mapping.items() if known == name]
    if not places and name in _BY_PLATFORM:
        places = [at for at, known in mapped.mapping.items() if known.endswith(_BY_PLATFORM[name])]
    filled = [at for at in places if at < len(cells) and not is_missing(cells[at])]
    return next(iter(filled or places), None)


def masked_number(text: str) -> str:
    """Return a personal number with only its last four signs in clear; of 3.71E+17 they tell nothing.

    It stays as long as the number itself, without the spaces in between: too few digits are seen.
    """
    bare = normalise(text)
    tail = bare[-_TAIL:]
    return (tail if tail.isalnum() else "").rjust(len(bare), "*")


def shown(raw: Raw) -> str:
    """Return a cell as a problem quotes it: one line, not too long, whatever is in it."""
    try:
        text = read_text(raw)
    except BadValue:
        text = str(raw).encode(errors="replace").decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
