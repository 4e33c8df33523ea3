"""The page of an official letter (GB/T 9704-2012) and the text that stands on it; lengths in points.

A4 with margins of 37 mm above, 28 mm left, 26 mm right and 35 mm below leaves 156 × 225 mm: 22 lines of 28
characters. That fits when 三号 is 15.75 pt and a line takes 15/8 of it; with Word's 16 pt it would not.

The page number stands at the outer side, one character in: odd pages right, even pages left. A sheet with a
wide table lies turned to the left among the others, its head at the left edge (订口 of odd, 切口 of even
pages); its number stands where theirs do, which is down the left side of the turned page.
Centred numbers stand below the wide table instead, as offices print it. All pages have 28 mm left, as offices
set it: fronts and backs then differ by the 2 mm the standard allows, and single pages bind well.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from db.steps import Step
from desktop.reports.document import Align, Document, Numbering
from desktop.reports.fonts import Fonts, Role
from desktop.reports.ink import Ink, words_in
from desktop.reports.lines import break_lines

BODY = 15.75
"""三号: size of the body text and of the headings."""
TITLE = 22.0
"""二号: size of the title."""
PAGE_NUMBER = 14.0
"""四号: size of the page number."""
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
_LEFT, _TOP, _BOTTOM = 28 * mm, 37 * mm, 35 * mm
_BASE = A4[1] - _TOP + (PITCH - BODY) / 2 - HEIGHT
_WIDE_LEFT, _WIDE_TOP = _BOTTOM, _LEFT
"""The sheet turned to the left: its lower margin is left, its left margin above."""
_DASH = 0.293
"""Top of the dashes around the page number above its ground line, in parts of its size."""
_TO_NUMBER = 7 * mm
"""From the lower edge of the text to the top of the dashes."""
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


class Paper(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    """The sheets of a document, upright and turned, with mark, page number, language and properties."""

    def __init__(self, file: Any, document: Document, fonts: Fonts, step: Step, total: int) -> None:
        upright = Frame(_LEFT, _BASE - 1, WIDTH, HEIGHT + 1, 0, 0, 0, 0)
        wide = Frame(_WIDE_LEFT, WIDE_A4[1] - _WIDE_TOP - WIDE_HEIGHT, WIDE_WIDTH, WIDE_HEIGHT, 0, 0, 0, 0)
        super().__init__(
            file,
            pagesize=A4,
            pageTemplates=[
                PageTemplate("upright", [upright], self._draw_mark, self._draw_number, A4),
                PageTemplate("wide", [wide], self._draw_mark, self._draw_number, WIDE_A4),
            ],
            title=document.title, author=document.author, subject=document.subject,
            keywords=document.keywords, creator="BaseDesk", lang="zh-CN",
            invariant=1, initialFontName=fonts.chains[Role.BODY][0].name, allowSplitting=1,
        )  # fmt: skip
        self._document = document
        self._number = Type(fonts, Role.PAGE_NUMBER, PAGE_NUMBER)
        self._mark = Type(fonts, Role.HEADING, 10.5)
        self._step = step
        self._total = total
        self._done = 0

    def afterFlowable(self, _flowable: Flowable) -> None:  # noqa: N802 - reportlab calls it so
        """Report progress; the step raises Cancelled to stop."""
        self._done = min(self._done + 1, self._total)
        self._step(self._done, self._total)

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab calls it so
        """Date the file by its report, so that the same report is the same file; viewers show its title."""
        self.canv.setDateFormatter(lambda *_: pdf_date(self._document.on))
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def _draw_mark(self, canvas: Canvas, _paper: "Paper") -> None:
        """Draw the mark above the text."""
        if self._document.mark:
            upright = _is_upright(canvas)
            right = _LEFT + WIDTH if upright else _WIDE_LEFT + WIDE_WIDTH
            top = (A4[1] - _TOP if upright else WIDE_A4[1] - _WIDE_TOP) + 7 * mm
            self._mark.draw(canvas, (right - self._mark.width(self._document.mark), top), self._document.mark)

    def _draw_number(self, canvas: Canvas, _paper: "Paper") -> None:
        """Draw the page number (— 1 —), the top of its dashes 7 mm below the text."""
        upright = _is_upright(canvas)
        number = canvas.getPageNumber()
        text = f"— {number} —"
        wide = self._number.width(text)
        below = _BOTTOM - _TO_NUMBER - _DASH * PAGE_NUMBER
        if self._document.numbering is Numbering.CENTRED:
            middle = _LEFT + WIDTH / 2 if upright else _WIDE_LEFT + WIDE_WIDTH / 2
            down = 0 if upright else _BOTTOM - (WIDE_A4[1] - _WIDE_TOP - WIDE_HEIGHT)
            self._number.draw(canvas, (middle - wide / 2, below - down), text)
            return
        x = _LEFT + WIDTH - PAGE_NUMBER - wide if number % 2 else _LEFT + PAGE_NUMBER
        if upright:
            self._number.draw(canvas, (x, below), text)
            return
        canvas.saveState()
        canvas.translate(below, WIDE_A4[1] - x)
        canvas.rotate(-90)
        self._number.draw(canvas, (0, 0), text)
        canvas.restoreState()


def _is_upright(canvas: Canvas) -> bool:
    """Tell whether the page is not turned."""
    width, height = canvas._pagesize  # noqa: SLF001 - reportlab tells the size of the page nowhere else
    return bool(width < height)


def pdf_date(on: date) -> str:
    """Write a day as PDF properties do, at midnight in China."""
    return f"D:{on:%Y%m%d}000000+08'00'"
