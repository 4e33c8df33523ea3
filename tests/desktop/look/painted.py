"""Hears every word that is painted by hand, and sees what lies under it in the finished picture."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout

from desktop import assets

_CODE = assets.path("").parent / "desktop"
_BESIDE = 2  # pixels around the words that show the ground too


@dataclass(frozen=True, slots=True)
class Painted:
    """Words as they were painted: in which module, in which ink, where in the picture."""

    module: str
    words: str
    ink: str
    place: QRect

    def ground(self, picture: QImage) -> str:
        """Return the colour most of the place has: the words themselves cover less."""
        place = self.place.intersected(picture.rect())
        seen = Counter(
            picture.pixel(x, y)
            for x in range(place.left(), place.right() + 1, 2)
            for y in range(place.top(), place.bottom() + 1)
        )
        return QColor(seen.most_common(1)[0][0]).name() if seen else self.ink


def _module() -> str:
    """Return the file of the program that paints now, within ``desktop``."""
    frame = sys._getframe(2)
    return Path(frame.f_code.co_filename).relative_to(_CODE).as_posix()


@contextmanager
def painting(patch: pytest.MonkeyPatch) -> Iterator[list[Painted]]:
    """Collect what is painted while this lasts."""
    found: list[Painted] = []
    draw_text, draw_layout = QPainter.drawText, QTextLayout.draw

    def hear(painter: QPainter, module: str, words: str, ink: QColor, area: QRectF) -> None:
        if words.strip():
            place = painter.deviceTransform().mapRect(area).toRect().adjusted(-_BESIDE, 0, _BESIDE, 0)
            found.append(Painted(module, words, ink.name(), place))

    def text(painter: QPainter, *given: Any) -> Any:
        area, flags, words = given
        place = painter.boundingRect(QRectF(area), int(flags), words)
        hear(painter, _module(), words, painter.pen().color(), place)
        return draw_text(painter, *given)

    def layout(self: QTextLayout, painter: QPainter, at: QPointF) -> Any:
        inks = {
            painter.pen().color().name(),
            *(each.format.foreground().color().name() for each in self.formats()),
        }
        for ink in inks:
            hear(painter, _module(), self.text(), QColor(ink), self.boundingRect().translated(at))
        return draw_layout(self, painter, at)

    with patch.context() as within:
        within.setattr(QPainter, "drawText", text)
        within.setattr(QTextLayout, "draw", layout)
        yield found


def painters() -> set[str]:
    """Return the files of the window that paint words by hand."""
    return {
        file.relative_to(_CODE).as_posix()
        for file in _CODE.rglob("*.py")
        if file.relative_to(_CODE).parts[0] != "reports"
        and any(call in file.read_text("utf-8") for call in (".drawText(", "layout.draw("))
    }
