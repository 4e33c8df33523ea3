"""The lines of all sheets of an import, read column by column: values by column, faults by line."""

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple
from weakref import proxy

from db.imports import IGNORED, Checked, MappedSheet, Offer, Once, Problem, Severity
from db.imports.ties import place_of
from db.intake.cells import Cells, Flaw, Reader, held_short, kept_text, reader_for
from db.intake.columns import is_kept
from db.intake.telling import problem_of
from db.intake.years import with_day_order
from db.steps import Step
from db.values import Raw, folded, is_missing

STRIDE = 500
"""How many lines are worked on between two looks at 取消."""

_PERSONAL = re.compile(r"身份证|证件号|护照|银行|卡号|电话|手机|微信|住址|家庭")
NOT_TAKEN = "程序没有对应的字段，这一列没有导入"
NOT_STORED = "这一列是个人敏感信息，程序没有对应字段，未保存"


Row = tuple[int, Sequence[Raw]]
Divide = Callable[[Sequence[Raw]], list[Sequence[Raw]]]
"""Makes several lines of the cells of one that tells of several records."""
Choose = Callable[[str, MappedSheet, int], Reader | None]
"""Gives the reader of a column of a sheet, by its name and place; None for the usual one."""


class _Place(NamedTuple):
    """A column of a sheet that is read: where it stands, its name (or its header, when it is not known)."""

    at: int
    name: str
    is_known: bool
    cells: Cells


