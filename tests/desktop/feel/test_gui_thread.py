"""The window answers while it works: no 50 ms in which keys and clicks would wait."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import quantiles

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db import search
from db.engine import Database
from db.opening import open_database
from db.queries.tables import STREAMERS
from desktop.app import create_application
from desktop.pages.lives import LivesPage
from desktop.pages.partners.companies import CompaniesPage
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.preview_tab import PreviewTab
from desktop.pages.reports.tabs import TABS
from desktop.pages.streamers import StreamersPage
from desktop.records.import_wizard import ImportWizard
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets import turns
from tests.bench import import_rows, many_lives, search_and_list
from tests.desktop.feel.watchdog import Watchdog

# What keeps the window busy does so every time; what a shared machine takes from it, it takes once.
pytestmark = pytest.mark.flaky(reruns=2, only_rerun=["ms in one go", "quantiles"])
PATIENCE = 120_000
LIVES, PEOPLE = 50_000, 400
TURNS, PYTHONS_OWN = 200, 0.005  # seconds Python by itself lets a thread wait for one that counts


@pytest.fixture
def watched(qtbot: QtBot) -> Callable[[Callable[[], object], Callable[[], bool]], None]:
    """Give what does something in the event loop and watches until it is seen to be done."""

    def watch(do: Callable[[], object], done: Callable[[], bool]) -> None:
        with Watchdog().watching() as dog:
            QTimer.singleShot(0, do)
            qtbot.wait(1)
            qtbot.waitUntil(done, timeout=PATIENCE)
        assert not dog.stops, dog.told()

    return watch


Watched = Callable[[Callable[[], object], Callable[[], bool]], None]


def test_the_watchdog_sees_who_keeps_the_user_waiting(themed: QApplication, watched: Watched) -> None:
    del themed
    done: list[int] = []

    def spin() -> None:
        done.append(sum(number * number for number in range(4_000_000)))

    with pytest.raises(AssertionError, match="in spin"):
        watched(spin, lambda: bool(done))


@pytest.fixture
def started(settings: Settings) -> Iterator[QApplication]:
    """Give the application as the program makes it."""
    usual = sys.getswitchinterval()
    yield create_application(settings)
    sys.setswitchinterval(usual)


@pytest.mark.qt_log_ignore("setHighDpiScaleFactorRoundingPolicy")
def test_the_window_has_its_turn_while_a_worker_counts(
    started: QApplication, tasks: Tasks, qtbot: QtBot
) -> None:
    """The quarter that waited least is looked at: what a busy machine adds is not the worker's doing."""
    enough = threading.Event()
    counted: list[bool] = []

    def count(_session: object) -> bool:
        while not enough.is_set():
            sum(range(1_000))
        return True

    def look() -> float:
        begun = time.perf_counter()
        time.sleep(PYTHONS_OWN / 5)
        return time.perf_counter() - begun

    tasks.read(started, count, counted.append)
    waited = [look() for _turn in range(TURNS)]
    enough.set()
    qtbot.waitUntil(lambda: bool(counted))
    assert quantiles(waited)[0] < PYTHONS_OWN


@pytest.fixture(scope="module")
def people(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, settings_folder: Path
) -> Iterator[Database]:
    """Give a base of 150,000 people, made once: it takes ten seconds."""
    path = tmp_path_factory.mktemp("people") / "base.db"
    shutil.copyfile(sqlite_template, path)
    database = open_database(path, settings_folder=settings_folder)
    with database.write() as session:
        search_and_list.fill_people(session)
        search.index_streamers(session, range(1, search_and_list.PEOPLE + 1))
    yield database
    database.close()


@pytest.fixture
def crowd(
    people: Database, themed: QApplication, settings: Settings, qtbot: QtBot
) -> Iterator[StreamersPage]:
    """Give the list of 150,000 people, the first of them shown."""
    del themed
    page = StreamersPage(Tasks(people), settings)
    page.resize(1158, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.key is not None and not page.tasks.is_busy(), timeout=PATIENCE)
    yield page
    page.tasks.close()
    page.hide()
    page.deleteLater()


