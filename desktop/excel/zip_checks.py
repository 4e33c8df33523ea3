"""Look into an .xlsx before anything parses it: sizes, paths, macros, entities. Standard library only.

The parsers expand what they are given: a file of 1 MB may become 1 GB, and a few hundred bytes can ask for an
array of 17 billion cells. What is refused here never reaches them; what slips through meets the limits of the
child process.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
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
"""Bytes of a part that are looked at, or looked at in one go."""
_LAP = 256
"""Bytes looked at twice, lest a tag is cut in two."""
_MOST_COLUMNS = 300
_HEAD = 4096
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCRYPTED = 0x1
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]+)"')
_RELATION = re.compile(rb"<Relationship [^>]*>")
_HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"[^>]*>')
_COLUMN = re.compile(rb"<col [^>]*>")
_FACT = re.compile(rb'\b(min|max|hidden)="([^"]*)"')
_NO_RESULT = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")


@dataclass(frozen=True)
class Workbook:
    """What the look showed: notes for the user, and of sheets by name what is hidden and not calculated.

    ``hidden_columns`` are places, 0 = first.
    """

    notes: tuple[str, ...] = ()
    hidden: dict[str, int] = field(default_factory=dict)
    hidden_columns: dict[str, list[int]] = field(default_factory=dict)
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
    seen = Workbook(tuple(notes))
    for title, name in _sheet_parts(archive, names):
        with archive.open(name) as file:
            _scan(file, title, seen)
    return seen


def _scan(file: IO[bytes], title: str, seen: Workbook) -> None:
    """Note what a sheet hides and whether formulas lack a result, a piece of it at a time."""
    rows, lap = 0, b""
    while block := file.read(_SCANNED):
        piece = lap + block
        if not lap:
            seen.hidden_columns[title] = _hidden_columns(piece)
        if title not in seen.uncalculated and any(sign in piece for sign in _NO_RESULT):
            seen.uncalculated.add(title)
        lap = piece[-_LAP:]
        if b"hidden=" in piece:  # a tag that ends in the lap was counted with the piece before
            rows += sum(1 for tag in _HIDDEN_ROW.finditer(piece) if tag.end() > len(piece) - len(block))
    seen.hidden[title] = rows


def _hidden_columns(head: bytes) -> list[int]:
    """Return the places of hidden columns; those beyond what is read do not count."""
    places: set[int] = set()
    for tag in _COLUMN.findall(head.partition(b"<sheetData")[0]):
        facts = dict(_FACT.findall(tag))
        if facts.get(b"hidden") in (b"1", b"true") and facts.get(b"min", b"").isdigit():
            first, last = int(facts[b"min"]), facts.get(b"max", b"")
            end = min(int(last) if last.isdigit() else first, _MOST_COLUMNS)
            places.update(range(first - 1, end))
    return sorted(places)


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
