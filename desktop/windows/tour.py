"""A tour of the real window in five stops; it can be left at any of them and begun again from the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desktop.widgets.spotlight import Spotlight
from desktop.windows.tour_card import TourCard
from desktop.windows.tour_steps import stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from desktop.windows.main import MainWindow

_LOOKS = 200  # milliseconds between two looks where the lit place is: pages fill after they are shown


def toured(window: MainWindow) -> Iterator[MainWindow]:
    """Lead through the stops one by one, giving the window at each: for pictures of it."""
    tour = Tour(window)
    tour.begin()
    for number in range(len(stops())):
        tour.go(number)
        yield window
    tour.close()


class Tour(Spotlight):
    """Leads through the stops; ``left`` is emitted when the user is done or has had enough."""

    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        self._card = TourCard()
        super().__init__(window, self._card)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._main, self._stops, self._at = window, stops(), 0
        self._card.next.clicked.connect(lambda: self.go(self._at + 1))
        self._card.before.clicked.connect(lambda: self.go(self._at - 1))
        self._card.leave.clicked.connect(self.close)
        self._looks = QTimer(self, interval=_LOOKS)
        self._looks.timeout.connect(self._light)
        for key, do in (
            (Qt.Key.Key_Right, lambda: self.go(self._at + 1)),
            (Qt.Key.Key_Left, lambda: self.go(self._at - 1)),
            (Qt.Key.Key_Escape, self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a widget is being made
        application.focusChanged.connect(self._keep_keys)

    @property
    def at(self) -> int:
        """Which stop is shown, from 0."""
        return self._at

    def begin(self) -> None:
        """Show the first stop."""
        self.show()
        self.raise_()
        self._looks.start()
        self.go(0)

    def go(self, number: int) -> None:
        """Show a stop; after the last one the tour ends, before the first nothing happens."""
        if number >= len(self._stops):
            self.close()
        elif number >= 0:
            self._at = number
            stop = self._stops[number]
            self._main.go(stop.page, stop.filters)
            self._card.show_stop(number, len(self._stops), stop.title, stop.text)
            self._light()
            self.raise_()
            self._card.next.setFocus()

    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001, N802 - Qt's signature
        """Keep Tab within the card while the tour lasts; afterwards the focus goes where it may."""
        if not self._looks.isActive():
            return super().focusNextPrevChild(onward)
        held = [
            each
            for each in (self._card.leave, self._card.before, self._card.next)
            if each.isVisible() and each.isEnabled()
        ]
        at = next((place for place, each in enumerate(held) if each.hasFocus()), -1)
        held[(at + (1 if onward else -1)) % len(held)].setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cover the window in its new size."""
        if event.type() == QEvent.Type.Resize:
            self._light()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the window back."""
        self._looks.stop()
        self._main.removeEventFilter(self)
        self.left.emit()
        super().closeEvent(event)

    def _keep_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Take the keys back from a page that wants them once it is filled."""
        page = self._main.page
        if now is not None and page is not None and self._looks.isActive() and page.isAncestorOf(now):
            self._card.next.setFocus()

    def _light(self) -> None:
        """Light what the stop tells of, where it lies now."""
        self.light(self._stops[self._at].lit(self._main))
