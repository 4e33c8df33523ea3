"""What a sheet says its columns add up to, held against what its rows add up to as they are read."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from db.imports import MappedSheet, Rows, SheetKind
from db.intake.cells import Cells, Flaw, unit_of
from db.steps import Step, no_step
from db.values import FIGURES, Raw, is_missing, read
from desktop.excel.closing_rows import Closing
from desktop.excel.header_words import fold_line

_DIFFERS = "表中“{words}”写的是 {theirs}，各行相加是 {ours}，相差 {gap}：请核对有没有漏行、重行或填错的数"
_STRIDE = 500
"""Rows between two looks at 取消."""
_WHOLE = ("合计", "总计", "累计", "共计", "汇总", "总和", "总数", "total", "grandtotal")


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

    def add(self, values: Sequence[float]) -> None:
        """Count some more values."""
        if values:
            most = max(values)
            self.total += sum(values)
            self.most = most if self.count == 0 else max(self.most, most)
            self.count += len(values)

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

    def add(self, rows: Sequence[Sequence[Raw]]) -> None:
        """Count the figures of some rows."""
        place = self.place
        raws = [cells[place] for cells in rows if place < len(cells)]
        values = [raw for raw in raws if type(raw) is float]
        if len(values) < len(raws):
            others = (self.value(raw) for raw in raws if type(raw) is not float and raw != "")
            values += [value for value in others if value is not None]
        self.part.add(values)
        self.whole.add(values)

    def value(self, raw: Raw) -> float | None:
        """Return the figure of a cell, None when there is none."""
        if type(raw) is float:
            return raw
        if is_missing(raw) or isinstance(raw, bool):
            return None
        value = self.cells[raw]
        return None if type(value) is Flaw or value is None else value / self.scale


def differences(
    mapped: MappedSheet, kind: SheetKind, sums: Sequence[Closing], step: Step = no_step
) -> Iterator[Difference]:
    """Yield where a sheet's own sums are not what its rows come to; raises Cancelled through ``step``.

    小计 and “快手合计” are held against the rows since the sum before, 合计 against all rows above, or all
    there are when it stands at the top.
    """
    columns = list(_columns(mapped, kind))
    if not columns or not sums:
        return
    at_top: list[Closing] = []
    rows, done = mapped.sheet.rows, 0
    for closing in sums:
        until = bisect_left(rows, closing.number, key=itemgetter(0))
        _add(columns, rows, (done, until), step)
        done = max(done, until)
        yield from _held(columns, closing, at_top)
    _add(columns, rows, (done, len(rows)), step)
    for closing in at_top:
        for column in columns:
            yield from _compared(column, closing, [column.whole])


def _add(columns: Sequence[_Column], rows: Rows, between: tuple[int, int], step: Step) -> None:
    """Count the figures of the rows between two places."""
    for start in range(*between, _STRIDE):
        step(start, len(rows))
        some = [cells for _, cells in rows[start : min(start + _STRIDE, between[1])]]
        for column in columns:
            column.add(some)


def _held(columns: Sequence[_Column], closing: Closing, at_top: list[Closing]) -> Iterator[Difference]:
    """Compare one row of sums with the rows above it, and begin a new part."""
    if not any(column.whole.count for column in columns):
        at_top.append(closing)
        return
    is_whole = fold_line(closing.words).startswith(_WHOLE)
    for column in columns:
        parts = [column.whole, column.part] if is_whole else [column.part]
        yield from _compared(column, closing, parts)
        column.part = _Part()


def _compared(column: _Column, closing: Closing, parts: Sequence[_Part]) -> Iterator[Difference]:
    """Yield a difference when none of some parts comes to what is written."""
    theirs = column.value(closing.cells[column.place]) if column.place < len(closing.cells) else None
    if theirs is None or not parts[0].count:
        return
    tolerance = _half_unit(theirs) + 1e-9 * abs(theirs)
    if not any(part.explains(theirs, tolerance) for part in parts):
        yield Difference(closing.number, column.place, column.header, closing.words, theirs, parts[0].total)


def _columns(mapped: MappedSheet, kind: SheetKind) -> Iterator[_Column]:
    """Yield the columns of figures; a text like 1.2万 is read as the import reads it."""
    for place, name in mapped.mapping.items():
        if not name or kind.column(name).kind not in FIGURES:
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
