"""What Tab reaches in a window, in which order, and whether one sees where it stands."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QTableView, QWidget

from tests.desktop.access.names import controls, is_reachable, place

_LONGEST = 400


def chain(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget of a window in the order Qt keeps."""
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        yield each
        each = each.nextInFocusChain()


def stops(window: QWidget) -> list[QWidget]:
    """Return the round Tab makes: what is left behind for ever is not of it."""
    window.activateWindow()
    QApplication.processEvents()
    first = next((each for each in chain(window) if is_reachable(each) and window.isAncestorOf(each)), None)
    if first is None:
        return []
    first.setFocus()
    found = [QApplication.focusWidget() or first]
    for _step in range(_LONGEST):
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is found[-1]:  # it went on inside: from link to link of a text
            continue
        if now is None or now in found:
            return found[found.index(now) :] if now else found
        found.append(now)
    return found[-1:]  # the keys are caught there


def scrolling(widget: QWidget) -> list[QAbstractScrollArea]:
    """Return what scrolls a widget, from the inside out."""
    found, each = [], widget.parentWidget()
    while each is not None:
        if isinstance(each, QAbstractScrollArea):
            found.append(each)
        each = each.parentWidget()
    return found


def places(window: QWidget, one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Return where two widgets stand in their window; scrolled apart, where what scrolls them stands."""
    shared = [each for each in scrolling(one) if each in scrolling(other)]
    found = []
    for widget in (one, other):
        apart = [each for each in scrolling(widget) if each not in shared]
        shown = apart[-1] if apart else widget
        found.append(QRect(shown.mapTo(window, QPoint(0, 0)), shown.size()))
    return found[0], found[1]


def unreached(window: QWidget, reached: list[QWidget]) -> Iterator[str]:
    """Yield the controls Tab passes by."""
    for widget in controls(window):
        if is_reachable(widget) and widget not in reached:
            yield place(widget)


def jumps(window: QWidget, reached: list[QWidget]) -> Iterator[str]:
    """Yield each step of Tab that goes back: left in a line, or up, but for a column further right."""
    found = []
    for one, other in pairwise([*reached, *reached[:1]]):
        before, after = places(window, one, other)
        up = after.bottom() < before.top() and after.left() < before.right()
        beside = abs(after.center().y() - before.center().y()) < min(after.height(), before.height()) // 2
        if up or (beside and after.right() < before.left()):
            found.append(f"{place(one)} → {place(other)}")
    if len(found) > 1:  # a round goes back once, where it begins anew
        yield from found


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget, as Tab does."""
    each = widget.parentWidget()
    while each is not None:
        if isinstance(each, QScrollArea):
            each.ensureWidgetVisible(widget)
        if isinstance(each, QTableView):
            each.scrollTo(each.indexAt(widget.mapTo(each.viewport(), widget.rect().center())))
        each = each.parentWidget()


def unseen(window: QWidget, reached: list[QWidget]) -> Iterator[str]:
    """Yield the widgets that look the same with the focus and without."""
    for widget in reached:
        bring_into_sight(widget)
        spot = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-2, -2, 2, 2)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = window.grab(spot).toImage()
        widget.clearFocus()
        QApplication.processEvents()
        if window.grab(spot).toImage() == focused:
            yield place(widget)
