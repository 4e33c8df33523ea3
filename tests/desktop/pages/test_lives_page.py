"""The live sessions as an operator looks at them: a month at a time."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.engine import Database
from desktop.pages.lives import LivesPage
from desktop.pages.streamer_lives import StreamerLivesTab
from desktop.pages.streamers import StreamersPage
from desktop.records.form_dialog import FormDialog
from desktop.records.link_editor import LinkEditor
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.invented import add_account, add_sessions, add_streamers
from tests.desktop.pages.roster import open_tab


@pytest.fixture
def person(sqlite_database: Database) -> int:
    """Save one streamer with three sessions in August and two in September 2026; return the key."""
    keys = add_streamers(sqlite_database, 2)
    account = add_account(sqlite_database, keys[0])
    add_sessions(sqlite_database, account, 3, datetime(2026, 8, 10, 20, 0))
    add_sessions(sqlite_database, account, 2, datetime(2026, 9, 10, 20, 0))
    return keys[0]


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, person: int) -> LivesPage:
    made = LivesPage(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    assert person
    return made


def column(page: LivesPage, name: str) -> list[str]:
    at = [each.name for each in page.view.columns].index(name)
    return [page.model.text_at(row, at) for row in range(page.model.rowCount())]


def test_the_page_opens_at_the_newest_month_that_has_sessions(page: LivesPage) -> None:
    assert column(page, "start_at") == ["2026-09-11 20:00", "2026-09-10 20:00"]
    assert column(page, "gmv") == ["200.00", "100.00"]
    assert column(page, "minutes") == ["2小时", "2小时"]


def test_another_month_shows_its_own_sessions(page: LivesPage, qtbot: QtBot) -> None:
    page.bar.narrow({"month": 202608})
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert all(each.startswith("2026-08") for each in column(page, "start_at"))


def test_a_filter_set_from_elsewhere_covers_all_months(page: LivesPage, person: int, qtbot: QtBot) -> None:
    page.narrow({"streamer_id": person})
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    chip = next(each for each in page.bar.findChildren(QPushButton) if each.objectName() == "chip")
    assert chip.isVisibleTo(page)
    qtbot.waitUntil(lambda: chip.text() == "主播：白锦曦")


def test_a_missing_figure_is_a_dash_and_can_be_filled_in(page: LivesPage, qtbot: QtBot, tasks: Tasks) -> None:
    assert set(column(page, "orders")) == {"—"}
    qtbot.waitUntil(lambda: page.panel.form.record is not None)
    tasks.saved.connect(page.refresh)
    form = page.panel.form
    form.grid.editors["orders"].show_value(320)
    form.grid.changed_names.add("orders")
    form.save()
    qtbot.waitUntil(lambda: "320" in column(page, "orders"))


def test_a_streamer_shows_his_sessions_newest_first(
    tasks: Tasks, settings: Settings, qtbot: QtBot, person: int
) -> None:
    page = StreamersPage(tasks, settings)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.form.record is not None and page.panel.key == person)
    tab = open_tab(page.panel.tabs, "直播")
    assert isinstance(tab, StreamerLivesTab)
    qtbot.waitUntil(lambda: tab._model.rowCount() == 5)
    assert tab._model.text_at(0, 0) == "2026-09-11 20:00"


def test_the_platform_of_a_new_session_follows_its_account(page: LivesPage, qtbot: QtBot) -> None:
    page.begin_new()
    (dialog,) = page.findChildren(FormDialog)
    account = dialog.form.grid.editors["account_id"]
    assert isinstance(account, LinkEditor)
    account.line.insert("ks10001")
    qtbot.waitUntil(lambda: bool(account._found))
    account._choose("快手 ks10001")
    assert dialog.form.grid.editors["platform"].value() == "快手"


def test_a_new_session_of_another_month_is_told_and_can_be_shown(
    page: LivesPage, tasks: Tasks, qtbot: QtBot
) -> None:
    tasks.saved.connect(page.refresh)
    page.begin_new()
    (dialog,) = page.findChildren(FormDialog)
    editors = dialog.form.grid.editors
    account = editors["account_id"]
    assert isinstance(account, LinkEditor)
    account.show_value(1)
    account.show_name("快手 ks10001")
    editors["platform"].show_value("快手")
    editors["start_at"].show_value(datetime(2026, 7, 1, 20, 0))
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice)))
    (notice,) = page.findChildren(Notice)
    next(each for each in notice.findChildren(QPushButton) if each.text() == "显示").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    at = [each.name for each in page.view.columns].index("start_at")
    qtbot.waitUntil(lambda: page.model.text_at(page.table.currentIndex().row(), at) == "2026-07-01 20:00")


def test_the_first_sessions_of_an_empty_base_come_into_sight(
    tasks: Tasks, settings: Settings, qtbot: QtBot, sqlite_database: Database
) -> None:
    made = LivesPage(tasks, settings)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    account = add_account(sqlite_database, add_streamers(sqlite_database, 1)[0])
    add_sessions(sqlite_database, account, 2, datetime(2026, 9, 10, 20, 0))
    made.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)


def test_an_account_has_room_and_units_stand_in_full_width_brackets(page: LivesPage) -> None:
    names = [each.name for each in page.view.columns]
    at = names.index("account_id")
    widest = page.table.fontMetrics().horizontalAdvance("视频号 sph_lyyb0192b")
    assert page.table.columnWidth(at) > widest + 2 * 13
    head = page.model.headerData(names.index("gmv"), Qt.Orientation.Horizontal)
    assert head == "支付GMV（元）"
