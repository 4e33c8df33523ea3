"""The figures of a report as a table: a heading for each subject, below it a line for each indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QKeySequence

from db.queries.periods import Span
from desktop import cells
from desktop.i18n import tr
from desktop.theme import look
from desktop.widgets.notice import tell
from desktop.widgets.text_table import TextColumn, TextModel, TextTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from db.queries.figures import Figure, Value
    from db.queries.periods import Period

Index = QModelIndex | QPersistentModelIndex

GROUPS = {
    "L": "直播",
    "R": "网络零售",
    "A": "主播队伍",
    "T": "人才培训",
    "P": "供应链与合作企业",
    "B": "品牌培育",
    "E": "就业与安全",
}
"""What the figures of a letter are about."""
NAMES = ("", "", "", "value", "last_year", "last_year", "last_month", "last_month", "ytd", "ytd")
"""Which of a figure's five values a column shows, or compares with."""
_BESIDE_A_YEAR = range(NAMES.index("last_month"), len(NAMES))
"""Columns a year does without: the year before stands there already, and a year is its own 累计."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_NOWHERE = QModelIndex()
_MARK = "*"
"""Stands behind a number that rests on figures entered by hand."""


def columns_for(period: Period) -> tuple[TextColumn, ...]:
    """Return the columns, named for a month, a quarter or a year."""
    names = cells.names_of(period)
    heads = (names.this, names.year_ago, tr("同比"), names.before, tr("环比"), tr("本年累计"), tr("累计同比"))
    return (
        TextColumn(tr("代码"), 64),
        TextColumn(tr("指标"), 200),
        TextColumn(tr("单位"), 66),
        *(TextColumn(label, align="right") for label in heads),
    )


class _Words(TextModel):
    """Lines of figures with headings between them."""

    def __init__(self, columns: Sequence[TextColumn], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.lines: list[Figure | str] = []

    def rename(self, columns: Sequence[TextColumn]) -> None:
        """Give the columns other heads."""
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def show_lines(self, lines: list[Figure | str]) -> None:
        """Show other figures and headings."""
        self.lines = lines
        empty = ("",) * (len(self.columns) - 1)
        rows = [(line, *empty) if isinstance(line, str) else words_of(line) for line in lines]
        self.show_rows(rows, [line if isinstance(line, str) else explain(line) for line in lines])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys pass over headings."""
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return words, and the look of a heading."""
        if role in (_FONT, _GROUND, _INK):
            return self._look_of(index.row(), role)
        return super().data(index, role)

    def _look_of(self, row: int, role: int) -> QFont | QBrush | None:
        """Return the look of a heading; None for a figure."""
        if not isinstance(self.lines[row], str):
            return None
        if role == _FONT:
            font = QFont()
            font.setBold(True)
            return font
        colours = look().tokens
        return QBrush(QColor(colours.sub if role == _GROUND else colours.text2))


class FiguresTable(TextTable):
    """The table; ``figure`` is the one chosen, ``search`` leaves the lines that hold what is typed."""

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        self._lines = _Words(columns_for(period))
        super().__init__(self._lines.columns, tr("主要指标"), parent, self._lines)
        self._lines.setParent(self)
        self._sought = ""

    @property
    def figure(self) -> Figure | None:
        """The figure of the current line."""
        row = self.currentIndex().row()
        found = self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None
        return None if isinstance(found, str) else found

    @property
    def value_name(self) -> str:
        """Which of its five values the current column shows; the period's own in the columns before."""
        column = self.currentIndex().column()
        return (NAMES[column] if 0 <= column < len(NAMES) else "") or "value"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen lines as other programs paste them; everything else is Qt's."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = [self._lines.lines[row] for row in sorted({at.row() for at in self.selectedIndexes()})]
        lines = ["\t".join(words_of(line)) for line in chosen if not isinstance(line, str)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        tell(self, tr("已复制 {count} 行").format(count=len(lines)))

    def show_figures(self, period: Period, figures: Iterable[Figure]) -> None:
        """Show the figures of a period; the line chosen stays."""
        chosen, place = self.figure, self.currentIndex().column()
        scrolled = self.verticalScrollBar().value()
        lines: list[Figure | str] = []
        for figure in figures:
            heading = tr(GROUPS.get(figure.group, figure.group))
            if not any(isinstance(line, str) and line == heading for line in lines):
                lines.append(heading)
            lines.insert(_end_of(lines, heading), figure)
        self._lines.rename(columns_for(period))
        self._lines.show_lines(lines)
        self.clearSpans()
        for row, line in enumerate(lines):
            if isinstance(line, str):
                self.setSpan(row, 0, 1, len(self._lines.columns))
            elif chosen is not None and line.code == chosen.code:
                self.setCurrentIndex(self._lines.index(row, place))
        for column in _BESIDE_A_YEAR:
            self.setColumnHidden(column, period.span is Span.YEAR)
        self._share_out()
        self.search(self._sought)
        self.verticalScrollBar().setValue(scrolled)

    def search(self, text: str) -> None:
        """Leave the figures whose name or code holds a text, and the headings above them."""
        self._sought = text
        wanted = text.strip().casefold()
        heading, shown = 0, []
        for row, line in enumerate(self._lines.lines):
            if isinstance(line, str):
                heading = row
                self.setRowHidden(row, bool(wanted))
                continue
            hidden = wanted not in f"{line.code} {line.name}".casefold()
            self.setRowHidden(row, hidden)
            if not hidden:
                self.setRowHidden(heading, False)  # noqa: FBT003 - Qt's signature
                shown.append(row)
        if shown and self.currentIndex().row() not in shown:
            self.setCurrentIndex(self._lines.index(shown[0], 0))


def _end_of(lines: Sequence[Figure | str], heading: str) -> int:
    """Return where the lines below a heading end."""
    start = lines.index(heading) + 1
    return next((row for row in range(start, len(lines)) if isinstance(lines[row], str)), len(lines))


def words_of(figure: Figure) -> tuple[str, ...]:
    """Return the words of one line, in the order of the columns."""

    def shown(name: str) -> str:
        """Write one of the five values, marked when it was entered by hand."""
        text = cells.printed(getattr(figure, name), figure.unit)
        return f"{text}{_MARK}" if name in figure.declared and text != cells.DASH else text

    return (
        figure.code,
        figure.name,
        figure.unit,
        shown("value"),
        shown("last_year"),
        _compared(figure, figure.value, figure.last_year_base),
        shown("last_month"),
        _compared(figure, figure.value, figure.last_month_base),
        cells.DASH if figure.at_month_end else shown("ytd"),
        cells.DASH if figure.at_month_end else _compared(figure, figure.ytd, figure.ytd_base),
    )


def explain(figure: Figure) -> str:
    """Return how a figure is counted, and what has to be known of this value."""
    return tr(f"{figure.name}：{counted(figure)}")


def counted(figure: Figure) -> str:
    """Return how a figure is counted and what is noted of it, in Chinese sentences."""
    return "".join(f"{words}。" for words in (figure.formula, figure.note) if words)


def _compared(figure: Figure, now: Value, before: Value) -> str:
    """Write a comparison with its unit: +12.3%, +1.2个百分点, +12人."""
    unit = cells.compared_unit(figure)
    if unit == "%":
        return cells.growth(now, before)
    text = cells.compared(figure, now, before)
    return text if text == cells.MISSING else f"{text}{unit}"
