"""What a screen reader says of a window."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QScrollBar, QWidget


def place(widget: QWidget) -> str:
    """Say which widget is meant, by its class and what holds it."""
    line: list[str] = []
    each: QWidget | None = widget
    while each is not None and len(line) < 4:
        line.append(type(each).__name__ + (f"#{each.objectName()}" if each.objectName() else ""))
        each = each.parentWidget()
    return " in ".join(line)


def is_reachable(widget: QWidget) -> bool:
    """Whether Tab may stop at a widget now."""
    wanted = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return wanted and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def controls(window: QWidget) -> Iterator[QWidget]:
    """Yield what can be used in a window: what Tab reaches, and every button, but for parts of a control."""
    for widget in window.findChildren(QWidget):
        within = isinstance(widget.parent(), QComboBox | QAbstractItemView)
        inner = within or isinstance(widget, QScrollBar | QHeaderView)
        if widget.isVisible() and not inner and (is_reachable(widget) or isinstance(widget, QAbstractButton)):
            yield widget


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface:
        return ""
    if isinstance(widget, QComboBox):  # on Linux its choice counts as its name, and its label is told
        labels = [one.text(QAccessible.Text.Name) for one, _relation in interface.relations()]
        return " ".join(filter(None, (*labels, interface.text(QAccessible.Text.Description)))).strip()
    return str(interface.text(QAccessible.Text.Name)).strip()


def nameless(window: QWidget) -> Iterator[str]:
    """Yield every control a screen reader has no name for."""
    for widget in controls(window):
        if not name_of(widget):
            yield place(widget)
