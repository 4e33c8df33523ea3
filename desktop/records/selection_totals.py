"""What is selected in a list, counted and added up, in the status bar of its window."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QMainWindow

from db.queries.lists import ListColumn
from db.queries.selected import Total, figures, totals
from db.values import Kind
from desktop import cells
from desktop.i18n import tr
from desktop.records.cell_table import CellTable
from desktop.records.marked_cells import Marked, marked_cells
from desktop.tasks import Tasks

_PAUSE = 120  # milliseconds: a range being drawn is added up when it rests
_SHOWN = 3
_NAME = "totals"


class SelectionTotals(QObject):
    """Follows the selection of a list; one question is under way at a time."""

    def __init__(self, tasks: Tasks, table: CellTable) -> None:
        super().__init__(table)
        self._tasks, self._table = tasks, table
        self._is_asking = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        table.marked_changed.connect(self._pause.start)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say nothing of a list that is not in sight."""
        if event.type() == QEvent.Type.Hide:
            self._say("", "")
        elif event.type() == QEvent.Type.Show:
            self._pause.start()
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        """Ask for the figures selected, unless a single cell or the row shown anyway is all."""
        marked = marked_cells(self._table)
        if self._is_asking:
            return  # the answer looks again
        if len(marked.keys) <= 1 or not self._table.isVisible():
            self._say("", "")
            return
        view = self._table.record_model.view
        names = figures(view, marked.names)
        self._is_asking = True
        work = partial(totals, view=view, keys=marked.keys, names=names)
        self._tasks.read(self, work, partial(self._show, marked), lambda _trouble: self._show(marked, []))

    def _show(self, marked: Marked, found: Sequence[Total]) -> None:
        """Say how many rows, and for each column of figures what they come to."""
        self._is_asking = False
        if marked_cells(self._table) != marked:
            self._ask()
            return
        columns = {column.name: column for column in self._table.record_model.view.columns}
        rows = tr("已选 {count} 行").format(count=f"{len(marked.keys):,}")
        told = [_words(columns[each.name], each) for each in found if each.name in columns]
        short = [rows, *told[:_SHOWN]]
        if len(told) > _SHOWN:
            short.append(tr("另有 {count} 列").format(count=len(told) - _SHOWN))
        self._say("　│　".join(short), "\n".join([rows, *told]))

    def _say(self, words: str, all_words: str) -> None:
        """Show words in the status bar of the window, all of them under the mouse."""
        window = self._table.window()
        if not isinstance(window, QMainWindow):
            return
        line = window.statusBar().findChild(QLabel, _NAME)
        if line is None:
            if not words:
                return
            line = QLabel()
            line.setObjectName(_NAME)
            line.setAccessibleName(tr("所选合计"))
            window.statusBar().addWidget(line)
        line.setText(words)
        line.setToolTip(all_words)
        line.setVisible(bool(words))


def _words(column: ListColumn, total: Total) -> str:
    """Return what a column of figures comes to; a mean only of those that tell."""
    label = tr(column.label)
    if total.total is None:
        return tr("{label}：无数据").format(label=label)
    mean = total.total / total.count
    return tr("{label}：计数 {count}　求和 {sum}　平均 {mean}").format(
        label=label, count=f"{total.count:,}", sum=_figure(column, total.total), mean=_figure(column, mean)
    )


def _figure(column: ListColumn, value: Decimal) -> str:
    """Write a sum or a mean in the unit the user reads: money in 元, a mean to two places."""
    if column.kind in (Kind.MONEY, Kind.DURATION, Kind.CREDIT):
        written = cells.show(column.kind, int(value.to_integral_value()))
        return f"{written} {tr('元')}" if column.kind is Kind.MONEY else written
    return f"{value:,.2f}".rstrip("0").rstrip(".")
