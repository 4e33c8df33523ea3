"""Which font draws which character: the machine's official fonts first, then the bundled ones.

A system font is taken only if reportlab can embed it (TrueType outlines, embedding allowed) and if it has
every character this document needs of it; so a print never mixes two 仿宋 in one line. A single character the
chosen font lacks comes from the next bundled one. What no font has is printed as 〓 and told in ``missing``.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from desktop import assets

GETA = "〓"
"""Printed for a character that no font has."""
_VARIANTS = re.compile("[\ufe00-\ufe0f]")
"""Signs that choose a variant of the character before them."""
_TOLD = 20
"""Characters of a kind that are named in the report of the fonts."""
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
_FS_TYPE = 8  # where fsType stands in the table OS/2, in bytes
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
    is_bundled: bool

    def width(self, character: str) -> float:
        """Return the width of a character in parts of the font size."""
        return self.widths.get(ord(character), self.width_of_others) / 1000

    @property
    def words(self) -> str:
        """The font and where it comes from: simfang（系统自带）."""
        return f"{self.name}（{'内置' if self.is_bundled else '系统自带'}）"


class _Glyphs(dict[str, tuple[str, str]]):
    """Which font draws a character in one role, and as what: each is looked for once."""

    def __init__(self, chain: tuple[Face, ...]) -> None:
        super().__init__()
        self.chain = chain
        self.missing: set[str] = set()
        self.widths = _Widths(self)
        self.borrowed: dict[str, set[str]] = {}

    def __missing__(self, character: str) -> tuple[str, str]:
        face, shown = self.face(character)
        if face is not self.chain[0]:
            self.borrowed.setdefault(face.words, set()).add(shown)
        self[character] = face.name, shown
        return face.name, shown

    def face(self, character: str) -> tuple[Face, str]:
        """Return the face that draws a character, and the character (〓 when no face has it)."""
        for face in self.chain:
            if ord(character) in face.has:
                return face, character
        self.missing.add(character)
        return next(face for face in self.chain if ord(GETA) in face.has), GETA


class _Widths(dict[str, float]):
    """The widths of characters in one role, in parts of the font size."""

    def __init__(self, glyphs: _Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def __missing__(self, character: str) -> float:
        face, shown = self.glyphs.face(character)
        width = self[character] = face.width(shown)
        return width


class Fonts:
    """The fonts of one document: a chain of faces per role, and what had to be replaced while drawing.

    ``refused`` says in Chinese why an official font of this machine was not taken, by role.
    """

    def __init__(
        self, chains: dict[Role, tuple[Face, ...]], refused: dict[Role, tuple[str, ...]] | None = None
    ) -> None:
        self.chains = chains
        self.refused = refused or {}
        self._glyphs = {role: _Glyphs(chain) for role, chain in chains.items()}

    @property
    def missing(self) -> set[str]:
        """The characters that no font has."""
        return set().union(*(glyphs.missing for glyphs in self._glyphs.values()))

    def runs(self, role: Role, text: str) -> Iterator[tuple[str, str]]:
        """Split a text into (font name, part), so that every character has a glyph."""
        drawn = [*map(self._glyphs[role].__getitem__, text)]
        for name, group in groupby(drawn, key=itemgetter(0)):
            yield name, "".join([shown for _, shown in group])

    def width(self, role: Role, text: str) -> float:
        """Return the width of a text in parts of the font size."""
        return sum(map(self._glyphs[role].widths.__getitem__, text))

    @property
    def report(self) -> tuple[str, ...]:
        """Say with what each role was printed, what another font had to draw, and what was not taken."""
        return tuple(
            "；".join((f"{role}：{chain[0].words}", *self._borrowed(role), *self.refused.get(role, ())))
            for role, chain in self.chains.items()
        )

    def _borrowed(self, role: Role) -> Iterator[str]:
        """Yield which characters of a role came from another font."""
        for words, signs in self._glyphs[role].borrowed.items():
            yield f"“{''.join(sorted(signs)[:_TOLD])}”等{len(signs)}个字符用{words}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say in Chinese how many characters had to be replaced; nothing when all were drawn."""
        missing = len(self.missing)
        return (f"有{missing}个字符没有可用的字体，已印为“{GETA}”，请核对。",) if missing else ()


def clean(text: str) -> str:
    """Return a text as it can be printed: one line, no control or direction signs, at most LONGEST long."""
    if len(text) <= LONGEST and text.isprintable() and _is_plain(text):
        return text.strip(" ")
    kept = []
    for sign in unicodedata.normalize("NFC", text[:LONGEST]):
        kind = unicodedata.category(sign)
        if sign.isspace():
            kept.append(" " if sign != "\u3000" else sign)
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in {"Cc", "Cf"} and not _VARIANTS.match(sign):
            kept.append(sign)
    return "".join(kept).strip(" ")


def _is_plain(text: str) -> bool:
    """Tell whether a printable text has neither parted accents nor signs that only choose a variant."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _VARIANTS.search(text))


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
    chains, refused = {}, {}
    for role in Role:
        needed = {ord(sign) for sign in texts.get(role, "")} - rare
        official, refused[role] = _official(role, files, needed)
        chains[role] = (*official, *bundled[role], *last)
    return Fonts(chains, refused)


def _official(
    role: Role, files: dict[str, Path], needed: set[int]
) -> tuple[tuple[Face, ...], tuple[str, ...]]:
    """Return the best official font of this machine that has all the characters, or nothing, and why."""
    refused = []
    for name in filter(files.__contains__, _OFFICIAL[role]):
        face = _accept(files[name])
        if face is None:
            refused.append(f"{name}不能嵌入，未用")
        elif lacking := needed - face.has.keys():
            refused.append(
                f"{name}缺“{''.join(map(chr, sorted(lacking)[:_TOLD]))}”等{len(lacking)}个字符，未用"
            )
        else:
            return (face,), ()
    return (), tuple(refused)


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
    bundled = assets.path("fonts") in path.parents
    return Face(
        path.stem, face.charWidths, face.charToGlyph, face.defaultWidth, _may_embed(face), is_bundled=bundled
    )


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
