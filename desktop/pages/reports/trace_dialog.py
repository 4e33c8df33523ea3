"""查看明细: the rows a figure was counted from, how many they are and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.queries.periods import periods_of
from db.queries.trace_pages import page_of
from db.queries.trace_rows import Adding
from db.queries.traces import Part, Total, Trace, total, trace
from db.store import Order, Query, search
from db.store import Page as Answer
from desktop import cells
from desktop.i18n import tr
from desktop.records.cell_copy import CellCopy
from desktop.records.record_table import RecordTable
from desktop.records.table_model import RecordModel
from desktop.theme import tokens
from desktop.widgets.card import framed
from desktop.widgets.controls import button, label
from desktop.widgets.empty import EmptyState
from desktop.widgets.notice import tell
from desktop.widgets.room import fit
from desktop.widgets.segments import Segments
from desktop.widgets.tab_order import put_after

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.figures import Figure
    from db.queries.periods import Period
    from desktop.tasks import Tasks

_SIZE = (1080, 660)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: the period of a figure by its name, the part, and the order of the rows (None: its own)."""

    name: str
    part: int = 0
    sort: Order | None = None


@dataclass(frozen=True, eq=False)
class _Found:
    """Its answer; without a trace no rows stand behind the figure."""

    asked: _Asked
    trace: Trace | None = None
    totals: tuple[Total, ...] = ()
    page: Answer | None = None


