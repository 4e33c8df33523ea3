"""The main window: places, keys, drops, what the bars say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Session
from db.errors import DatabaseUnavailable
from db.steps import Step, no_step
from db.troubles import LOCKED
from desktop.faults import report
from desktop.records.import_wizard import ImportWizard
from desktop.records.job_strip import JobStrip
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from desktop.windows.founding import Answers, found_base
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY
from desktop.windows.shortcuts import ShortcutsDialog


@pytest.fixture
def window(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window on an own, empty base."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("河东直播基地"))
    made = MainWindow(settings)
    made.showNormal()
    made.resize(1366, 768)
    made.fill(tasks, shared=False)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.hide()
    made.deleteLater()


def test_every_place_opens_by_its_key(window: MainWindow, qtbot: QtBot, tasks: Tasks) -> None:
    keys = [place.shortcut for place in (*PLACES, TRAY)]
    assert len(set(keys)) == len(keys)
    assert {f"Alt+{number}" for number in range(10)} <= set(keys)
    for place in PLACES:
        QTest.keySequence(window, QKeySequence(place.shortcut))
        page = window.page
        assert page is not None
        assert (page.key, page.title, page.icon) == (place.key, place.title, place.icon)
        qtbot.waitUntil(lambda: not tasks.is_busy())


def test_the_sidebar_says_whose_data_it_is_and_where(window: MainWindow) -> None:
    assert window._sidebar._name.text() == "河东直播基地"
    assert window._sidebar._note.text().startswith("本机数据 · ")
    assert window._place.text() == "数据库：本机 SQLite"


def test_a_narrow_window_keeps_only_the_icons(window: MainWindow) -> None:
    wide = window._sidebar.width()
    window.resize(1000, 700)
    buttons = window._sidebar.findChildren(QPushButton)
    assert window._sidebar.width() < wide
    assert {button.text() for button in buttons} == {""}
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_ctrl_f_leads_to_the_search_of_people_from_a_page_without_one(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page is not None
    assert window.page.key == "streamers"


def test_f1_lists_the_shortcuts(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.findChildren(ShortcutsDialog)


def test_the_status_bar_says_when_something_was_saved(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    tasks.write(window, lambda _session: None, lambda _nothing: None)
    qtbot.waitUntil(lambda: window._saved.text().startswith("已保存 "))


def notices(window: MainWindow) -> list[str]:
    """Return what the notices over the window say."""
    return [notice.text for notice in window.findChildren(Notice) if notice.isVisible()]


def be_refused(window: MainWindow, tasks: Tasks) -> None:
    """Change something while another program holds the database."""

    def work(_session: Session) -> None:
        raise DatabaseUnavailable(LOCKED)

    tasks.write(window, work, lambda _nothing: None, lambda trouble: report(trouble, window))


def test_a_refusal_goes_once_something_was_saved(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    be_refused(window, tasks)
    qtbot.waitUntil(lambda: notices(window) == [LOCKED])
    tasks.write(window, lambda _session: None, lambda _nothing: None)
    qtbot.waitUntil(lambda: not notices(window))


def test_a_refusal_stays_on_its_page_and_goes_with_it(window: MainWindow, tasks: Tasks, qtbot: QtBot) -> None:
    be_refused(window, tasks)
    qtbot.waitUntil(lambda: notices(window) == [LOCKED])
    window.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert notices(window) == [LOCKED]
    window.go("streamers")
    qtbot.waitUntil(lambda: not notices(window))


def test_workbooks_dropped_on_the_window_open_the_import(window: MainWindow, tmp_path: Path) -> None:
    roster = tmp_path / "名册.xlsx"
    roster.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(roster)), QUrl.fromLocalFile(str(tmp_path / "photo.jpg"))])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(QPoint(400, 300)), Qt.DropAction.CopyAction, data, buttons, modifiers)
    window.dropEvent(drop)
    (wizard,) = window.findChildren(ImportWizard)
    assert wizard.files.files == [roster, tmp_path / "photo.jpg"], "why a picture is no table is told later"
    wizard.reject()


def test_long_work_shows_its_progress_and_can_be_cancelled(
    window: MainWindow, tasks: Tasks, qtbot: QtBot
) -> None:
    def work(_session: Session, step: Step) -> None:
        while True:
            step(1, 3)

    tasks.job(window, "正在做事", work, lambda _nothing: None, writes=False)
    strip = window._strip
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    (stop,) = [button for button in strip.findChildren(QPushButton) if button.text() == "取消"]
    stop.click()
    qtbot.waitUntil(lambda: not strip.isVisible())


@pytest.mark.parametrize("stop", ["取消", "close"])
def test_an_import_shows_its_progress_once_and_says_that_nothing_was_taken(
    window: MainWindow, tasks: Tasks, tmp_path: Path, qtbot: QtBot, stop: str
) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_text("姓名,快手号\n" + "".join(f"李小舟,ks_{number}\n" for number in range(20_000)), "utf-8")
    window.import_files("streamers", [roster])
    (wizard,) = window.findChildren(ImportWizard)
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=30_000)
    wizard.next.click()
    (strip,) = wizard.findChildren(JobStrip)
    assert strip.isVisible()
    assert window._strip is not None
    assert not window._strip.isVisible()
    qtbot.waitUntil(lambda: strip._figures.text().endswith("%"))
    if stop == "close":
        wizard.close()
    else:
        (button,) = [
            each for each in wizard.findChildren(QPushButton) if each.text() == stop and each.isEnabled()
        ]
        button.click()
    told = window if stop == "close" else wizard
    qtbot.waitUntil(lambda: [each.text for each in told.findChildren(Notice)] == ["已取消，没有导入任何数据"])
    if stop != "close":
        assert wizard.step == 1
        wizard.close()
    qtbot.waitUntil(lambda: not tasks.is_busy())


def test_the_window_comes_back_where_it_stood(window: MainWindow, settings: Settings) -> None:
    window.resize(1210, 705)
    window.close()
    again = MainWindow(settings)
    assert again.height() == 705  # Qt cuts the width to the small screen of the test
    again.deleteLater()


def test_without_a_database_no_page_can_be_opened(tasks: Tasks, settings: Settings) -> None:
    del tasks
    window = MainWindow(settings)
    window.go("streamers")
    window.import_files()
    assert window.page is None
    assert not window.findChildren(ImportWizard)
    window.deleteLater()


def test_the_next_window_opens_on_the_page_the_user_left(
    window: MainWindow, settings: Settings, tasks: Tasks, qtbot: QtBot
) -> None:
    window.go("lives")
    window.close()
    again = MainWindow(settings)
    again.fill(tasks, shared=False)
    assert again.page is not None
    assert again.page.key == "lives"
    qtbot.waitUntil(lambda: not tasks.is_busy())
    again.deleteLater()


def test_a_page_no_longer_known_gives_way_to_the_first(
    settings: Settings, tasks: Tasks, qtbot: QtBot
) -> None:
    settings.page = "a page of another version"
    made = MainWindow(settings)
    made.fill(tasks, shared=False)
    assert made.page is not None
    assert made.page.key == PLACES[0].key
    qtbot.waitUntil(lambda: not tasks.is_busy())
    made.deleteLater()
