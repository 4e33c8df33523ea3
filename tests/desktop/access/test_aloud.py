"""What is painted or comes up by itself is heard by whoever does not see it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.notice import tell
from desktop.widgets.pointed import Pointed
from desktop.widgets.trend_card import TrendCard
from desktop.windows.tour_card import TourCard
from tests.desktop.access.names import name_of
from tests.desktop.look.painted_scenes import cards, chart, found, offers, records, shares, stages

pytestmark = pytest.mark.usefixtures("themed")
ROLE, TEXT = QAccessible.Role, QAccessible.Text


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what a screen reader is given to say."""
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return said


def parts(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds in a widget."""
    whole = QAccessible.queryAccessibleInterface(widget)
    yield from (part for number in range(whole.childCount()) if (part := whole.child(number)))


def told(widget: QWidget, role: QAccessible.Role) -> list[str]:
    """Return the names of the parts of a role."""
    return [str(part.text(TEXT.Name)) for part in parts(widget) if part.role() == role]


def test_a_list_is_a_table_with_heads_and_cells_that_say_what_is_painted(qtbot: QtBot) -> None:
    table = records()
    qtbot.addWidget(table)
    assert QAccessible.queryAccessibleInterface(table).role() == ROLE.Table
    heads, cells = told(table, ROLE.ColumnHeader), told(table, ROLE.Cell)
    model = table.record_model
    assert heads == [model.headerData(column, Qt.Orientation.Horizontal) for column in range(len(heads))]
    state = heads.index("状态")
    assert cells[state :: len(heads)] == [model.said_at(row, state) for row in range(model.rowCount())]


def test_cards_of_the_board_people_at_the_lectern_and_what_was_found_are_items_that_say_all(
    qtbot: QtBot,
) -> None:
    board, lectern, lines = cards(), offers(), found()
    for each in (board, lectern, lines):
        qtbot.addWidget(each)
    items = told(board, ROLE.ListItem)
    assert len(items) == board.cards.rowCount()
    assert any("停滞100天" in item for item in items)
    assert any("特批通过" in item for item in items)
    assert all("达成" in item for item in items)
    assert "迟到" in told(lectern, ROLE.ListItem)[2]
    assert told(lines, ROLE.ListItem)[1] == "工作台 Alt+1"


@pytest.mark.parametrize("make", [chart, shares, stages])
def test_a_drawing_says_all_of_it_and_the_thing_the_keys_are_at(make: type[Pointed], qtbot: QtBot) -> None:
    drawing = make()
    qtbot.addWidget(drawing)
    drawing.point_at(-1)
    whole = name_of(drawing)
    drawing.point_at(1)
    assert name_of(drawing)
    assert name_of(drawing) != whole
    assert name_of(drawing) in whole


def test_a_figure_with_its_line_says_value_and_comparison(qtbot: QtBot) -> None:
    card = TrendCard("支付GMV")
    qtbot.addWidget(card)
    card.show_figure("12.50", "万元", ("环比 +3%", "同比 —"), [1.0, 2.0], "上月 12 万元")
    heard = QAccessible.queryAccessibleInterface(card)
    assert heard.role() == ROLE.Button
    assert name_of(card) == "支付GMV 12.50万元"
    assert "上月 12 万元" in heard.text(TEXT.Description)


def test_a_message_is_said_when_it_comes_up(heard: list[str], qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    tell(window, "已删除 3 位主播", "ok", ("撤销", lambda: None), undoes=True)
    assert heard == ["已删除 3 位主播"]


def test_each_stop_of_the_tour_is_said_though_the_keys_stay_on_one_button(
    heard: list[str], qtbot: QtBot
) -> None:
    card = TourCard()
    qtbot.addWidget(card)
    for number, title in enumerate(("工作台", "主播")):
        card.show_stop(number, 2, title, "这里看本月的数。")
    assert heard == ["工作台\n这里看本月的数。", "主播\n这里看本月的数。"]