class TraceDialog(QDialog):
    """One figure; its periods and, of a ratio, its two parts are chosen above the list.

    ``page_wanted`` carries the page and the filters that show a row; the dialog makes way then.
    """

    page_wanted = Signal(str, dict)

    def __init__(
        self, tasks: Tasks, figure: Figure, period: Period, name: str = "value", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks = tasks
        self._figure = figure
        self._periods = dict(_periods(figure, period))
        self._asked = _Asked(name if name in self._periods else "value")
        self._part: Part | None = None
        self.table: RecordTable | None = None
        self.setWindowTitle(tr("{name}的明细").format(name=figure.name))
        self._of = Segments([words for words, _ in self._periods.values()], tr("报告期"))
        self._of.choose(list(self._periods).index(self._asked.name))
        self._of.chosen.connect(lambda number: self._ask(_Asked(list(self._periods)[number])))
        self._heading, self._formula = label(style="heading"), label(figure.formula + "。", "note", wrap=True)
        self.sum = label(style="section", wrap=True)
        self._parts = QHBoxLayout()
        self._stack = QStackedWidget()
        self._stack.setObjectName("plain")
        self._state = EmptyState("search", tr("正在查找…"), "")
        self._stack.addWidget(self._state)
        self.open_row = button(tr("打开这条记录"), "primary", "open")
        self.open_row.clicked.connect(lambda _checked=False: self._open_row())
        self._lay_out()
        fit(self, *_SIZE)
        self._ask(self._asked)

    def _lay_out(self) -> None:
        """Put the parts in their places."""
        close = button(tr("关闭"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._of)
        foot = QHBoxLayout()
        foot.addWidget(self.sum, 1)
        foot.addWidget(close)
        foot.addWidget(self.open_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self._formula)
        column.addLayout(self._parts)
        column.addWidget(framed(self._stack), 1)
        column.addLayout(foot)

    def _ask(self, asked: _Asked) -> None:
        """Ask for the rows of a period, in an order."""
        self._asked = asked
        self.sum.setText(tr("正在查找…"))
        period = self._periods[asked.name][1]
        value = getattr(self._figure, asked.name)
        shown = cells.with_unit(value, self._figure.unit, " ")
        self._heading.setText(f"{self._figure.name}  {cells.period_words(period)}  {shown}")
        work = partial(_find, code=self._figure.code, period=period, asked=asked)
        self._tasks.read(self, work, self._show)

    def _show(self, found: _Found) -> None:
        """Show an answer, unless another question was asked meanwhile."""
        if found.asked != self._asked:
            return
        if found.trace is None or found.page is None:
            self._say_nothing(tr("没有明细"), tr("这个指标没有可以逐条查看的记录。"))
            return
        part = found.trace.parts[found.asked.part]
        self._part = part
        self._show_parts(found)
        self.sum.setText(_summed(part, found.totals[found.asked.part]) + self._warning())
        if not found.page.ids:
            self._say_nothing(tr("没有计入的记录"), tr("这一期没有记录计入该指标。"))
            return
        self._show_rows(part, found.page)

    def _show_rows(self, part: Part, page: Answer) -> None:
        """Show the rows in a table of their own; the one before goes."""
        old = self.table
        model = RecordModel(self._tasks, part.view, self)
        model.show_page(page)
        self.table = table = RecordTable(model)
        table.setAccessibleName(tr("{name}的明细").format(name=part.title))
        table.show_sort(page.query.sort)
        table.sort_wanted.connect(lambda order: self._ask(_Asked(self._asked.name, self._asked.part, order)))
        table.opened.connect(self._open_row)
        CellCopy(self._tasks, table)
        self._stack.addWidget(table)
        put_after(self._stack, [table])
        self._stack.setCurrentWidget(table)
        table.select_key(page.ids[0])
        table.setFocus()
        self.open_row.setEnabled(True)
        if old is not None:
            self._stack.removeWidget(old)
            old.record_model.deleteLater()
            old.deleteLater()

    def _show_parts(self, found: _Found) -> None:
        """Offer both parts of a ratio or a difference, each with what it comes to."""
        while (item := self._parts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if found.trace is None or len(found.trace.parts) == 1:
            return
        pairs = zip(found.trace.parts, found.totals, strict=True)
        words = [f"{part.title} {cells.with_unit(come_to.value, part.unit, ' ')}" for part, come_to in pairs]
        made = Segments(words, tr("分子和分母"))
        made.choose(found.asked.part)
        made.chosen.connect(lambda number: self._ask(_Asked(self._asked.name, number)))
        self._parts.addWidget(made)
        self._parts.addStretch()

    def _say_nothing(self, title: str, text: str) -> None:
        """Say why there are no rows."""
        self._stack.removeWidget(self._state)
        self._state.deleteLater()
        self._state = EmptyState("search", title, text)
        self._stack.addWidget(self._state)
        self._stack.setCurrentWidget(self._state)
        self.open_row.setEnabled(False)

    def _warning(self) -> str:
        """Say that not everything the figure counts is a row."""
        by_hand = self._asked.name in self._figure.declared
        return tr("；该数含手工填报的历史数据，不在明细中") if by_hand else ""

    def _open_row(self) -> None:
        """Show the current row on its own page."""
        key = None if self.table is None else self.table.current_key()
        if key is not None and self._part is not None:
            self._tasks.read(self, partial(page_of, view=self._part.view, key=key), self._go)

    def _go(self, home: tuple[str, dict[str, object]] | None) -> None:
        """Make way for the page."""
        if home is None:
            tell(self, tr("这条记录没有自己的页面"), "warn")
            return
        self.accept()
        self.page_wanted.emit(*home)


def _periods(figure: Figure, period: Period) -> list[tuple[str, tuple[str, Period]]]:
    """Return the periods whose rows can be shown: name of the value, what it is called, the months."""
    names, five = cells.names_of(period), periods_of(period)
    found = [
        ("value", (names.this, five.value)),
        ("last_month", (names.before, five.last_month)),
        ("last_year", (names.year_ago, five.last_year)),
        ("ytd", (tr("本年累计"), five.ytd)),
    ]
    if figure.at_month_end:
        found.pop()
    alone = {months: name for name, (_, months) in reversed(found)}  # a year is its own 累计
    return [each for each in found if alone[each[1][1]] == each[0]]


def _find(session: Session, code: str, period: Period, asked: _Asked) -> _Found:
    """Return the rows of a figure, what all its parts come to, and the first page of the one asked for."""
    found = trace(session, code, period)
    if found is None:
        return _Found(asked)
    part = found.parts[asked.part]
    order = asked.sort or (part.sort,)
    totals = tuple(total(session, each) for each in found.parts)
    return _Found(asked, found, totals, search(session, part.view, Query(sort=order)))


def _summed(part: Part, come_to: Total) -> str:
    """Say how many rows there are and what they come to: 共 1,069 条，合计 13,758.55 万元."""
    if part.how is Adding.COUNT:
        return tr("共 {count} {unit}").format(count=f"{come_to.rows:,}", unit=part.unit)
    words = tr("共 {count} 条，{how} {value}")
    value = cells.with_unit(come_to.value, part.unit, " ")
    return words.format(count=f"{come_to.rows:,}", how=tr(part.how.value), value=value)
