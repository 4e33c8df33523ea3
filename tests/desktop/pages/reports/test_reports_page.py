"""月报: figures before they are printed, gaps that lead to their records, retail sales declared."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.engine import Session
from db.models import LiveSession, PlatformAccount
from db.models.words import DataStage, Platform
from db.queries import declared
from db.queries.declared import Retail
from db.queries.periods import Period, month_of, months_before
from desktop import cells
from desktop.pages.reports import ReportsPage
from desktop.pages.reports.figures_tab import FiguresTab
from desktop.pages.retail_dialog import RetailDialog
from desktop.settings import Settings
from desktop.tasks import Tasks

_THIS = month_of(date.today())
_LAST = months_before(_THIS, 1)


def add_live(
    session: Session, number: int, month: int, gmv: int, stage: DataStage = DataStage.CHECKED
) -> None:
    """Add a session of one hour."""
    start = datetime(month // 100, month % 100, 2, 20)
    session.add(
        LiveSession(
            code=f"CC-{number}", start_at=start, month=month, platform=Platform.KUAISHOU,
            account_id=1, minutes=60, gmv=gmv, stage=stage,
        )
    )  # fmt: skip


@pytest.fixture
def page(tasks: Tasks, settings: Settings, qtbot: QtBot) -> Iterator[ReportsPage]:
    """Give the page on a base with two counted sessions and a provisional one."""
    with tasks.database.write() as session:
        session.add(PlatformAccount(id=1, code="ZH-1", platform=Platform.KUAISHOU, account_no="ks_a"))
        session.flush()
        add_live(session, 1, _LAST, 1_000_000)
        add_live(session, 2, _LAST, 500_000)
        add_live(session, 3, _LAST, 700_000, DataStage.PROVISIONAL)
        add_live(session, 4, months_before(_LAST, 1), 1_000_000)
    made = ReportsPage(tasks, settings)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: figures(made).table.words.rowCount() > 0)
    yield made
    made.deleteLater()


def figures(page: ReportsPage) -> FiguresTab:
    tab = page.show_tab("figures")
    assert isinstance(tab, FiguresTab)
    return tab


def words_of(page: ReportsPage, row: int) -> list[str]:
    words = figures(page).table.words
    return [words.data(words.index(row, column)) for column in range(words.columnCount())]


def test_it_begins_with_last_month_and_shows_the_figures_as_they_are_printed(page: ReportsPage) -> None:
    assert page.period == Period(_LAST, _LAST)
    assert words_of(page, 0)[1:4] == ["直播场次", "场", "2"]
    line = words_of(page, 4)
    assert line[1:4] == ["支付GMV", "万元", "1.50"]
    assert line[6:8] == ["1.00", "+50.0%"]


def test_every_figure_tells_how_it_is_counted(page: ReportsPage) -> None:
    figures(page).table.selectRow(4)
    assert figures(page).meaning.text().startswith("支付GMV：")


def test_what_is_not_counted_leads_to_the_sessions(page: ReportsPage, qtbot: QtBot) -> None:
    sentence = figures(page).warnings.findChildren(QLabel)[0].text()
    assert sentence == "1 场直播还是临时数据，未计入本月指标"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        figures(page).warnings.chosen.emit("lives", {"month": _LAST, "gap": "数据为临时"})
    assert wanted.args == ["lives", {"month": _LAST, "gap": "数据为临时"}]


def test_another_month_shows_its_own_figures(page: ReportsPage, qtbot: QtBot) -> None:
    page.narrow({"month": months_before(_LAST, 1)})
    page.refresh()
    qtbot.waitUntil(lambda: words_of(page, 0)[3] == "1")


def test_the_marks_of_the_table_are_explained_below_it(page: ReportsPage) -> None:
    words = " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全。" in words


def test_what_has_to_be_known_of_the_files_is_told_in_the_window(
    page: ReportsPage, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.remember_folder("report", tmp_path)
    page.narrow({"month": _THIS})
    page.make.click()
    qtbot.waitUntil(page.files._notes.isVisible, timeout=30_000)
    words = page.files._notes.text()
    assert f"{cells.month_words(_THIS)}尚未结束，报送前请在{_THIS % 100}月末后重新生成。" in words
    assert "还没有填写基地名称" in words
    page.files.forget()
    assert not page.files._notes.isVisible()


def test_a_month_without_any_data_says_what_to_do(page: ReportsPage, qtbot: QtBot) -> None:
    page.narrow({"month": months_before(_LAST, 5)})
    page.refresh()
    qtbot.waitUntil(lambda: words_of(page, 0)[3] in ("—", "0"))


def test_retail_sales_are_typed_as_people_write_them(tasks: Tasks, qtbot: QtBot) -> None:
    dialog = RetailDialog(tasks, _LAST)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    dialog.total.setText("303.6万")
    dialog.live.setText("400万")
    dialog._save()
    assert dialog._reason.text() == "直播部分不能大于合计，请核对。"
    dialog.live.setText("１２0.5万")
    dialog._save()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    with tasks.database.read() as session:
        assert declared.retail(session, _LAST) == Retail(_LAST, 303_600_000, 120_500_000)
