"""On a small or enlarged screen everything can be reached."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.models import Streamer
from desktop import i18n, theme
from desktop.pages.reports import ReportsPage
from desktop.pages.settings import SettingsPage
from desktop.records.form_dialog import FormDialog
from desktop.records.import_wizard import ImportWizard
from desktop.records.tabbed_page import TabbedPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import PageStack
from desktop.widgets import turns
from desktop.widgets.filled_area import FilledArea
from desktop.windows.main import MainWindow
from desktop.windows.nav_button import NavButton
from desktop.windows.places import PLACES, TRAY
from tests.desktop.records.check_steps import PEOPLE, arrive, book

_FRAME = 30


@pytest.fixture(
    params=[(1366, 728), (1280, 680), (1093, 574), (911, 472)],
    ids=["100%", "150% of 1080p", "125%", "150%"],
)
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QSize:
    """Give a screen less its taskbar, as laptops and enlarged screens have."""
    size = QSize(*request.param)
    monkeypatch.setattr(QWidget, "screen", lambda _self: SimpleNamespace(availableSize=lambda: size))
    return size


def test_the_first_window_fills_a_screen_it_would_not_fit_on(
    screen: QSize, settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    del themed
    window = MainWindow(settings)
    qtbot.addWidget(window)
    assert window.isMaximized()
    assert window.height() + _FRAME <= screen.height()
    assert window.width() <= screen.width()


def test_the_buttons_of_form_and_import_stay_on_the_screen(
    screen: QSize, tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    for dialog in (FormDialog(tasks, Streamer, "新增主播"), ImportWizard(tasks, settings)):
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.height() + _FRAME <= screen.height()
        shown = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
        assert {"取消"} < {button.text() for button in shown}
        for button in shown:
            if button.text() in {"取消", "保存", "下一步"}:
                assert button.mapTo(dialog, button.rect().bottomLeft()).y() < dialog.height()


@pytest.mark.parametrize(("text", "room"), [("标准", QSize(1024, 698)), ("特大", QSize(1366, 698))])
def test_no_page_makes_the_window_larger_than_a_small_screen(
    text: str, room: QSize, tasks: Tasks, settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    settings.text_size = text
    theme.apply(themed, settings)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(room)
    window.fill(tasks, shared=False)
    for place in (*PLACES, TRAY):
        window.go(place.key)
        if isinstance(window.page, SettingsPage):
            for number in range(window.page.tabs.count()):
                window.page.tabs.choose(number)
        qtbot.waitUntil(lambda: turns.are_over() and not tasks.is_busy())
        QApplication.processEvents()
        least = window.minimumSizeHint()
        assert least.boundedTo(room) == least, f"{place.title} needs {least}"
    window.hide()


def test_no_page_scrolls_as_a_whole_on_the_screen_of_an_office(
    tasks: Tasks, settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    del themed
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.showNormal()
    window.setMinimumSize(1366, 698)
    window.resize(1366, 698)
    window.fill(tasks, shared=False)
    (around,) = [each for each in window.findChildren(FilledArea) if isinstance(each.widget(), PageStack)]
    for place in (*PLACES, TRAY):
        window.go(place.key)
        qtbot.waitUntil(lambda: turns.are_over() and not tasks.is_busy())
        QApplication.processEvents()
        assert window.page is not None
        assert window.page.height() <= around.viewport().height(), place.title
        assert window.page.width() <= around.viewport().width(), place.title
    window.hide()


def _parts_shown(window: MainWindow) -> Iterator[str]:
    """Show every page, its parts and tabs one after another."""
    for place in (*PLACES, TRAY):
        window.go(place.key)
        page = window.page
        yield place.key
        for number in range(len(page.parts) if isinstance(page, TabbedPage) else 0):
            assert isinstance(page, TabbedPage)
            page.show_part(number).refresh()
            yield page.part.key
        for tabs in (page.tabs,) if isinstance(page, (SettingsPage, ReportsPage)) else ():
            for number in range(tabs.count()):
                tabs.choose(number)
                yield f"{place.key} {number}"


@pytest.fixture(params=[i18n.CHINESE, i18n.ENGLISH])
def in_each_language(
    request: pytest.FixtureRequest, themed: QApplication, settings: Settings
) -> Iterator[None]:
    """Speak one language, then the other."""
    i18n.use(request.param)
    theme.apply(themed, settings)
    yield
    i18n.use(i18n.CHINESE)
    theme.apply(themed, settings)


@pytest.mark.usefixtures("in_each_language")
def test_a_page_may_scroll_down_on_the_smallest_screen_but_never_sideways(
    sample_base: Database, settings: Settings, qtbot: QtBot
) -> None:
    with closing(Tasks(sample_base)) as tasks:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.showNormal()
        window.resize(1366, 698)
        window.fill(tasks, shared=False)
        (around,) = [each for each in window.findChildren(FilledArea) if isinstance(each.widget(), PageStack)]
        for _wide in _parts_shown(window):
            qtbot.waitUntil(lambda: not tasks.is_busy())
        window.resize(800, 570)
        for shown in _parts_shown(window):
            qtbot.waitUntil(lambda: not tasks.is_busy())
            QApplication.processEvents()
            assert window.page is not None
            assert window.page.width() <= around.viewport().width(), shown
        window.hide()


@pytest.mark.usefixtures("in_each_language")
def test_no_step_of_an_import_scrolls_sideways(
    tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard = ImportWizard(tasks, settings, "streamers", [book(tmp_path / "roster.xlsx", *PEOPLE)])
    qtbot.addWidget(wizard)
    wizard.show()
    wizard.resize(784, 560)
    (around,) = wizard.findChildren(FilledArea)
    for step in range(3):
        arrive(wizard, step, qtbot)
        QApplication.processEvents()
        assert around.horizontalScrollBar().maximum() == 0, step
        wizard.next.click()


def test_a_narrow_sidebar_shows_whole_icons_one_below_the_other(
    settings: Settings, themed: QApplication, qtbot: QtBot
) -> None:
    del themed
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(911, 480)
    places = [each for each in window.findChildren(NavButton) if each.isVisible()]
    assert len(places) == len((*PLACES, TRAY)) + 2
    for each in places:
        assert each.width() >= each.minimumSizeHint().width()
    middles = {each.mapTo(window, each.rect().center()).x() for each in places}
    assert len(middles) == 1
    window.hide()
