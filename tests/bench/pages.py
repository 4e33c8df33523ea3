"""Every page of a large base, from the click until its rows are painted: the first time, and again."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop

from db.opening import open_database
from desktop.app import create_application
from desktop.collecting import Collecting
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets import turns
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY
from tests.bench.large_base import fill
from tests.bench.measured import Line, held_to

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_BUDGET = 150
_ROUNDS = 5
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def measure() -> dict[str, Line]:
    """Return the ms each page takes to open, the first time and again (median)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: dict[str, Line] = {}
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "base.db", settings_folder=Path(folder))
        with database.write() as session:
            fill(session)
        application = create_application(Settings(Path(folder)))
        Collecting(application).begin()
        window = MainWindow(Settings(Path(folder), page="settings"))
        window.resize(1366, 768)
        window.show()
        tasks = Tasks(database)
        window.fill(tasks, shared=False)
        _settle(application, tasks)
        for place in (*PLACES, TRAY):
            place.load()
            first, *again = [_open(application, window, tasks, place.key) for _ in range(_ROUNDS + 1)]
            for what, spent in (("first time", first), ("again", median(again))):
                lines[f"page {place.key}: {what}"] = held_to(_BUDGET, spent, "ms")
        window.hide()
        tasks.close()
        database.close()
    return lines


def _open(application: QApplication, window: MainWindow, tasks: Tasks, key: str) -> float:
    """Return the ms from the click on a page until everything it asked for is painted."""
    window.go("settings" if key != "settings" else "home")
    _settle(application, tasks)
    begun = time.perf_counter()
    window.go(key)
    _settle(application, tasks)
    return (time.perf_counter() - begun) * 1000


def _settle(application: QApplication, tasks: Tasks) -> None:
    """Wait until everything asked for is answered and painted; what is painted may ask again."""
    application.processEvents()
    while tasks.is_busy() or not turns.are_over():
        application.processEvents(_WAIT)
    application.processEvents()
