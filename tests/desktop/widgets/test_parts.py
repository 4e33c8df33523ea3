"""The parts every page shares show what they are given."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.theme import look
from desktop.widgets.badge import Badge
from desktop.widgets.chart import Bar, BarChart, nice_top
from desktop.widgets.combo import Combo
from desktop.widgets.controls import button
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.empty import Action, EmptyState
from desktop.widgets.month import MonthChooser, months_back
from desktop.widgets.notice import tell
from desktop.widgets.progress import ProgressStrip
from desktop.widgets.text_table import TextColumn, TextTable

pytestmark = pytest.mark.usefixtures("themed")


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 1), (-3, 1), (7, 8), (98, 100), (101, 120), (21_157, 24_000), (0.3, 0.32)]
)
def test_the_scale_ends_at_a_round_number_not_below_the_largest_bar(largest: float, top: float) -> None:
    assert nice_top(largest) == pytest.approx(top)


def test_enter_presses_the_button_that_has_the_keys_not_the_one_of_the_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row, pressed = QHBoxLayout(dialog), list[str]()
    for words in ("取消", "签署"):
        made = button(words)
        made.clicked.connect(lambda _checked, words=words: pressed.append(words))
        row.addWidget(made)
    made.setDefault(True)
    dialog.show()
    leave = dialog.findChildren(QPushButton)[0]
    leave.setFocus()
    QTest.keyClick(leave, Qt.Key.Key_Return)
    assert pressed == ["取消"]


def colours_of(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_the_last_bar_stands_out_and_a_missing_value_draws_no_bar(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    strong = QColor(look().tokens.link).name()
    pale = QColor(look().tokens.brand_bar).name()
    chart.show_bars([Bar("9月", 3, "9月：3"), Bar("10月", 5, "10月：5")])
    assert {strong, pale} <= colours_of(chart)
    chart.show_bars([Bar("9月", 3, "9月：3"), Bar("10月", None, "10月：—")])
    assert strong not in colours_of(chart)
    assert chart.accessibleName() == "9月：3；10月：—"


def test_a_chart_of_nothing_is_drawn_without_complaint(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(300, 150)
    chart.show_bars([])
    assert not chart.grab().isNull()


def test_a_badge_without_a_word_is_hidden(qtbot: QtBot) -> None:
    badge = Badge("在播", "ok")
    qtbot.addWidget(badge)
    assert QColor(look().tokens.ok_tint).name() in colours_of(badge)
    badge.show_word("", "plain")
    assert badge.isHidden()


def test_the_buttons_of_an_empty_state_do_what_they_say(qtbot: QtBot) -> None:
    done: list[str] = []
    empty = EmptyState(
        "people", "还没有主播", "从 Excel 导入。", [Action("导入", lambda: done.append("导入"), primary=True)]
    )
    qtbot.addWidget(empty)
    (button,) = empty.findChildren(QPushButton)
    button.click()
    assert done == ["导入"]


def test_the_action_of_a_notice_runs_once_and_closes_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    done: list[str] = []
    notice = tell(window, "已删除", action=("撤销", lambda: done.append("撤销")))
    assert window.rect().contains(notice.geometry())
    (button,) = notice.findChildren(QPushButton)
    with qtbot.waitSignal(notice.destroyed):
        button.click()
    assert done == ["撤销"]


@pytest.mark.parametrize("way", ["action", "close"])
def test_a_notice_that_had_the_keys_gives_them_back_when_it_goes(qtbot: QtBot, way: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    column = QVBoxLayout(window)
    fields = [QLineEdit(), QLineEdit(), QLineEdit()]
    for each in fields:
        column.addWidget(each)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    fields[1].setFocus()
    notice = tell(window, "已删除", action=("撤销", lambda: None))
    kind = QPushButton if way == "action" else QToolButton
    button = next(each for each in notice.findChildren(kind) if each.isVisible())
    button.setFocus()
    with qtbot.waitSignal(notice.destroyed):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert fields[1].hasFocus()


def test_a_notice_stays_at_the_foot_when_the_window_shrinks(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    notice = tell(window, "很长的一句话" * 30, "bad")
    window.resize(500, 300)
    qtbot.waitUntil(lambda: window.rect().contains(notice.geometry()))
    assert notice.geometry().top() > window.height() // 3


def test_cancel_answers_at_once(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("正在导入")
    strip.show_progress(1_200, 15_000)
    assert strip._figures.text() == "8%"
    (button,) = strip.findChildren(QPushButton)
    with qtbot.waitSignal(strip.cancelled):
        button.click()
    assert button.text() == "正在取消…"
    assert not button.isEnabled()


def test_months_go_back_over_the_new_year() -> None:
    assert months_back(202602, 4) == [202602, 202601, 202512, 202511]


def test_a_month_is_chosen_even_where_it_was_not_offered(qtbot: QtBot) -> None:
    chooser = MonthChooser(202609, every=True)
    qtbot.addWidget(chooser)
    told: list[int | None] = []
    chooser.chosen.connect(lambda: told.append(chooser.month))
    chooser.offer([202608, 202607])
    assert chooser.month == 202609
    chooser.choose(202501)
    chooser.choose(None)
    assert told == [202501, None]


def test_a_bar_tells_its_value_under_the_mouse(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show()
    chart.show_bars([Bar("9月", 3, "9月：3"), Bar("10月", 5, "10月：5")])
    QTest.mouseMove(chart, QPoint(120, 150))
    assert QColor(look().tokens.brand_hover).name() in colours_of(chart)


def test_a_name_without_room_ends_in_dots_and_is_told_whole_under_the_mouse(
    themed: QApplication, qtbot: QtBot
) -> None:
    assert themed
    made = ElidedLabel("heading")
    qtbot.addWidget(made)
    made.setText("欧阳娜娜买买提・阿卜杜拉")
    made.resize(made.sizeHint())
    made.grab()
    assert made.toolTip() == ""
    made.resize(60, 24)
    made.grab()
    assert made.toolTip() == "欧阳娜娜买买提・阿卜杜拉"


def test_numbers_are_never_cut_however_narrow_the_table(themed: QApplication, qtbot: QtBot) -> None:
    assert themed
    table = TextTable(
        (TextColumn("指标", 200), *(TextColumn(f"{n}月", align="right") for n in "一二三")), "表"
    )
    qtbot.addWidget(table)
    table.show_rows([("支付GMV", "112,647,590.12", "1", "-0.4个百分点")])
    for width in (300, 1200):
        table.resize(width, 200)
        table.show()
        for column, text in ((1, "112,647,590.12"), (3, "-0.4个百分点")):
            assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(text) + 20
    assert sum(table.columnWidth(column) for column in range(4)) == table.viewport().width()


def test_the_list_of_a_narrow_combo_box_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItems(["全部团队", "临沂市兰山区沂蒙山直播电商有限公司"])
    combo.setFixedWidth(90)
    combo.show()
    combo.showPopup()
    words = combo.fontMetrics().horizontalAdvance(combo.itemText(1))
    assert combo.view().viewport().width() >= words + 16
    combo.hidePopup()
