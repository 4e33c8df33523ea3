"""The sheets of a document: frames, mark and page number of an official letter (GB/T 9704-2012).

The page number stands at the outer side, one character in: odd pages right, even pages left. A sheet with a
wide table lies turned to the left among the others, its head at the left edge (订口 of odd, 切口 of even
pages); its number stands where theirs do, which is down the left side of the turned page.
Centred numbers stand below the wide table instead, as offices print it. All pages have 28 mm left, as offices
set it: fronts and backs then differ by the 2 mm the standard allows, and single pages bind well.
"""

from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from db.steps import Step
from desktop.reports.document import Document, Numbering
from desktop.reports.floating import fill_up
from desktop.reports.fonts import Fonts, Role
from desktop.reports.page import (
    BODY,
    HEIGHT,
    PITCH,
    WIDE_A4,
    WIDE_HEIGHT,
    WIDE_WIDTH,
    WIDTH,
    Type,
    pdf_date,
)

PAGE_NUMBER = 14.0
"""四号: size of the page number."""
_LEFT, _TOP, _BOTTOM = 28 * mm, 37 * mm, 35 * mm
_BASE = A4[1] - _TOP + (PITCH - BODY) / 2 - HEIGHT
_WIDE_LEFT, _WIDE_TOP = _BOTTOM, _LEFT
"""The sheet turned to the left: its lower margin is left, its left margin above."""
_DASH = 0.293
"""Top of the dashes around the page number above its ground line, in parts of its size."""
_TO_NUMBER = 7 * mm
"""From the lower edge of the text to the top of the dashes."""


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

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Put the next part on the page; before a figure without room the text that follows it."""
        if frame := getattr(self, "frame", None):
            fill_up(flowables, self.canv, frame._aW, frame._y - frame._y1p)  # noqa: SLF001 - told nowhere else
        super().handle_flowable(flowables)

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
