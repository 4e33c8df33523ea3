"""From a file to lines in the database: the one path that wizard and command share.

``load`` reads and finds headers (no database lock is held meanwhile), ``take`` checks and saves in the
caller's session. Faults of lines are in ``Taken.checked.problems``; a fault of the file is raised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.engine import Session
from db.errors import FileTrouble
from db.imports import (
    Checked,
    FileInfo,
    Mode,
    Outcome,
    Problem,
    Severity,
    SheetKind,
    check_rows,
    collector_at_rest,
    save_rows,
)
from db.intake import KINDS
from db.queries.memory import recall
from db.steps import Step, no_step
from desktop.excel.book import Book, RawSheet
from desktop.excel.headers import AMBIGUOUS, Found, Memory, map_sheet, meanings
from desktop.excel.recognition import likely
from desktop.excel.sheets import open_book

_NO_HEADER = "没有找到{}的表头：请确认选对了文件和类型，或按导入模板整理后再导入。"
UNCALCULATED = "有公式还没有计算结果，这些格按空处理：请在 WPS/Excel 中打开并保存一次，再导入"
_NO_SHEET = "文件里没有名为“{}”的工作表，现有：{}。"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read, its sheets of the wanted kind, and sentences the user should see."""

    book: Book
    kind: SheetKind
    found: tuple[Found, ...]
    notes: tuple[str, ...]

    @property
    def source(self) -> FileInfo:
        """What the import batch remembers of the file."""
        return FileInfo(self.book.path.name, self.book.hash)


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
    step: Step = no_step,
) -> Loaded:
    """Read a file and find its tables of a kind (a name of ``KINDS``); ``sheet`` names the only one wanted.

    Raises FileTrouble when it cannot be read or holds no such table, Cancelled from ``step``.
    """
    return tables_in(open_book(path, step), kind, sheet=sheet, memory=memory)


def tables_in(book: Book, kind: str, *, sheet: str | None = None, memory: Memory | None = None) -> Loaded:
    """Find the tables of a kind in a file that was read; FileTrouble when it holds none."""
    wanted = KINDS[kind]
    found, notes = [], list(book.notes)
    for raw in _chosen(book, sheet):
        one = map_sheet(raw, wanted, memory, book.path.stem)
        if one is not None:
            found.append(one)
            notes += one.notes
        elif len(raw.rows):
            other = likely(raw)
            hint = f"它像是{other}，请另外导入，数据类型选“{other}”。" if other else ""
            notes.append(f"工作表“{raw.name}”没有找到{wanted.title}的表头，已跳过。{hint}")
    if not found:
        raise FileTrouble(_NO_HEADER.format(wanted.title))
    return Loaded(book, wanted, tuple(found), tuple(notes))


def check(session: Session, loaded: Loaded, step: Step = no_step) -> Checked:
    """Check every line against the rules and the database; writes nothing."""
    checked = check_rows(session, loaded.kind, [one.mapped for one in loaded.found], step)
    checked.problems[:0] = _unclear(loaded)
    return checked


def _unclear(loaded: Loaded) -> list[Problem]:
    """Return a remark for each header whose meaning only the user knows, and for formulas without a result.

    It stands in the row of the header.
    """
    formulas = [
        Problem(one.mapped.sheet.name, one.row, "", "", UNCALCULATED, Severity.WARNING)
        for one in loaded.found
        if one.is_uncalculated
    ]
    return formulas + [
        Problem(
            one.mapped.sheet.name,
            one.row,
            one.mapped.sheet.header[column],
            "",
            AMBIGUOUS.format(meanings(loaded.kind, names)),
            Severity.WARNING,
        )
        for one in loaded.found
        for column, names in one.asked.items()
    ]


def take(session: Session, loaded: Loaded, mode: Mode, step: Step = no_step) -> Taken:
    """Check and save in the caller's transaction (``database.write()``; ``Mode.CHECK`` only reads)."""
    checked = check(session, loaded, step)
    return Taken(loaded, checked, save_rows(session, loaded.kind, checked, mode, loaded.source, step))


def _chosen(book: Book, sheet: str | None) -> Sequence[RawSheet]:
    """Return the sheets to look at: all, or the one asked for."""
    if sheet is None:
        return book.sheets
    chosen = [raw for raw in book.sheets if raw.name == sheet]
    if not chosen:
        names = "、".join(raw.name for raw in book.sheets)
        raise FileTrouble(_NO_SHEET.format(sheet, names))
    return chosen
