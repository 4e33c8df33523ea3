"""What a field understands of what is being typed, said inside the field beside the text."""

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit

from db.values import Kind
from desktop import cells
from desktop.i18n import tr
from desktop.theme import tokens

_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ICON = 2 * tokens.L  # what a button inside the field takes


def understood(kind: Kind, text: str, value: Any) -> str:
    """Return what a text is read as, in words; "" when it reads the same as it is written."""
    if value is None:
        return ""
    shown = cells.show(kind, value)
    if kind is Kind.MONEY:
        whole = shown.removesuffix(".00")
        return (
            "" if text.strip() in (shown, whole, whole.replace(",", "")) else tr("{sum} 元").format(sum=whole)
        )
    if kind is Kind.DATE and isinstance(value, date):
        return "" if text.strip() == shown else f"{shown} {tr(_DAYS[value.weekday()])}"
    if kind in (Kind.DURATION, Kind.COUNT, Kind.MONTH, Kind.MOMENT):
        return "" if text.strip() in (shown, shown.replace(",", "")) else shown
    return ""


class Echo(QLabel):
    """A few quiet words at the right end of a line of text; hidden while there is no room for them."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setObjectName("caption")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = line
        self.hide()
        line.installEventFilter(self)

    def say(self, words: str) -> None:
        """Show words beside the text; "" takes them away."""
        self.setText(f"= {words}" if words else "")
        self._line.setAccessibleDescription(words)
        self._find_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the right end when the field changes its width."""
        if event.type() == QEvent.Type.Resize:
            self._find_room()
        return super().eventFilter(watched, event)

    def _find_room(self) -> None:
        """Stand at the right end, unless the text reaches there."""
        if not self.text():
            self.hide()
            return
        self.adjustSize()
        typed = QFontMetrics(self._line.font()).horizontalAdvance(self._line.text())
        beside = _ICON if self._line.actions() else tokens.M
        left = self._line.width() - beside - self.width()
        self.move(left, (self._line.height() - self.height()) // 2)
        self.setVisible(left > typed + 2 * tokens.L)
