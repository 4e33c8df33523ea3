"""Painted figures are pointed at and chosen by mouse and by keys alike, and tell in words what they draw."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.models.brand_words import BrandStage
from desktop.theme import look, tokens
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.pointed import Pointed
from desktop.widgets.share_bars import Share, ShareBars
from desktop.widgets.sparkline import Sparkline
from desktop.widgets.stages import StageCount, Stages
from desktop.widgets.trend_card import TrendCard

pytestmark = pytest.mark.usefixtures("themed")
WORDS = ("甲：3 人", "乙：5 人", "丙：0 人")


def bars() -> BarChart:
    """Make a chart of three bars."""
    made = BarChart()
    made.show_bars(
        [Bar(words[0], float(n), words, n + 1.0) for words, n in zip(WORDS, (3, 5, 0), strict=True)]
    )
    return made


def shares() -> ShareBars:
    """Make three lines."""
    made = ShareBars()
    made.show_shares(
        [Share(words[0], float(n), f"{n}", words) for words, n in zip(WORDS, (3, 5, 0), strict=True)]
    )
    return made


def stages() -> Stages:
    """Make three arrows."""
    made = Stages()
    made.show_stages(
        [StageCount(f"S{n}", words[0], n, words) for words, n in zip(WORDS, (3, 5, 0), strict=True)]
    )
    return made


MADE = (bars, shares, stages)


def shown(made: Pointed, qtbot: QtBot) -> Pointed:
    """Show a figure in a window of its own, which has the keys."""
    qtbot.addWidget(made)
    made.resize(420, 200)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.clearFocus()
    return made


def middle(made: Pointed, place: int) -> QPoint:
    """Return a point on one of the things."""
    for x in range(2, made.width(), 6):
        for y in range(made.height() - 60, 2, -6):
            if made.place_at(QPoint(x, y).toPointF()) == place:
                return QPoint(x, y)
    return pytest.fail(f"nowhere is {place}")


@pytest.mark.parametrize("make", MADE)
def test_a_click_chooses_what_is_under_the_mouse(make: Callable[[], Pointed], qtbot: QtBot) -> None:
    made = shown(make(), qtbot)
    with qtbot.waitSignal(made.chosen) as chosen:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle(made, 1))
    assert chosen.args == [1]


@pytest.mark.parametrize("make", MADE)
def test_the_keys_go_through_all_of_it_and_choose(make: Callable[[], Pointed], qtbot: QtBot) -> None:
    made = shown(make(), qtbot)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.at == made.first
    chosen: list[int] = []
    made.chosen.connect(chosen.append)
    QTest.keyClick(made, Qt.Key.Key_Home)
    for _ in range(4):  # it stops at the last
        QTest.keyClick(made, Qt.Key.Key_Return)
        QTest.keyClick(made, Qt.Key.Key_Right)
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Space)
    QTest.keyClick(made, Qt.Key.Key_End)
    assert chosen == [0, 1, 2, 2, 1]
    assert made.at == 2


@pytest.mark.parametrize("make", MADE)
def test_what_is_drawn_is_told_and_the_keys_tell_where_they_are(
    make: Callable[[], Pointed], qtbot: QtBot
) -> None:
    made = shown(make(), qtbot)
    assert made.accessibleName() == "；".join(WORDS)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(made, Qt.Key.Key_Home)
    assert made.accessibleName() == WORDS[0]
    made.clearFocus()
    assert made.at == -1
    assert made.accessibleName() == "；".join(WORDS)


@pytest.mark.parametrize("make", MADE)
def test_focus_is_seen(make: Callable[[], Pointed], qtbot: QtBot) -> None:
    made = shown(make(), qtbot)
    before = made.grab().toImage()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.grab().toImage() != before


@pytest.mark.parametrize("make", MADE)
def test_nothing_to_show_is_drawn_and_chosen_by_nobody(make: Callable[[], Pointed], qtbot: QtBot) -> None:
    made = shown(type(make())(), qtbot)
    made.chosen.connect(lambda place: pytest.fail(f"{place} was chosen"))
    made.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(made, key)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(50, 10))
    assert not made.grab().isNull()


def test_the_names_of_all_stages_find_room_beside_each_other_in_a_window_of_1280_pixels(qtbot: QtBot) -> None:
    stages = Stages()
    qtbot.addWidget(stages)
    names = [each.value.partition(" ")[2] for each in list(BrandStage)[:7]]
    stages.show_stages([StageCount(f"S{place}", name, 1, name) for place, name in enumerate(names)])
    assert stages.sizeHint().width() <= 573


def test_a_bar_carries_the_mark_of_what_it_is_compared_to(qtbot: QtBot) -> None:
    def has_mark(mark: float | None) -> bool:
        """Say whether the line of the year before is seen high above the bar."""
        chart = BarChart()
        qtbot.addWidget(chart)
        chart.resize(300, 200)
        chart.show_bars([Bar("1月", 1.0, "1月", mark), Bar("2月", 100.0, "2月")])
        image = chart.grab().toImage()
        ink = QColor(look().tokens.text2)
        return any(image.pixelColor(x, y) == ink for x in range(60, 140) for y in range(60, 130))

    assert has_mark(50.0)
    assert not has_mark(None)


def test_the_line_of_a_figure_rises_as_its_values_do_and_leaves_gaps() -> None:
    line = Sparkline()
    line.resize(100, 30)
    line.show_values([10.0, None, 20.0, 15.0])
    points = line.points()
    assert points[1] is None
    first, last, top = points[0], points[3], points[2]
    assert first is not None
    assert last is not None
    assert top is not None
    assert first.x() < top.x() < last.x()
    assert top.y() < last.y() < first.y()  # upwards is less
    line.show_values([None, None])
    assert line.points() == []
    line.show_values([7.0, 7.0])
    assert len({point.y() for point in line.points() if point is not None}) == 1


def test_a_card_is_pressed_as_a_whole_and_tells_its_figure(qtbot: QtBot) -> None:
    card = TrendCard("支付GMV")
    qtbot.addWidget(card)
    card.show_figure("12.50", "万元", ("环比 +3%", "同比 —"), [1.0, 2.0], "上月 12 万元\n口径：各场之和")
    card.show()
    assert card.shown() == ("12.50 万元", "环比 +3%", "同比 —")
    assert card.accessibleName() == "支付GMV 12.50万元"
    assert "上月 12 万元" in card.accessibleDescription()
    with qtbot.waitSignal(card.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.line.geometry().center())
    card.setFocus()
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, Qt.Key.Key_Space)
    assert card.minimumSizeHint().width() > card.line.minimumSizeHint().width()


@pytest.fixture
def rows() -> Iterator[BalancedRows]:
    """Give five equal cards in a window that lets them be as narrow as it likes."""
    window = QWidget()
    window.resize(2000, 800)
    made = BalancedRows([QLabel("一二三四五六七八九十") for _ in range(5)], window)
    window.show()
    yield made
    window.deleteLater()


def test_cards_that_do_not_fit_make_rows_of_nearly_the_same_number(rows: BalancedRows) -> None:
    wide = rows.findChildren(QLabel)[0].minimumSizeHint().width() + tokens.M
    found = []
    for room in (5, 4, 3, 2, 1):
        rows.resize(room * wide, 400)
        found.append(rows.rows)
    assert found == [1, 2, 2, 3, 5]


def test_a_row_that_is_not_full_takes_all_the_width(rows: BalancedRows) -> None:
    cards = rows.findChildren(QLabel)
    wide = cards[0].minimumSizeHint().width() + tokens.M
    rows.resize(3 * wide, 400)
    rows.layout().activate()  # type: ignore[union-attr]
    assert cards[2].geometry().right() == cards[4].geometry().right() == rows.rect().right()
    assert cards[3].width() > cards[0].width()


def test_one_wide_card_does_not_break_a_row_that_has_room_for_all(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    cards = [QLabel("一二三四五六七八九十" * times) for times in (2, 1, 1, 1)]
    rows = BalancedRows(cards, window)
    rows.resize(sum(card.minimumSizeHint().width() + tokens.M for card in cards) - tokens.M, 400)
    rows.arrange()
    assert rows.rows == 1
    rows.resize(rows.width() - 1, 400)
    rows.arrange()
    assert rows.rows == 2


def test_cards_whose_words_grow_make_another_row_by_themselves(rows: BalancedRows, qtbot: QtBot) -> None:
    first = rows.findChildren(QLabel)[0]
    rows.resize(5 * (first.minimumSizeHint().width() + tokens.M), 400)
    assert rows.rows == 1
    first.setText(first.text() * 2)
    qtbot.waitUntil(lambda: rows.rows == 2)
