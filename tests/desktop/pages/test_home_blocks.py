"""The blocks of the 工作台 on a base with a year behind it: each tells its figures and leads on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import store
from db.engine import Database, Session
from db.models import (
    Attendance,
    Brand,
    Category,
    FollowerSnapshot,
    LivePresenter,
    LiveSession,
    PlatformAccount,
    Streamer,
    Training,
)
from db.models.training_words import Present, TrainingState
from db.models.words import Platform, StreamerState
from db.queries.home_report import Stage
from db.queries.periods import month_of, months_before
from desktop.pages.home import HomePage
from desktop.pages.reports.trace_dialog import TraceDialog
from desktop.pages.task_line import TaskLine
from desktop.settings import Settings
from desktop.tasks import Tasks

LAST = months_before(month_of(date.today()), 1)
BEFORE, YEAR_AGO = months_before(LAST, 1), months_before(LAST, 12)


def day(month: int, of: int = 3) -> datetime:
    """Return an evening of a month."""
    return datetime(month // 100, month % 100, of, 19)


def fill(session: Session) -> None:
    """Enter two streamers, sessions of three months, a training and a brand."""
    session.add(Category(id=1, code="LM-1", name="食品生鲜"))
    for key, followers in ((1, 2_000_000), (2, 500)):
        name = "林晓溪" if key == 1 else "韩沉"
        person = {"name": name, "status": StreamerState.ACTIVE, "joined_on": date(YEAR_AGO // 100, 1, 1)}
        assert store.save(session, Streamer, person) == key
        session.add(
            PlatformAccount(
                id=key, code=f"ZH-{key}", streamer_id=key, platform=Platform.KUAISHOU, account_no=f"ks{key}"
            )
        )
        session.flush()
        session.add(FollowerSnapshot(account_id=key, on=day(BEFORE).date(), followers=followers))
    for number, (month, gmv, category) in enumerate(
        ((LAST, 3_000_000, 1), (LAST, 1_000_000, None), (BEFORE, 2_000_000, 1), (YEAR_AGO, 1_000_000, 1)), 1
    ):
        session.add(
            LiveSession(
                id=number, code=f"CC-{number}", start_at=day(month), month=month, account_id=1,
                platform=Platform.KUAISHOU, minutes=300, gmv=gmv, category_id=category,
            )
        )  # fmt: skip
        session.flush()
        session.add(LivePresenter(session_id=number, streamer_id=1))
    session.add(
        Training(
            id=1, code="PX-1", title="合规专题", start_at=day(LAST), month=LAST, credit=20,
            status=TrainingState.DONE,
        )
    )  # fmt: skip
    session.flush()
    session.add(Attendance(code="QD-1", training_id=1, streamer_id=1, present=Present.ATTENDED))
    store.save(session, Brand, {"name": "沂蒙山货"})


@pytest.fixture
def base(sqlite_database: Database) -> Database:
    """Give a base with a year behind it."""
    with sqlite_database.write() as session:
        fill(session)
    return sqlite_database


@pytest.fixture
def page(base: Database, tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[HomePage]:
    """Give the page, filled."""
    assert tasks.database is base
    made = HomePage(tasks, settings)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.deleteLater()


def test_the_cards_compare_the_month_with_both_it_is_compared_to(page: HomePage) -> None:
    cards = page.cards.by_code
    assert cards["L05"].shown() == ("4.00 万元", "环比 +100.0%", "同比 +300.0%")
    assert cards["L01"].shown() == ("2 场", "环比 +100.0%", "同比 +100.0%")
    assert cards["L04"].shown() == ("1 人", "环比 0.0%", "同比 0.0%")
    assert cards["A02"].shown()[0] == "2 人"
    assert "上月 2.00 万元" in cards["L05"].toolTip()
    assert len([point for point in cards["L05"].line.points() if point is not None]) == 12


def test_a_card_shows_the_rows_it_was_counted_from(page: HomePage, qtbot: QtBot) -> None:
    page.cards.by_code["L05"].setFocus()
    QTest.keyClick(page.cards.by_code["L05"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(TraceDialog)))
    (dialog,) = page.window().findChildren(TraceDialog)
    qtbot.waitUntil(lambda: dialog.table is not None)
    assert dialog.sum.text() == "共 2 条，合计 4.00 万元"
    dialog.reject()


def test_the_chart_tells_each_month_beside_the_one_a_year_before(page: HomePage, qtbot: QtBot) -> None:
    assert page.gmv.told.text().endswith("4.00 万元，同比 +300.0%")
    page.gmv.chart.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.gmv.chart, Qt.Key.Key_End)
        QTest.keyClick(page.gmv.chart, Qt.Key.Key_Left)
        QTest.keyClick(page.gmv.chart, Qt.Key.Key_Return)
    assert wanted.args == ["lives", {"month": BEFORE}]


def test_the_team_and_the_sales_lead_to_their_lists(page: HomePage, qtbot: QtBot) -> None:
    assert page.team.bars.accessibleName().split("；")[2] == "百万级：1 人，占 50.0%"
    written = f"{LAST // 100}-{LAST % 100:02}"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.team.bars.chosen.emit(2)
    assert wanted.args == ["streamers", {"tier_then": f"{written} 百万级"}]
    assert page.sales.bars.accessibleName() == "食品生鲜：3.00 万元，占 75.0%；未分类：1.00 万元，占 25.0%"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.sales.bars.chosen.emit(1)
    assert wanted.args == ["lives", {"category_then": f"{written} 未分类"}]


def test_the_stages_lead_to_the_brands_in_them(page: HomePage, qtbot: QtBot) -> None:
    page.months.choose(month_of(date.today()))
    qtbot.waitUntil(lambda: not page.tasks.is_busy())
    assert page.brands.stages.accessibleName().startswith("S0 摸底入库：1 个品牌；S1 初评立项：0 个品牌")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.brands.stages.chosen.emit(0)
    this = month_of(date.today())
    assert wanted.args == [
        "brands",
        {"part": "list", "stage_then": f"{this // 100}-{this % 100:02} S0 摸底入库"},
    ]


def test_training_tells_the_month_and_leads_to_it(page: HomePage, qtbot: QtBot) -> None:
    assert [page.training.figures[code].text() for code in ("T01", "T02", "T04")] == [
        "1 场",
        "1 人次",
        "2 学时",
    ]
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.training.chart.chosen.emit(11)
    assert wanted.args == ["trainings", {"part": "sessions", "month": LAST}]
    page.training.figures["T04"].click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(TraceDialog)))
    (dialog,) = page.window().findChildren(TraceDialog)
    qtbot.waitUntil(lambda: dialog.sum.text() == "共 1 条，合计 2.0 学时")
    dialog.reject()


def test_the_steps_of_the_report_lead_to_where_they_are_done(page: HomePage, qtbot: QtBot) -> None:
    steps = page.checklist.steps
    qtbot.waitUntil(lambda: "项须先处理" in steps[Stage.CHECKS].words)
    assert steps[Stage.DATA].is_done
    assert steps[Stage.DATA].accessibleName() == "数据导入：已完成，已核对 2 场直播"
    assert not steps[Stage.SENT].is_done
    assert f"{LAST % 100}月月报：已完成 1/7 项" in page.checklist.told.text()
    assert page.checklist.bar.value() == 1
    for stage, tab in ((Stage.CHECKS, "checks"), (Stage.DECLARED, "declared"), (Stage.SIGNED, "flow")):
        with qtbot.waitSignal(page.page_wanted) as wanted:
            steps[stage].click()
        assert wanted.args is not None
        key, filters = wanted.args
        assert (key, cast("dict[str, object]", filters)["tab"]) == ("reports", tab)


def test_another_month_is_shown_in_every_block_but_the_steps_of_the_report(
    page: HomePage, qtbot: QtBot
) -> None:
    told = page.checklist.told.text()
    page.months.choose(YEAR_AGO)
    qtbot.waitUntil(lambda: page.cards.by_code["L01"].shown()[0] == "1 场")
    qtbot.waitUntil(lambda: not page.tasks.is_busy())
    assert page.sales.bars.accessibleName() == "食品生鲜：1.00 万元，占 100.0%"
    assert f"{YEAR_AGO // 100}年{YEAR_AGO % 100}月" in page.gmv.told.text()
    assert page.checklist.told.text() == told


def test_an_answer_to_a_month_that_was_left_meanwhile_is_dropped(
    page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Callable[[Session], object], Callable[[object], None]]] = []
    monkeypatch.setattr(page.tasks, "read", lambda _owner, work, done: asked.append((work, done)))
    for month in (YEAR_AGO, LAST):
        page.months.choose(month)
    with page.tasks.database.read() as session:
        for work, done in reversed(asked):  # the older answers come last
            done(work(session))
    assert page.cards.by_code["L05"].shown()[0] == "4.00 万元"
    assert page.months.month == LAST
    assert page.sales.bars.accessibleName().startswith("食品生鲜：3.00 万元")


def test_what_is_saved_is_seen_at_once(page: HomePage, qtbot: QtBot) -> None:
    with page.tasks.database.write() as session:
        session.add(
            LiveSession(
                code="CC-9", start_at=day(LAST, 5), month=LAST, account_id=1, platform=Platform.KUAISHOU,
                minutes=300, gmv=6_000_000, category_id=1,
            )
        )  # fmt: skip
    page.refresh()
    qtbot.waitUntil(lambda: page.cards.by_code["L05"].shown()[0] == "10.00 万元")
    qtbot.waitUntil(lambda: page.sales.bars.accessibleName().startswith("食品生鲜：9.00 万元"))
    qtbot.waitUntil(lambda: page.checklist.steps[Stage.DATA].words == "已核对 3 场直播")


def test_keys_at_a_task_stay_there_when_nothing_changed(page: HomePage, qtbot: QtBot) -> None:
    lines = page.tasks_card.findChildren(TaskLine)
    page.refresh()
    qtbot.waitUntil(lambda: not page.tasks.is_busy())
    assert lines
    assert page.tasks_card.findChildren(TaskLine) == lines


def test_the_keys_go_through_the_page_as_the_eye_does(page: HomePage) -> None:
    reached: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page and widget not in reached:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    steps, lines = list(page.checklist.steps.values()), page.tasks_card.findChildren(TaskLine)
    wanted: list[QWidget] = [
        page.make, *page.cards.by_code.values(), page.gmv.chart, page.team.bars, page.sales.bars,
        page.brands.stages, *steps, *lines, page.training.figures["T04"], page.training.chart,
    ]  # fmt: skip
    assert [each for each in reached if each in wanted] == wanted
    assert all(each.accessibleName() or each.text() for each in reached if isinstance(each, QPushButton))
