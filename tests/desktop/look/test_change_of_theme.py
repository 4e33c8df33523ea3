"""A change of theme reaches everything, what is in sight at once and the rest when it is shown."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QStyleHints
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.theme import DARK, LIGHT, PageStack
from desktop.widgets import turns
from desktop.windows.main import MainWindow


@pytest.fixture(autouse=True)
def _light_again(themed: QApplication, settings: Settings) -> Iterator[None]:
    """Leave the light theme to the next test."""
    yield
    change(themed, settings, "light")


class Restyled(QObject):
    """Counts how often widgets were given another style."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def change(application: QApplication, settings: Settings, name: str, text_size: str = "标准") -> None:
    """Choose a theme and a text size."""
    settings.theme, settings.text_size = name, text_size
    theme.apply(application, settings)


def ground(widget: QWidget) -> str:
    """Return the colour a widget shows at its upper left, inside of its edge."""
    return widget.grab().toImage().pixelColor(8, 8).name().upper()


def window_of(qtbot: QtBot, *pages: QWidget) -> tuple[QMainWindow, PageStack]:
    """Return a window with pages, the first in sight."""
    window, stack, whole = QMainWindow(), PageStack(), QWidget()
    for page in pages:
        stack.addWidget(page)
    row = QHBoxLayout(whole)
    row.addWidget(stack)
    window.setCentralWidget(whole)
    qtbot.addWidget(window)
    window.show()
    return window, stack


def test_the_page_in_sight_changes_at_once_and_another_when_it_is_shown(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    first, second = QPushButton("甲"), QPushButton("乙")
    _window, stack = window_of(qtbot, first, second)
    for page in (second, first):
        stack.setCurrentWidget(page)
        assert ground(page) == LIGHT.surface
    out_of_sight = Restyled(second)
    change(themed, settings, "dark")
    assert ground(first) == DARK.surface
    assert out_of_sight.count == 0
    stack.setCurrentWidget(second)
    assert ground(second) == DARK.surface
    assert out_of_sight.count > 0


def test_what_is_opened_after_a_change_has_the_theme_in_force(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    window, stack = window_of(qtbot, QLabel("页"))
    change(themed, settings, "dark")
    dialog, alone = QDialog(window), QDialog()
    for each in (dialog, alone):
        qtbot.addWidget(each)
        inside = QPushButton("好", each)
        inside.setGeometry(0, 0, 80, 40)
        each.show()
        assert ground(inside) == DARK.surface
    page = QPushButton("新页")
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    assert ground(page) == DARK.surface
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("复制")
    menu.show()
    assert menu.grab().toImage().pixelColor(6, 2).name().upper() == DARK.surface


def test_a_window_hidden_meanwhile_is_left_alone_and_has_the_theme_when_it_comes_back(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    inside = QPushButton("好", dialog)
    inside.setGeometry(0, 0, 80, 40)
    dialog.show()
    dialog.hide()
    out_of_sight = Restyled(inside)
    change(themed, settings, "dark")
    assert out_of_sight.count == 0
    dialog.show()
    assert ground(inside) == DARK.surface
    dialog.hide()
    change(themed, settings, "light")
    dialog.show()
    assert ground(inside) == LIGHT.surface


def test_what_had_no_place_yet_follows_the_page_it_is_put_on(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    later, page = QPushButton("后来"), QWidget()
    row = QHBoxLayout(page)
    _window, _stack = window_of(qtbot, page)
    change(themed, settings, "dark")
    row.addWidget(later)
    assert ground(later) == DARK.surface
    change(themed, settings, "light")
    assert ground(later) == LIGHT.surface


def test_a_larger_text_after_a_change_of_theme_reaches_everything(
    themed: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    first, second = QPushButton("甲"), QPushButton("乙")
    _window, _stack = window_of(qtbot, first, second)
    change(themed, settings, "dark")
    before = second.sizeHint().height()
    change(themed, settings, "dark", "特大")
    assert second.sizeHint().height() > before
    assert ground(first) == DARK.surface
    change(themed, settings, "light", "标准")
    assert second.sizeHint().height() == before
    assert ground(first) == LIGHT.surface


def picture(window: MainWindow) -> QImage:
    """Return what a window shows once nothing moves any more, without the mouse and the cursor of a field."""
    window.setFocus()
    before = None
    while (now := window.grab().toImage()) != before:
        before = now
        QApplication.processEvents()
    return now


def opened(settings: Settings, tasks: Tasks, page: str, qtbot: QtBot) -> MainWindow:
    """Open a window on a page and wait until it is filled."""
    window = MainWindow(settings)
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    window.fill(tasks, shared=False)
    window.go(page)
    qtbot.waitUntil(lambda: turns.are_over() and not tasks.is_busy())
    return window


def test_a_changed_window_looks_as_one_opened_in_that_theme(
    themed: QApplication, settings: Settings, tasks: Tasks, qtbot: QtBot
) -> None:
    """Pixel by pixel, on a page of several lists and on one of tabs."""
    for each in ("streamers", "settings"):
        window = opened(settings, tasks, each, qtbot)
        change(themed, settings, "dark")
        changed = picture(window)
        window.close()
        assert changed == picture(opened(settings, tasks, each, qtbot)), each
        assert QColor(changed.pixel(700, 760)).lightness() < 128
        change(themed, settings, "light")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[[Qt.ColorScheme], None]:
    """Give what the desktop does when its user turns the lights off: hints say so, and tell it."""
    chosen = [Qt.ColorScheme.Light]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: chosen[0])

    def turn(scheme: Qt.ColorScheme) -> None:
        chosen[0] = scheme
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    return turn


def test_a_window_that_follows_the_system_changes_with_it_at_once(
    themed: QApplication, settings: Settings, system: Callable[[Qt.ColorScheme], None], qtbot: QtBot
) -> None:
    settings.theme = "system"
    theme.apply(themed, settings)
    theme.follow_system(themed, settings)
    page = QPushButton("甲")
    _window, _stack = window_of(qtbot, page)
    assert ground(page) == LIGHT.surface
    system(Qt.ColorScheme.Dark)
    assert ground(page) == DARK.surface
    system(Qt.ColorScheme.Light)
    assert ground(page) == LIGHT.surface
    settings.theme = "dark"
    system(Qt.ColorScheme.Light)
    assert ground(page) == DARK.surface, "who chose a theme keeps it"
