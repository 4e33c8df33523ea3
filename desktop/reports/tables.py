"""Lay out a table: widths from what stands in it, one size of type for all of it, nothing over the edge.

A number never breaks; the type shrinks until every number has room, and at last the number alone shrinks.
Words wrap. Rows never split, the header repeats on every page.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import black
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether
from reportlab.platypus import Table as PlainGrid

from desktop.reports.document import Align, Table
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.page import HEIGHT, Gap, Text, Top, Type, placed
from desktop.reports.table_parts import (
    Words,
    fit,
    lay_caption,
    lay_notes,
    lay_title,
    share_out,
    turned,
    words,
)

_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""五号 down to 六号 and a little less: sizes of type a table may have."""
_WELL_READ = 9.5
"""Size down to which the type shrinks so that no words wrap; below it they wrap instead."""
_MANY_ROWS, _SMALL_SIZES = 25, (8.5, 8.0, 7.5, 7.0)
"""A table of more rows begins with a smaller type, to take fewer pages."""
_PAD = 3.0
"""Room left and right of the text in a cell."""
_PAD_ABOVE = 2.4
"""Room above and below it."""
_LEADING = 1.35
_MOST_LINES = 12
"""Lines of one cell; what goes on is cut with “…”."""
_THIN, _THICK = 0.4, 0.9
_KEEP_ROWS = 4
"""Rows that stay with the header at the end of a page."""
_LAST_ROWS = 3
"""Rows that go to the next page at least, where two then stay."""
_FEWEST_ROWS = 2
"""Rows that stay at least; a table that cannot be parted so is kept whole."""
_WHOLE = 0.42
"""Part of a page up to which a table is kept whole."""
_RESERVED = 0.3
"""Part of a page that a longer table needs at most to begin on it."""


