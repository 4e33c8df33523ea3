"""The pages of a print below each other: scrolled, zoomed, and drawn only as far as they are in sight."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.theme import look, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Steps of the zoom in percent of the size on paper (96 pixels an inch)."""
_POINTS = 96 / 72
_WIDEST = 150  # percent: as wide as the view on a large screen would be too large to read
_KEPT = 8  # pictures: a page at 150 % takes some 8 MB
_LINE = 48  # pixels an arrow key scrolls


class PagesView(QAbstractScrollArea):
    """Shows pages by their sizes (points) and asks for their pictures one at a time.

    ``picture_wanted`` carries a page (from 0) and its width in pixels; ``show_picture`` answers.
    ``moved`` tells that another page is the topmost or the zoom is another one.
    """

    picture_wanted = Signal(int, int)
    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places: list[QRect] = []
        self._tops: list[int] = []
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._asked: tuple[int, int] | None = None
        self._zoom: int | None = None
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())
        self.verticalScrollBar().setSingleStep(_LINE)

    @property
    def page(self) -> int:
        """The page in the middle of the upper half, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 4
        return max(bisect_right(self._tops, middle) - 1, 0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def percent(self) -> int:
        """How large the page in sight is drawn, in percent of its size on paper."""
        if not self._sizes:
            return 100
        return round(100 * self._places[self.page].width() / (self._sizes[self.page][0] * _POINTS))

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as the view."""
        return self._zoom is None

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show another print, at the place the one before was left when it is as long."""
        place = self.verticalScrollBar().value() if len(sizes) == len(self._sizes) else 0
        self._sizes = tuple(sizes)
        self._pictures.clear()
        self._asked = None
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self.moved.emit()

    def show_picture(self, number: int, picture: QImage) -> None:
        """Take the picture asked for; one of an earlier print or zoom is dropped."""
        if self._asked is None or self._asked[0] != number:
            return
        self._asked = None
        self._pictures[number] = picture
        self._pictures.move_to_end(number)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if self._tops:
            number = min(max(page, 0), len(self._tops) - 1)
            self.verticalScrollBar().setValue(self._tops[number] - tokens.S)

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self._zoom_to(None)

    def zoom_in(self) -> None:
        """Make pages a step larger."""
        self._zoom_to(next((step for step in ZOOMS if step > self.percent), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Make pages a step smaller."""
        self._zoom_to(next((step for step in reversed(ZOOMS) if step < self.percent), ZOOMS[0]))

    def _zoom_to(self, zoom: int | None) -> None:
        """Draw at another size; the page in sight stays."""
        page = self.page
        self._zoom = zoom
        self._lay_out()
        self.go_to(page)
        self.moved.emit()

    def _lay_out(self) -> None:
        """Give every page its place below the one before."""
        room = self.viewport().width() - 2 * tokens.L
        widths = [self._width_of(width, room) for width, _ in self._sizes]
        widest = max(widths, default=0)
        top, self._places = tokens.M, []
        for width, (across, down) in zip(widths, self._sizes, strict=True):
            left = tokens.L + (max(room, widest) - width) // 2
            height = round(width * down / across)
            self._places.append(QRect(left, top, width, height))
            top += height + tokens.M
        self._tops = [place.top() for place in self._places]
        self._asked = None
        seen = self.viewport().size()
        bars = (
            (self.verticalScrollBar(), top, seen.height()),
            (self.horizontalScrollBar(), widest + 2 * tokens.L, seen.width()),
        )
        for bar, whole, part in bars:
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
        self.viewport().update()

    def _width_of(self, across: float, room: int) -> int:
        """Return how wide a page is drawn: as the view, but never larger than is good to read."""
        whole = across * _POINTS
        if self._zoom is None:
            return max(min(room, round(whole * _WIDEST / 100)), 1)
        return max(round(whole * self._zoom / 100), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in sight when the room changes."""
        super().resizeEvent(event)
        page = self.page
        self._lay_out()
        if self._zoom is None and event.size().width() != event.oldSize().width():
            self.go_to(page)
        self.moved.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight, and ask for the first picture that is missing."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(look().tokens.line))
        shift = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        ratio = self.devicePixelRatioF()
        first = max(bisect_right(self._tops, shift[1]) - 1, 0)
        missing: tuple[int, int] | None = None
        for number in range(first, len(self._places)):
            place = self._places[number].translated(-shift[0], -shift[1])
            if place.top() > self.viewport().height():
                break
            wanted = round(place.width() * ratio)
            picture = self._pictures.get(number)
            if missing is None and (picture is None or picture.width() != wanted):
                missing = number, wanted
            self._paint_page(painter, place, picture)
        painter.end()
        if missing is not None and self._asked is None:
            self._asked = missing
            self.picture_wanted.emit(*missing)

    def _paint_page(self, painter: QPainter, place: QRect, picture: QImage | None) -> None:
        """Draw one page, blank while its picture is on the way."""
        if picture is None:
            painter.fillRect(place, QColor(tokens.PAPER))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)
        painter.setPen(QPen(QColor(look().tokens.border)))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, _across: int, _down: int) -> None:  # noqa: N802 - Qt's name
        """Draw anew at the place scrolled to."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages by ← and →, zoom by + - 0, go to the ends by Home and End; the rest scrolls."""
        bar, key = self.verticalScrollBar(), event.key()
        page, keys = self.page, Qt.Key
        doing = {
            keys.Key_Left: lambda: self.go_to(page - 1),
            keys.Key_Right: lambda: self.go_to(page + 1),
            keys.Key_Home: lambda: self.go_to(0),
            keys.Key_End: lambda: bar.setValue(bar.maximum()),
            keys.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep() - _LINE),
            keys.Key_Plus: self.zoom_in,
            keys.Key_Equal: self.zoom_in,
            keys.Key_Minus: self.zoom_out,
            keys.Key_0: self.fit_width,
        }
        if key in doing:
            doing[keys(key)]()
        else:
            super().keyPressEvent(event)
