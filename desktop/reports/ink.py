"""Write many short texts on a page at once: a ledger has a dozen per row, and tens of thousands of rows."""

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from desktop.reports.page import Type


class Ink:
    """Texts of one part of a page; what stays the same from one to the next is written once."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - a font numbers its characters per document
        self._said: list[str] = []
        self._state: tuple[str, float, int] | None = None

    def set(self, face: Type, at: tuple[float, float], text: str) -> None:
        """Add a text that begins at a point on its ground line."""
        self._said.append(f"1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm")
        for name, part in face.fonts.runs(face.role, text):
            font = getFont(name)
            for subset, codes in font.splitString(part, self._document):
                if self._state != (name, face.size, subset):
                    self._state = name, face.size, subset
                    inside = font.getSubsetInternalName(subset, self._document)
                    self._said.append(f"{inside} {face.size:.3f} Tf")
                self._said.append(f"<{codes.hex()}> Tj")

    def dry(self) -> None:
        """Draw what was set."""
        self._canvas._code.append("\n".join(("BT", *self._said, "ET")))  # noqa: SLF001 - as it draws texts
        self._said, self._state = [], None