def lay_table(table: Table, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the caption, the unit, the grid and the notes of a table."""
    grid = _Cells(table, fonts, width).grid()
    return [*_kept(lay_caption(table.caption, table.unit, fonts, width), grid, width), Gap(1, 10)]


def _kept(above: list[Flowable], grid: "Grid", width: float) -> list[Flowable]:
    """Keep a short table whole; let a long one begin only where its first rows have room."""
    head = sum(part.wrap(width, HEIGHT)[1] for part in above)
    if grid.lines < 2 * _FEWEST_ROWS or head + grid.wrap(width, HEIGHT)[1] < HEIGHT * _WHOLE:
        return [KeepTogether([*above, grid])]
    heights = grid._rowHeights  # noqa: SLF001 - heights we gave it ourselves
    least, first = sum(heights[: _FEWEST_ROWS + 1]), sum(heights[: _KEEP_ROWS + 1])
    return [CondPageBreak(head + max(least, min(first, HEIGHT * _RESERVED))), *above, grid]


class Grid(PlainGrid):  # type: ignore[misc] # reportlab has no types
    """The ruled cells; when they go over a page, more than a row or two go."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what stays on this page and what goes to the next; nothing when all goes."""
        parts = super().split(width, height)
        if len(parts) == 2:  # noqa: PLR2004
            first, rest = parts
            short = min(_LAST_ROWS - rest.lines, first.lines - _FEWEST_ROWS)
            if short > 0:
                parts = super().split(width, sum(first._rowHeights[:-short]))  # noqa: SLF001 - we gave them
        return [parts[0], CondPageBreak(height), Top(), *parts[1:]] if parts else []

    @property
    def lines(self) -> int:
        """The rows that hold data: neither the header nor the notes at the end."""
        cells = self._cellvalues
        return len(cells) - 1 - isinstance(cells[-1][0], list)


class _Cells:
    """The cells of one table at the size and in the widths that suit it best."""

    def __init__(self, table: Table, fonts: Fonts, width: float) -> None:
        self.table = table
        self.fonts = fonts
        self.rows = [tuple(map(words, row)) for row in table.rows]
        sizes = _SIZES if len(self.rows) <= _MANY_ROWS else _SMALL_SIZES
        well_read = [(size, True) for size in sizes if size >= _WELL_READ]
        for size, whole in well_read + [(size, False) for size in sizes]:
            needs = self._needs(size)
            if sum(needs) + whole * sum(self._wanted(needs)) <= width:
                break
        self.widths = self._spread(needs, width)

    def _needs(self, size: float) -> list[float]:
        """Take a size of type, and return the width each column cannot do without in it."""
        self.size = size
        self.body, self.head = Type(self.fonts, Role.BODY, size), Type(self.fonts, Role.HEADING, size)
        return [self._need(index) for index in range(len(self.table.columns))]

    def _wanted(self, needs: Sequence[float]) -> list[float]:
        """Return how much more each column would like, so that its words do not wrap."""
        return [max(0.0, self._longest(index) + 2 * _PAD - need) for index, need in enumerate(needs)]

    def grid(self) -> Grid:
        """Return the table for reportlab, with fixed widths and heights."""
        columns = range(len(self.table.columns))
        cells: list[list[Any]] = [[self._header(index) for index in columns]]
        cells += [[self._cell(row, index) for index in columns] for row in self.rows]
        heights = [max(cell.wrap(0, 0)[1] for cell in row) + 2 * _PAD_ABOVE for row in cells]
        end = (-1, len(cells) - 1)
        style: list[tuple[Any, ...]] = [
            ("INNERGRID", (0, 0), end, _THIN, black), ("BOX", (0, 0), end, _THICK, black),
            ("LINEBELOW", (0, 0), (-1, 0), _THICK, black), ("VALIGN", (0, 0), end, "MIDDLE"),
            ("LEFTPADDING", (0, 0), end, _PAD), ("RIGHTPADDING", (0, 0), end, _PAD),
            ("TOPPADDING", (0, 0), end, _PAD_ABOVE), ("BOTTOMPADDING", (0, 0), end, _PAD_ABOVE),
            ("FONTNAME", (0, 0), (-1, -1), self.fonts.chains[Role.BODY][0].name),
        ]  # fmt: skip
        if notes := lay_notes(self.table.notes, self.fonts, sum(self.widths)):
            cells.append([notes, *([""] * (len(columns) - 1))])
            heights.append(sum(note.wrap(0, 0)[1] for note in notes) + _PAD)
            below = ((0, len(cells) - 1), (-1, len(cells) - 1))
            style += [("SPAN", *below), ("VALIGN", *below, "BOTTOM")]
            style += [(f"{side}PADDING", *below, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
        return Grid(cells, self.widths, heights, repeatRows=1, style=style)

    def _need(self, index: int) -> float:
        """Return the width a column cannot do without: its numbers whole, its words in a few lines."""
        column = self.table.columns[index]
        title = max(self.head.width(part) for part in turned(clean(column.title), self.head))
        if column.align is Align.LEFT:
            inside = min(column.weight * self.size, self._longest(index))
        else:
            inside = max(column.weight * self.size / 2, self._longest(index))
        return max(title, inside) + 2 * _PAD

    def _longest(self, index: int) -> float:
        """Return the width of the longest text in a column."""
        return max((self.body.width(row[index].text) for row in self.rows), default=0)

    def _spread(self, needs: Sequence[float], width: float) -> list[float]:
        """Share out what is left: first to words that would wrap, then by weight; or take from all alike."""
        left = width - sum(needs)
        wanted = self._wanted(needs)
        part = max(0.0, min(1.0, left / (sum(wanted) or 1)))
        more = [need + part * want for need, want in zip(needs, wanted, strict=True)]
        return share_out(more, [column.weight for column in self.table.columns], width)

    def _header(self, index: int) -> Text:
        """Return the title of a column."""
        return lay_title(self.table.columns[index].title, self.head, self.widths[index] - 2 * _PAD, _LEADING)

    def _cell(self, row: tuple[Words, ...], index: int) -> Text:
        """Return one cell: words turned over, a number whole."""
        room = self.widths[index] - 2 * _PAD
        fitted = fit(row[index], room, self.body, _MOST_LINES)
        face = Type(self.fonts, Role.BODY, fitted.size)
        lines = placed([*fitted.lines], face, room, self.table.columns[index].align)
        return Text(lines, face, fitted.size * _LEADING)
