"""What the import wizard has done in another thread: read files, check lines, save them (no Qt).

The same path as the command ``basedesk import``: everything goes through ``desktop.excel.importing``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from db.errors import FileTrouble
from db.imports import Mode, Outcome
from db.queries.memory import remember
from desktop.excel import importing
from desktop.excel.errors import write_error_book
from desktop.excel.recognition import recognise
from desktop.excel.sheets import open_book
from desktop.saving import safe_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from db.engine import Session
    from db.steps import Step
    from desktop.excel.headers import Found
    from desktop.excel.importing import Loaded, Taken

AUTOMATIC = ""
"""The kind of sheet is found out from its headers."""

SKIPPED = {Mode.ADD: "跳过（库中已有）", Mode.UPDATE: "跳过（库中没有）"}
"""What a mode that leaves lines alone says of them."""


@dataclass(frozen=True, slots=True)
class Read:
    """The files that could be read, and one sentence for each that could not."""

    loaded: tuple[Loaded, ...]
    troubles: tuple[str, ...]


def total(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the counts of several files together."""
    names = ("added", "updated", "unchanged", "rejected", "warnings", "new", "known")
    return Outcome(**{name: sum(getattr(each, name) for each in outcomes) for name in names})


def read_files(session: Session, step: Step, files: Sequence[Path], kind: str) -> Read:
    """Read files and find their tables; raises Cancelled."""
    loaded, troubles = [], []
    for file in files:
        try:
            loaded.append(_read(session, step, file, kind))
        except FileTrouble as trouble:
            troubles.append(f"{file.name}：{trouble}")
    return Read(tuple(loaded), tuple(troubles))


def with_columns(
    loaded: Sequence[Loaded], chosen: Mapping[tuple[int, int], Mapping[int, str]]
) -> list[Loaded]:
    """Return the files with the columns the user named ({(file, sheet): {place: column}}), no others."""
    answer = []
    for number, one in enumerate(loaded):
        found = tuple(
            _named(sheet, chosen[number, place])
            for place, sheet in enumerate(one.found)
            if (number, place) in chosen
        )
        if found:
            answer.append(replace(one, found=found))
    return answer


def check_files(session: Session, step: Step, loaded: Sequence[Loaded]) -> list[Taken]:
    """Check every line and count what would be done; writes nothing; raises Cancelled."""
    return [importing.take(session, one, Mode.CHECK, step) for one in loaded]


def save_files(session: Session, step: Step, taken: Sequence[Taken], mode: Mode) -> list[Outcome]:
    """Save the good lines of all files in the caller's transaction; keep what the user said of headers."""
    outcomes = []
    for one in taken:
        for found in one.loaded.found:
            header = found.mapped.sheet.header
            names = {text: found.mapped.mapping.get(place) for place, text in enumerate(header) if text}
            said = {text: name for text, name in names.items() if name is not None}
            remember(session, one.loaded.kind.name, header, said)
        outcomes.append(importing.save(session, one.loaded, one.checked, mode, step))
    return outcomes


def write_errors(_session: Session, step: Step, taken: Sequence[Taken], folder: Path) -> list[Path]:
    """Write one error workbook per file with refused lines; raises FileTrouble, Cancelled."""
    return [
        write_error_book(
            folder / safe_name(f"{one.loaded.book.path.stem}_需更正", ".xlsx"), one.checked, step
        ).path
        for one in taken
        if one.checked.rejected
    ]


def _read(session: Session, step: Step, file: Path, kind: str) -> Loaded:
    """Read one file as the kind wanted, else as the kind that understands most of it."""
    book = open_book(file, step)
    memory = partial(importing.memory_of, session)
    name = kind if kind != AUTOMATIC else recognise(book, memory)
    return importing.tables_in(book, name, memory=memory(name))


def _named(sheet: Found, mapping: Mapping[int, str]) -> Found:
    """Return a sheet with other columns."""
    return replace(sheet, mapped=replace(sheet.mapped, mapping=dict(mapping)), asked={})
