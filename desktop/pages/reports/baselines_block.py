"""Where the cells of a block from a spreadsheet belong in the grid of 历史数据.

A block whose lines begin with indicators lands by their names, and by the months above where there are any;
every other block lands as it stands, from the cell chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.errors import BadValue
from db.queries.baseline_grid import MONTHS, ROWS, GridRow
from db.values import brief, folded
from db.values.months import read_month

YTD = "1月至本月累计"
"""Stands behind the name of an indicator for its years so far."""
_YTD_ENDINGS = (f",{YTD}", YTD, f"({YTD})", ",累计", "累计", "(累计)")
Place = tuple[int, int]
"""Row and column of the grid."""


@dataclass(frozen=True, slots=True)
class Block:
    """Texts by their places, and the lines whose indicator is none of the grid's."""

    texts: dict[Place, str]
    unmatched: tuple[str, ...] = ()


def label_of(row: GridRow) -> str:
    """Return what stands before a line of the grid: code, name, unit."""
    ytd = f"，{YTD}" if row.is_ytd else ""
    unit = f"（{row.entry.unit}）" if row.entry.unit else ""
    return f"{row.entry.code} {row.entry.name}{ytd}{unit}"


def placed(text: str, year: int, chosen: Place) -> Block:
    """Return where the cells of a copied text belong in the grid of a year."""
    lines = [line.split("\t") for line in text.replace("\r", "").removesuffix("\n").split("\n")]
    rows = [_LABELS.get(folded(line[0])) for line in lines]
    return (
        _named(lines, rows, year, chosen)
        if any(row is not None for row in rows)
        else _as_it_stands(lines, chosen)
    )


def _as_it_stands(lines: Sequence[Sequence[str]], chosen: Place) -> Block:
    """Return a block from the cell chosen on, as far as the grid goes."""
    top, left = chosen
    return Block(
        {
            (top + down, left + across): word
            for down, line in enumerate(lines[: len(ROWS) - top])
            for across, word in enumerate(line[: MONTHS - left])
        }
    )


def _named(lines: Sequence[Sequence[str]], rows: Sequence[int | None], year: int, chosen: Place) -> Block:
    """Return a block by the indicators its lines begin with, and by the months that head it."""
    first = next(number for number, row in enumerate(rows) if row is not None)
    heads = [months for line in lines[:first] if (months := _months(line, year))]
    columns = heads[-1] if heads else {at: chosen[1] + at - 1 for at in range(1, MONTHS - chosen[1] + 1)}
    texts: dict[Place, str] = {}
    unmatched: list[str] = []
    for line, row in list(zip(lines, rows, strict=True))[first:]:
        if row is None:
            unmatched += [brief(line[0].strip())] if line[0].strip() else []
            continue
        texts |= {(row, column): line[at] for at, column in columns.items() if at < len(line)}
    return Block(texts, tuple(unmatched))


def _months(line: Sequence[str], year: int) -> dict[int, int]:
    """Return the column of the grid for each cell of a line that names a month of the year."""
    found = {}
    for at, word in enumerate(line[1:], 1):
        try:
            month, _remark = read_month(word, year)
        except BadValue:
            continue
        if month // 100 == year:
            found[at] = month % 100 - 1
    return found


def _labels() -> dict[str, int]:
    """Return the number of a line of the grid by each way to call it."""
    found: dict[str, int] = {}
    for number, row in enumerate(ROWS):
        unit = f"({row.entry.unit})" if row.entry.unit else ""
        for stem in (row.entry.code, row.entry.name, f"{row.entry.code}{row.entry.name}"):
            for ending in _YTD_ENDINGS if row.is_ytd else ("",):
                for label in (f"{stem}{ending}", f"{stem}{ending}{unit}", f"{stem}{unit}{ending}"):
                    found.setdefault(folded(label), number)
    return found


_LABELS = _labels()
