"""工作台: the month at a glance, and every line leads on."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.models import LiveSession, PlatformAccount, Streamer
from db.models.words import Platform, StreamerState
from db.queries.periods import month_of, months_before
from db.steps import no_step
from desktop import cells
from desktop.pages.home import HomePage
from desktop.settings import Settings
from desktop.tasks import Tasks
from desktop.windows.founding import Answers, found_base


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[HomePage]:
    """Give the page on a base with one streamer whose ID number is missing."""
    with tasks.database.write() as session:
        found_base(session, no_step, Answers("费县直播基地"))
        session.add(Streamer(code="ZB-1", name="林晓溪", status=StreamerState.ACTIVE))
    made = HomePage(tasks, settings)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    yield made
    made.deleteLater()


def test_figures_that_are_missing_are_a_dash_and_no_zero(page: HomePage) -> None:
    assert page.cards.by_code["L05"].shown() == ("—", "上月全月 —", "")


def test_a_month_that_still_runs_is_not_compared_to_a_whole_one(page: HomePage, qtbot: QtBot) -> None:
    this = month_of(date.today())
    with page.tasks.database.write() as session:
        session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
        session.flush()
        for number, month in enumerate((this, months_before(this, 1), months_before(this, 1))):
            start = datetime(month // 100, month % 100, 1)
            session.add(
                LiveSession(
                    code=f"CC-{number}", start_at=start, month=month, platform=Platform.KUAISHOU,
                    account_id=1, minutes=60, gmv=1_000_000,
                )
            )  # fmt: skip
    page.refresh()
    cards = page.cards.by_code
    qtbot.waitUntil(lambda: cards["L01"].shown()[0] == "1 场")
    assert cards["L01"].shown()[1:] == ("上月全月 2 场", "")
    assert cards["L05"].shown()[1:] == ("上月全月 2.00 万元", "")
    assert cards["A02"].shown()[1].startswith("环比")
    assert page.gmv.told.text() == f"{cells.month_words(this)}，截至今日：1.00 万元"
    page.gmv.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.gmv.chart, Qt.Key.Key_Left)
    assert page.gmv.told.text() == f"{cells.month_words(months_before(this, 1))}：2.00 万元，同比 —"


def test_a_thing_to_do_leads_to_the_people_it_is_about(page: HomePage, qtbot: QtBot) -> None:
    lines = page.tasks_card.findChildren(QPushButton)
    line = next(each for each in lines if "缺身份证号" in each.text())
    assert line.text().startswith("1 位")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        line.click()
    assert wanted.args is not None
    assert wanted.args[0] == "streamers"
    assert "todo" in wanted.args[1]


def test_a_click_on_a_month_opens_its_sessions(page: HomePage, qtbot: QtBot) -> None:
    chart = page.gmv.chart
    point = chart.rect().center()
    point.setX(chart.width() - 5)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point)
    assert wanted.args == ["lives", {"month": month_of(date.today())}]


def test_the_button_leads_to_the_report_of_the_month_before(page: HomePage, qtbot: QtBot) -> None:
    before = months_before(month_of(date.today()), 1)
    button = next(each for each in page.findChildren(QPushButton) if "月报" in each.text())
    assert f"{before % 100}月" in button.text()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button.click()
    assert wanted.args == ["reports", {"month": before}]


def test_an_empty_base_is_led_to_its_first_steps_and_to_no_report(
    tasks: Tasks, settings: Settings, qtbot: QtBot
) -> None:
    page = HomePage(tasks, settings)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    first_steps = ["导入主播名册", "导入直播数据"]
    lines: list[QPushButton] = []

    def stand() -> bool:  # those of the answer before go a moment later
        lines[:] = page.tasks_card.findChildren(QPushButton)
        return [line.text() for line in lines] == first_steps

    qtbot.waitUntil(stand)
    qtbot.waitUntil(page.make.isHidden)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        lines[0].click()
    assert wanted.args == ["streamers", {}]


def test_the_citys_figures_stand_apart_with_scope_and_source(page: HomePage) -> None:
    words = [each.text() for each in page.city.findChildren(QLabel)]
    assert "超过1.5万名" in words
    assert any("不计入本基地" in text and "来源" in text for text in words)


def test_two_columns_stand_below_each_other_before_a_word_of_theirs_is_cut(
    page: HomePage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.checklist.y() == 0 and page.checklist.mapTo(page, QPoint()).x() > 500)
    page.resize(800, 700)
    page.checklist.setMinimumWidth(400)  # as wide as its words are in another language
    page.refresh()
    qtbot.waitUntil(lambda: page.checklist.mapTo(page, QPoint()).x() == page.gmv.mapTo(page, QPoint()).x())
    assert page.checklist.width() == page.gmv.width()
