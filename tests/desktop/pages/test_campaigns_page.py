"""活动 as an operator works through it: lists typed line by line, events, sessions, figures as written."""

from datetime import date, datetime
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database
from db.models import Campaign, CampaignEvent, CityFigure, EventGuest, Training
from db.queries.campaigns import lines_of, live_sums
from desktop.pages.campaigns.below_tab import BelowTab
from desktop.pages.campaigns.campaign_list import CampaignListPage
from desktop.pages.campaigns.city import FiguresPage
from desktop.pages.campaigns.events import EventsPage
from desktop.pages.campaigns.events_tab import EventsTab
from desktop.pages.campaigns.line_list import LineList
from desktop.pages.campaigns.lines_tab import LinesTab
from desktop.pages.campaigns.link_dialog import LinkDialog
from desktop.pages.campaigns.lives_tab import LivesTab
from desktop.pages.campaigns.page import CampaignsPage
from desktop.pages.campaigns.understood import understood
from desktop.records.detail_tab import DetailTab
from desktop.records.editors import LineEditor
from desktop.records.form_dialog import FormDialog
from desktop.records.reading import read_record
from desktop.records.record_page import RecordPage
from desktop.records.tones import tone_of
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice
from tests.desktop.invented import add_account, add_sessions, add_streamers
from tests.desktop.pages.roster import open_tab

T = TypeVar("T", bound=DetailTab)


@pytest.fixture
def fair(sqlite_database: Database) -> int:
    """Save a series with one campaign, an event with a guest, and five sessions; return the campaign."""
    account = add_account(sqlite_database, add_streamers(sqlite_database, 1)[0])
    add_sessions(sqlite_database, account, 5, datetime(2026, 9, 1, 20, 0))
    with sqlite_database.write() as session:
        series = store.save(session, Campaign, {"name": "沂河四季购", "kind": "系列"})
        days = {"start_on": date(2026, 9, 2), "end_on": date(2026, 9, 4)}
        fair = store.save(session, Campaign, {"name": "秋收专场", "parent_id": series, **days})
        event = {"name": "开幕直播", "campaign_id": fair, "headcount_text": "近百位"}
        key = store.save(session, CampaignEvent, {**event, "held_on": date(2026, 9, 2)})
        store.save(session, EventGuest, {"event_id": key, "name": "何以琛", "roles": "主持人"})
    return fair


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot, fair: int) -> CampaignListPage:
    """Show the list with the campaign chosen."""
    made = CampaignListPage(tasks, settings)
    qtbot.addWidget(made)
    tasks.saved.connect(made.refresh)
    made.resize(1158, 742)
    made.show()
    made.narrow({"key": fair})
    qtbot.waitUntil(lambda: made.panel.form.record is not None and made.panel.key == fair)
    return made


def names(page: CampaignListPage) -> list[str]:
    return [page.model.text_at(row, 0) for row in range(page.model.rowCount())]


def opened(page: CampaignListPage, kind: type[T]) -> T:
    """Bring a tab to the front by its class, and return it."""
    tab = open_tab(page.panel.tabs, kind.title)
    assert isinstance(tab, kind)
    return tab


def lists(page: CampaignListPage) -> dict[str, LineList]:
    tab = opened(page, LinesTab)
    return {str(kind): each for kind, each in tab.lists.items()}


def typed(each: LineList, words: str) -> None:
    each.field.setText(words)
    QTest.keyClick(each.field, Qt.Key.Key_Return)


def rows(each: LineList) -> list[str]:
    return [each.rows.item(row).text() for row in range(each.rows.count())]


def saved_contents(tasks: Tasks, campaign: int) -> list[str]:
    with tasks.database.read() as session:
        return [one.text for one in lines_of(session, campaign)["内容"]]


def saved_figures(tasks: Tasks) -> list[object]:
    with tasks.database.read() as session:
        found = [key for key, _name in store.names(session, CityFigure)]
        return [store.load(session, CityFigure, key).values["as_written"] for key in found]


def test_the_list_is_a_tree(page: CampaignListPage) -> None:
    assert names(page) == ["沂河四季购", "　　秋收专场"]


def test_lines_are_typed_one_after_the_other(page: CampaignListPage, fair: int, qtbot: QtBot) -> None:
    contents = lists(page)["内容"]
    for words in ("苹果专场", "蒙山板栗专场", "沂南黄瓜专场"):
        typed(contents, words)
        assert contents.field.text() == ""
    qtbot.waitUntil(lambda: len(rows(contents)) == 3)
    contents.rows.setCurrentRow(2)
    QTest.keyClick(contents.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    order = ["苹果专场", "沂南黄瓜专场", "蒙山板栗专场"]
    qtbot.waitUntil(lambda: saved_contents(page.tasks, fair) == order)
    qtbot.waitUntil(lambda: rows(contents) == order)
    assert contents.rows.currentRow() == 1


def test_a_line_that_was_deleted_comes_back(page: CampaignListPage, qtbot: QtBot) -> None:
    themes = lists(page)["主题"]
    typed(themes, "秋收好物")
    qtbot.waitUntil(lambda: rows(themes) == ["秋收好物"])
    themes.rows.setCurrentRow(0)
    QTest.keyClick(themes.rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(themes) == [])
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Notice)))
    undo = page.window().findChildren(Notice)[-1].findChild(QPushButton)
    assert isinstance(undo, QPushButton)
    undo.click()
    qtbot.waitUntil(lambda: rows(themes) == ["秋收好物"])


