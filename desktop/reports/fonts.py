"""Which font draws which character: the machine's official fonts first, then the bundled ones.

A system font is taken only if reportlab can embed it (TrueType outlines, embedding allowed) and if it has
every character this document needs of it; so a print never mixes two 仿宋 in one line. A single character the
chosen font lacks comes from the next bundled one. What no font has is printed as 〓 and told in ``missing``.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop import assets

GETA = "〓"
"""Printed for a character that no font has, as Chinese printers do."""
LONGEST = 2000
"""Characters of one text that are printed; a report has none as long."""


class Role(StrEnum):
    """What a font is for, named by the face GB/T 9704 asks for."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEADING = "黑体"
    SUBHEADING = "楷体"
    PAGE_NUMBER = "宋体"


PAGE_NUMBER_SIGNS = "— 0123456789"
"""What a page number is written with."""

_BUNDLED: dict[Role, tuple[str, ...]] = {
    Role.TITLE: ("BaseDeskSerif-Bold", "BaseDeskSans-Regular", "BaseDeskKai-Regular"),
    Role.BODY: ("BaseDeskFangsong-Regular", "BaseDeskKai-Regular", "BaseDeskSans-Regular"),
    Role.HEADING: ("BaseDeskSans-Regular", "BaseDeskKai-Regular"),
    Role.SUBHEADING: ("BaseDeskKai-Regular", "BaseDeskSans-Regular"),
    Role.PAGE_NUMBER: ("BaseDeskSerif-Regular", "BaseDeskSans-Regular"),
}
_OFFICIAL: dict[Role, tuple[str, ...]] = {
    Role.TITLE: (
        "fzxbsjw",
        "fzxbsjw--gb1-0",
        "fzxiaobiaosong-b05s",
        "方正小标宋简体",
        "stzhongs",
        "华文中宋",
    ),
    Role.BODY: ("仿宋_gb2312", "simfang_gb2312", "fangsong_gb2312", "simfang", "stfangso", "华文仿宋"),
    Role.HEADING: ("simhei",),
    Role.SUBHEADING: ("楷体_gb2312", "simkai_gb2312", "kaiti_gb2312", "simkai", "stkaiti", "华文楷体"),
    Role.PAGE_NUMBER: ("simsun",),
}
"""File names (without suffix, lower case) of the official fonts, the best first."""
_LAST_RESORT = ("simsun", "simsunb", "msyh")
_FS_TYPE = 8
"""Where fsType stands in the table OS/2, in bytes."""
_RESTRICTED, _NO_SUBSET_OR_ONLY_BITMAPS = 0x0002, 0x0300
_SUFFIXES = {".ttf", ".ttc"}


