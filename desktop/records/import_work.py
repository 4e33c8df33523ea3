"""What the import wizard has done in another thread: read files, check lines, save them (no Qt).

The same path as the command ``basedesk import``: everything goes through ``desktop.excel.importing``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from db.errors import FileTrouble
from db.imports import Mode, Outcome
from db.intake import TITLES
from db.queries.batches import earlier
from db.queries.memory import remember
from desktop import cells
from desktop.excel import importing
from desktop.excel.errors import write_error_book
from desktop.excel.remembered import remembered
from desktop.excel.sheets import open_book
from desktop.excel.surveying import survey
from desktop.saving import safe_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from db.engine import Session
    from db.steps import Step
    from desktop.excel.book import Book
    from desktop.excel.headers import Found
    from desktop.excel.importing import Loaded, Taken
    from desktop.excel.reading import Reading
    from desktop.excel.surveying import SheetView

AUTOMATIC = ""
"""The kind of each sheet is found out from its headers."""

SKIPPED = {Mode.ADD: "跳过（库中已有）", Mode.UPDATE: "跳过（库中没有）"}
"""What a mode that leaves lines alone says of them."""
_AGAIN = (
    "“{name}”已在 {day} 由{who}按“{kind}”导入过（新增 {added} 行，更新 {updated} 行）；"
    "再导入一次，相同的行不会重复。"
)
_SOMEBODY = "本机用户"
_SHARE = 1_000
"""In how many parts the progress of one of several files is told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read: its sheets and as what each would be taken in.

    ``kind`` is what the user said of the file; ``earlier`` are sentences on imports of the very same file.
    """

    book: Book
    views: tuple[SheetView, ...]
    kind: str = AUTOMATIC
    earlier: tuple[str, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What the user should know of the file as a whole."""
        return [*self.earlier, *self.book.notes]


@dataclass(frozen=True, slots=True)
class Read:
    """The files that could be read, and one sentence for each that could not."""

    opened: tuple[Opened, ...]
    troubles: tuple[str, ...]


