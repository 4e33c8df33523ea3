"""The base of every tab of the report page, and what stands for a tab until it is first in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.queries.periods import Period
    from desktop.settings import Settings
    from desktop.tasks import Tasks


class ReportTab(QWidget):
    """One step of a report: asked to show a period when it is in sight, and again after each save.

    ``page_wanted`` carries a page's key and a {filter: value}, ``tab_wanted`` the key of another tab,
    ``import_wanted`` a kind of sheet.
    Put widgets into ``body``. What comes late for an earlier period is dropped.
    """

    page_wanted = Signal(str, dict)
    tab_wanted = Signal(str)
    import_wanted = Signal(str)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.settings = settings
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, tokens.M, 0, 0)
        self.body.setSpacing(tokens.M)

    def show_period(self, period: Period) -> None:
        """Show what belongs to the report of a period, as of now."""
        raise NotImplementedError

    def focus_search(self) -> bool:
        """Put the cursor into the tab's search box (Ctrl+F); False when it has none."""
        return False

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed in the tab is not saved."""
        return False

    def may_close(self) -> bool:
        """Whether the window may go: a tab with something unsaved saves it or asks the user first."""
        return True


class LaterReportTab(QWidget):
    """Stands for a tab until it is in sight; ``tab`` is that tab once it is made."""

    def __init__(self, make: Callable[[], ReportTab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab: ReportTab | None = None
        self._make = make
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def made(self) -> ReportTab:
        """Return the tab, making it first."""
        if self.tab is None:
            self.tab = self._make()
            column = self.layout()
            if column is not None:
                column.addWidget(self.tab)
        return self.tab
