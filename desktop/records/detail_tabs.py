"""The tabs of a detail panel: those that find no room stand in a menu, the one chosen always in sight."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QTabWidget, QWidget

from desktop.i18n import tr
from desktop.theme import icon
from desktop.widgets.controls import button


class _Bar(QTabBar):
    """A tab bar that tells how wide a tab would be, also one that is not in sight."""

    def width_of(self, number: int) -> int:
        """Return the room a tab takes."""
        return self.tabSizeHint(number).width()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest tab: those in sight now give way when it grows narrow."""
        widest = max(map(self.width_of, range(self.count())), default=0)
        return QSize(widest, super().minimumSizeHint().height())


class DetailTabs(QTabWidget):
    """As many tabs as there is room for, the rest under 更多."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self.setTabBar(self._bar)
        self._bar.setUsesScrollButtons(False)
        self._more = button(tr("更多"), "link")
        self._more.setIcon(icon("down", "link"))
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.setAccessibleName(tr("更多"))
        self._more.clicked.connect(lambda _checked=False: self.open_menu())
        self.setCornerWidget(self._more)
        self.currentChanged.connect(lambda _number: self._share_room())

    @property
    def inside(self) -> QWidget:
        """What holds the pages: the parent to make them with."""
        return self.findChildren(QStackedWidget)[0]

    def room_wanted(self) -> int:
        """Return the width at which every tab is in sight."""
        return sum(map(self._bar.width_of, range(self.count())))

    def hidden(self) -> list[int]:
        """Return the numbers of the tabs that found no room."""
        return [number for number in range(self.count()) if not self.isTabVisible(number)]

    def open_menu(self) -> QMenu:
        """Offer the tabs that found no room, under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in self.hidden():
            menu.addAction(self.tabText(number), partial(self.choose, number))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        return menu

    def choose(self, number: int) -> None:
        """Show a tab, also one that was under 更多."""
        self.setTabVisible(number, True)  # noqa: FBT003 - Qt's signature
        self.setCurrentIndex(number)
        self._share_room()

    def tabInserted(self, index: int) -> None:  # noqa: N802 - Qt's name
        """Share the room out anew."""
        super().tabInserted(index)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._share_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room out once the look is known."""
        super().showEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Show the tabs from the first on, as far as they fit beside the current one."""
        widths = [self._bar.width_of(number) for number in range(self.count())]
        fits = sum(widths) <= self.width()
        self._more.setVisible(not fits)
        room = self.width() if fits else self.width() - self._more.sizeHint().width()
        current = self.currentIndex()
        left = room - (widths[current] if 0 <= current < len(widths) else 0)
        for number, width in enumerate(widths):
            if number == current:
                continue
            left -= width
            self.setTabVisible(number, left >= 0)
