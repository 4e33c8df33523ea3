"""The page of an official letter (GB/T 9704-2012) and the text that stands on it; lengths in points.

A4 with margins of 37 mm above, 28 mm left, 26 mm right and 35 mm below leaves 156 × 225 mm: 22 lines of 28
characters. That fits when 三号 is 15.75 pt and a line takes 15/8 of it; with Word's 16 pt it would not.
"""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from desktop.reports.document import Align
from desktop.reports.fonts import Fonts, Role
from desktop.reports.ink import Ink, words_in
from desktop.reports.lines import break_lines

BODY = 15.75
"""三号: size of the body text and of the headings."""
TITLE = 22.0
"""二号: size of the title."""
PITCH = BODY * 15 / 8
"""From line to line: a character and 7/8 of one."""
WIDTH = 28 * BODY
"""Width of the text."""
HEIGHT = 22 * PITCH
"""Height of the text, with half a gap above its first and below its last line."""
WIDE_A4 = landscape(A4)
WIDE_WIDTH = 225 * mm
"""Width of the text on a page turned for a wide table."""
WIDE_HEIGHT = 156 * mm
_ASCENT = 0.88
"""Part of a character above the ground line, in Chinese fonts."""
_MOST_SPREAD = 0.32
"""Justified characters part by at most this much of their size; a line shorter than that stays ragged."""
_FEWEST_LINES = 2
"""Lines of a paragraph that may stand alone on a page."""


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size: measures and draws single lines of text."""

    fonts: Fonts
    role: Role
    size: float

    def width(self, text: str) -> float:
        """Return how wide a text is when drawn."""
        return self.fonts.width(self.role, text) * self.size

    def draw(self, canvas: Canvas, at: tuple[float, float], text: str, spread: float = 0) -> None:
        """Draw a text from ``at`` on its ground line; ``spread`` parts characters, not those of a word."""
        ink = Ink(canvas, self.fonts)
        ink.set(self.role, self.size, at, text, spread)
        ink.dry()

    def spread(self, line: str, width: float) -> float:
        """Return how far to part the characters of a line to fill the width; 0 when it should not."""
        gaps = words_in(line) - 1
        if gaps < 1:
            return 0
        gap = (width - self.width(line)) / gaps
        return gap if 0 < gap <= _MOST_SPREAD * self.size else 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, where it begins from the left edge, and how far its characters are parted."""

    text: str
    x: float = 0
    spread: float = 0


class Text(Flowable):  # type: ignore[misc] # reportlab has no types
    """Lines of one type, already broken; at the end of a page they part, but no line stays alone."""

    def __init__(
        self, lines: list[Line], face: Type, pitch: float, outline: tuple[int, str] | None = None
    ) -> None:
        super().__init__()
        self.lines = lines
        self.face = face
        self.pitch = pitch
        self.outline = outline

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return width, len(self.lines) * self.pitch

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return what stays on this page and what goes to the next; nothing when all goes."""
        fits = min(int(height / self.pitch + 0.01), len(self.lines) - _FEWEST_LINES)
        if fits < _FEWEST_LINES:
            return []
        return list(self.part(fits))

    def part(self, count: int) -> tuple["Text", "Text"]:
        """Return the first lines and the rest as two texts."""
        rest = Text(self.lines[count:], self.face, self.pitch)
        return Text(self.lines[:count], self.face, self.pitch, self.outline), rest

    def draw(self) -> None:
        """Draw the lines, and set the bookmark."""
        if self.outline:
            level, title = self.outline
            key = f"{self.canv.getPageNumber()}-{title}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key, level)
        size = self.face.size
        top = len(self.lines) * self.pitch - (self.pitch - size) / 2 - _ASCENT * size
        ink = Ink(self.canv, self.face.fonts)
        for number, line in enumerate(self.lines):
            if line.text:
                at = line.x, top - number * self.pitch
                ink.set(self.face.role, size, at, line.text, line.spread)
        ink.dry()


class Top(Flowable):  # type: ignore[misc] # reportlab has no types
    """Half the gap between two lines where a table begins an upright page: lines of text bring their own."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size, which is nothing anywhere else."""
        frame = getattr(self, "_frame", None)
        begins = frame is not None and frame._atTop and frame._width <= WIDTH + 1  # noqa: SLF001 - told nowhere else
        return width, (PITCH - BODY) / 2 if begins else 0

    def draw(self) -> None:
        """Draw nothing."""


class Gap(Spacer):  # type: ignore[misc] # reportlab has no types
    """Room below a table or a chart; at the end of a page it gives way, and begins no new one."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size."""
        return width, max(0.0, min(self.height, height))


def flow(text: str, face: Type, width: float, *, indent: float = 0, hang: float = 0) -> list[Line]:
    """Break a paragraph into justified lines; ``indent`` moves the first line, ``hang`` the others."""
    broken = break_lines(text, width - hang, face.width, indent - hang)
    lines = []
    for number, line in enumerate(broken):
        x = hang if number else indent
        last = number == len(broken) - 1
        lines.append(Line(line, x, 0 if last else face.spread(line, width - x)))
    return lines


def placed(texts: list[str], face: Type, width: float, align: Align) -> list[Line]:
    """Place single lines of text left, right or in the middle."""
    part = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
    return [Line(text, (width - face.width(text)) * part) for text in texts]


def pdf_date(on: date) -> str:
    """Write a day as PDF properties do, at midnight in China."""
    return f"D:{on:%Y%m%d}000000+08'00'"
