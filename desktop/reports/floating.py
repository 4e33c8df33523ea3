"""Where a table or chart has no room, the text that follows fills the page; the figure begins the next one.

Only text of the same chapter comes first, so that a figure stays near what tells of it.
"""

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from desktop.reports.page import BODY, PITCH, Text, Top

_FEWEST_LINES = 2
"""Lines of a paragraph that may stand alone at the end of a page."""
_ENDLESS = 100_000


def fill_up(parts: list[Flowable], canvas: Canvas, width: float, room: float) -> None:
    """Move the next text before the figures that begin ``parts``, when the first has no room on this page."""
    figures = _figures(parts)
    if not figures or _needed(parts[0], canvas, width) <= room:
        return
    text = _next_text(parts[figures:])
    if text and _fits(text, room):
        parts[:] = [*text, *parts[:figures], *parts[figures + len(text) :]]


def _figures(parts: list[Flowable]) -> int:
    """Return how many parts at the beginning belong to tables and charts; 0 where a text begins."""
    if not parts or not isinstance(parts[0], KeepTogether | CondPageBreak):
        return 0
    count = 0
    for part, after in pairwise([*parts, None]):
        begins = isinstance(part, CondPageBreak) and isinstance(after, Top)
        words = isinstance(part, Text) and part.face.size != BODY
        if not (begins or words or isinstance(part, KeepTogether | Spacer | Top | Table)):
            break
        count += 1
    return count


def _needed(part: Flowable, canvas: Canvas, width: float) -> float:
    """Return the room a figure needs to begin on a page."""
    if isinstance(part, CondPageBreak):
        return float(part.height)
    part.wrapOn(canvas, width, _ENDLESS)
    return float(part._H)  # noqa: SLF001 - KeepTogether tells what it measured nowhere else


def _next_text(parts: list[Flowable]) -> list[Flowable]:
    """Return the next paragraph with its headings; nothing where other things or a chapter begin."""
    taken: list[Flowable] = []
    for part in parts:
        if isinstance(part, CondPageBreak) and not taken:
            taken.append(part)
            continue
        if not isinstance(part, Text) or (part.outline and part.outline[0] == 0):
            return []
        taken.append(part)
        if part.outline is None:
            return taken
    return []


def _fits(text: list[Flowable], room: float) -> bool:
    """Say whether headings have room with the least their paragraph may leave on a page."""
    *headings, paragraph = [part for part in text if isinstance(part, Text)]
    lines = sum(len(heading.lines) for heading in headings)
    parted = bool(paragraph.split(0, _FEWEST_LINES * PITCH))
    return bool((lines + (_FEWEST_LINES if parted else len(paragraph.lines))) * PITCH <= room)
