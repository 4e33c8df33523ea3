"""What opens the find box (Ctrl+K): made when it is first wanted, anew for each base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.tasks import Tasks
    from desktop.windows.find_box import FindBox
    from desktop.windows.main import MainWindow
    from desktop.windows.sidebar import Sidebar


class Finder(QObject):
    """Belongs to the main window; ``box`` is the find box once it was opened."""

    def __init__(self, window: MainWindow, sidebar: Sidebar, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._tasks: Tasks | None = None
        self.box: FindBox | None = None
        sidebar.find_wanted.connect(self.open)

    def follow(self, tasks: Tasks) -> None:
        """Find in a base from now on; the box of the one before goes."""
        if self.box is not None:
            self.box.deleteLater()
        self._tasks, self.box = tasks, None

    def open(self) -> None:
        """Open the box, while the window shows a base."""
        if self._tasks is None or self._window.page is None:
            return
        if self.box is None:
            from desktop.windows.find_box import FindBox  # noqa: PLC0415 - not before it is wanted

            self.box = FindBox(self._window, self._tasks, self._settings)
        self.box.open()
