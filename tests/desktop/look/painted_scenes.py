"""Every painter of the window with all it may paint: each state, chosen or not, the keys here or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.imports import Severity
from db.lifecycle import Criterion
from db.models.brand_words import BrandStage
from db.models.training_words import Present
from db.models.words import StreamerState
from db.queries.brand_board import BrandCard
from db.queries.roster import STREAMERS
from db.queries.training import Candidate
from desktop.pages.brands.lane import CardList
from desktop.pages.home_step import StepLine
from desktop.pages.reminder_kinds import KindList
from desktop.pages.task_line import TaskLine
from desktop.pages.training.offers import Offer, OfferList
from desktop.records.cell_table import CellTable
from desktop.records.import_preview_model import PreviewModel
from desktop.records.import_preview_table import PreviewTable
from desktop.records.table_model import RecordModel
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.share_bars import Share, ShareBars
from desktop.widgets.stages import StageCount, Stages
from desktop.windows.find_list import FindLine, FindList
from desktop.windows.find_offers import WindowLine
from desktop.windows.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_STATES = [str(state) for state in StreamerState]
_VERDICTS = (None, Severity.WARNING, Severity.ERROR)


class StatesModel(RecordModel):
    """A list of people, one in each state."""

    def __init__(self) -> None:
        super().__init__(cast("Any", None), STREAMERS)

    def rowCount(self, _parent: object = None) -> int:
        return len(_STATES)

    def text_at(self, row: int, column: int) -> str:
        return _STATES[row] if self.view.columns[column].name == "status" else f"李小舟{row}"


class VerdictsModel(PreviewModel):
    """A row for each verdict; the second column was typed over."""

    def rowCount(self, _parent: object = None) -> int:
        return len(_VERDICTS)

    def columnCount(self, _parent: object = None) -> int:
        return 2

    def words(self, _index: object) -> str:
        return "13812340001"

    def verdict(self, index: Any) -> Severity | None:
        return _VERDICTS[index.row()]

    def is_typed(self, index: Any) -> bool:
        return bool(index.column())


def card(**changes: Any) -> BrandCard:
    """Return the card of an invented brand."""
    made = BrandCard(
        1, "PP-000001", "蒙山果语", "蒙山食品", "农产品", BrandStage.S1, BrandStage.S2,
        (Criterion("月销", met=True), Criterion("授权", met=False)),
        202610, 12_000_00, None, 100, is_stuck=False, is_override=False,
    )  # fmt: skip
    return replace(made, **changes)


def records() -> CellTable:
    """Return a list sorted by two columns, with a chosen cell, and a row whose ground tells where it is."""
    made = CellTable(StatesModel())
    made.show_sort((("name", False), ("status", True)))
    made.setCurrentIndex(made.record_model.index(1, 2))
    made.selectRow(3)
    made.painter.tinted = 5
    return made


def preview() -> PreviewTable:
    """Return the grid of an import with every verdict."""
    made = PreviewTable()
    made.preview = VerdictsModel(made)
    made.setModel(made.preview)
    made.setCurrentIndex(made.preview.index(1, 0))
    return made


def cards(*shown: BrandCard) -> CardList:
    """Return a column of the board with every kind of card."""
    made = CardList("S1的品牌")
    usual = (
        card(), card(is_stuck=True), card(is_override=True), card(gate=(Criterion("月销"),)),
        card(gmv=None, owner=None),
    )  # fmt: skip
    made.cards.show_cards(shown or [replace(each, id=number) for number, each in enumerate(usual)])
    made.select(1)
    return made


def found() -> FindList:
    """Return what was found: a head, a chosen line with marks, another line."""
    made = FindList()
    line = WindowLine("页面", "home", "工作台", "home")
    made.show_lines(
        [
            FindLine("页面"),
            FindLine("工作台", "Alt+1", "home", ((0, 2),), line),
            FindLine("月报", "Alt+7", "report", ((0, 1),), line),
        ]
    )
    return made


def offers() -> OfferList:
    """Return whom a word may mean at the lectern, in every state."""
    made = OfferList()
    people = [
        Candidate(number, f"ZB-{number:06}", "王雨桐", "雨桐", "一队", "13800001000", number, present)
        for number, present in enumerate([None, *Present])
    ]
    made.show_offers([*(Offer(each, each.name) for each in people), Offer(None, "张三丰")], choose=True)
    return made


def steps(*, is_done: bool) -> StepLine:
    """Return a step of the checklist."""
    made = StepLine("数据导入", ["数据导入"])
    made.show_state("已核对 12 场直播", is_done=is_done)
    return made


def tasks(*, overdue: bool) -> TaskLine:
    """Return a reminder of the 工作台."""
    return TaskLine("营业执照到期", "已超期 3 天" if overdue else "还有 3 天", overdue=overdue)


def chart() -> BarChart:
    """Return a chart pointed at."""
    made = BarChart()
    made.show_bars([Bar("9月", 3.0, "9月：3", 2.0), Bar("10月", 5.0, "10月：5")])
    made.point_at(0)
    return made


def empty_chart() -> BarChart:
    """Return a chart of nothing."""
    made = BarChart()
    made.show_bars([])
    return made


def shares() -> ShareBars:
    """Return lines of a whole, one pointed at."""
    made = ShareBars()
    made.show_shares([Share("头部", 3.0, "3 人", "头部：3 人"), Share("腰部", 5.0, "5 人", "腰部：5 人")])
    made.point_at(0)
    return made


def stages() -> Stages:
    """Return arrows: one pointed at, one that nobody stands in."""
    made = Stages()
    made.show_stages([StageCount(f"S{n}", "孵化", n, f"S{n}：{n}") for n in range(3)])
    made.point_at(1)
    return made


def sidebar(*, overdue: int = 2, narrow: bool = False) -> Sidebar:
    """Return the sidebar with reminders that wait."""
    made = Sidebar()
    made.set_narrow(narrow=narrow)
    made.tray.show_count(12, overdue)
    made.select("home")
    return made


def kinds() -> KindList:
    """Return the kinds of reminders, one chosen."""
    made = KindList()
    made.show_kinds({"": 12, "合同到期": 12}, "合同到期")
    return made


def line() -> ElidedLabel:
    """Return words that end in dots."""
    made = ElidedLabel("note")
    made.setText("共 303 位，其中在播 120 位" * 8)
    return made


def _scenes() -> Iterator[QWidget]:
    """Yield every painter."""
    yield from (records(), preview(), cards(), found(), offers(), chart(), empty_chart(), shares(), stages())
    yield from (steps(is_done=True), steps(is_done=False), tasks(overdue=True), tasks(overdue=False))
    yield from (sidebar(), sidebar(overdue=0), kinds(), line())


def shown(qtbot: QtBot) -> Iterator[QWidget]:
    """Give each painter in a window of its own, without the keys and then with them."""
    for widget in _scenes():
        window = QWidget()
        window.setObjectName("page")
        qtbot.addWidget(window)
        QVBoxLayout(window).addWidget(widget)
        window.resize(640, 480)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        yield window
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        yield window
        window.hide()
