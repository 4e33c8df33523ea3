"""From a file to lines in the database: the one path that wizard and command share.

``load`` reads a file and finds its headers (no database lock is held meanwhile), ``tables_of`` gives the
tables of a file that was looked through, ``take`` checks and saves in the caller's session, ``check_all``
checks several kinds as they would be saved one after the other.
Faults of lines are in ``Taken.checked.problems``; a fault of the file is raised.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.collector import collector_at_rest
from db.engine import Session
from db.errors import FileTrouble
from db.imports import (
    STALE,
    Checked,
    FileInfo,
    Mode,
    Outcome,
    Problem,
    Severity,
    Wishes,
    check_rows,
    save_rows,
)
from db.intake import KINDS
from db.intake.order import in_order
from db.kept_files import keep_refused
from db.queries.memory import recall
from db.steps import Step, no_step
from desktop.excel.book import Book
from desktop.excel.header_finding import Memory, known_headers
from desktop.excel.header_words import fold
from desktop.excel.headers import AMBIGUOUS, meanings
from desktop.excel.loaded import Loaded, arranged
from desktop.excel.reading import LEFT_OUT, Reading, Readings
from desktop.excel.recognition import nothing_said
from desktop.excel.refused_lines import refused_lines
from desktop.excel.sheets import open_book
from desktop.excel.sums import differences
from desktop.excel.surveying import SheetView, survey

__all__ = [
    "Loaded",
    "Taken",
    "arranged",
    "check",
    "check_all",
    "load",
    "memory_of",
    "needs_trial",
    "readings_of",
    "remarks",
    "save",
    "tables_in",
    "tables_of",
    "take",
]

_NO_HEADER = "没有找到{}的表头：请确认选对了文件和类型，或按导入模板整理后再导入。"
UNCALCULATED = "有公式还没有计算结果，这些格按空处理：请在 WPS/Excel 中打开并保存一次，再导入"
_NOTHING_CHOSEN = "没有选择要导入的工作表。"
_NO_COLUMN = "没有叫“{}”的列：请用导入模板里的列名。"
YEAR = "年份"
"""Given like a column: the year of days written without one."""
_YEAR = re.compile(r"20\d\d")
_NO_YEAR = "年份要写成四位数，如 年份=2026。"
_NO_SHEET = "文件里没有名为“{}”的工作表，现有：{}。"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import of one file came to."""

    loaded: Loaded
    checked: Checked
    outcome: Outcome


def memory_of(session: Session, kind: str) -> Memory:
    """Return what the user said of headers of this kind before."""
    return partial(recall, session, kind)


@collector_at_rest()
def load(
    path: str | Path,
    kind: str,
    *,
    sheet: str | None = None,
    memory: Memory | None = None,
    given: Mapping[str, str] | None = None,
    step: Step = no_step,
) -> Loaded:
    """Read a file and find its tables of a kind (a name of ``KINDS``); ``sheet`` names the only one wanted.

    ``given`` is as that of a Reading, for every sheet. Raises FileTrouble when it cannot be read or holds no
    such table, Cancelled from ``step``.
    """
    return tables_in(open_book(path, step), kind, sheet=sheet, memory=memory, given=given)


def tables_in(
    book: Book,
    kind: str,
    *,
    sheet: str | None = None,
    memory: Memory | None = None,
    given: Mapping[str, str] | None = None,
) -> Loaded:
    """Find the tables of a kind in a file that was read; FileTrouble when it holds none."""
    readings = readings_of(book, sheet, given)
    views = survey(book, lambda _kind: memory or nothing_said(kind), kind, readings)
    if not any(view.found for view in views):
        raise FileTrouble(_NO_HEADER.format(KINDS[kind].title))
    return tables_of(book, views)[0]


def tables_of(book: Book, views: Sequence[SheetView]) -> tuple[Loaded, ...]:
    """Return the tables of a file, one Loaded for each kind in the order they must be saved.

    What is to be said of the file and of sheets that are not read stands with the first. FileTrouble when
    there is no table at all.
    """
    kinds = in_order({view.kind for view in views if view.found})
    if not kinds:
        raise FileTrouble(_no_table(views))
    answer = []
    for number, name in enumerate(kinds):
        notes = [] if number else list(book.notes)
        for view in views:
            if view.found and view.kind == name:
                notes += view.found.notes
            elif view.trouble and not number and len(view.raw.rows):
                notes.append(f"工作表“{view.raw.name}”{view.trouble}")
        found = tuple(view.found for view in views if view.found and view.kind == name)
        answer.append(Loaded(book, KINDS[name], found, tuple(notes)))
    return tuple(answer)


