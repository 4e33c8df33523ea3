"""The main window: places, keys, drops, what the bars say."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Session
from db.errors import DatabaseUnavailable
from db.steps import Step
from db.troubles import LOCKED
from desktop.faults import report
from desktop.help.feedback import FeedbackDialog
from desktop.help.window import HelpWindow
from desktop.pages.settings import SettingsPage
from desktop.records.import_wizard import ImportWizard
from desktop.records.job_strip import JobStrip
from desktop.records.tabbed_page import TabbedPage
from desktop.settings import Settings
from desktop.tasks import Job, Tasks
from desktop.widgets.crash_box import CrashBox
from desktop.widgets.notice import Notice
from desktop.windows.main import MainWindow
from desktop.windows.places import PLACES, TRAY


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


def test_f1_shows_the_help_of_the_page_in_sight(window: MainWindow) -> None:
    window.go("lives")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert help_in_sight().topic.key == "lives"
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert help_in_sight().topic.key == "keys"


def test_the_help_leads_back_to_the_page_it_tells_of_and_closes_with_the_window(window: MainWindow) -> None:
    window.guide.show_help("contracts")
    help_in_sight().open_page.click()
    page = window.page
    assert isinstance(page, TabbedPage)
    assert (page.key, page.part.key) == ("streamers", "contracts")
    window.close()
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow) and each.isVisible()
    ]


def test_the_help_of_backups_leads_to_their_tab(window: MainWindow) -> None:
    window.guide.show_help("backup")
    help_in_sight().open_page.click()
    page = window.page
    assert isinstance(page, SettingsPage)
    assert page.tabs.currentWidget() is page.data


def test_f1_in_a_dialog_tells_of_what_it_does(window: MainWindow, qtbot: QtBot) -> None:
    window.import_files()
    (wizard,) = window.findChildren(ImportWizard)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard)
    QTest.keyClick(wizard, Qt.Key.Key_F1)
    assert help_in_sight().topic.key == "import"
    assert help_in_sight().isEnabled()
    wizard.reject()


def help_in_sight() -> HelpWindow:
    """Return the one open help window."""
    (shown,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow) and each.isVisible()
    ]
    return shown


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


@pytest.fixture
def held(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the check of an import at its first sign of progress until it is cancelled."""
    step_of = tasks._step_of

    def hold(job: Job) -> Step:
        step = step_of(job)

        def wait(done: int, total: int) -> None:
            step(done, total)
            while job.title == "正在核对" and not job.is_cancelled:
                time.sleep(0.005)

        return wait

    monkeypatch.setattr(tasks, "_step_of", hold)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("stop", ["取消", "close"])
def test_an_import_shows_its_progress_once_and_says_that_nothing_was_taken(
    window: MainWindow, tasks: Tasks, tmp_path: Path, qtbot: QtBot, stop: str
) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_text("姓名,快手号\n" + "".join(f"李小舟,ks_{number}\n" for number in range(2_000)), "utf-8")
    window.import_files("streamers", [roster])
    (wizard,) = window.findChildren(ImportWizard)
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.step == 1)
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


def test_a_bug_can_be_handed_on_from_where_it_is_told(window: MainWindow, qtbot: QtBot) -> None:
    report(ZeroDivisionError("division by zero"), window)
    (box,) = window.findChildren(CrashBox)
    (hand_on,) = [each for each in box.findChildren(QPushButton) if each.text() == "反馈问题"]
    hand_on.click()
    qtbot.waitUntil(lambda: any(each.save.isEnabled() for each in window.findChildren(FeedbackDialog)))
    box.close()
