"""Puts another stylesheet on what is in sight at once; what is not in sight takes it when it is shown.

Qt's own way polishes every widget once for each of its ancestors: seven seconds where every page was visited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARE = "basedesk_bare"
"""Marks what wears nothing itself: it holds a stack of pages, most of them out of sight."""
_NAME = "basedesk_wardrobe"
_COMES = (QEvent.Type.Polish, QEvent.Type.Show)


class PageStack(QStackedWidget):
    """Pages of which the one shown wears the look in force, and another as soon as it is shown."""

    def setCurrentWidget(self, page: QWidget) -> None:  # noqa: N802 - Qt's name
        """Show a page, in the look in force."""
        wardrobe = _wardrobe()
        if wardrobe is not None:
            wardrobe.dress(page)
        super().setCurrentWidget(page)
        if page.hasFocus():  # Qt gives the keys to a page without parts, where nobody sees them
            self.setFocus()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of the page shown: one that needs more makes no other larger."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()


def restyle(widget: QWidget, name: str, value: str | bool) -> None:  # noqa: FBT001 - a property's value
    """Set a property the stylesheet goes by (``objectName`` is one), and let it look at the widget again."""
    if (widget.property(name) or False) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Wardrobe(QObject):
    """Knows the stylesheet in force while it is not the application's own; watches for what is new."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        self._sheet = ""

    def change(self, application: QApplication, sheet: str) -> None:
        """Dress what is in sight; what is made later has it from its first moment on."""
        self._sheet = sheet
        application.removeEventFilter(self)
        if sheet != application.styleSheet():
            application.installEventFilter(self)
        for window in application.topLevelWidgets():
            if window.parentWidget() is None and not _waits(window):
                self.dress(window)

    def dress(self, widget: QWidget) -> None:
        """Dress a widget with all it holds, but for pages out of sight."""
        if isinstance(widget, PageStack):
            held: Sequence[QObject | None] = [widget.currentWidget()]
        elif widget.findChild(PageStack) is not None:
            held = widget.children()
        else:
            if widget.styleSheet() != self._sheet:
                widget.setStyleSheet(self._sheet)
            return
        widget.setProperty(_BARE, True)  # noqa: FBT003 - Qt's signature
        for each in held:
            if isinstance(each, QWidget) and not _waits(each):
                self.dress(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Dress what is about to be shown and lies in nothing dressed."""
        if event.type() in _COMES and isinstance(watched, QWidget):
            parent = watched.parentWidget()
            if parent is None or parent.property(_BARE):
                self.dress(watched)
        return False

    def undress(self, application: QApplication) -> None:
        """Take everything off again: the application's own stylesheet counts."""
        application.removeEventFilter(self)
        for widget in application.allWidgets():
            if widget.styleSheet():
                widget.setStyleSheet("")


def _waits(widget: QWidget) -> bool:
    """Whether a widget is out of sight and never was dressed: it is when it comes."""
    return widget.isHidden() and not (widget.styleSheet() or widget.property(_BARE))


def _wardrobe() -> Wardrobe | None:
    """Return the wardrobe of the running application; None before a change."""
    application = QApplication.instance()
    return application.findChild(Wardrobe, _NAME) if application else None


def change_colours(application: QApplication, sheet: str) -> None:
    """Put on a stylesheet that differs in colours alone: as fast as what is in sight allows."""
    wardrobe = _wardrobe() or Wardrobe(application)
    wardrobe.change(application, sheet)


def change_all(application: QApplication, sheet: str) -> None:
    """Put on a stylesheet of other sizes, which everything must know at once, in sight or not."""
    wardrobe = _wardrobe()
    if wardrobe is not None:
        wardrobe.undress(application)
    application.setStyleSheet("")  # two passes over every widget; replaced, it were one for each ancestor
    application.setStyleSheet(sheet)
