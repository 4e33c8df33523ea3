"""A file that was read, by kinds of tables; several files in the order they must be saved."""

import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from db.imports import FileInfo, SheetKind
from db.intake.order import in_order
from desktop.excel.book import Book
from desktop.excel.headers import Found

SEVERAL = "直播单场数据（{}个文件）.zip"
"""What several workbooks about one broadcast each are kept as."""


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
        return FileInfo(self.book.path.name, self.book.hash, self.book.content or None)

    @property
    def is_session(self) -> bool:
        """Whether it is about one broadcast."""
        return all(found.is_session for found in self.found)


def arranged(loaded: Sequence[Loaded]) -> list[Loaded]:
    """Return tables of several files in the order they must be saved; of one kind in the order given.

    Workbooks about one broadcast each become one set of lives: one batch, with all the files kept.
    """
    single = [one for one in loaded if one.is_session]
    answer: list[Loaded] = []
    for one in loaded:
        if len(single) < 2 or not one.is_session:  # noqa: PLR2004 - one alone stays as it is
            answer.append(one)
        elif one is single[0]:
            answer.append(_joined(single))
    order = in_order({one.kind.name for one in answer})
    return sorted(answer, key=lambda one: order.index(one.kind.name))


def _joined(loaded: Sequence[Loaded]) -> Loaded:
    """Return the broadcasts of several workbooks as one set, and the workbooks as one file."""
    content = _packed((one.book.path.name, one.book.content) for one in loaded)
    path = loaded[0].book.path.with_name(SEVERAL.format(len(loaded)))
    found, taken = [], set[str]()
    for each in (each for one in loaded for each in one.found):
        sheet = each.mapped.sheet
        name = _unlike(sheet.name, taken)
        taken.add(name)
        found.append(replace(each, mapped=replace(each.mapped, sheet=replace(sheet, name=name))))
    notes = tuple(note for one in loaded for note in one.notes)
    return Loaded(
        Book(path, sha256(content).hexdigest(), content=content), loaded[0].kind, tuple(found), notes
    )


def _unlike(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: two files may be called alike."""
    number, own = 1, name
    while own in taken:
        number += 1
        own = f"{name}({number})"
    return own


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as an archive; the same files give the same bytes."""
    packed, taken = io.BytesIO(), set[str]()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in sorted(files):
            own = _unlike(name, taken)
            taken.add(own)
            archive.writestr(ZipInfo(own), content)
    return packed.getvalue()
