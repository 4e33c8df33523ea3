"""工作台: the month at a glance, what last month's report lacks, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.queries import base, indicators
from db.queries import today as todays
from db.queries.kept_answers import kept
from db.queries.periods import month_of, month_period, months_before
from desktop.i18n import tr
from desktop.pages.home_brands import BrandsBlock
from desktop.pages.home_cards import HomeCards
from desktop.pages.home_chart import GmvCard
from desktop.pages.home_checklist import ChecklistBlock
from desktop.pages.home_divided import SalesBlock, TeamBlock
from desktop.pages.home_parts import CityCard, TaskList
from desktop.pages.home_training import TrainingBlock
from desktop.records.page import Page
from desktop.theme import tokens
from desktop.widgets.balanced_rows import BalancedRows
from desktop.widgets.month import MonthChooser
from desktop.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from db.engine import Session
    from db.queries.figures import Figure
    from db.queries.today import Cards, Home
    from desktop.pages.home_block import MonthBlock
    from desktop.settings import Settings
    from desktop.tasks import Tasks

_ROOMY = 2 * tokens.DETAIL
"""From this width on the two columns stand beside each other."""
_WIDTHS = (3, 2)
_BESIDE_EACH_OTHER, _BELOW_EACH_OTHER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page was asked for: a month (None: the newest with sessions), on which day."""

    month: int | None
    today: date


