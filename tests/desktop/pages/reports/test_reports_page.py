"""月报: figures before they are printed, gaps that lead to their records."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db.models import ReportValue
from db.models.report_words import ReportState
from db.queries.periods import Period, months_before
from db.queries.report_standing import REPORTS
from db.reports.opening import begin
from desktop import cells
from desktop.pages.reports import ReportsPage
from desktop.settings import Settings
from desktop.tasks import Tasks
from tests.desktop.pages.reports.conftest import LAST, THIS, figures_of, row_of, words_of


def test_it_begins_with_last_month_and_shows_the_figures_as_they_are_printed(page: ReportsPage) -> None:
    assert page.period == Period(LAST, LAST)
    assert words_of(page, "L01")[1:4] == ["直播场次", "场", "2"]
    line = words_of(page, "L05")
    assert line[1:4] == ["支付GMV", "万元", "1.50"]
    assert line[6:8] == ["1.00", "+50.0%"]


def test_every_figure_tells_how_it_is_counted(page: ReportsPage) -> None:
    figures_of(page).table.selectRow(row_of(page, "L05"))
    assert figures_of(page)._name.text() == "支付GMV（L05）"
    assert figures_of(page).meaning.text() == "各场支付GMV之和，含之后退款的订单。"


def test_the_figures_stand_below_the_heading_of_their_subject(page: ReportsPage) -> None:
    words = figures_of(page).table.words
    found = [(words.index(row, 0).data(), words.index(row, 1).data()) for row in range(words.rowCount())]
    headings = [first for first, second in found if not second]
    assert headings == [
        "直播",
        "网络零售",
        "主播队伍",
        "人才培训",
        "供应链与合作企业",
        "品牌培育",
        "就业与安全",
    ]
    codes = [first for first, second in found if second]
    assert codes == sorted(codes, key=lambda code: "LRATPBE".index(code[0]))


def test_typing_leaves_the_figures_that_answer(page: ReportsPage) -> None:
    tab = figures_of(page)
    assert page.focus_search()
    tab.search.setText("退款")
    table = tab.table
    shown = [
        table.words.index(r, 0).data() for r in range(table.words.rowCount()) if not table.isRowHidden(r)
    ]
    assert shown == ["直播", "L06", "L07", "L08"]
    assert table.figure is not None
    assert table.figure.code == "L06"
    tab.search.setText("l18")
    assert table.figure.code == "L18"
    tab.search.clear()
    assert not any(map(table.isRowHidden, range(table.words.rowCount())))


def test_a_quarter_names_its_columns(page: ReportsPage, qtbot: QtBot) -> None:
    page.narrow({"period": Period(202607, 202609)})
    page.refresh()
    words = figures_of(page).table.words
    qtbot.waitUntil(lambda: words.headerData(3, Qt.Orientation.Horizontal) == "本季")
    heads = [words.headerData(number, Qt.Orientation.Horizontal) for number in range(3, 10)]
    assert heads == ["本季", "上年同季", "同比", "上季", "环比", "本年累计", "累计同比"]


def test_what_is_not_counted_leads_to_the_sessions(page: ReportsPage, qtbot: QtBot) -> None:
    sentence = figures_of(page).warnings.findChildren(QLabel)[0].text()
    assert sentence == "1 场直播还是临时数据，未计入指标"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        figures_of(page).warnings.chosen.emit("lives", {"month": LAST, "gap": "数据为临时"})
    assert wanted.args == ["lives", {"month": LAST, "gap": "数据为临时"}]


def test_another_month_shows_its_own_figures(page: ReportsPage, qtbot: QtBot) -> None:
    page.narrow({"month": months_before(LAST, 1)})
    page.refresh()
    qtbot.waitUntil(lambda: words_of(page, "L01")[3] == "1")


def test_the_marks_of_the_table_are_explained_below_it(page: ReportsPage) -> None:
    words = " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert "“—”表示无数据、不适用或对比期为0，“…”表示对比期数据缺少或不全" in words


def test_what_has_to_be_known_of_the_files_is_told_in_the_window(
    page: ReportsPage, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.remember_folder("report", tmp_path)
    page.narrow({"month": THIS})
    page.make.click()
    qtbot.waitUntil(page.files._notes.isVisible)
    words = page.files._notes.text()
    assert f"{cells.month_words(THIS)}尚未结束，报送前请待本月结束后重新生成。" in words
    assert "还没有填写基地名称" in words
    page.files.forget()
    assert not page.files._notes.isVisible()


def test_a_month_without_any_data_says_what_to_do(page: ReportsPage, qtbot: QtBot) -> None:
    page.narrow({"month": months_before(LAST, 5)})
    page.refresh()
    qtbot.waitUntil(lambda: words_of(page, "L01")[3] in ("—", "0"))


def test_a_figure_that_was_signed_otherwise_says_so(page: ReportsPage, tasks: Tasks, qtbot: QtBot) -> None:
    with tasks.database.write() as session:
        report = begin(session, page.period)
        session.execute(update(REPORTS).values(status=ReportState.SUBMITTED))
        session.add(ReportValue(report_id=report.id, indicator="L05", value="1400000"))
        session.add(ReportValue(report_id=report.id, indicator="L01", value="2"))
    page.refresh()
    tab = figures_of(page)
    said = "与已报送数不一致：支付GMV 1.40 → 1.50 万元"
    qtbot.waitUntil(lambda: said in [each.text() for each in tab.warnings.findChildren(QLabel)])
    tab.table.selectRow(row_of(page, "L05"))
    assert tab.meaning.text() == f"各场支付GMV之和，含之后退款的订单。{said}。"
    tab.table.selectRow(row_of(page, "L01"))
    assert "不一致" not in tab.meaning.text()
