"""工作台: the month at a glance, twelve months of GMV, and what is to be done."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries import base
from db.queries import today as todays
from db.queries.dictionary import INDICATORS
from db.queries.periods import month_of, months_before
from desktop import cells
from desktop.i18n import tr
from desktop.pages.home_parts import CityCard, TaskList
from desktop.records.page import Page
from desktop.theme import tokens
from desktop.widgets.card import Card, FigureCard
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from db.engine import Session
    from db.queries.base import CityFact
    from db.queries.figures import Figure, MonthGmv
    from db.queries.today import Home, ToDo
    from desktop.settings import Settings
    from desktop.tasks import Tasks

NAMES = {indicator.code: indicator.name for indicator in INDICATORS}
_FEN_PER_WAN = 1_000_000
_LEAST_CHART = 260


class HomePage(Page):
    """Paints its cards at once and fills them when the figures are read."""

    key: ClassVar[str] = "home"
    title: ClassVar[str] = "工作台"
    icon: ClassVar[str] = "home"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._months: tuple[MonthGmv, ...] = ()
        self._due = months_before(month_of(date.today()), 1)
        self.cards = {code: FigureCard(NAMES[code]) for code in todays.CARDS}
        self.chart = BarChart(tick=lambda fen: f"{fen / _FEN_PER_WAN:,.0f}")
        self.chart.chosen.connect(self._open_month)
        self.tasks_card = TaskList()
        self.tasks_card.chosen.connect(self.page_wanted)
        self.city = CityCard()
        words = tr("生成{month}月月报").format(month=self._due % 100)
        self.make = self.add_button(words, "report", primary=True)
        self.make.clicked.connect(lambda: self.page_wanted.emit("reports", {"month": self._due}))
        self._lay_out()

    def refresh(self) -> None:
        """Read the month, the tasks and the background."""
        self.tasks.read(self, partial(_read, today=date.today()), self._show)
        self.tasks.read(self, partial(todays.to_do, today=date.today()), self._show_to_do)

    def _lay_out(self) -> None:
        """Cards above; chart at the left, tasks and background at the right; small screens scroll."""
        cards = QHBoxLayout()
        cards.setSpacing(tokens.M)
        for card in self.cards.values():
            cards.addWidget(card)
        self._chart_card = Card(tr("近12个月支付GMV（万元）"))
        self._chart_card.body.addWidget(self.chart, 1)
        right = QVBoxLayout()
        right.setSpacing(tokens.M)
        right.addWidget(self.tasks_card, 1)
        right.addWidget(self.city)
        below = QHBoxLayout()
        below.setSpacing(tokens.M)
        below.addWidget(self._chart_card, 3, Qt.AlignmentFlag.AlignTop)
        below.addLayout(right, 2)
        holder = QWidget()
        holder.setObjectName("plain")
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.M)
        whole.addLayout(cards)
        whole.addLayout(below, 1)
        self._scroll = Scrolled(holder)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the chart be as high as there is room for in sight, however long the lists beside it."""
        super().resizeEvent(event)
        above = next(iter(self.cards.values())).sizeHint().height() + tokens.M
        self._chart_card.setFixedHeight(max(self._scroll.height() - above, _LEAST_CHART))

    def _show(self, read: tuple[Home, list[CityFact]]) -> None:
        """Show what was read."""
        home, facts = read
        words = cells.month_words(home.month)
        current = home.month == month_of(date.today())
        self.show_note(tr("{month}，截至今日").format(month=words) if current else words)
        for figure in home.cards:
            self.cards[figure.code].show_figure(_value(figure), _compared(figure, running=current))
        self._months = home.gmv_by_month
        self.chart.show_bars([_bar(each, month_of(date.today())) for each in self._months])
        self.city.show_facts(facts)
        self.make.setVisible(home.has_report)

    def _show_to_do(self, found: ToDo) -> None:
        """Show what is to be done."""
        self.tasks_card.show_tasks(found.tasks, found.reminders, found.waiting)

    def _open_month(self, index: int) -> None:
        """Show the sessions of the month clicked."""
        self.page_wanted.emit("lives", {"month": self._months[index].month})


def _read(session: Session, today: date) -> tuple[Home, list[CityFact]]:
    """Return what the page shows, read in one moment."""
    return todays.home(session, today), base.city_figures(session)


def _value(figure: Figure) -> str:
    """Write a figure with its unit."""
    return cells.with_unit(figure.value, figure.unit, " ")


def _compared(figure: Figure, *, running: bool) -> str:
    """Write how a figure compares to the month before: 比上月 +6.3%, 比上月末 +12.

    Some days of a running month do not compare to a whole one: 上月全月 1,069 场.
    """
    if figure.at_month_end:
        return tr("比上月末 {change}").format(
            change=_plain(cells.change(figure.value, figure.last_month, figure.unit))
        )
    if running:
        return tr("上月全月 {value}").format(value=cells.with_unit(figure.last_month, figure.unit, " "))
    return tr("比上月 {change}").format(change=_plain(cells.growth(figure.value, figure.last_month)))


def _plain(change: str) -> str:
    """Write a missing change as a dash: what the printed tables mark as missing looks cut off on a card."""
    return cells.DASH if change == cells.MISSING else change


def _bar(month: MonthGmv, this: int) -> Bar:
    """Return the bar of a month; its words tell the amount and how it compares to the year before.

    Of ``this`` month (202609), which still runs, they tell the amount so far.
    """
    value = None if month.gmv is None else float(month.gmv)
    running = month.month == this
    words = tr("{month}，截至今日：{amount}") if running else tr("{month}：{amount}，同比 {growth}")
    words = words.format(
        month=cells.month_words(month.month),
        amount=cells.with_unit(month.gmv, "万元", " "),
        growth=cells.growth(month.gmv, month.last_year),
    )
    return Bar(f"{month.month % 100}月", value, words)
