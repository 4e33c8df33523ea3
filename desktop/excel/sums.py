"""What a sheet says its columns add up to, held against what its rows add up to as they are read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from db.imports import MappedSheet, SheetKind
from db.intake.cells import Cells, Flaw, unit_of
from db.values import Kind, Raw, is_missing, read
from desktop.excel.closing_rows import Closing
from desktop.excel.data_rows import Row

_SUMMED = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.CREDIT})
_DIFFERS = "表中“{words}”写的是 {theirs}，各行相加是 {ours}，相差 {gap}：请核对有没有漏行、重行或填错的数"
_WHOLE = ("合计", "总计", "累计")


@dataclass(frozen=True, slots=True)
class Difference:
    """A sum the sheet gives that its rows do not come to; figures in the unit of the sheet."""

    row: int
    place: int
    header: str
    words: str
    theirs: float
    ours: float

    @property
    def theirs_shown(self) -> str:
        """The sum as the sheet gives it."""
        return _shown(self.theirs)

    @property
    def sentence(self) -> str:
        """What is told to the user, with both figures."""
        figures = {"theirs": self.theirs, "ours": self.ours, "gap": abs(self.theirs - self.ours)}
        return _DIFFERS.format(words=self.words, **{name: _shown(one) for name, one in figures.items()})


@dataclass(slots=True)
class _Part:
    """Some rows of one column: sum, largest value, how many."""

    total: float = 0
    most: float = 0
    count: int = 0

    def add(self, value: float) -> None:
        """Count one more value."""
        self.total += value
        self.most = value if self.count == 0 else max(self.most, value)
        self.count += 1

    def explains(self, theirs: float, tolerance: float) -> bool:
        """Tell whether a figure may be the sum; of 最高在线 and the like it is the largest or the mean."""
        mean = self.total / self.count if self.count else 0
        return any(abs(theirs - one) <= tolerance for one in (self.total, self.most, mean))


@dataclass(slots=True)
class _Column:
    """One column that is added up, in the unit of the sheet."""

    place: int
    header: str
    scale: float
    cells: Cells
    part: _Part = field(default_factory=_Part)
    whole: _Part = field(default_factory=_Part)

    def value(self, cells: Sequence[Raw]) -> float | None:
        """Return the figure of a row, None when there is none."""
        raw = cells[self.place] if self.place < len(cells) else None
        if type(raw) is float:
            return raw
        if is_missing(raw) or isinstance(raw, bool):
            return None
        value = self.cells[raw]
        return None if type(value) is Flaw or value is None else value / self.scale


def differences(
    mapped: MappedSheet, kind: SheetKind, rows: Iterable[Row], sums: Sequence[Closing]
) -> Iterator[Difference]:
    """Yield where a sheet's own sums are not what its rows come to; ``rows`` are those of data.

    小计 and “快手合计” are held against the rows since the sum before, 合计 against all rows above, or all
    there are when it stands at the top.
    """
    columns = list(_columns(mapped, kind))
    if not columns or not sums:
        return
    at_top: list[Closing] = []
    waiting = list(sums)
    for number, cells in rows:
        while waiting and waiting[0].number < number:
            yield from _held(columns, waiting.pop(0), at_top)
        for column in columns:
            if (value := column.value(cells)) is not None:
                column.part.add(value)
                column.whole.add(value)
    for closing in waiting:
        yield from _held(columns, closing, at_top)
    for closing in at_top:
        for column in columns:
            yield from _compared(column, closing, [column.whole])


def _held(columns: Sequence[_Column], closing: Closing, at_top: list[Closing]) -> Iterator[Difference]:
    """Compare one row of sums with the rows above it, and begin a new part."""
    if not any(column.whole.count for column in columns):
        at_top.append(closing)
        return
    is_whole = closing.words.startswith(_WHOLE)
    for column in columns:
        parts = [column.whole, column.part] if is_whole else [column.part]
        yield from _compared(column, closing, parts)
        column.part = _Part()


def _compared(column: _Column, closing: Closing, parts: Sequence[_Part]) -> Iterator[Difference]:
    """Yield a difference when none of some parts comes to what is written."""
    theirs = column.value(closing.cells)
    if theirs is None or not parts[0].count:
        return
    tolerance = _half_unit(theirs) + 1e-9 * abs(theirs)
    if not any(part.explains(theirs, tolerance) for part in parts):
        yield Difference(closing.number, column.place, column.header, closing.words, theirs, parts[0].total)


def _columns(mapped: MappedSheet, kind: SheetKind) -> Iterator[_Column]:
    """Yield the columns of figures; a text like 1.2万 is read as the import reads it."""
    for place, name in mapped.mapping.items():
        if not name or kind.column(name).kind not in _SUMMED:
            continue
        column = kind.column(name)
        reader = partial(read, column.kind, unit=unit_of(column, mapped, place))
        one = reader(1.0)[0]
        if one:
            yield _Column(place, mapped.sheet.header[place], one, Cells(reader))


def _half_unit(figure: float) -> float:
    """Return half of the last place a figure is written with: it may have been rounded so."""
    decimals = len(f"{figure:.6f}".rstrip("0").partition(".")[2])
    return 0.5 * 10.0**-decimals


def _shown(figure: float) -> str:
    """Return a figure without needless zeros: 1,234.5."""
    return f"{figure:,.4f}".rstrip("0").rstrip(".")
