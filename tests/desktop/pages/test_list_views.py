"""视图: a question kept under a name comes back whole, today and after the next start."""

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from db.store import Query
from desktop.pages.lives import LivesPage
from desktop.pages.streamers import StreamersPage
from desktop.records.saved_views import SavedView, can_keep, read_views, views_text
from desktop.settings import Settings, load
from desktop.tasks import Tasks
from desktop.widgets.notice import Notice

ASKED = Query(
    "锦",
    (("status", "线索"), ("status", "在播"), ("team_id", None)),
    (("status", True), ("name", False)),
    ("name", "gender", "status"),
)


def _actions(page: StreamersPage) -> dict[str, bool]:
    """Return what the menu offers, and what of it is ticked."""
    menu = page.views.menu()
    menu.aboutToShow.emit()
    return {each.text(): each.isChecked() for each in menu.actions() if each.text()}


def _press(page: StreamersPage, words: str) -> None:
    """Choose from the menu."""
    menu = page.views.menu()
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == words).trigger()


def test_a_view_brings_words_filters_order_and_columns_back(roster: StreamersPage, qtbot: QtBot) -> None:
    first = roster.question.query()
    roster.question.take(ASKED)
    qtbot.waitUntil(lambda: roster.table.columns_shown() == ASKED.columns)
    roster.views.keep_as("待跟进")
    assert roster.views.text() == "待跟进"
    _press(roster, "全部主播")
    qtbot.waitUntil(lambda: roster.model.rowCount() == 20)
    assert roster.question.query().filters == ()
    _press(roster, "待跟进")
    assert roster.question.query() == ASKED
    qtbot.waitUntil(lambda: roster.model.rowCount() == 0)
    assert first.columns != ASKED.columns


def test_the_user_s_own_columns_are_not_those_of_a_view(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks, settings: Settings
) -> None:
    own = ("code", "name", "level")
    roster.question.columns.choose(own)
    roster.views.keep_as("另一个")
    roster.question.columns.choose(("name", "status"))
    roster.views.keep_as("另一个")
    qtbot.waitUntil(lambda: roster.table.columns_shown() == ("name", "status"))
    assert roster.may_close()
    again = StreamersPage(tasks, settings)
    qtbot.addWidget(again)
    assert again.question.query().columns == own
    again.views.choose("另一个")
    assert again.question.query().columns == ("name", "status")
    again.views.choose("")
    assert again.question.query().columns == own