def test_150_000_people_are_searched_without_keeping_the_keys_waiting(
    crowd: StreamersPage, watched: Watched
) -> None:
    field, counts = crowd.bar.search, []
    for text in ("w", "wa", "wan", "wang", "王", "王佳", "yfj", "0901", ""):
        typed: list[bool] = []

        def type_it(text: str = text, typed: list[bool] = typed) -> None:
            field.setText(text)
            typed.append(True)

        def answered(typed: list[bool] = typed) -> bool:
            return bool(typed) and not crowd.bar._pause.isActive() and not crowd.tasks.is_busy()

        watched(type_it, answered)
        counts.append(crowd.model.rowCount())
    assert counts[-1] == search_and_list.PEOPLE
    assert min(counts) < search_and_list.PEOPLE


def test_a_list_of_150_000_is_sorted_and_scrolled_without_a_stop(
    crowd: StreamersPage, watched: Watched
) -> None:
    bar = crowd.table.verticalScrollBar()
    for do in (
        lambda: crowd.table.sort_wanted.emit((("followers", True),)),
        lambda: bar.setValue(bar.maximum() // 2),
        lambda: bar.setValue(bar.maximum()),
        lambda: QTest.keyClick(crowd.table, Qt.Key.Key_Home),
    ):
        watched(do, lambda: not crowd.tasks.is_busy())
    assert crowd.table.currentIndex().row() == 0


def test_the_first_record_of_a_page_is_shown_without_a_stop(
    sample_base: Database, themed: QApplication, settings: Settings, qtbot: QtBot, watched: Watched
) -> None:
    """Its form is of thirty fields and more."""
    assert themed
    tasks = Tasks(sample_base)
    for kind in (LivesPage, StreamersPage, CompaniesPage):
        page = kind(tasks, settings)
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.show()
        shown: list[int] = []
        page.panel.shown.connect(shown.append)

        def stands(shown: list[int] = shown) -> bool:
            return bool(shown) and not tasks.is_busy()

        watched(page.refresh, stands)
        page.hide()
    tasks.close()


def test_a_roster_of_15_000_is_imported_without_a_stop(
    tasks: Tasks, settings: Settings, tmp_path: Path, qtbot: QtBot, watched: Watched
) -> None:
    roster = import_rows.write_roster(tmp_path / "名册.xlsx")
    wizard = ImportWizard(tasks, settings, "streamers", [roster])
    wizard.show()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    for step in (1, 2, 3):

        def stands(step: int = step) -> bool:
            return wizard.step == step and wizard._job is None and not tasks.is_busy()

        watched(wizard.next.click, stands)
    with tasks.database.read() as session:
        assert session.scalar(select(func.count()).select_from(STREAMERS)) == import_rows.ROWS
    wizard.hide()
    wizard.deleteLater()


@pytest.fixture
def report(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[ReportsPage]:
    """Give the report page of a base with 50,000 sessions, every tab opened once."""
    with tasks.database.write() as session:
        many_lives.fill(session, LIVES, PEOPLE)
    page = ReportsPage(tasks, settings)
    page.resize(1158, 700)
    page.show()
    page.refresh()
    page.narrow({"month": many_lives.LAST_MONTH})
    for tab in TABS:
        page.show_tab(tab.key)
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
    page.show_tab("figures")
    yield page
    page.hide()
    page.deleteLater()


def test_a_month_is_counted_set_and_shown_without_a_stop(
    report: ReportsPage, tasks: Tasks, watched: Watched
) -> None:
    def choose(month: int) -> None:
        report.narrow({"month": month})
        report.refresh()

    for place in TABS:
        report.show_tab(place.key)
        for month in (202607, many_lives.LAST_MONTH):
            watched(partial(choose, month), lambda: turns.are_over() and not tasks.is_busy())
    tab = report.show_tab("preview")
    assert isinstance(tab, PreviewTab)
    assert tab.view.count > 1
