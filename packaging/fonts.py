"""Make the bundled fonts from Debian's font packages: ``python packaging/fonts.py [--packages FOLDER]``.

Print and window need Chinese fonts that may be shipped, that reportlab can embed (TrueType outlines, not
PostScript ones) and that are small. So each font is cut to the characters we need, its outlines are turned
into TrueType ones, and it gets names of its own: of two fonts with one PostScript name reportlab draws the
second with the outlines of the first, and a changed font may not keep the reserved names of the original.

The characters: 通用规范汉字表 (8105, Unihan field kTGH), rows 1-9 of GB 2312 (punctuation, numerals, Greek,
kana, pinyin), ASCII, Latin-1. The sans, which draws the window and stands in for the others, also has all
of GBK, so that no name on screen is a box.
"""

import argparse
import bz2
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

TARGET = Path(__file__).parents[1] / "resources" / "fonts"
PACKAGES = ("fonts-noto-cjk", "fonts-lxgw-wenkai", "texlive-lang-chinese", "unicode-data")
_NOTO = "usr/share/fonts/opentype/noto/"
_LXGW = "usr/share/fonts/truetype/lxgw-wenkai/"
_UNIHAN = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
_ERROR = 2
"""How far a TrueType curve may lie from the PostScript one, in thousandths of the em."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One bundled font: where it comes from, what it is called, how much of it is kept."""

    file: str
    source: str
    face: str
    family: str
    style: str
    licence: str
    characters: Callable[[Path], set[int]]


def common(packages: Path) -> set[int]:
    """Return 通用规范汉字表 with the punctuation and symbols an office uses."""
    with bz2.open(packages / _UNIHAN, "rt", encoding="utf-8") as lines:
        han = {int(found[1], 16) for line in lines if (found := re.match(r"U\+(\w+)\tkTGH\t", line))}
    return han | _symbols()


def _symbols() -> set[int]:
    """Return ASCII, Latin-1, rows 1-9 of GB 2312 and a few marks beyond them."""
    found = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    for row in range(0xA1, 0xAA):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return found | set(map(ord, "€㎡㎏㎜㎝㎞㏄‰‱–—―‖‘’“”†•…′″※℃℉№℡™✓✔✕✘❤♥♪☆★▲△▼▽◆◇○●◎■□〓〇￥￠￡〜"))


def page_numbers(_packages: Path) -> set[int]:
    """Return what page numbers are written with: — 1 —."""
    return set(map(ord, "— 0123456789"))


def with_rare(packages: Path) -> set[int]:
    """Return the common characters and a few beyond the standard that people are still called."""
    return common(packages) | set(map(ord, "𠮷𡋤㐂㛃䶮㸆"))


def with_names(packages: Path) -> set[int]:
    """Return the same and all of GBK: older names and traditional stage names are written with it."""
    found = with_rare(packages)
    for row in range(0x81, 0xFF):
        for cell in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            found.update(map(ord, bytes((row, cell)).decode("gbk", "ignore")))
    return found


_OFL = "SIL Open Font License 1.1"
_GPL = "GPL 3.0 with font exception"
CUTS = (
    Cut("BaseDeskSerif-Bold.ttf", f"{_NOTO}NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC Bold",
        "BaseDesk Serif", "Bold", _OFL, common),
    Cut("BaseDeskSerif-Regular.ttf", f"{_NOTO}NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC",
        "BaseDesk Serif", "Regular", _OFL, page_numbers),
    Cut("BaseDeskFangsong-Regular.ttf", f"{_FANDOL}FandolFang-Regular.otf", "FandolFang R",
        "BaseDesk Fangsong", "Regular", _GPL, common),
    Cut("BaseDeskSans-Regular.ttf", f"{_NOTO}NotoSansCJK-Regular.ttc", "Noto Sans CJK SC",
        "BaseDesk Sans", "Regular", _OFL, with_names),
    Cut("BaseDeskKai-Regular.ttf", f"{_LXGW}LXGWWenKai-Regular.ttf", "LXGW WenKai",
        "BaseDesk Kai", "Regular", _OFL, with_rare),
)  # fmt: skip


def unpack_packages(folder: Path) -> None:
    """Download the Debian packages and unpack them below ``folder``; nothing is installed."""
    subprocess.run(["apt-get", "download", *PACKAGES], cwd=folder, check=True)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, folder], check=True)


def make(cut: Cut, packages: Path, target: Path) -> Path:
    """Cut one font, give it TrueType outlines and its own names, and write it into ``target``."""
    font = _open(packages / cut.source, cut.face)
    options = Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False
    )
    options.drop_tables += ["BASE", "VORG", "VDMX", "vhea", "vmtx", "DSIG", "GSUB", "GPOS", "GDEF", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=cut.characters(packages))
    subsetter.subset(font)
    if "CFF " in font:
        _draw_truetype(font)
    _rename(font, cut)
    font["OS/2"].fsType = 0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    path = target / cut.file
    font.save(path)
    return path


def _open(path: Path, face: str) -> TTFont:
    """Open one face of a font file; LookupError when it is not in there."""
    fonts = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
    for font in fonts:
        if font["name"].getDebugName(4) == face:
            return font
    message = f"{path.name} holds no {face}"
    raise LookupError(message)


def _draw_truetype(font: TTFont) -> None:
    """Replace the PostScript outlines of a font by TrueType ones."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _ERROR * font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    font["maxp"].tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"
    del font["CFF "]
    glyf.compile(font)
    for name in order:
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyf[name], "xMin", 0))


def _rename(font: TTFont, cut: Cut) -> None:
    """Give a font our own family, style and PostScript names; copyright and licence stay with it."""
    table = font["name"]
    copyright_notice = table.getDebugName(0) or "Copyright (c) the Fandol team: Clerk Ma and Jie Su"
    table.names = []
    postscript = cut.file.removesuffix(".ttf")
    names = {0: copyright_notice, 1: cut.family, 2: cut.style, 3: f"{postscript};cut from {cut.face}",
             4: f"{cut.family} {cut.style}", 6: postscript, 13: cut.licence}  # fmt: skip
    write = partial(table.setName, platformID=3, platEncID=1, langID=0x409)
    for name_id, text in names.items():
        write(string=text, nameID=name_id)


def main() -> None:
    """Make every bundled font; ``--packages`` takes a folder where the packages were unpacked before."""
    parser = argparse.ArgumentParser(description="Make the bundled fonts from Debian's font packages.")
    parser.add_argument("--packages", type=Path, help="a folder with the unpacked packages")
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        packages = chosen.packages or Path(scratch)
        if chosen.packages is None:
            unpack_packages(packages)
        for cut in CUTS:
            path = make(cut, packages, chosen.target)
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
