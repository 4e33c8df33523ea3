"""Draw a print of fixed form (a sign-in sheet, a certificate): words, lines and QR codes at their places.

Lengths are points, measured from the top left corner of the page. A print is drawn twice: once to learn which
characters stand in which face, then with the fonts that have them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import Color, black
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.document import Align
from desktop.reports.fonts import Fonts, Role, choose, clean
from desktop.reports.lines import balance, break_lines, shorten
from desktop.reports.mends import mend
from desktop.reports.page import Type, pdf_date
from desktop.reports.pdf import Drawn

_ASCENT = 0.88
"""Part of a character above the ground line, in Chinese fonts."""
_LEADING = 1.3
_SHRUNK = 0.85
"""Part of its size to which words shrink rather than turn over."""
_LEAST = 50
"""Percent of their size to which words shrink at most; what then has no room is cut."""
_STAND_INS = (Role.SUBHEADING, Role.HEADING)
"""Faces with more characters, for words the face asked for cannot write."""
_PLACE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page: left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, pad: float) -> "Box":
        """Return the box without so much at its left and right."""
        return Box(self.x + pad, self.y, self.width - 2 * pad, self.height)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself; ``on`` is its day, so that the same print is the same file."""

    title: str
    author: str
    subject: str
    on: date


class Pen:
    """Draws on one page after the other; ``said`` keeps what was written in which face."""

    def __init__(self, canvas: Canvas, size: tuple[float, float], fonts: Fonts) -> None:
        self._canvas = canvas
        self.width, self.height = size
        self.fonts = fonts
        self.said: dict[Role, str] = {}

    def turn(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()

    def width_of(self, text: str, role: Role, size: float) -> float:
        """Return how wide a text is when written."""
        shown = clean(text)
        return self.fonts.width(self._whole(shown, role), shown) * size

    def write(
        self,
        text: str,
        role: Role,
        size: float,
        at: tuple[float, float],
        align: Align = Align.LEFT,
        *,
        parted: float = 0,
    ) -> float:
        """Write one line on the ground line ``at``; ``parted`` parts its characters. Return its width."""
        shown = clean(text)
        role = self._whole(shown, role)
        face = Type(self.fonts, role, size)
        self.said[role] = self.said.get(role, "") + shown
        wide = face.width(shown) + parted * max(0, len(shown) - 1)
        left = at[0] - wide * _PLACE[align]
        face.draw(self._canvas, (left, self.height - at[1]), shown, parted)
        return wide

    def fill(self, text: str, role: Role, size: float, box: Box, align: Align = Align.LEFT) -> None:
        """Write into a box, upright in its middle: long words shrink, then turn over, then end with “…”."""
        lines, size = self._fitted(clean(text), role, size, box)
        pitch = size * _LEADING
        top = box.y + (box.height - len(lines) * pitch) / 2 + (pitch - size) / 2 + _ASCENT * size
        for number, line in enumerate(lines):
            at = (box.x + box.width * _PLACE[align], top + number * pitch)
            self.write(line, role, size, at, align)

    def rule(self, start: tuple[float, float], end: tuple[float, float], thick: float = 0.5) -> None:
        """Draw a line."""
        self._canvas.setLineWidth(thick)
        self._canvas.line(start[0], self.height - start[1], end[0], self.height - end[1])

    def frame(self, box: Box, thick: float = 0.5) -> None:
        """Draw the edge of a box."""
        self._canvas.setLineWidth(thick)
        self._canvas.rect(box.x, self.height - box.y - box.height, box.width, box.height)

    def ink(self, colour: Color = black) -> None:
        """Draw and write in a colour from now on."""
        self._canvas.setStrokeColor(colour)
        self._canvas.setFillColor(colour)

    def picture(self, content: bytes, box: Box) -> None:
        """Draw a picture (JPEG) into a box, with a thin edge; one that cannot be read is left out."""
        try:
            read = ImageReader(BytesIO(content))
            read.getRGBData()  # the whole of it: else what is damaged shows only when the file is written
        except OSError:
            return
        at = box.x, self.height - box.y - box.height
        self._canvas.drawImage(read, *at, box.width, box.height, preserveAspectRatio=True)
        self.frame(box)

    def code(self, text: str, box: Box) -> None:
        """Draw a text as a QR code that fills the box; leave four of its dots blank around it."""
        made = QRCode(None, QRErrorCorrectLevel.M)
        made.addData(text)
        made.make()
        dot = box.width / made.getModuleCount()
        for row, dots in enumerate(made.modules):
            for place, dark in enumerate(dots):
                if dark:
                    lower = self.height - box.y - (row + 1) * dot
                    self._canvas.rect(box.x + place * dot, lower, dot, dot, stroke=0, fill=1)

    def _whole(self, text: str, role: Role) -> Role:
        """Return the face that has every character of a text: no name is written in two."""
        for each in (role, *_STAND_INS):
            if all(ord(sign) in self.fonts.chains[each][0].has for sign in text):
                return each
        return role

    def _fitted(self, text: str, role: Role, size: float, box: Box) -> tuple[list[str], float]:
        """Return the lines of a text that suit a box, and the size of type they take."""
        wide = self.width_of(text, role, size) or 1
        if wide * _SHRUNK <= box.width:
            return [text], size * min(1, box.width / wide)
        for percent in range(100, _LEAST, -5):
            small = size * percent / 100
            measure = partial(self.width_of, role=role, size=small)
            lines = balance(text, box.width, measure)
            if len(lines) * small * _LEADING <= box.height:
                return lines, small
        return shorten(
            break_lines(text, box.width, measure), max(1, int(box.height / small / _LEADING))
        ), small


def paint(
    about: Properties,
    size: tuple[float, float],
    draw: Callable[[Pen], None],
    font_folders: Sequence[Path] | None = None,
) -> Drawn:
    """Return a print as the content of a PDF; ``font_folders`` replaces the system's font folders."""
    mend()
    trial = Pen(Canvas(BytesIO(), pagesize=size), size, choose({}, ()))
    draw(trial)
    fonts = choose({role: "".join(sorted(set(text))) for role, text in trial.said.items()}, font_folders)
    file = BytesIO()
    first = fonts.chains[Role.BODY][0].name
    canvas = Canvas(file, pagesize=size, invariant=1, initialFontName=first, lang="zh-CN")
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("BaseDesk")
    canvas.setDateFormatter(lambda *_: pdf_date(about.on))
    draw(Pen(canvas, size, fonts))
    canvas.save()
    return Drawn(file.getvalue(), fonts.report, fonts.notes)