def test_time_and_reaction_of_a_line_are_filled_in_its_form(page: CampaignListPage, qtbot: QtBot) -> None:
    scenes = lists(page)["场景"]
    typed(scenes, "田间直播")
    qtbot.waitUntil(lambda: rows(scenes) == ["田间直播"])
    scenes.rows.setCurrentRow(0)
    scenes._open()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.window().findChildren(FormDialog)))
    dialog = next(each for each in page.window().findChildren(FormDialog) if each.isVisible())
    when = dialog.form.grid.editors["when_text"]
    assert isinstance(when, LineEditor)
    when.line.setText("9月2日至4日")
    when.line.textEdited.emit("9月2日至4日")
    dialog.form.save()
    qtbot.waitUntil(lambda: rows(scenes) == ["田间直播（9月2日至4日）"])


def test_the_guests_of_the_chosen_event_stand_below_it(page: CampaignListPage, qtbot: QtBot) -> None:
    tab = opened(page, EventsTab)
    qtbot.waitUntil(lambda: tab.events.model.rowCount() == 1 and tab.guests.model.rowCount() == 1)
    assert [tab.events.model.text_at(0, place) for place in range(3)] == ["开幕直播", "2026-09-02", "近百位"]
    assert tab.guests.model.text_at(0, 0) == "何以琛"


def test_sessions_of_its_days_are_offered_and_summed_up(
    page: CampaignListPage, fair: int, qtbot: QtBot, tasks: Tasks
) -> None:
    tab = opened(page, LivesTab)
    tab._choose()
    dialog = page.window().findChildren(LinkDialog)[0]
    qtbot.waitUntil(lambda: dialog.table.record_model.rowCount() == 3)
    dialog.table.selectAll()
    dialog.link.click()
    qtbot.waitUntil(lambda: tab.table.record_model.rowCount() == 3)
    told = [each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab)]
    assert "已核对 3 场，支付GMV 0.09 万元" in told
    with tasks.database.read() as session:
        assert live_sums(session, fair).gmv == 20_000 + 30_000 + 40_000
    dialog.table.selectRow(0)
    dialog.unlink.click()
    qtbot.waitUntil(lambda: tab.table.record_model.rowCount() == 2)
    dialog.close()


def test_what_is_understood_of_a_figure_is_told_while_it_is_typed(
    tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    page = FiguresPage(tasks, settings)
    qtbot.addWidget(page)
    page.show()
    page.begin_new()
    dialog = page.window().findChildren(FormDialog)[0]
    editors = dialog.form.grid.editors
    for name, value in (("name", "快手电商从业人员"), ("scope", "临沂市"), ("source", "公开报道")):
        editors[name].show_value(value)
    words = editors["as_written"]
    assert isinstance(words, LineEditor)
    words.line.setText("超15万人")
    words.line.textEdited.emit("超15万人")
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert "识别为：＞ 150,000 人" in shown
    dialog.form.save()
    qtbot.waitUntil(lambda: saved_figures(tasks) == ["超15万人"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", ""),
        ("近百位", "识别为：≈ 100 位"),
        ("1.25倍", "识别为：＝ 1.25 倍"),
        ("25%以上", "识别为：≥ 25 %"),
        ("稳居全国第一", "识别为：第 1 名"),
        ("超过杭州和广州", "识别为：比较（超），没有数字"),
        ("电商之都", "没有识别出数字，按文字保存"),
    ],
)
def test_what_is_understood_is_said_in_words(words: str, told: str) -> None:
    assert understood(words) == told


def has_rows(page: RecordPage, count: int) -> bool:
    return page.model.rowCount() == count


def test_every_part_of_the_page_opens(tasks: Tasks, settings: Settings, qtbot: QtBot, fair: int) -> None:
    page = CampaignsPage(tasks, settings)
    qtbot.addWidget(page)
    page.resize(1158, 742)
    page.show()
    for number, count in enumerate((2, 1, 0, 0, 0)):
        part = page.show_part(number)
        assert isinstance(part, RecordPage)
        part.refresh()
        qtbot.waitUntil(partial(has_rows, part, count))
    assert fair
    events = page.show_part(1)
    assert isinstance(events, EventsPage)
    qtbot.waitUntil(lambda: events.panel.form.record is not None)


def test_a_new_campaign_below_another_begins_on_its_days(page: CampaignListPage, qtbot: QtBot) -> None:
    tab = opened(page, BelowTab)
    qtbot.waitUntil(lambda: tab._record is not None)
    tab.begin_new()
    dialog = next(each for each in page.window().findChildren(FormDialog) if each.isVisible())
    assert dialog.form.grid.editors["start_on"].value() == date(2026, 9, 2)
    name = dialog.form.grid.editors["name"]
    assert isinstance(name, LineEditor)
    name.show_value("兰山分站")
    dialog.form.save()
    qtbot.waitUntil(lambda: "　　　　兰山分站" in names(page))
    qtbot.waitUntil(lambda: tab.table.record_model.rowCount() == 1)
    qtbot.waitUntil(lambda: tab.table.record_model.text_at(0, 0) == "兰山分站")  # alone: not indented


def test_no_session_in_its_days_is_said_in_words(
    page: CampaignListPage, tasks: Tasks, fair: int, qtbot: QtBot
) -> None:
    with tasks.database.write() as session:
        days = {"start_on": date(2027, 1, 1), "end_on": date(2027, 1, 2)}
        store.save(session, Campaign, days, fair, store.load(session, Campaign, fair).version)
        record = read_record(session, Campaign, fair)
    dialog = LinkDialog(tasks, record, page)
    dialog.show()
    told = "没有符合条件的直播，点“清除全部”可查看全部"
    qtbot.waitUntil(lambda: told in [each.text() for each in dialog.findChildren(QLabel)])
    dialog.close()


def test_a_campaign_that_is_over_asks_for_nothing_where_a_training_does() -> None:
    assert tone_of("已结束", Campaign) == "plain"
    assert tone_of("已结束", Training) == tone_of("已结束") == "warn"
