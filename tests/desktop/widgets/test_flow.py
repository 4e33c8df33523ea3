"""A row of controls that is too narrow goes on in a second line; nothing overlaps and no month is cut."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop import theme
from desktop.records.search_box import search_box
from desktop.settings import Settings
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.month import MonthChooser

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _row(qtbot: "QtBot", width: int) -> tuple[QWidget, list[QWidget]]:
    """Return a row of a width: a search box, two buttons and a button put first at last."""
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder)
    search, first = search_box("搜索", lambda: None), QPushButton("视图")
    parts = [search, button("平台"), button("操盘团队")]
    for part in parts:
        row.addWidget(part)
    row.insertWidget(0, first)
    holder.resize(width, 200)
    holder.show()
    return holder, [first, *parts]


def test_the_search_box_takes_what_is_left_of_its_line(qtbot: "QtBot") -> None:
    _holder, parts = _row(qtbot, 900)
    first, search, *others = parts
    assert first.x() < search.x() < others[0].x()
    assert search.width() == search.maximumWidth()
    assert len({part.geometry().center().y() for part in parts}) == 1


def test_a_narrow_row_takes_a_second_line_and_nothing_overlaps(qtbot: "QtBot") -> None:
    holder, parts = _row(qtbot, 320)
    assert len({part.geometry().center().y() for part in parts}) > 1
    for number, part in enumerate(parts):
        assert holder.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[:number])


def test_what_is_left_of_a_line_stands_on_both_sides_where_it_is_centred(qtbot: "QtBot") -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder, centred=True)
    row.setContentsMargins(20, 10, 20, 10)
    parts = [button("导入 Excel"), button("新增主播"), button("下载模板")]
    for part in parts:
        row.addWidget(part)
    holder.resize(700, 200)
    holder.show()
    for width, lines in ((700, 1), (240, 2)):
        holder.resize(width, 200)
        assert len({part.y() for part in parts}) == lines
        for top in {part.y() for part in parts}:
            line = [part for part in parts if part.y() == top]
            assert abs(line[0].x() - (width - line[-1].geometry().right())) <= 2
    assert parts[0].y() == 10
    assert row.minimumSize().width() == max(part.minimumSizeHint().width() for part in parts) + 40


def test_what_follows_a_stretch_stands_at_the_right_or_in_a_line_of_its_own(qtbot: "QtBot") -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder)
    first, last = button("上一个问题"), button("撤销修改")
    row.addWidget(first)
    row.addStretch()
    row.addWidget(last)
    holder.resize(500, 100)
    holder.show()
    assert last.geometry().right() == 499
    holder.resize(first.width() + 20, 100)
    assert last.y() > first.geometry().bottom()


def test_a_month_is_never_cut(qtbot: "QtBot", qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, Settings(tmp_path, text_size="特大"))
    chooser = MonthChooser(202610)
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.resize(1, chooser.height())
    _earlier, combo, _later = chooser.parts()
    assert combo.width() >= combo.sizeHint().width()


def test_a_row_is_as_high_as_what_is_in_sight_needs_now(qtbot: "QtBot") -> None:
    holder, parts = _row(qtbot, 320)
    row = holder.layout()
    assert row is not None
    two_lines = row.heightForWidth(320)
    for part in parts[2:]:
        part.hide()
    qtbot.waitUntil(lambda: row.heightForWidth(320) < two_lines)
    parts[2].show()
    qtbot.waitUntil(lambda: row.heightForWidth(320) == two_lines)
