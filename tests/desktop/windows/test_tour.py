"""The tour of the window: five stops, by keys alone, left at any of them and begun again."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.tasks import Tasks
from desktop.widgets.spotlight import place_beside
from desktop.windows.main import MainWindow
from desktop.windows.tour import Tour
from desktop.windows.tour_steps import stops


def begin(window: MainWindow) -> Tour:
    window.guide.start_tour()
    (tour,) = window.findChildren(Tour)
    return tour


def words_of(tour: Tour) -> str:
    return " ".join(each.text() for each in tour._card.findChildren(QLabel))


def test_it_leads_through_five_stops_by_enter_and_ends(window: MainWindow, qtbot: QtBot) -> None:
    tour = begin(window)
    seen = []
    for number, stop in enumerate(stops()):
        assert tour.at == number
        assert stop.title in words_of(tour)
        assert f"{number + 1} / 5" in words_of(tour)
        page = window.page
        assert page is not None
        seen.append(page.key)
        QTest.keyClick(tour._card.next, Qt.Key.Key_Return)
    assert seen == ["home", "streamers", "streamers", "reports", "home"]
    qtbot.waitUntil(lambda: not window.findChildren(Tour))


@pytest.mark.parametrize("number", range(5))
def test_each_stop_lights_something_and_its_card_lies_within_the_window(
    window: MainWindow, number: int, qtbot: QtBot, tasks: Tasks
) -> None:
    tour = begin(window)
    tour.go(number)
    qtbot.waitUntil(lambda: not tasks.is_busy())
    tour._light()
    assert tour._lit
    assert all(tour.rect().contains(place) for place in tour._lit)
    assert tour.rect().contains(tour._card.geometry())
    assert tour._card.height() >= tour._card.heightForWidth(tour._card.width())


def test_esc_leaves_it_at_any_stop_and_it_can_be_begun_again(window: MainWindow, qtbot: QtBot) -> None:
    tour = begin(window)
    QTest.keyClick(tour, Qt.Key.Key_Right)
    QTest.keyClick(tour, Qt.Key.Key_Right)
    QTest.keyClick(tour, Qt.Key.Key_Left)
    assert tour.at == 1
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(Tour))
    assert begin(window).at == 0


def test_tab_stays_within_the_card(window: MainWindow) -> None:
    tour = begin(window)
    tour.go(1)
    held = {tour._card.leave, tour._card.before, tour._card.next}
    seen = set()
    for _ in range(6):
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert seen == held


def test_a_page_that_wants_the_keys_once_it_is_filled_does_not_get_them(window: MainWindow) -> None:
    tour = begin(window)
    tour.go(3)
    page = window.page
    assert page is not None
    page.focus_search()
    assert tour._card.next.hasFocus(), "Enter would open something under the veil"
    tour.close()
    assert not tour._card.isAncestorOf(QApplication.focusWidget() or tour)


def test_only_one_tour_is_under_way(window: MainWindow) -> None:
    begin(window)
    window.guide.start_tour()
    assert len(window.findChildren(Tour)) == 1


@pytest.mark.parametrize(
    "lit",
    [QRect(0, 0, 200, 40), QRect(900, 10, 90, 40), QRect(0, 660, 200, 40), QRect(400, 300, 100, 50), QRect()],
)
def test_a_card_stands_beside_what_is_lit_and_never_on_it(lit: QRect) -> None:
    room, card = QRect(0, 0, 1000, 700), QSize(300, 150)
    place = QRect(place_beside(lit, card, room), card)
    assert room.contains(place)
    assert not place.intersects(lit)


def test_a_card_beside_a_whole_page_stands_in_its_corner() -> None:
    at = place_beside(QRect(200, 0, 800, 700), QSize(300, 150), QRect(0, 0, 1000, 700))
    assert at.x() > QPoint(600, 0).x()
    assert at.y() > 500
