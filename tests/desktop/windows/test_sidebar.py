"""The sidebar answers a click before the page it leads to is made."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.records.page import Page
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.main import MainWindow
from desktop.windows.nav_button import NavButton
from desktop.windows.places import Place
from desktop.windows.sidebar import Sidebar


class _Painted(QObject):
    """Notes whether a button was painted as the chosen one when it was painted last."""

    as_chosen: bool | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note it."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, NavButton):
            self.as_chosen = watched.isChecked()
        return False


def test_the_sidebar_shows_where_a_click_leads_before_the_page_is_made(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives = next(each for each in window.findChildren(NavButton) if each.accessibleName() == "直播")
    painted, when_made, build = _Painted(), list[bool | None](), Place.build
    lives.installEventFilter(painted)

    def build_later(place: Place, tasks: Tasks, settings: Settings, parent: QWidget) -> Page:
        when_made.append(painted.as_chosen)
        return build(place, tasks, settings, parent)

    monkeypatch.setattr(Place, "build", build_later)
    lives.update()
    qtbot.waitUntil(lambda: painted.as_chosen is False)
    lives.click()
    assert when_made == [True]


def test_the_sidebar_grows_before_the_number_of_reminders_lies_on_their_word(qtbot: QtBot) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show()
    designed, tray = sidebar.width(), sidebar.tray
    tray.show_count(7, 0)
    assert sidebar.width() == designed
    tray.setText(3 * "Reminders")
    only_words = tray.sizeHint().width()
    tray.show_count(120, 3)
    qtbot.waitUntil(lambda: tray.width() >= tray.sizeHint().width() > only_words)
    sidebar.set_narrow(narrow=True)
    assert sidebar.width() < designed
