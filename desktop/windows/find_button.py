"""The button of the sidebar that opens the find box; it shows its key, because the key is the quicker way."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from desktop.i18n import tr
from desktop.theme import caption_font, look, tokens
from desktop.windows.nav_button import NavButton

_KEY = "Ctrl+K"


class FindButton(NavButton):
    """查找, and at the right end the key."""

    def __init__(self) -> None:
        super().__init__(tr("查找"), "search", _KEY)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key where there is room for words."""
        super().paintEvent(event)
        if self.is_narrow:
            return
        painter = QPainter(self)
        painter.setFont(caption_font(self.font()))
        painter.setPen(QColor(look().tokens.text2))
        area = self.rect().adjusted(0, 0, -tokens.M, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _KEY)
        painter.end()