def _no_table(views: Sequence[SheetView]) -> str:
    """Return why a file has no table: what is said of its first sheet with content."""
    return next((view.trouble for view in views if view.trouble and len(view.raw.rows)), _NOTHING_CHOSEN)


def check(session: Session, loaded: Loaded, step: Step = no_step, wishes: Wishes | None = None) -> Checked:
    """Check every line against the rules and the database; writes nothing."""
    told = remarks(loaded, step)
    checked = check_rows(session, loaded.kind, [one.mapped for one in loaded.found], step, wishes)
    checked.problems[:0] = told
    return checked


def remarks(loaded: Loaded, step: Step = no_step) -> list[Problem]:
    """Return remarks on sheets, not lines; they stand in the row of the header or of the sum.

    Sums that differ from what the rows come to, formulas without a result, headers only the user knows.
    """
    sums = [
        Problem(
            one.mapped.sheet.name,
            each.row,
            each.header,
            each.theirs_shown,
            each.sentence,
            Severity.WARNING,
            each.place,
        )
        for one in loaded.found
        for each in differences(one.mapped, loaded.kind, one.sums, step)
    ]
    formulas = [
        Problem(one.mapped.sheet.name, one.row, "", "", UNCALCULATED, Severity.WARNING)
        for one in loaded.found
        if one.is_uncalculated
    ]
    return [*sums, *formulas] + [
        Problem(
            one.mapped.sheet.name,
            one.row,
            one.mapped.sheet.header[column],
            "",
            AMBIGUOUS.format(meanings(loaded.kind, names)),
            Severity.WARNING,
            column,
        )
        for one in loaded.found
        for column, names in one.asked.items()
    ]


def needs_trial(loaded: Sequence[Loaded]) -> bool:
    """Say whether ``check_all`` needs a writing session: lines of one kind may point to those of another."""
    return len({one.kind.name for one in loaded}) > 1


def check_all(
    session: Session, loaded: Sequence[Loaded], step: Step = no_step, wishes: Wishes | None = None
) -> list[Taken]:
    """Check tables as they would be saved one after the other (``arranged``); nothing stays written.

    With several kinds the earlier ones are saved on trial, so that lives find the streamers that come in the
    same file. They are checked once more when they are saved.
    """
    if not needs_trial(loaded):
        return [take(session, one, Mode.CHECK, step, wishes) for one in loaded]
    answer, order = [], arranged(loaded)
    with session.begin_nested() as trial:
        for one in order:
            taken = take(session, one, Mode.CHECK, step, wishes)
            if one.kind is not order[-1].kind:
                save_rows(session, one.kind, taken.checked, Mode.UPSERT, FileInfo(one.source.name), step)
            taken.checked.stamp = STALE  # the base it was checked against is not kept
            answer.append(taken)
        trial.rollback()
    session.expunge_all()
    return answer


def take(
    session: Session, loaded: Loaded, mode: Mode, step: Step = no_step, wishes: Wishes | None = None
) -> Taken:
    """Check and save in the caller's transaction (``database.write()``; ``Mode.CHECK`` only reads)."""
    checked = check(session, loaded, step, wishes)
    return Taken(loaded, checked, save(session, loaded, checked, mode, step))


def save(session: Session, loaded: Loaded, checked: Checked, mode: Mode, step: Step = no_step) -> Outcome:
    """Save the good lines in the caller's transaction, with the file itself and the lines that were refused.

    Both can be opened again from the batch. Raises as ``save_rows`` does.
    """
    outcome = save_rows(session, loaded.kind, checked, mode, loaded.source, step)
    if outcome.batch is not None and checked.rejected:
        keep_refused(session, outcome.batch, refused_lines(checked, step))
    return outcome


def readings_of(book: Book, sheet: str | None, given: Mapping[str, str] | None) -> Readings:
    """Return how every sheet is read when only one is wanted, and what is given for all, 年份 among it.

    FileTrouble when there is no sheet of that name, or nothing in the program is called so.
    """
    names = [raw.name for raw in book.sheets]
    if sheet is not None and sheet not in names:
        raise FileTrouble(_NO_SHEET.format(sheet, "、".join(names)))
    values = dict(given or {})
    year = values.pop(YEAR, None)
    if year is not None and not _YEAR.fullmatch(year):
        raise FileTrouble(_NO_YEAR)
    for label in values:
        if not any(fold(label) in known_headers(kind) for kind in KINDS.values()):
            raise FileTrouble(_NO_COLUMN.format(label))
    wanted = Reading(given=values, year=None if year is None else int(year))
    return {name: wanted if sheet in (None, name) else Reading(kind=LEFT_OUT) for name in names}
