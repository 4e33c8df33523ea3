"""What scrolls: its edges stand where those of the page do, and a field shows all its lines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QSpacerItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.settings import Settings
from desktop.widgets.filled_area import FilledArea
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.scrolled import Scrolled

_TEXT = "1至10月，累计开展直播9,531场，同比增长42.0%；实现支付成交额（GMV）112,647.59万元，同比增长48.8%。"


def filled(area: Scrolled, height: int) -> QWidget:
    """Show an area with something so high in it, and return what is in it."""
    with area.anew(margins=(0, 0, 0, 0)) as column:
        inside = QLabel()
        inside.setFixedHeight(height)
        column.addWidget(inside)
    content = area.widget()
    assert content is not None
    return content


@pytest.mark.usefixtures("themed")
def test_the_content_reaches_to_the_edge_where_there_is_no_bar_and_leaves_room_beside_one(
    qtbot: QtBot,
) -> None:
    area = Scrolled()
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    content = filled(area, 100)
    qtbot.waitUntil(lambda: content.width() == area.width())
    content = filled(area, 900)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.isVisible() and content.width() < area.width() - bar.width())


@pytest.mark.usefixtures("themed")
def test_a_bar_in_the_margin_takes_no_width_from_the_content(qtbot: QtBot) -> None:
    area = Scrolled(edge=24)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    content = filled(area, 100)
    qtbot.waitUntil(lambda: content.width() == 300 - 24)
    content = filled(area, 900)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert content.width() == 300 - 24


@pytest.fixture
def look_of(themed: QApplication, tmp_path: Path) -> Iterator[Callable[[str, str], None]]:
    """Give what puts on a density and a text size; the look of the tests comes back."""

    def put_on(density: str, size: str) -> None:
        theme.apply(themed, Settings(tmp_path, theme="light", density=density, text_size=size))

    yield put_on
    put_on("compact", "标准")


@pytest.mark.parametrize("density", ["compact", "comfortable"])
@pytest.mark.parametrize("size", ["标准", "大", "特大"])
def test_a_field_is_as_high_as_its_lines_at_every_text_size(
    look_of: Callable[[str, str], None], qtbot: QtBot, density: str, size: str
) -> None:
    look_of(density, size)
    holder = QWidget()
    qtbot.addWidget(holder)
    field = GrowingText()
    QVBoxLayout(holder).addWidget(field)
    field.setPlainText(f"{_TEXT}\n{_TEXT}")
    holder.resize(500, 600)
    holder.show()
    qtbot.waitUntil(lambda: field.height() > 4 * field.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: not field.verticalScrollBar().isVisible())


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize(
    ("least", "bars"), [((200, 900), (False, True)), ((900, 100), (True, False)), ((900, 900), (True, True))]
)
def test_what_is_too_long_one_way_is_not_scrolled_the_other_way(
    least: tuple[int, int], bars: tuple[bool, bool], qtbot: QtBot
) -> None:
    content = QWidget()
    room = QVBoxLayout(content)
    room.setContentsMargins(0, 0, 0, 0)
    room.addSpacerItem(QSpacerItem(*least))
    area = FilledArea(content)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    assert (area.horizontalScrollBar().isVisible(), area.verticalScrollBar().isVisible()) == bars
    assert content.width() == max(least[0], area.viewport().width())