class Lines:
    """All lines of an import, counted from 0 over all sheets; ``columns[name][line]`` is a value or None."""

    def __init__(self, checked: Checked) -> None:
        self.checked: Checked = proxy(checked)  # it holds these: both would wait to be collected as garbage
        self.rows: list[int] = []
        self.columns: dict[str, list[Any]] = {}
        self.extras: dict[str, list[str | None]] = {}
        self.bad: set[int] = set()
        self.divided: set[int] = set()
        self._starts: list[int] = []
        self._nothing: list[Any] = []
        self._once: dict[Hashable, list[tuple[int, str, str]]] = {}

    def __len__(self) -> int:
        """Return how many lines there are, good or bad."""
        return len(self.rows)

    def read(
        self, choose: Choose, step: Step, divider: Callable[[MappedSheet], Divide] | None = None
    ) -> None:
        """Read every mapped column; ``choose`` gives a reader where reading by kind is not enough.

        ``divider`` gives what makes several lines of one that tells of several records.
        """
        total = sum(len(mapped.sheet.rows) for mapped in self.checked.sheets)
        done = 0
        for mapped in self.checked.sheets:
            self._starts.append(len(self))
            places = self._places(self._in_order(mapped), choose)
            divide = divider(mapped) if divider else None
            for start in range(0, len(mapped.sheet.rows), STRIDE):
                step(done + start, 2 * total)
                self._read_block(mapped, places, start, divide)
            done += len(mapped.sheet.rows)
        for column in chain(self.columns.values(), self.extras.values()):
            column.extend(repeat(None, len(self) - len(column)))
        self.checked.rows = len(self)

    def column(self, name: str) -> list[Any]:
        """Return the values of a column, None for each line when the sheets do not have it."""
        if name not in self.columns and len(self._nothing) != len(self):
            self._nothing = [None] * len(self)
        return self.columns.get(name, self._nothing)

    def good(self) -> Iterator[int]:
        """Yield the lines nothing is wrong with so far."""
        bad = self.bad
        return (line for line in range(len(self)) if line not in bad)

    def fail(self, line: int, name: str, reason: str, offers: tuple[Offer, ...] = ()) -> None:
        """Refuse a line because of one column (by name, or a word of its own); offer what would lift that."""
        self.bad.add(line)
        self._note(line, name, reason, Severity.ERROR, offers)

    def warn(self, line: int, name: str, reason: str) -> None:
        """Leave a remark on a line."""
        self._note(line, name, reason, Severity.WARNING)

    def warn_once(self, line: int, name: str, reason: str, about: Hashable) -> None:
        """Leave a remark on the first line, of those that deserve it, that is not refused in the end."""
        self._once.setdefault(about, []).append((line, name, reason))

    def tie(self, line: int, *signs: Hashable) -> None:
        """Note what a line is found by, or held against others by: those that share a sign go together."""
        self.checked.ties.tie(self._place(line), *signs)

    def where(self, line: int, seen_from: int) -> str:
        """Return how a line is called from another one: by its row, and by its sheet when that differs."""
        is_near = self.sheet_of(line).sheet.name == self.sheet_of(seen_from).sheet.name
        return f"第 {self.rows[line]} 行" if is_near else self.place(line)

    def place(self, line: int) -> str:
        """Return how a line is called from anywhere: by its row, and by its sheet when there are several."""
        row = f"第 {self.rows[line]} 行"
        return row if len(self.checked.sheets) == 1 else f"工作表“{self.sheet_of(line).sheet.name}”{row}"

    def sheet_of(self, line: int) -> MappedSheet:
        """Return the sheet a line stands in."""
        return self.checked.sheets[bisect_right(self._starts, line) - 1]

    def number_of(self, line: int) -> tuple[int, int]:
        """Return the number of the sheet a line stands in (0 = first) and its row."""
        return bisect_right(self._starts, line) - 1, self.rows[line]

    def unknown(self, line: int) -> dict[str, str]:
        """Return what a line says in columns the program does not know, by header."""
        return {header: text for header, column in self.extras.items() if (text := column[line])}

    def tell_unknown(self) -> None:
        """Leave a remark on each column of each sheet that is neither known nor kept."""
        for mapped in self.checked.sheets:
            for index, header in enumerate(mapped.sheet.header):
                if index not in mapped.mapping and header.strip() in self.extras:
                    self._tell_column(mapped, index, NOT_TAKEN)

    def finish(self) -> None:
        """Note which rows are refused, drop remarks on them, and put the rest in the order of rows."""
        for about, said in self._once.items():
            good = [one for one in said if one[0] not in self.bad]
            if good:
                self.warn(*min(good, key=itemgetter(0)))
            told = self.checked.problems[-1] if good else None
            self.checked.once[about] = Once(tuple(self._place(line) for line, _, _ in said), told)
        refused = {(self.sheet_of(line).sheet.name, self.rows[line]) for line in self.bad}
        self.checked.rejected = refused
        self.checked.rows = len(self) - len(self.bad) + len(refused)  # parts of a refused row count as one
        kept = self.checked.of_columns + [
            problem
            for problem in self.checked.problems
            if problem.severity is Severity.ERROR or (problem.sheet, problem.row) not in refused
        ]
        order = {mapped.sheet.name: at for at, mapped in enumerate(self.checked.sheets)}
        self.checked.problems = sorted(kept, key=lambda problem: (order[problem.sheet], problem.row))

    def _place(self, line: int) -> int:
        """Return the place of a line among all sheets."""
        return place_of(bisect_right(self._starts, line) - 1, self.rows[line])

    def _in_order(self, mapped: MappedSheet) -> MappedSheet:
        """Return a sheet that knows the order of day and month, and tell of one that was only seen."""
        ordered, told, place = with_day_order(mapped, self.checked.kind.columns, self.checked.wishes.allows)
        if told:
            self._tell_column(mapped, place, told)
        return ordered

    def _places(self, mapped: MappedSheet, choose: Choose) -> list[_Place]:
        """Return the columns of a sheet that are read."""
        places = []
        for index, header in enumerate(mapped.sheet.header):
            name, label = mapped.mapping.get(index), folded(header)
            if name == IGNORED or (name is None and not is_kept(label)):
                continue
            if name is not None:
                column, allowed = self.checked.kind.column(name), self.checked.wishes.allows
                own = choose(name, mapped, index)
                reader = held_short(own, column) if own else reader_for(column, mapped, index, allowed)
                places.append(_Place(index, name, True, Cells(reader)))  # noqa: FBT003
            elif _PERSONAL.search(label):
                self._tell_column(mapped, index, NOT_STORED)
            else:
                places.append(_Place(index, header.strip(), False, Cells(kept_text)))  # noqa: FBT003
        return places

    def _read_block(
        self, mapped: MappedSheet, places: list[_Place], start: int, divide: Divide | None
    ) -> None:
        """Read some hundred lines; those that say nothing in any known column are passed over."""
        known = [place.at for place in places if place.is_known]
        block = [
            (number, cells)
            for number, cells in mapped.sheet.rows[start : start + STRIDE]
            if any(at < len(cells) and not is_missing(cells[at]) for at in known)
        ]
        first = len(self)
        if divide is not None:
            block = self._parted(block, divide)
        self.rows += [number for number, _ in block]
        raws = list(zip_longest(*(cells for _, cells in block)))
        for at, name, is_known, cells in places:
            if at < len(raws):
                found = cells.read_all(raws[at])
                if cells.flawed:
                    found = self._judged(found, name, first)
                _keep(self.columns if is_known else self.extras, name, found, first)

    def _parted(self, block: list[Row], divide: Divide) -> list[Row]:
        """Return some rows, those that tell of several records once for each of them."""
        made: list[Row] = []
        for number, cells in block:
            if len(parts := divide(cells)) > 1:
                first = len(self) + len(made)
                self.divided.update(range(first, first + len(parts)))
            made += [(number, part) for part in parts]
        return made

    def _judged(self, found: list[Any], name: str, first: int) -> list[Any]:
        """Return the values of a column that has flaws, and tell of them."""
        for place, value in enumerate(found):
            if type(value) is Flaw:
                found[place] = value.value
                if value.refused:
                    self.fail(first + place, name, value.remark, value.offers)
                else:
                    self.warn(first + place, name, value.remark)
        return found

    def _note(
        self, line: int, name: str, reason: str, severity: Severity, offers: tuple[Offer, ...] = ()
    ) -> None:
        """Write a problem down with its sheet, row, header and value as written (masked when sealed)."""
        told = problem_of(self.checked.kind, self.sheet_of(line), self.rows[line], name, reason)
        self.checked.problems.append(replace(told, severity=severity, offers=offers))

    def _tell_column(self, mapped: MappedSheet, index: int, reason: str) -> None:
        """Leave a remark on a column, in its first row; it stays whatever becomes of that line."""
        row = mapped.sheet.rows[0][0] if mapped.sheet.rows else 0
        header = mapped.sheet.header[index]
        told = Problem(mapped.sheet.name, row, header, "", reason, Severity.WARNING, index)
        self.checked.of_columns.append(told)


def _keep(columns: dict[str, list[Any]], name: str, found: list[Any], first: int) -> None:
    """Add the values of a block; of two columns with one meaning the first that says something counts."""
    column = columns.setdefault(name, [])
    if len(column) > first:
        for line, value in enumerate(found, first):
            column[line] = value if column[line] is None else column[line]
    else:
        column.extend(repeat(None, first - len(column)))
        column += found
