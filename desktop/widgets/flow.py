"""A layout that sets widgets one after another and goes on below when a line is full."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop.theme import tokens


class FlowLayout(QLayout):
    """Widgets beside each other, as many as a line takes; hidden ones take no room.

    One that expands (a search box) takes what is left of its line, up to its greatest width; else what is
    left stays at the right, on both sides where the lines are ``centred``.
    """

    def __init__(self, parent: QWidget | None = None, *, centred: bool = False) -> None:
        self._centred = centred
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(tokens.S)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add an item at the end."""
        self._items.append(item)

    def insertWidget(self, index: int, widget: QWidget) -> None:  # noqa: N802 - Qt's name
        """Add a widget before the item of an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    def addStretch(self) -> None:  # noqa: N802 - as Qt's own rows call it
        """Let what follows stand at the right, where its line has room to spare."""
        between = QWidget()
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(between)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return an item; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take an item out; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Be the higher the narrower it is."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height the items take in a width; asked a dozen times for each change."""
        if width not in self._heights:
            around = self.contentsMargins()
            inner = QRect(0, 0, width - around.left() - around.right(), 0)
            self._heights[width] = self._place(inner, moving=False) + around.top() + around.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure anew: an item has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), moving=True)

    def sizeHint(self) -> QSize:
        """Return the room of the largest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, room: QRect, *, moving: bool) -> int:
        """Go through the lines, each item in the middle of its own; return the height they take."""
        top = room.top()
        for line in self._lines(room.width()):
            height, left = max(size.height() for _item, size in line), room.left()
            if self._centred:
                left += (
                    room.width() + self.spacing() - sum(s.width() + self.spacing() for _item, s in line)
                ) // 2
            for item, size in line:
                if moving:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing() - room.top(), 0)

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield the items in sight line by line, each with its size."""
        line: list[QLayoutItem] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            least = min(_least(item), width)
            if line and left + least > width:
                yield _widened(line, width - left + self.spacing())
                line, left = [], 0
            line.append(item)
            left += least + self.spacing()
        if line:
            yield _widened(line, width - left + self.spacing())


def _can_grow(item: QLayoutItem) -> bool:
    """Whether an item takes the room that is left in its line, up to its greatest width."""
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _least(item: QLayoutItem) -> int:
    """Return the width an item needs, in pixels."""
    return item.minimumSize().width() if _can_grow(item) else item.sizeHint().width()


def _widened(line: list[QLayoutItem], spare: int) -> list[tuple[QLayoutItem, QSize]]:
    """Return the items of a line with their sizes; ``spare`` pixels go to those that can grow."""
    sized = []
    for item in line:
        size = QSize(_least(item), item.sizeHint().height())
        if _can_grow(item):
            grown = min(size.width() + max(spare, 0), item.maximumSize().width())
            spare -= grown - size.width()
            size.setWidth(grown)
        else:
            size.setWidth(size.width() + min(spare, 0))  # alone in a line too narrow for it
        sized.append((item, size))
    return sized
