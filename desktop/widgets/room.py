"""How large a window may be: never larger than what taskbar and frame leave of the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 40)  # pixels a frame takes at most; how many is not known before a window is shown


def fit(window: QWidget, width: int, height: int) -> bool:
    """Give a window a size in pixels, less where the screen lacks the room; return whether it had it."""
    room = (window.parentWidget() or window).screen().availableSize() - _FRAME
    wanted = QSize(width, height)
    size = wanted.boundedTo(room)
    window.resize(size)
    return size == wanted
