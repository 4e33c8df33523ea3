"""Workbooks made to harm a reader, written by hand so that every byte is known.

`python -m tests.desktop.excel.hostile DIR` writes all of them.
"""

import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.desktop.excel.raw_books import HEADER, MAIN, TYPES, sheet_of, streamed, text_cell, write_book


def entities(path: Path) -> Path:
    """Write billion laughs."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    return write_book(
        path, sheet_of(f'<row r="1">{text_cell("A1", "&l8;")}</row>', before=f"<!DOCTYPE w [{declared}]>")
    )


def outside_entity(path: Path) -> Path:
    """Write an entity that would read another file."""
    return write_book(
        path,
        sheet_of(
            f'<row r="1">{text_cell("A1", "&x;")}</row>',
            before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
    )


def bomb(path: Path) -> Path:
    """Write blanks that fill 64 MB once unpacked."""
    return write_book(path, sheet_of(HEADER + " " * (64 << 20)))


def long_text(path: Path) -> Path:
    """Write one cell of 18 MB: below the limit of a bomb."""
    return write_book(path, sheet_of(HEADER + f'<row r="2">{text_cell("A2", "长" * (6 << 20))}</row>'))


def endless_text(path: Path) -> Path:
    """Write one cell with a text of 1 GB."""
    begin, end = sheet_of(HEADER + f'<row r="2">{text_cell("A2", "|")}</row>').split("|")
    return streamed(path, begin, b"A" * (1 << 20), 1 << 10, end)


def every_row(path: Path) -> Path:
    """Write every row a sheet can have."""
    begin, end = sheet_of("|").split("|")
    return streamed(path, begin, b'<row><c t="n"><v>1</v></c></row>' * 1_024, 1_024, end)


def deep(path: Path) -> Path:
    """Write tags within tags within tags."""
    return write_book(path, sheet_of(HEADER + "<x>" * 300_000 + "</x>" * 300_000))


def quadratic(path: Path) -> Path:
    """Write one long entity named many times."""
    declared = f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>'
    return write_book(path, sheet_of(f'<row r="1">{text_cell("A1", "&a;" * 5_000)}</row>', before=declared))


def entity_in_strings(path: Path) -> Path:
    """Write the entities into the shared strings."""
    return write_book(
        path,
        sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        strings=f'<!DOCTYPE s [<!ENTITY e "x">]><sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>',
    )


def other_types(path: Path) -> Path:
    """Write an archive that claims to be a text document."""
    return write_book(path, sheet_of(HEADER), types=TYPES.replace("spreadsheetml.sheet.main", "document"))


def no_sheet(path: Path) -> Path:
    """Write a workbook whose only sheet is not in the archive."""
    write_book(path, sheet_of(HEADER))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if "sheet1" not in name}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def far_cell(path: Path) -> Path:
    """Write the last cell a sheet can have: as a dense table 17 billion cells."""
    return write_book(path, sheet_of(HEADER + f'<row r="1048576">{text_cell("XFD1048576", "远")}</row>'))


def impossible_row(path: Path) -> Path:
    """Write a row number no sheet has."""
    return write_book(path, sheet_of(HEADER + f'<row r="99999999">{text_cell("A99999999", "远")}</row>'))


def string_count(path: Path) -> Path:
    """Write a table of shared strings that claims 2^32-1 entries."""
    return write_book(
        path,
        sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        strings=f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>',
    )


def huge_merge(path: Path) -> Path:
    """Write one merge over the whole sheet."""
    return write_book(
        path, sheet_of(HEADER, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    )


def many_merges(path: Path) -> Path:
    """Write more merges than any person makes."""
    cells = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 60_000))
    return write_book(path, sheet_of(HEADER, f"<mergeCells>{cells}</mergeCells>"))


def outside_path(path: Path) -> Path:
    """Write a part that points out of the archive."""
    return write_book(path, sheet_of(HEADER), extra={"../../evil.xml": "<a/>"})


def macros(path: Path) -> Path:
    """Write a workbook with a program in it."""
    return write_book(path, sheet_of(HEADER), extra={"xl/vbaProject.bin": "x"})


def many_parts(path: Path) -> Path:
    """Write thousands of parts."""
    return write_book(path, sheet_of(HEADER), extra={f"xl/media/{n}.bin": "" for n in range(3_000)})


def truncated(path: Path) -> Path:
    """Write a download that stopped half way."""
    write_book(path, sheet_of(HEADER * 2_000))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def password(path: Path) -> Path:
    """Write the beginning of a workbook with an opening password."""
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1024)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(512)
    )
    return path


def old_xls(path: Path) -> Path:
    """Write a crafted compound file that makes readers ask for absurd amounts of memory."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 604)
    return path


def no_book(path: Path) -> Path:
    """Write an archive that is not a workbook."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return path


def noise(path: Path) -> Path:
    """Write a zip head and then nothing sensible."""
    path.write_bytes(b"PK\x03\x04" + random.Random(7).randbytes(4_000))  # noqa: S311 - not a secret
    return path


def wrong_checksum(path: Path) -> Path:
    """Write one flipped byte inside the sheet part."""
    write_book(path, sheet_of(HEADER * 500))
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    data[start + 90] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "entities": (entities, "内部结构异常"),
    "outside_entity": (outside_entity, "内部结构异常"),
    "bomb": (bomb, "过大或铺得过开"),
    "endless_text": (endless_text, "过大或铺得过开"),
    "every_row": (every_row, "过大或铺得过开|超过30万行"),
    "quadratic": (quadratic, "内部结构异常"),
    "entity_in_strings": (entity_in_strings, "内部结构异常"),
    "no_sheet": (no_sheet, "已损坏或不完整"),
    "far_cell": (far_cell, "过大或铺得过开"),
    "impossible_row": (impossible_row, "铺得过开|已损坏"),
    "string_count": (string_count, "铺得过开|已损坏"),
    "many_merges": (many_merges, "合并单元格太多"),
    "outside_path": (outside_path, "内部结构异常"),
    "macros": (macros, "宏"),
    "many_parts": (many_parts, "内部结构异常"),
    "truncated": (truncated, "已损坏或不完整"),
    "password": (password, "取消密码"),
    "old_xls": (old_xls, "旧版 .xls.*另存为 .xlsx"),
    "no_book": (no_book, "压缩包"),
    "noise": (noise, "已损坏或不完整"),
    "wrong_checksum": (wrong_checksum, "已损坏或不完整"),
}
"""What must be refused, and the words of the sentence."""
HARMLESS: dict[str, Callable[[Path], Path]] = {
    "deep": deep,
    "other_types": other_types,
    "huge_merge": huge_merge,
}
"""What is odd and can be read all the same: its one row of a header."""


def write_all(folder: Path) -> list[Path]:
    """Write every hostile workbook and return where they lie."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {name: write for name, (write, _) in REFUSED.items()} | HARMLESS
    return [write(folder / f"{name}.xlsx") for name, write in written.items()]


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