def test_a_view_that_was_changed_says_so_and_can_be_kept_again(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.narrow({"status": "线索"})
    roster.views.keep_as("线索")
    assert "更新“线索”" not in _actions(roster)
    roster.bar.search.setText("白")
    qtbot.waitUntil(lambda: roster.views.text() == "线索（已改）")
    _press(roster, "更新“线索”")
    assert roster.views.text() == "线索"
    assert _actions(roster)["线索"]


def test_the_page_begins_with_the_view_marked_so_after_the_next_start(
    roster: StreamersPage, qtbot: QtBot, tasks: Tasks, settings: Settings
) -> None:
    roster.question.take(ASKED)
    roster.views.keep_as("待跟进")
    _press(roster, "打开此页时先用它")
    assert "待跟进（默认）" in _actions(roster)
    again = StreamersPage(tasks, load(settings.folder))
    qtbot.addWidget(again)
    assert again.question.query() == ASKED
    again.refresh()
    qtbot.waitUntil(lambda: again.table.columns_shown() == ASKED.columns)
    assert again.views.text() == "待跟进"
    again.narrow({"key": roster.model.key_at(0)})
    assert again.question.query().filters == ()
    assert again.views.text() == "视图"


def test_a_question_the_page_has_ready_is_asked_and_can_be_kept(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.question.take(ASKED)
    roster.views.keep_as("待跟进")
    _press(roster, "百万粉在播")
    assert roster.views.text() == "百万粉在播"
    assert [words for words, is_ticked in _actions(roster).items() if is_ticked] == ["百万粉在播"]
    asked = roster.question.query().filters
    assert asked == (("status", "在播"), ("tier", "百万级"), ("tier", "500万级"), ("tier", "千万级"))
    qtbot.waitUntil(lambda: roster.model.rowCount() == 0)
    roster.bar.search.setText("赵")
    qtbot.waitUntil(lambda: roster.views.text() == "视图")
    roster.views.keep_as("大主播")
    assert _actions(roster)["大主播"]


def test_a_view_is_renamed_and_a_name_is_given_once(roster: StreamersPage) -> None:
    for name in ("甲", "乙"):
        roster.views.keep_as(name)
    roster.views.rename("甲")
    assert roster.findChildren(Notice)[-1].text == "已有同名视图，请换一个名称"
    roster.views.rename("丙")
    assert [name for name in _actions(roster) if len(name) == 1] == ["甲", "丙"]


def test_a_deleted_view_is_brought_back(roster: StreamersPage) -> None:
    roster.narrow({"status": "线索"})
    roster.views.keep_as("线索")
    _press(roster, "删除视图")
    assert "线索" not in _actions(roster)
    notice = roster.findChildren(Notice)[-1]
    next(each for each in notice.findChildren(QPushButton) if each.text() == "撤销").click()
    assert _actions(roster)["线索"]


def test_the_name_proposed_says_what_narrows_the_list(roster: StreamersPage, qtbot: QtBot) -> None:
    roster.narrow({"status": ["线索", "在播"]})
    _press(roster, "保存当前为…")
    (box,) = roster.findChildren(QInputDialog)
    assert box.textValue() == "状态：线索、在播"
    box.setTextValue("线索和在播")
    box.accept()
    qtbot.waitUntil(lambda: roster.views.text() == "线索和在播")


def test_the_month_is_not_part_of_a_view(tasks: Tasks, settings: Settings, qtbot: QtBot) -> None:
    page = LivesPage(tasks, settings)
    qtbot.addWidget(page)
    page.bar.narrow({"month": 202608, "platform": "快手"})
    page.views.keep_as("快手")
    page.bar.narrow({"month": 202609})
    page.views.choose("快手")
    assert dict(page.question.query().filters) == {"month": 202609, "platform": "快手"}


def test_views_are_text_and_back() -> None:
    days = (date(2026, 9, 1), date(2026, 9, 30))
    asked = Query("", (("days", days), ("team_id", 7), ("is_farm_aid", True)), (("gmv", True),), ("gmv",))
    views = (SavedView("九月助农", asked, first=True), SavedView("空", Query(columns=("gmv",))))
    assert can_keep(asked)
    text = views_text(views)
    found = read_views(text, LivesPage.view)
    assert found[0] == views[0]
    assert found[1].query.sort == (("code", False),)
    assert not can_keep(Query(filters=(("period", object()),)))


@pytest.mark.parametrize("text", ["", "{}", "[3]", '[{"name": "甲"}]', "null", "[" * 100_000])
def test_a_text_that_is_no_view_gives_none(text: str) -> None:
    assert read_views(text, LivesPage.view) == ()


def test_a_view_that_cannot_be_read_takes_no_other_with_it() -> None:
    whole = json.loads(views_text([SavedView("甲", Query("林"))]))[0]
    values: list[object] = [["快手"], {"days": []}, {"days": ["2026-09-01"]}, {"day": "2026-13-01"}, {}]
    odd: list[object] = [{"name": "乙"}, {**whole, "sort": 3}, None]
    odd += [{**whole, "filters": [["platform", value]]} for value in values]
    found = read_views(json.dumps([*odd, whole]), LivesPage.view)
    assert [view.query.text for view in found] == ["林"]


def test_what_a_list_no_longer_has_is_left_out_of_a_view() -> None:
    asked = Query("", (("gone", "甲"), ("platform", "快手")), (("gone", False),), ("gone", "gmv"))
    (view,) = read_views(views_text([SavedView("甲", asked)]), LivesPage.view)
    assert view.query == Query("", (("platform", "快手"),), (), ("gmv",))
