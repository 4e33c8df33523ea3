"""What helps the user along: the help of the page in sight, and the tour of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from desktop.help.window import HelpWindow
    from desktop.settings import Settings
    from desktop.windows.main import MainWindow


class Guide(QObject):
    """Belongs to the main window; makes what it shows when it is first wanted."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._help: HelpWindow | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._offer_help)

    def show_help(self, topic: str = "") -> None:
        """Show a topic of the help, the one of the page in sight where none is named."""
        from desktop.help.topics import topic_of_page  # noqa: PLC0415 - not before it is wanted
        from desktop.help.window import HelpWindow  # noqa: PLC0415 - as above

        if self._help is None:
            self._help = HelpWindow()
            self._help.page_wanted.connect(self._go)
            self._help.feedback_wanted.connect(self.send_feedback)
            self._help.tour_wanted.connect(self.start_tour)
            self._window.destroyed.connect(self._help.deleteLater)
        page = self._window.page
        part = getattr(page, "part", None)  # a page of several parts tells which one is in sight
        here = topic_of_page(page.key if page else "", part.key if part else "")
        self._help.show_topic(topic or here.key)
        self._help.show_again()

    def start_tour(self) -> None:
        """Lead through the window, from the first stop on; the help steps aside."""
        from desktop.windows.tour import Tour  # noqa: PLC0415 - not before it is wanted

        if self._window.page is None or self._window.findChild(Tour) is not None:
            return
        if self._help is not None:
            self._help.hide()
        self._window.raise_()
        self._window.activateWindow()
        Tour(self._window).begin()

    def send_feedback(self) -> None:
        """Show what would be handed on of a trouble, to be saved by the user."""
        from desktop.help.feedback import FeedbackDialog  # noqa: PLC0415 - not before it is wanted
        from desktop.records.leave_guard import LeaveGuard  # noqa: PLC0415 - as above

        page = self._window.page
        beside = self._help if self._help is not None and self._help.isActiveWindow() else self._window
        dialog = FeedbackDialog(page.tasks if page else None, self._settings, beside)
        LeaveGuard(dialog)
        dialog.open()

    def close(self) -> None:
        """Let the help go with the window."""
        if self._help is not None:
            self._help.close()
            self._help.deleteLater()
            self._help = None

    def _offer_help(self) -> None:
        """Give a dialog that has just come to the front its F1."""
        from desktop.help.dialogs import offer_help  # noqa: PLC0415 - not before a dialog is open

        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog):
            offer_help(dialog, self.show_help)

    def _go(self, key: str, filters: dict[str, object]) -> None:
        """Show a page of the program, in front of the help."""
        self._window.go(key, filters)
        self._window.raise_()
        self._window.activateWindow()
