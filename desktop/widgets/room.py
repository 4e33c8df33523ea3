"""How large a window may be, and where one may stand: never beyond what the screen has room for."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

from desktop.theme import tokens

_FRAME = (16, 40)  # pixels a frame takes at most; how many is not known before a window is shown


def fit(window: QWidget, width: int, height: int) -> bool:
    """Give a window a size in pixels, more where its words need it, less where the screen lacks the room.

    Return whether there was room for that size.
    """
    room = (window.parentWidget() or window).screen().availableSize() - QSize(*_FRAME)
    wanted = QSize(width, height)
    size = wanted.boundedTo(room)
    layout = window.layout()
    needed = QSize(0, layout.totalMinimumHeightForWidth(size.width()) if layout else 0)
    window.resize(size.expandedTo(needed).boundedTo(room))
    return size == wanted


def stand_under(popup: QWidget, anchor: QWidget, *, flush_right: bool = False) -> None:
    """Put what pops up below a widget, wholly on the screen: above it where there is no room below."""
    screen, gap = anchor.screen().availableGeometry(), tokens.XS
    left = anchor.width() - popup.width() if flush_right else 0
    at = anchor.mapToGlobal(QPoint(left, anchor.height() + gap))
    if at.y() + popup.height() > screen.bottom():
        at.setY(max(anchor.mapToGlobal(QPoint(0, -gap)).y() - popup.height(), screen.top()))
    at.setX(max(min(at.x(), screen.right() - popup.width()), screen.left()))
    popup.move(at)
