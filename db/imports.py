"""Take sheets of people's workbooks in: what is handed over, what is found wrong, what was done.

Checking never writes; writing never guesses. Faults of lines are values; a fault of a file is raised.
What one kind of sheet needs lies in ``db.intake``; this module knows no columns.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from db.columns import Column
from db.engine import Session
from db.models import ImportBatch
from db.record import Fact, Record
from db.steps import Step, no_step
from db.trail import Changes, head, record, take_turn
from db.values import Raw
from db.values.file_names import told, writable

Rows = Sequence[tuple[int, Sequence[Raw]]]
"""(row number as the user sees it in the sheet, cells): short rows are taken as ending in empty cells."""

IGNORED = ""
"""The column name of a sheet column the user wants left out; one that is not mapped is kept as 附加信息."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook: its header and the rows below it, without title, totals and signatures."""

    name: str
    header: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """A sheet whose columns are known.

    ``mapping`` leads from the column's place (0 = first) to Column.name of the kind; ``factor`` is what plain
    numbers of money columns are multiplied by (“单位：万元” → 10000) unless header or cell say otherwise;
    ``year`` completes dates without one; ``as_of`` is the day the figures were read (None = today);
    ``month_end`` ends the month a sheet is named after: it completes days written alone (5日), and once it is
    over followers without a day are noted there. ``titles`` is what stands above the header, the sheet's
    name and the file's.
    """

    sheet: Sheet
    mapping: Mapping[int, str]
    factor: int = 1
    year: int | None = None
    as_of: date | None = None
    month_end: date | None = None
    titles: tuple[str, ...] = ()


_COUNTS = ("added", "updated", "unchanged", "rejected", "warnings")
_NAME_LENGTH = 200


class Severity(StrEnum):
    """Whether a line was refused or taken with a remark."""

    ERROR = "错误"
    WARNING = "警告"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell or line; ``value`` is as written, masked when the column is sealed."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    severity: Severity = Severity.ERROR


class Mode(StrEnum):
    """What to do with good lines; a line the mode leaves alone counts as unchanged."""

    ADD = "add"
    UPDATE = "update"
    UPSERT = "upsert"
    CHECK = "check"

    @property
    def label(self) -> str:
        """The mode as the wizard calls it."""
        return {"add": "新增", "update": "更新", "upsert": "新增或更新", "check": "仅校验"}[self.value]


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Where sheets come from: the file's bare name and the SHA-256 of its bytes in hex."""

    name: str
    hash: str = ""


@dataclass(slots=True)
class Checked:
    """Lines after checking. ``rejected`` are (sheet, row); what is ready in ``good`` is the kind's own."""

    kind: "SheetKind"
    sheets: tuple[MappedSheet, ...] = ()
    good: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    rejected: set[tuple[str, int]] = field(default_factory=set)
    stamp: int = 0
    lines: Any = None
    context: Any = None

    @property
    def accepted(self) -> int:
        """How many lines may be saved."""
        return self.rows - len(self.rejected)

    @property
    def warnings(self) -> int:
        """How many remarks good lines carry."""
        return sum(problem.severity is Severity.WARNING for problem in self.problems)


@dataclass(slots=True)
class Outcome:
    """What an import did, in lines: added + updated + unchanged + rejected = rows.

    ``new`` and ``known`` lines tell of records the base does not have and has.
    ``batch`` is None when nothing was written.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    new: int = 0
    known: int = 0
    batch: int | None = None

    def skipped(self, mode: Mode) -> int:
        """How many of the unchanged lines the mode left alone."""
        return {Mode.ADD: self.known, Mode.UPDATE: self.new}.get(mode, 0)

    def under(self, mode: Mode) -> "Outcome":
        """Return what a mode would make of what Mode.CHECK counted."""
        further = self.new - self.added  # lines of new records beyond the first: counted as updated
        done = {Mode.ADD: (self.added, further), Mode.UPDATE: (0, self.updated - further)}
        added, updated = done.get(mode, (self.added, self.updated))
        unchanged = self.unchanged + self.added + self.updated - added - updated
        return replace(self, added=added, updated=updated, unchanged=unchanged)


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet the program understands.

    ``columns`` are all it can take; those with ``shown.in_sheet`` make up the template and the export.
    ``ask`` holds headers whose meaning only the user knows → the column names they may stand for.
    A sheet has at least one column of each of ``anchors``, else it is about something else. ``lines`` gives
    the records as the sheet has them, for the export: keys are column names, and ``extra``; money in 分,
    durations in minutes, links as names, sealed columns masked unless ``full``. ``model`` is what the lines
    are records of.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    ask: Mapping[str, tuple[str, ...]]
    check: Callable[[Session, Checked, Step], None] = field(repr=False)
    save: Callable[[Session, Checked, Mode, int, Step], Outcome] = field(repr=False)
    lines: "Lines" = field(repr=False)
    model: type[Record] | type[Fact]
    anchors: tuple[tuple[str, ...], ...] = ()

    @property
    def template(self) -> tuple[Column, ...]:
        """The columns of the template and of the export, in this order."""
        return tuple(column for column in self.columns if column.shown.in_sheet)

    @property
    def keeps_extra(self) -> bool:
        """Whether its records have room for columns the program does not know (附加信息)."""
        return "extra" in self.model.model_fields

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError when the kind has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


class Lines(Protocol):
    """Yields the living records of a kind as lines of its sheet, or ``only`` those with some keys."""

    def __call__(
        self, session: Session, *, full: bool, only: frozenset[int] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield them in the order of their keys."""


def check_rows(
    session: Session, kind: SheetKind, sheets: Sequence[MappedSheet], step: Step = no_step
) -> Checked:
    """Read and check every line of the sheets against the rules and the database; writes nothing."""
    checked = Checked(kind, tuple(sheets), stamp=head(session).id)
    with collector_at_rest():
        kind.check(session, checked, step)
    return checked


def save_rows(
    session: Session, kind: SheetKind, checked: Checked, mode: Mode, source: FileInfo, step: Step = no_step
) -> Outcome:
    """Write the good lines as one batch in the caller's transaction (``database.write()``).

    When the base changed since the check, the lines are checked again first. Mode.CHECK only counts. Raises
    Cancelled through ``step``; the caller's transaction then undoes everything.
    """
    take_turn(session)
    if checked.stamp != head(session).id:
        checked = _checked_again(session, kind, checked, step)
    if mode is Mode.CHECK:
        return kind.save(session, checked, mode, 0, step)
    batch = ImportBatch(
        kind=kind.name,
        file_name=told(writable(source.name))[-_NAME_LENGTH:],
        file_hash=source.hash,
        mode=mode.value,
        by=session.info["user"],
        rows=checked.rows,
    )
    session.add(batch)
    session.flush()
    with collector_at_rest():
        outcome = kind.save(session, checked, mode, batch.id or 0, step)
    for name in _COUNTS:
        setattr(batch, name, getattr(outcome, name))
    if not outcome.added and not outcome.updated:
        session.delete(batch)
        session.flush()
        return outcome
    session.flush()
    outcome.batch = batch.id
    counts: Changes = {name: [None, getattr(outcome, name)] for name in _COUNTS}
    record(session, "导入", "import_batch", batch.id, counts)
    return outcome


def _checked_again(session: Session, kind: SheetKind, checked: Checked, step: Step) -> Checked:
    """Check the same lines against the base as it is now; what was shown before is brought up to date."""
    again = check_rows(session, kind, checked.sheets, step)
    for one in fields(Checked):
        setattr(checked, one.name, getattr(again, one.name))
    return checked


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from walking through rows that hold no cycles: a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
