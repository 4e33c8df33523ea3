"""Check an import again after some of its lines were corrected: those lines, and those that bear on them.

The answer is the one a check of all lines would give, and costs what the few lines cost. It is for looking
at: a save checks all lines once more.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.engine import Session
from db.imports import COUNTS, STALE, Checked, Line, MappedSheet, Mode, Once, Outcome, check_rows
from db.imports.amended import amended
from db.imports.corrected import part_of, rows_at
from db.imports.ties import Place, Ties, place_of, sheet_and_row
from db.intake.cells import unit_of
from db.intake.years import only_year, with_day_order
from db.steps import Step, no_step
from db.values import Kind, Raw

_MOST = 3
"""Where more than one line in so many bears on the change, all are checked."""
_FEW = 200
"""Files so short are checked whole: it takes no longer."""
_SUMS = tuple(name for name in (*COUNTS, "new", "known") if name not in ("rejected", "warnings"))
_DAYS = (Kind.DATE, Kind.MONTH, Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What is known of an import after a correction; ``lines`` were looked at (None: all)."""

    checked: Checked
    outcome: Outcome
    lines: frozenset[Line] | None


def recheck(
    session: Session,
    base: Checked,
    outcome: Outcome,
    sheets: Sequence[MappedSheet],
    changed: Collection[Line],
    step: Step = no_step,
) -> Rechecked:
    """Return what a check of the corrected sheets finds; ``base`` and ``outcome`` are of the ones before.

    ``changed`` are the lines that differ. Remarks others put on whole sheets are not known here. Writes
    nothing; raises Cancelled through ``step``.
    """
    if base.rows <= _FEW or _tell_otherwise(base, sheets, changed):
        return recheck_all(session, base, sheets, step)
    order = {mapped.sheet.name: at for at, mapped in enumerate(sheets)}
    affected = _all_tied(base.ties, {place_of(order[sheet], row) for sheet, row in changed})
    while len(affected) * _MOST < base.rows:
        part = _check_part(session, base, sheets, affected, step)
        merged = _Merged(base, part, affected)
        wider = affected | base.ties.bearing(set(part.ties.signs)) | merged.tellers()
        if wider == affected:
            before = _check_part(session, base, base.sheets, affected, step)
            return Rechecked(
                checked := merged.checked(sheets, before),
                _adjusted(session, outcome, checked, before, part),
                merged.lines,
            )
        affected = _all_tied(base.ties, wider)
    return recheck_all(session, base, sheets, step)


def recheck_all(session: Session, base: Checked, sheets: Sequence[MappedSheet], step: Step) -> Rechecked:
    """Check every line of the corrected sheets, and count what would be done."""
    checked = check_rows(session, base.kind, sheets, step, base.wishes)
    outcome = base.kind.save(session, checked, Mode.CHECK, 0, step)
    return Rechecked(checked, outcome, None)


def _tell_otherwise(base: Checked, sheets: Sequence[MappedSheet], changed: Collection[Line]) -> bool:
    """Say whether a column as a whole now tells something else of how its cells are read."""
    for before, after in zip(base.sheets, sheets, strict=True):
        rows = {row for sheet, row in changed if sheet == after.sheet.name}
        pairs = zip(rows_at(before.sheet.rows, rows), rows_at(after.sheet.rows, rows), strict=True)
        cells = [(old, new) for (_, old), (_, new) in pairs]
        columns = {at: base.kind.column(name) for at, name in after.mapping.items() if name}
        typed = [at for at in columns if any(_differ(at, *pair) for pair in cells)]
        days = [at for at in typed if columns[at].kind in _DAYS]
        if days and _said_of_days(base, before, days) != _said_of_days(base, after, days):
            return True
        shares = [at for at in typed if columns[at].kind is Kind.SPLIT]
        if any(unit_of(columns[at], before, at) != unit_of(columns[at], after, at) for at in shares):
            return True
    return False


def _said_of_days(base: Checked, mapped: MappedSheet, places: Sequence[int]) -> tuple[Any, ...]:
    """Return what a sheet as a whole tells of its days: their order, their years, the remark on it."""
    ordered, told, _ = with_day_order(mapped, base.kind.columns, base.wishes.allows)
    return ordered.day_first, told, [only_year(mapped, at) for at in places]


def _differ(at: int, old: Sequence[Raw], new: Sequence[Raw]) -> bool:
    """Say whether two versions of a row differ in a column."""
    return old[at : at + 1] != new[at : at + 1]