def total(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the counts of several files together."""
    names = ("added", "updated", "unchanged", "rejected", "warnings", "new", "known", "conflicts")
    return Outcome(**{name: sum(getattr(each, name) for each in outcomes) for name in names})


def read_files(session: Session, step: Step, files: Sequence[Path], kind: str) -> Read:
    """Read files and find their tables; raises Cancelled."""
    opened, troubles = [], []
    for number, file in enumerate(files):
        try:
            book = open_book(file, share(step, number, len(files)))
        except FileTrouble as trouble:
            troubles.append(f"{file.name}：{trouble}")
            continue
        views = _survey(session, book, kind)
        opened.append(Opened(book, views, kind, _earlier(session, book, views)))
    return Read(tuple(opened), tuple(troubles))


def read_again(session: Session, step: Step, opened: Opened, sheet: int, reading: Reading) -> Opened:
    """Read one sheet of a file (its number) in another way; raises FileTrouble, Cancelled.

    A year is that of the whole file: twelve sheets of months are not asked about one by one.
    """
    book, memory = opened.book, partial(importing.memory_of, session)
    if reading.encoding is not None and reading.encoding != book.encoding:
        book = open_book(book.path, step, reading.encoding)
    names = [raw.name for raw in book.sheets]
    readings = {name: view.reading for name, view in zip(names, opened.views, strict=True)}
    if reading.year != readings[names[sheet]].year:
        readings = {name: replace(one, year=reading.year) for name, one in readings.items()}
    views = survey(book, memory, opened.kind or None, readings | {names[sheet]: reading})
    return replace(opened, book=book, views=views, earlier=_earlier(session, book, views))


def tables_of(opened: Sequence[Opened], chosen: Mapping[tuple[int, int], Mapping[int, str]]) -> list[Loaded]:
    """Return the sheets the user chose with the columns he named ({(file, sheet): {place: column}}).

    They come in the order they must be saved: streamers before their lives, of whatever file.
    """
    loaded: list[Loaded] = []
    for number, one in enumerate(opened):
        views = tuple(_as_decided(view, chosen.get((number, sheet))) for sheet, view in enumerate(one.views))
        if any(view.found for view in views):
            loaded += importing.tables_of(one.book, views)
    return importing.arranged(loaded)


def save_files(session: Session, step: Step, taken: Sequence[Taken], mode: Mode) -> list[Outcome]:
    """Save the good lines of all files in the caller's transaction; keep what the user said of headers."""
    outcomes = []
    for number, one in enumerate(taken):
        for found in one.loaded.found:
            header = found.mapped.sheet.header
            remember(session, one.loaded.kind.name, header, _said(header, found.mapped.mapping))
        part = share(step, number, len(taken))
        outcomes.append(importing.save(session, one.loaded, one.checked, mode, part))
    return outcomes


def write_errors(_session: Session, step: Step, taken: Sequence[Taken], folder: Path) -> list[Path]:
    """Write one workbook for each file and kind with refused lines; raises FileTrouble, Cancelled."""
    return [
        write_error_book(folder / name, one.checked, step).path
        for one, name in zip(taken, _error_names(taken), strict=True)
        if one.checked.rejected
    ]


def _error_names(taken: Sequence[Taken]) -> list[str]:
    """Return what the error workbooks are called: after the file, and the kind where a file has several."""
    stems = [one.loaded.book.path.stem for one in taken]
    names: list[str] = []
    for one, stem in zip(taken, stems, strict=True):
        whose = f"{stem}_{one.loaded.kind.title}" if stems.count(stem) > 1 else stem
        name = safe_name(f"{whose}_需更正", ".xlsx")
        names.append(name if name not in names else safe_name(f"{whose}_需更正{len(names) + 1}", ".xlsx"))
    return names


def share(step: Step, number: int, count: int) -> Step:
    """Return the step of one of several parts of a work, so that the whole moves on and never back."""
    if count == 1:
        return step

    def told(done: int, total: int) -> None:
        """Tell how far the whole is."""
        part = min(done * _SHARE // total, _SHARE) if total else 0
        step(number * _SHARE + part, count * _SHARE)

    return told


def _survey(session: Session, book: Book, kind: str) -> tuple[SheetView, ...]:
    """Return how each sheet would be read; one with a header only the user knew is read as he said then."""
    memory = partial(importing.memory_of, session)
    views = survey(book, memory, kind or None)
    unknown = [raw for raw, view in zip(book.sheets, views, strict=True) if view.found is None]
    readings = {raw.name: found for raw in unknown if (found := remembered(session, raw, kind)) is not None}
    return survey(book, memory, kind or None, readings) if readings else views


def _said(header: Sequence[str], mapping: Mapping[int, str]) -> dict[str, str]:
    """Return {header text: column} as decided; columns headed alike but meant otherwise are left out.

    What is kept of a header knows columns by their words alone.
    """
    means: dict[str, set[str | None]] = {}
    for place, text in enumerate(header):
        means.setdefault(text, set()).add(mapping.get(place))
    single = {text: next(iter(names)) for text, names in means.items() if text and len(names) == 1}
    return {text: name for text, name in single.items() if name is not None}


def _earlier(session: Session, book: Book, views: Sequence[SheetView]) -> tuple[str, ...]:
    """Return a sentence for each kind as which the very same file was taken in before."""
    kinds = dict.fromkeys(view.kind for view in views if view.kind)
    found = (earlier(session, kind, book.hash) for kind in kinds)
    return tuple(
        _AGAIN.format(
            name=book.path.name,
            day=cells.moment(one.at),
            who=one.by or _SOMEBODY,
            kind=TITLES[one.kind],
            added=f"{one.added:,}",
            updated=f"{one.updated:,}",
        )
        for one in found
        if one is not None
    )


def _as_decided(view: SheetView, mapping: Mapping[int, str] | None) -> SheetView:
    """Return a sheet with the columns the user named; one he did not choose stays out."""
    if mapping is None or view.found is None:
        return replace(view, found=None, kind="", trouble="")
    return replace(view, found=_named(view.found, mapping))


def _named(sheet: Found, mapping: Mapping[int, str]) -> Found:
    """Return a sheet with other columns."""
    return replace(sheet, mapped=replace(sheet.mapped, mapping=dict(mapping)), asked={})
