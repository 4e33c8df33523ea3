"""Look into an .xlsx before anything parses it: sizes, paths, macros, entities. Standard library only.

The parsers expand what they are given: a file of 1 MB may become 1 GB, and a few hundred bytes can ask for an
array of 17 billion cells. What is refused here never reaches them; what slips through meets the limits of the
child process.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from desktop.excel import refusals
from desktop.excel.refusals import RefusedError

MOST_PARTS = 2_000
MOST_BYTES = 700 << 20
"""Uncompressed size of all parts: 300,000 rows of 40 columns are about 600 MB."""
_BOMB_BYTES = 20 << 20
_BOMB_RATIO = 250
"""A part above 20 MB that grows more than this when unpacked was made so: real sheets grow 8 to 60 times."""
_SCANNED = 2 << 20
"""Bytes of each sheet that are looked at for hidden rows and uncalculated formulas."""
_HEAD = 4096
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCRYPTED = 0x1
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]+)"')
_RELATION = re.compile(rb"<Relationship [^>]*>")
_HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"')
_NO_RESULT = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")


@dataclass(frozen=True)
class Workbook:
    """What the look showed: notes for the user, hidden rows by sheet name, and sheets with open formulas."""

    notes: tuple[str, ...] = ()
    hidden: dict[str, int] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)


def check_workbook(path: Path) -> Workbook:
    """Return what was seen in an .xlsx; raises RefusedError, or what zipfile raises on a broken archive."""
    with ZipFile(path) as archive:
        parts = archive.infolist()
        _check_kind({part.filename for part in parts})
        _check_parts(parts)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _check_head(archive, part)
        return _look(archive, {part.filename for part in parts})


def hidden_rows(checked: Workbook, sheet: str) -> int:
    """Return how many rows of a sheet are hidden, as far as it was looked at."""
    return checked.hidden.get(sheet, 0)


def _check_kind(names: set[str]) -> None:
    """Refuse archives that hold something other than a plain workbook."""
    if "xl/workbook.bin" in names:
        raise RefusedError(refusals.BINARY_BOOK)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedError(refusals.MACROS)
    if "content.xml" in names:
        raise RefusedError(refusals.OPEN_DOCUMENT)
    if "[Content_Types].xml" not in names:
        raise RefusedError(refusals.ARCHIVE)
    if not any(name.startswith("xl/") for name in names):
        raise RefusedError(refusals.NOT_A_BOOK)


def _check_parts(parts: list[ZipInfo]) -> None:
    """Refuse too many, too large, too tightly packed, encrypted, doubled or outward-pointing parts."""
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise RefusedError(refusals.SUSPICIOUS)
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise RefusedError(refusals.SUSPICIOUS)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusedError(refusals.PASSWORD)
    if sum(part.file_size for part in parts) > MOST_BYTES or any(map(_is_bomb, parts)):
        raise RefusedError(refusals.TOO_COMPLEX)


def _is_bomb(part: ZipInfo) -> bool:
    """Tell whether a part grows out of all proportion."""
    return part.file_size > _BOMB_BYTES and part.file_size > _BOMB_RATIO * max(part.compress_size, 1)


def _check_head(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part that declares entities: no spreadsheet program writes such a thing."""
    with archive.open(part) as file:
        head = file.read(_HEAD).replace(b"\0", b"")
    if any(word in head for word in _DECLARATIONS):
        raise RefusedError(refusals.SUSPICIOUS)


def _look(archive: ZipFile, names: set[str]) -> Workbook:
    """Return what else should be known: links to other files, uncalculated formulas, hidden rows."""
    notes = []
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append("工作簿引用了其他文件，引用的数值按上次保存时的结果读取。")
    hidden, uncalculated = {}, set()
    for title, name in _sheet_parts(archive, names):
        with archive.open(name) as file:
            content = file.read(_SCANNED)
        if any(sign in content for sign in _NO_RESULT):
            uncalculated.add(title)
        if b"hidden=" in content:
            hidden[title] = sum(1 for _ in _HIDDEN_ROW.finditer(content))
    return Workbook(tuple(notes), hidden, uncalculated)


def _sheet_parts(archive: ZipFile, names: set[str]) -> list[tuple[str, str]]:
    """Return the title of each sheet and the part that holds it; [] when the workbook is an unusual one."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    with archive.open("xl/workbook.xml") as book, archive.open("xl/_rels/workbook.xml.rels") as relations:
        sheets = _SHEET.findall(book.read(_SCANNED))
        targets = dict(_target(tag) for tag in _RELATION.findall(relations.read(_SCANNED)))
    found = []
    for title, key in sheets:
        name = targets.get(key, "").removeprefix("/xl/").removeprefix("xl/")
        if f"xl/{name}" in names:
            found.append((_unescape(title), f"xl/{name}"))
    return found


def _target(tag: bytes) -> tuple[bytes, str]:
    """Return the id of a relationship and the part it names."""
    key = re.search(rb'\bId="([^"]*)"', tag)
    target = re.search(rb'\bTarget="([^"]*)"', tag)
    return (key[1] if key else b"", target[1].decode(errors="replace") if target else "")


def _unescape(title: bytes) -> str:
    """Return a sheet title as the user sees it."""
    from html import unescape  # noqa: PLC0415 - its entity table is large

    return unescape(title.decode(errors="replace"))