def _all_tied(ties: Ties, places: set[Place]) -> set[Place]:
    """Return lines with all those that bear on them, directly or by others."""
    found = places
    while len(wider := found | ties.bearing(ties.signs_of(found))) > len(found):
        found = wider
    return found


def _check_part(
    session: Session, base: Checked, sheets: Sequence[MappedSheet], places: Iterable[Place], step: Step
) -> Checked:
    """Check some lines of the sheets by themselves."""
    rows: list[set[int]] = [set() for _ in sheets]
    for place in places:
        at, row = sheet_and_row(place)
        rows[at].add(row)
    parts = [part_of(mapped, numbers) for mapped, numbers in zip(sheets, rows, strict=True)]
    return check_rows(session, base.kind, parts, step, base.wishes)


def _adjusted(
    session: Session, outcome: Outcome, checked: Checked, before: Checked, part: Checked
) -> Outcome:
    """Return the counts of all lines, from what some of them came to before and come to now."""
    was, now = (checked.kind.save(session, one, Mode.CHECK, 0, no_step) for one in (before, part))
    counts = {name: getattr(outcome, name) - getattr(was, name) + getattr(now, name) for name in _SUMS}
    touched = {(mapped.sheet.name, row) for mapped in part.sheets for row, _ in mapped.sheet.rows}
    return replace(
        outcome,
        **counts,
        rejected=len(checked.rejected),
        warnings=checked.warnings,
        changes=amended(outcome.changes, touched, was.changes, now.changes),
    )


@dataclass(slots=True)
class _Merged:
    """What was known of all lines, with some of them looked at anew."""

    base: Checked
    part: Checked
    places: set[Place]
    once: dict[Hashable, Once] = field(default_factory=dict)
    lines: frozenset[Line] = frozenset()
    rejected: set[Line] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Tell which lines were looked at, and which are refused now."""
        names = [mapped.sheet.name for mapped in self.base.sheets]
        self.lines = frozenset((names[at], row) for at, row in map(sheet_and_row, self.places))
        self.rejected = {line for line in self.base.rejected if line not in self.lines} | self.part.rejected

    def tellers(self) -> set[Place]:
        """Settle the remarks made once; return lines not looked at that have to make one now."""
        wanted = set()
        for about in self._touched():
            before, now = (one.once.get(about, Once((), None)) for one in (self.base, self.part))
            places = (*(place for place in before.places if place not in self.places), *now.places)
            first = min((place for place in places if self._line(place) not in self.rejected), default=None)
            told = now.told if first in self.places else before.told
            if first is not None and (told is None or (told.sheet, told.row) != self._line(first)):
                wanted.add(first)
            self.once[about] = Once(places, None if first is None else told)
        return wanted

    def checked(self, sheets: Sequence[MappedSheet], before: Checked) -> Checked:
        """Return what is known of all lines; ``before`` is what was known of those looked at anew."""
        base, part = self.base, self.part
        settled = {
            id(one.once[about].told) for one in (base, part) for about in self.once if about in one.once
        }
        own = {id(problem) for problem in (*base.of_columns, *part.of_columns)} | settled
        kept = [one for one in base.problems if id(one) not in own and (one.sheet, one.row) not in self.lines]
        found = [one for one in part.problems if id(one) not in own]
        told = [one.told for one in self.once.values() if one.told is not None]
        order = {mapped.sheet.name: at for at, mapped in enumerate(sheets)}
        return replace(
            base,
            sheets=tuple(sheets),
            good=[],
            problems=sorted(
                (*base.of_columns, *kept, *found, *told), key=lambda one: (order[one.sheet], one.row)
            ),
            rows=base.rows - before.rows + part.rows,
            rejected=self.rejected,
            stamp=STALE,
            ties=base.ties.replaced(self.places, part.ties),
            once={about: one for about, one in (base.once | self.once).items() if one.places},
            lines=None,
            context=None,
        )

    def _touched(self) -> list[Hashable]:
        """Return what the remarks made once are about that the lines looked at have to do with."""
        old = (about for about, one in self.base.once.items() if not self.places.isdisjoint(one.places))
        return list(dict.fromkeys((*self.part.once, *old)))

    def _line(self, place: Place) -> Line:
        """Return the line at a place."""
        at, row = sheet_and_row(place)
        return self.base.sheets[at].sheet.name, row