@dataclass(frozen=True, slots=True)
class Face:
    """One registered font: its name for the canvas; widths are in thousandths of the em."""

    name: str
    widths: dict[int, float]
    has: dict[int, int]
    width_of_others: float
    may_embed: bool

    def width(self, character: str) -> float:
        """Return the width of a character in parts of the font size."""
        return self.widths.get(ord(character), self.width_of_others) / 1000


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one document: a chain of faces per role, and what had to be replaced while drawing."""

    chains: dict[Role, tuple[Face, ...]]
    missing: set[str] = field(default_factory=set)

    def face(self, role: Role, character: str) -> tuple[Face, str]:
        """Return the face that draws a character, and the character (〓 when no face has it)."""
        chain = self.chains[role]
        for face in chain:
            if ord(character) in face.has:
                return face, character
        self.missing.add(character)
        return next(face for face in chain if ord(GETA) in face.has), GETA

    def runs(self, role: Role, text: str) -> Iterator[tuple[str, str]]:
        """Split a text into (font name, part), so that every character has a glyph."""
        drawn = ((face.name, shown) for face, shown in (self.face(role, character) for character in text))
        for name, group in groupby(drawn, key=lambda pair: pair[0]):
            yield name, "".join(shown for _, shown in group)

    def width(self, role: Role, text: str) -> float:
        """Return the width of a text in parts of the font size."""
        total = 0.0
        for character in text:
            face, shown = self.face(role, character)
            total += face.width(shown)
        return total

    @property
    def report(self) -> tuple[str, ...]:
        """Say which font each role was printed with, so that two machines can be compared."""
        return tuple(f"{role}：{chain[0].name}" for role, chain in self.chains.items())

    @property
    def notes(self) -> tuple[str, ...]:
        """Say in Chinese how many characters had to be replaced; nothing when all were drawn."""
        missing = len(self.missing)
        return (f"有{missing}个字符没有可用的字体，已印为“{GETA}”，请核对。",) if missing else ()


def clean(text: str) -> str:
    """Return a text as it can be printed: one line, no control or direction signs, at most LONGEST long."""
    kept = []
    for sign in unicodedata.normalize("NFC", text[:LONGEST]):
        kind = unicodedata.category(sign)
        if sign.isspace():
            kept.append(" " if sign != "\u3000" else sign)
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in {"Cc", "Cf"} and not 0xFE00 <= ord(sign) <= 0xFE0F:  # noqa: PLR2004 - variation selectors
            kept.append(sign)
    return "".join(kept).strip(" ")


def choose(texts: dict[Role, str], folders: Iterable[Path] | None = None) -> Fonts:
    """Choose the fonts for a document from all its texts per role; ``folders`` replaces the system's."""
    files = _system_files(tuple(system_folders() if folders is None else folders))
    bundled = {
        role: tuple(load(assets.path(f"fonts/{name}.ttf")) for name in names)
        for role, names in _BUNDLED.items()
    }
    known = {code for chain in bundled.values() for face in chain for code in face.has}
    rare = {ord(sign) for text in texts.values() for sign in text} - known
    last = tuple(face for name in _LAST_RESORT if rare and (face := _accept(files.get(name))))
    chains = {}
    for role in Role:
        needed = {ord(sign) for sign in texts.get(role, "")} - rare
        chains[role] = (*_official(role, files, needed), *bundled[role], *last)
    return Fonts(chains)


def _official(role: Role, files: dict[str, Path], needed: set[int]) -> tuple[Face, ...]:
    """Return the best official font of this machine that has all the characters, or nothing."""
    for name in _OFFICIAL[role]:
        face = _accept(files.get(name))
        if face is not None and needed <= face.has.keys():
            return (face,)
    return ()


def _accept(path: Path | None) -> Face | None:
    """Load a system font; None when it is not there or may not or cannot be embedded."""
    from reportlab.pdfbase.ttfonts import TTFError  # noqa: PLC0415 - loaded only when a report is printed

    try:
        face = load(path) if path else None
    except (TTFError, OSError, ValueError):
        return None
    return face if face and face.may_embed else None


@cache
def load(path: Path) -> Face:
    """Register a font file with reportlab and return its face; read once per process."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - loaded only when a report is printed
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - loaded only when a report is printed

    font = TTFont(path.stem, BytesIO(path.read_bytes()))
    pdfmetrics.registerFont(font)
    face = font.face
    return Face(path.stem, face.charWidths, face.charToGlyph, face.defaultWidth, _may_embed(face))


def _may_embed(face: Any) -> bool:
    """Read from a font whether a part of it may be embedded (fsType): reportlab takes what may not."""
    if "OS/2" not in face.table:
        return True
    face.seek_table("OS/2", _FS_TYPE)
    rights = face.read_ushort()
    return rights & 0x000F != _RESTRICTED and not rights & _NO_SUBSET_OR_ONLY_BITMAPS


def system_folders() -> Sequence[Path]:
    """Return where this system and this user keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        return Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(local, "Microsoft/Windows/Fonts")
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        home / "Library/Fonts",
        Path("/Library/Fonts"),
    )


@cache
def _system_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files we know the names of, by name; the first folder wins."""
    known = {name for names in _OFFICIAL.values() for name in names} | set(_LAST_RESORT)
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for path in (Path(place, name) for name in names):
                if path.suffix.lower() in _SUFFIXES and path.stem.lower() in known:
                    found.setdefault(path.stem.lower(), path)
    return found
