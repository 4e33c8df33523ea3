"""How the window feels on a large base: answers to clicks, scrolling, another theme. No screen is needed."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from db.opening import open_database
from desktop import theme
from desktop.app import create_application
from desktop.collecting import Collecting
from desktop.records.record_page import RecordPage
from desktop.records.tabbed_page import TabbedPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets import turns
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY
from tests.bench.large_base import fill
from tests.bench.measured import Line, held_to
from tests.desktop.feel.watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


_ANSWER, _FRAMES, _THEME, _STOP = 100, 50, 200, 50
_SCROLLS = 300
_PATIENCE = 60
_BESIDE = "beside a count"


def measure() -> dict[str, Line]:
    """Return the slowest answer to a click on a page, the longest stop, frames a second, and a theme's ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            fill(session)
        settings = Settings(Path(folder), page="settings")
        application = create_application(settings)
        Collecting(application).begin()
        window = MainWindow(settings)
        window.resize(1366, 768)
        window.show()
        tasks = Tasks(database)
        window.fill(tasks, shared=False)
        _settle(tasks)
        lines = _measure_pages(application, window, tasks)
        lines |= _measure_scrolling(window, tasks) | _measure_theme(application, window, settings, tasks)
        window.hide()
        tasks.close()
        database.close()
    return lines


def _measure_pages(application: QApplication, window: MainWindow, tasks: Tasks) -> dict[str, Line]:
    """Return what the slowest page took: the first time, again, and while a thread counts."""
    for place in (*PLACES, TRAY):
        place.load()
    lines: dict[str, Line] = {}
    for turn in ("first time", "again", _BESIDE):
        answers, stops = {}, {}
        with _counting() if turn == _BESIDE else nullcontext():
            for place in (*PLACES, TRAY):
                dog = Watchdog()
                begun = time.perf_counter()
                window.go(place.key)
                application.processEvents()
                answers[place.key] = (time.perf_counter() - begun) * 1000
                with dog.watching():
                    _settle(tasks)
                stops[place.key] = dog.longest * 1000
        for what, found, budget in (("answered", answers, _ANSWER), ("longest stop after it", stops, _STOP)):
            slowest = max(found, key=lambda key: found[key])
            lines[f"click on a page, {turn}: {what} ({slowest})"] = held_to(budget, found[slowest], "ms")
    return lines


@contextmanager
def _counting() -> Iterator[None]:
    """Let another thread count in Python meanwhile, as imports and reports do."""
    enough = threading.Event()

    def count() -> None:
        while not enough.is_set():
            sum(range(1_000))

    thread = threading.Thread(target=count)
    thread.start()
    yield
    enough.set()
    thread.join()


def _measure_scrolling(window: MainWindow, tasks: Tasks) -> dict[str, Line]:
    """Return the frames a second while the list of people moves by a few rows at a time."""
    window.go("streamers")
    _settle(tasks)
    assert isinstance(window.page, TabbedPage)
    page = window.page.part
    assert isinstance(page, RecordPage)
    table = page.table
    bar, spent = table.verticalScrollBar(), []
    for number in range(_SCROLLS):
        begun = time.perf_counter()
        bar.setValue(number * 3 % min(bar.maximum(), 150))
        table.viewport().repaint()
        spent.append(time.perf_counter() - begun)
    frame = median(spent)
    line = held_to(_FRAMES, 1 / frame, "frames/s")
    return {"scrolling a list": {**line, "ratio": _FRAMES * frame}}


def _measure_theme(
    application: QApplication, window: MainWindow, settings: Settings, tasks: Tasks
) -> dict[str, Line]:
    """Return the ms of a change between light and dark with every page opened before."""
    spent = []
    for name in ("dark", "light") * 3:
        begun = time.perf_counter()
        settings.theme = name
        theme.apply(application, settings)
        application.processEvents()
        window.repaint()
        spent.append((time.perf_counter() - begun) * 1000)
        _settle(tasks)
    return {"another theme": held_to(_THEME, median(spent), "ms")}


def _settle(tasks: Tasks) -> None:
    """Let the event loop run until everything asked for is answered and shown."""
    end = time.monotonic() + _PATIENCE
    rest = 0
    while rest < 2 and time.monotonic() < end:
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()
        rest = rest + 1 if turns.are_over() and not tasks.is_busy() else 0
