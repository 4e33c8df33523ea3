"""What the third step of the import has done in another thread: check files, and corrections (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.imports import STALE, Offer, Severity, Sheet, Wishes, check_rows
from db.imports.corrected import corrected
from db.intake.rechecking import recheck
from desktop.excel import importing
from desktop.excel.importing import Loaded, Taken, needs_trial

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from db.engine import Session
    from db.imports import Checked, Line, Problem
    from db.imports.corrected import Fixes
    from db.steps import Step

SheetPlace = tuple[int, int]
"""A sheet by the number of its file (and kind) and its own number in it."""
ByRow = dict[str, dict[int, list["Problem"]]]
"""The problems of a file: {sheet: {row: problems}}."""
_FIRST_PAGE = 200
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one file and kind: what was taken, and its problems by sheet and row.

    ``offers`` are what the user may allow so that refused cells are taken; ``notes`` are (sheet, sentence):
    what is said of whole sheets.
    """

    taken: Taken
    problems: ByRow
    offers: frozenset[Offer] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """All that was typed over cells so far, and the lines of each file that differ from what was checked."""

    fixes: Mapping[SheetPlace, Fixes]
    lines: Mapping[int, set[Line]]


def first_page(session: Session, loaded: Loaded) -> ByRow:
    """Check the first lines of the first sheet, so that something is seen while all are checked."""
    mapped = loaded.found[0].mapped
    some = Sheet(mapped.sheet.name, mapped.sheet.header, mapped.sheet.rows[:_FIRST_PAGE], mapped.sheet.rows)
    return by_row(check_rows(session, loaded.kind, [replace(mapped, sheet=some)]))


def check_all(
    session: Session,
    step: Step,
    loaded: Sequence[Loaded],
    fixes: Mapping[SheetPlace, Fixes] | None = None,
    wishes: Wishes | None = None,
) -> list[Seen]:
    """Check every line of all files, as corrected; raises Cancelled."""
    now = [with_fixes(number, one, fixes or {}) for number, one in enumerate(loaded)]
    found = importing.check_all(session, now, step, wishes)
    order = {id(one): place for place, one in enumerate(now)}
    found.sort(key=lambda taken: order[id(taken.loaded)])
    return [seen(taken) for taken in found]


def check_changed(
    session: Session,
    step: Step,
    known: Sequence[Seen],
    loaded: Sequence[Loaded],
    correction: Correction,
    wishes: Wishes,
) -> list[Seen]:
    """Check the lines that were corrected, and those that bear on them; of several kinds all lines."""
    if needs_trial(loaded):
        return check_all(session, step, loaded, correction.fixes, wishes)
    answer = list(known)
    for number, lines in correction.lines.items():
        before, now = known[number].taken, with_fixes(number, loaded[number], correction.fixes)
        apart = set(importing.remarks(before.loaded))
        base = replace(before.checked, wishes=wishes)
        if apart:
            base = replace(base, problems=[one for one in base.problems if one not in apart])
        sheets = [one.mapped for one in now.found]
        again = recheck(session, base, before.outcome, sheets, lines, step)
        again.checked.problems[:0] = importing.remarks(now)
        again.outcome.warnings = again.checked.warnings
        answer[number] = seen(Taken(now, again.checked, again.outcome))
    return answer


def unchecked(
    known: Sequence[Seen], loaded: Sequence[Loaded], fixes: Mapping[SheetPlace, Fixes]
) -> list[Seen]:
    """Return files as corrected, with what was known of them before: their lines are checked by the save."""
    answer = []
    for number, one in enumerate(known):
        now, before = with_fixes(number, loaded[number], fixes), one.taken
        sheets = tuple(found.mapped for found in now.found)
        checked = replace(before.checked, sheets=sheets, stamp=STALE)
        answer.append(replace(one, taken=Taken(now, checked, before.outcome)))
    return answer


def with_fixes(number: int, loaded: Loaded, fixes: Mapping[SheetPlace, Fixes]) -> Loaded:
    """Return a file with values typed over its cells."""
    found = tuple(
        replace(one, mapped=corrected(one.mapped, fixes.get((number, at), {})))
        for at, one in enumerate(loaded.found)
    )
    return replace(loaded, found=found)


def seen(taken: Taken) -> Seen:
    """Return what is known of a file that was checked, sorted for looking at."""
    offers = frozenset(offer for problem in taken.checked.problems for offer in problem.offers)
    next(iter(taken.outcome.changes), None)  # after corrections the list is sorted now, not in the window
    return Seen(taken, by_row(taken.checked), offers, tuple(_notes(taken)))


def _notes(taken: Taken) -> Iterator[tuple[str, str]]:
    """Yield what is said of whole sheets and columns: the sheet and a sentence."""
    for one in (*importing.remarks(taken.loaded), *taken.checked.of_columns):
        yield one.sheet, f"“{one.column}”：{one.reason}" if one.column else one.reason


def by_row(checked: Checked) -> ByRow:
    """Return the problems by sheet and row, errors first; what is said of whole columns is not among them."""
    columns = {id(one) for one in checked.of_columns}
    found: ByRow = {mapped.sheet.name: {} for mapped in checked.sheets}
    for one in checked.problems:
        if id(one) not in columns:
            found.setdefault(one.sheet, {}).setdefault(one.row, []).append(one)
    for rows in found.values():
        for problems in rows.values():
            if len(problems) > 1:
                problems.sort(key=lambda one: _ORDER[one.severity])
    return found


def same_cells(mapped_rows: Sequence[tuple[int, Sequence[object]]], place: int, value: object) -> list[int]:
    """Return the numbers of the rows that hold a value in a column."""
    return [number for number, cells in mapped_rows if (cells[place] if place < len(cells) else "") == value]
