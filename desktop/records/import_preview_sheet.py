"""One sheet of an import as the grid shows it: rows as corrected, verdicts, what a filter lets through."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING

from db.imports import IGNORED, Severity
from db.imports.corrected import CorrectedRows
from db.intake.telling import masked_number, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence

    from db.columns import Column
    from db.imports import MappedSheet, Problem, Rows, SheetKind
    from db.imports.corrected import Fixes, Row
    from db.values import Raw
    from desktop.records.import_rechecks import Seen

_KEPT = 400


class Filter(Enum):
    """Which rows are shown."""

    ALL = "全部行"
    PROBLEMS = "有问题的行"
    ERRORS = "错误行"
    WARNINGS = "警告行"
    TYPED = "改过的行"


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column of the sheet: its place, its header, and what it is taken in as (None: kept as 附加信息)."""

    place: int
    header: str
    field: Column | None

    @property
    def is_sealed(self) -> bool:
        """Whether its cells are shown masked."""
        return self.field is not None and self.field.shown.sealed


class PreviewSheet:
    """The rows of a sheet; ``fixes`` are shared with whoever takes corrections."""

    def __init__(
        self,
        kind: SheetKind,
        mapped: MappedSheet,
        fixes: MutableMapping[int, dict[int, Raw]],
    ) -> None:
        self.name = mapped.sheet.name
        self.fixes = fixes
        self.problems: Mapping[int, Sequence[Problem]] = {}
        self.is_checked = False
        self.columns = tuple(_columns(kind, mapped))
        self.numbers: Sequence[int] | None = None
        self.heads: Mapping[int, str] = {}
        self.notes: Sequence[str] = ()
        self._rows = mapped.sheet.rows
        self._cache: dict[int, Row] = {}

    def take(self, known: Seen) -> None:
        """Take what was found in its file; what is said of whole columns stands at their heads."""
        self.problems, self.is_checked = known.problems.get(self.name, {}), True
        self.notes = [words for sheet, words in known.notes if sheet == self.name]
        of_columns = known.taken.checked.of_columns
        mine = [one for one in of_columns if one.sheet == self.name]
        self.heads = {one.place: one.reason for one in mine if one.place is not None}

    def __len__(self) -> int:
        """Return how many rows the filter lets through."""
        return len(self._rows) if self.numbers is None else len(self.numbers)

    @property
    def total(self) -> int:
        """How many rows the sheet has."""
        return len(self._rows)

    def row(self, index: int) -> Row:
        """Return a shown row as it lies in the file: its number and its cells."""
        if index not in self._cache:
            if len(self._cache) > _KEPT:
                self._cache.clear()
            at = index if self.numbers is None else self._at(self.numbers[index])
            self._cache[index] = self._rows[at]
        return self._cache[index]

    def raw(self, index: int, place: int) -> Raw:
        """Return a cell as corrected."""
        number, cells = self.row(index)
        fixes = self.fixes.get(number)
        if fixes and place in fixes:
            return fixes[place]
        return cells[place] if place < len(cells) else ""

    def original(self, number: int, place: int) -> Raw:
        """Return a cell of a row (by its number) as it lies in the file."""
        cells = self._rows[self._at(number)][1]
        return cells[place] if place < len(cells) else ""

    def all_rows(self, fixes: Fixes) -> Rows:
        """Return all rows with what was typed over them, to be gone through elsewhere."""
        return CorrectedRows(self._rows, fixes)

    def is_typed(self, number: int, place: int) -> bool:
        """Say whether a cell was corrected."""
        return place in self.fixes.get(number, ())

    def words(self, index: int, column: PreviewColumn) -> str:
        """Return a cell as it is shown: sealed ones masked but for their end."""
        text = shown(self.raw(index, column.place))
        return masked_number(text) if column.is_sealed else text

    def told(self, number: int, place: int | None = None) -> list[Problem]:
        """Return what is said of a row, or of one of its cells."""
        found = self.problems.get(number, ())
        return [one for one in found if place is None or one.place == place]

    def problem_beside(self, number: int, place: int | None = None, *, forward: bool) -> int | None:
        """Return the next column of a row something is said of, or the one before; None for none."""
        places = [one.place for one in self.told(number) if one.place is not None]
        if place is not None:
            places = [one for one in places if (one > place if forward else one < place)]
        return (min if forward else max)(places, default=None)

    def verdict(self, number: int, place: int | None = None) -> Severity | None:
        """Return the verdict of a row or of a cell; None for a good one."""
        return next((one.severity for one in self.told(number, place)), None)

    def let_through(self, which: Filter) -> None:
        """Show some of the rows."""
        first, last = (self._rows[0][0], self._rows[-1][0]) if self.total else (0, 0)
        wanted: dict[Filter, Callable[[], Iterable[int]]] = {
            Filter.PROBLEMS: lambda: self.problems,
            Filter.ERRORS: lambda: self._of(Severity.ERROR),
            Filter.WARNINGS: lambda: self._of(Severity.WARNING),
            Filter.TYPED: lambda: self.fixes,
        }
        rows = wanted[which]() if which in wanted else None
        self.numbers = None if rows is None else sorted(one for one in rows if first <= one <= last)
        self._cache.clear()

    def count(self, severity: Severity) -> int:
        """Return how many rows have this verdict."""
        return len(self._of(severity))

    def place_of(self, number: int) -> int | None:
        """Return where a row (by its number) stands among those shown."""
        if self.numbers is None:
            at = self._at(number)
            return at if at < self.total and self._rows[at][0] == number else None
        at = bisect_left(self.numbers, number)
        return at if at < len(self.numbers) and self.numbers[at] == number else None

    def next_problem(self, number: int, *, forward: bool) -> int | None:
        """Return the number of the next row shown that has a problem, round the end; None for none."""
        rows = sorted(self.problems)
        rows = [one for one in rows if self.place_of(one) is not None] if self.numbers is not None else rows
        if not rows:
            return None
        if forward:
            return next((one for one in rows if one > number), rows[0])
        return next((one for one in reversed(rows) if one < number), rows[-1])

    def _of(self, severity: Severity) -> list[int]:
        """Return the rows of one verdict: a row with an error is one of error, whatever else is said."""
        return [number for number, told in self.problems.items() if told and told[0].severity is severity]

    def _at(self, number: int) -> int:
        """Return where a row stands in the sheet: where no row above is left out, it is just so far down."""
        guess = number - self._rows[0][0] if self.total else 0
        if 0 <= guess < self.total and self._rows[guess][0] == number:
            return guess
        return bisect_left(self._rows, number, key=itemgetter(0))


def _columns(kind: SheetKind, mapped: MappedSheet) -> list[PreviewColumn]:
    """Return the columns that are taken in, as they stand in the sheet."""
    made = []
    for place, header in enumerate(mapped.sheet.header):
        name = mapped.mapping.get(place)
        if name != IGNORED and header.strip():
            made.append(PreviewColumn(place, header.strip(), kind.column(name) if name else None))
    return made