class HomePage(Page):
    """Paints its cards at once and fills each block when its figures are read."""

    key: ClassVar[str] = "home"
    title: ClassVar[str] = "工作台"
    icon: ClassVar[str] = "home"

    def __init__(self, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tasks, settings, parent)
        self._asked = _Asked(None, date.today())
        self._month = 0
        self.months = MonthChooser()
        self.months.chosen.connect(self._choose_month)
        self.add_to_head(self.months)
        self.make = self.add_button("", "report", primary=True)
        self.make.clicked.connect(lambda: self.page_wanted.emit("reports", {"month": self.due}))
        self.cards = HomeCards()
        self.cards.chosen.connect(self._open_rows)
        self.gmv = GmvCard()
        self.gmv.month_wanted.connect(lambda month: self.page_wanted.emit("lives", {"month": month}))
        self.city = CityCard()
        self.team, self.sales, self.brands = TeamBlock(), SalesBlock(), BrandsBlock()
        self.training, self.checklist = TrainingBlock(), ChecklistBlock()
        self.tasks_card = TaskList(list(self.checklist.steps.values())[-1])
        self.tasks_card.chosen.connect(self.page_wanted)
        self.blocks = (self.team, self.sales, self.brands, self.training)
        for block in (*self.blocks, self.checklist):
            block.page_wanted.connect(self.page_wanted)
            block.rows_wanted.connect(self._open_rows)
        self._rows = (QBoxLayout(_BESIDE_EACH_OTHER), QBoxLayout(_BESIDE_EACH_OTHER))
        self._lay_out()

    @property
    def due(self) -> int:
        """The month (202610) whose report is made now: the one before today's."""
        return months_before(month_of(self._asked.today), 1)

    def refresh(self) -> None:
        """Read every block anew; each is shown when its answer comes, those that take longest last."""
        self._asked = asked = _Asked(self._asked.month, date.today())
        self.make.setText(tr("生成{month}月报").format(month=tr(f"{self.due % 100}月")))
        self._ask(asked, partial(todays.home, today=asked.today, month=asked.month), self._show)
        self._ask(asked, partial(todays.team, today=asked.today, month=asked.month), self._show_cards)
        for block in self.blocks:
            self._ask(asked, partial(_read, block=type(block), asked=asked), block.show_found)
        self._ask(asked, partial(self.checklist.read, today=asked.today), self.checklist.show_found)
        self._ask(asked, base.city_figures, self.city.show_facts)
        self._ask(asked, partial(todays.due, today=asked.today), self.tasks_card.show_due)
        self._ask(
            asked, partial(todays.tasks, today=asked.today, month=asked.month), self.tasks_card.show_tasks
        )
        checks = partial(self.checklist.check, today=asked.today)
        self._ask(asked, checks, self.checklist.show_checks)

    def narrow(self, filters: dict[str, object]) -> None:
        """Show the ``month`` asked for (202610)."""
        month = filters.get("month")
        if isinstance(month, int):
            self._asked = _Asked(month, self._asked.today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns below each other where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand what is in two columns beside each other where both have room for their words."""
        for row, parts in zip(self._rows, self._parts, strict=True):
            needs = (
                part.minimumSizeHint().width() * sum(_WIDTHS) / share
                for part, share in zip(parts, _WIDTHS, strict=True)
            )
            fits = self.width() - 2 * tokens.XL - tokens.M >= max(needs) and self.width() >= _ROOMY
            row.setDirection(_BESIDE_EACH_OTHER if fits else _BELOW_EACH_OTHER)

    def _ask(self, asked: _Asked, work: Callable[[Session], Any], show: Callable[[Any], None]) -> None:
        """Read something; an answer to what is asked no more is dropped."""
        question = (work.func, work.args, tuple(work.keywords.items())) if isinstance(work, partial) else work

        def show_now(found: Any) -> None:
            """Show it, unless another month was chosen meanwhile."""
            if asked == self._asked:
                show(found)
                self._arrange()

        self.tasks.read(self, lambda session: kept(session, question, work), show_now)

    def _lay_out(self) -> None:
        """Cards above two columns: how the base does at the left, what is to be done at the right."""
        shares = BalancedRows((self.team, self.sales))
        left = _column((self.gmv, 1), (shares, 0), (self.brands, 0))
        right = _column((self.checklist, 0), (self.tasks_card, 1))
        self._parts = ((left, right), (self.training, self.city))
        for row, pair in zip(self._rows, self._parts, strict=True):
            row.setSpacing(tokens.M)
            for part, width in zip(pair, _WIDTHS, strict=True):
                part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # widths as told
                row.addWidget(part, width)
        holder = QWidget()
        holder.setObjectName("plain")
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, tokens.L)
        whole.setSpacing(tokens.M)
        whole.addWidget(self.cards)
        whole.addLayout(self._rows[0], 1)
        whole.addLayout(self._rows[1])
        area = Scrolled(holder, edge=tokens.XL)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keys
        self.fill_with(area)

    def _show(self, home: Home) -> None:
        """Show the figures of a month."""
        self._month = home.cards.month
        with QSignalBlocker(self.months):
            self.months.choose(self._month)
        self._show_cards(home.cards)
        self.gmv.show_trend(self._month, home.cards.trends["L05"])
        self.make.setVisible(home.has_report)
        self.checklist.setVisible(home.has_report)

    def _show_cards(self, cards: Cards) -> None:
        """Show some of the cards."""
        running = cards.month == month_of(self._asked.today)
        self.show_note(tr("截至今日") if running else "")
        self.cards.show_cards(cards, running=running)

    def _choose_month(self) -> None:
        """Show another month."""
        self._asked = _Asked(self.months.month, self._asked.today)
        self.refresh()

    def _open_rows(self, code: str) -> None:
        """Show the rows behind a figure, with the year so far; the dialog is loaded when first wanted."""
        from desktop.pages.reports.trace_dialog import TraceDialog  # noqa: PLC0415 - as said

        month = self._month

        def show(figures: dict[str, Figure]) -> None:
            """Open the dialog."""
            dialog = TraceDialog(self.tasks, figures[code], month_period(month), parent=self.window())
            dialog.page_wanted.connect(self.page_wanted)
            dialog.open()

        self._ask(self._asked, partial(indicators.outline, month=month), show)


def _column(*parts: tuple[QWidget, int]) -> QWidget:
    """Return parts below each other, each with its stretch."""
    holder = QWidget()
    holder.setObjectName("plain")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.M)
    for part, stretch in parts:
        column.addWidget(part, stretch)
    return holder


def _read(session: Session, block: type[MonthBlock], asked: _Asked) -> Any:
    """Return what a block shows of the month asked for, or the newest."""
    return block.read(session, asked.month or todays.newest_month(session, asked.today))
