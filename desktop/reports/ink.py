"""Write texts on a page: many short ones at once, and of what stays the same from one to the next nothing.

reportlab's own text object writes font, size and spacing anew for each piece and measures it; a ledger has a
dozen texts per row and tens of thousands of rows.
"""

import re

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.fonts import Fonts, Role

_WORDS = re.compile(r"[!-~]+|[^!-~]")
"""What stays together when characters are parted: a Latin word or a number, or one character."""


class Ink:
    """Texts of one part of a page in faces of some fonts."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self._canvas, self._fonts = canvas, fonts
        self._document = canvas._doc  # noqa: SLF001 - a font numbers its characters per document
        self._said: list[str] = []
        self._state: tuple[str, float, int] | None = None
        self._gap = 0.0

    def set(self, role: Role, size: float, at: tuple[float, float], text: str, spread: float = 0) -> None:
        """Add a text that begins at a point on its ground line; ``spread`` parts its characters."""
        self._said.append(f"1 0 0 1 {at[0]:.3f} {at[1]:.3f} Tm")
        if not spread:
            self._put(role, size, text, 0)
            return
        for part in _WORDS.findall(text):
            if len(part) > 1:
                self._put(role, size, part[:-1], 0)
            self._put(role, size, part[-1], spread)

    def dry(self) -> None:
        """Draw what was set."""
        if self._gap:
            self._said.append("0 Tc")
        self._canvas._code.append("\n".join(("BT", *self._said, "ET")))  # noqa: SLF001 - as it draws texts
        self._said, self._state, self._gap = [], None, 0

    def _put(self, role: Role, size: float, text: str, gap: float) -> None:
        """Go on with a piece of text, each of its characters followed by a gap."""
        if gap != self._gap:
            self._gap = gap
            self._said.append(f"{gap:.4f} Tc")
        for name, part in self._fonts.runs(role, text):
            font = getFont(name)
            for subset, codes in font.splitString(part, self._document):
                if self._state != (name, size, subset):
                    self._state = name, size, subset
                    inside = font.getSubsetInternalName(subset, self._document)
                    self._said.append(f"{inside} {size:.3f} Tf")
                self._said.append(f"<{codes.hex()}> Tj")


def words_in(text: str) -> int:
    """Return how many pieces of a text can be parted from each other."""
    return len(_WORDS.findall(text))
