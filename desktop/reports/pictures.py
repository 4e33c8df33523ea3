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
    """The pages of a PDF in memory; ``sizes`` are (width, height) in points of 1/72 inch.

    The document is opened for each picture, which takes no time, and so nothing is left open.
    Raises ValueError for what is no PDF.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            with _ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
                self.sizes = tuple(document.get_page_size(page) for page in range(len(document)))
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error

    def picture(self, number: int, width: int) -> Picture:
        """Return a page (from 0) so many pixels wide."""
        scale = width / self.sizes[number][0]
        with _ONE_AT_A_TIME, pypdfium2.PdfDocument(self.content) as document:
            bitmap = document[number].render(scale=scale, prefer_bgrx=True)
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
