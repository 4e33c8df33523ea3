"""The pages of a finished PDF as pictures, for the window and the printer; knows no Qt.

PDFium works for one thread at a time, whatever document it is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import pypdfium2

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, four bytes each in the order blue, green, red, unused; ``stride`` bytes a line."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """The pages of a PDF in memory; ``sizes`` are (width, height) in points of 1/72 inch."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(content)
            self.sizes = tuple(self._document.get_page_size(page) for page in range(len(self._document)))

    def picture(self, number: int, width: int) -> Picture:
        """Return a page (from 0) so many pixels wide."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            try:
                bitmap = page.render(scale=width / self.sizes[number][0], prefer_bgrx=True)
                return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                page.close()

    def close(self) -> None:
        """Let the document go."""
        with _ONE_AT_A_TIME:
            self._document.close()
