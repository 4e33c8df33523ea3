"""Lay out a ledger of any length: rows of one height, read as the pages ask for them, drawn straight away.

A page takes as many rows as it has room for, so each costs the same however many there are, and no more of
them than a page are in memory.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from reportlab.platypus import CondPageBreak, Flowable

from desktop.reports.document import Align, Column, Ledger
from desktop.reports.fonts import Fonts, Role
from desktop.reports.ink import Ink
from desktop.reports.page import Gap, Text, Top, Type
from desktop.reports.table_parts import (
    Fitted,
    Words,
    fit,
    lay_caption,
    lay_notes,
    lay_title,
    share_out,
    turned,
    words,
)

_SAMPLE = 200
"""Rows looked at to set the size of the type, the widths of the columns and the lines of a row."""
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
_OFTEN = 0.02
"""Rows have two lines where in more than this part of them a cell would be cut."""
_PAD, _PAD_ABOVE, _LEADING, _ASCENT = 2.5, 1.8, 1.25, 0.88
_FEWEST_ROWS, _LAST_ROWS = 2, 3
"""Rows that stay on a page at least, and that go to the last page at least."""
_THIN, _THICK = 0.3, 0.9
_ENDLESS = 1e6
_PLACE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}

Row = tuple[Words, ...]


def lay_ledger(ledger: Ledger, fonts: Fonts, width: float) -> list[Flowable]:
    """Return the caption, the rows and the notes of a ledger."""
    sample = [tuple(map(words, row)) for row in islice(ledger.rows, _SAMPLE)]
    form = Form(ledger.columns, fonts, width, sample)
    form.total = tuple(map(words, ledger.total)) or None
    form.notes = lay_notes(ledger.notes, fonts, width)
    above = lay_caption(ledger.caption, "", fonts, width)
    begin = sum(part.wrap(width, 0)[1] for part in above) + form.head + _LAST_ROWS * form.height
    rows = chain((tuple(map(words, row)) for row in ledger.rows), filter(None, [form.total]))
    return [CondPageBreak(begin), *above, Rows(form, rows), Gap(1, 10)]


class Form:
    """What all pages of a ledger share: widths, type, heights of the header and of a row, what ends it."""

    def __init__(self, columns: Sequence[Column], fonts: Fonts, width: float, sample: Sequence[Row]) -> None:
        self.columns, self.fonts = columns, fonts
        self.total: Row | None = None
        self.notes: list[Text] = []
        for size, whole in [(size, True) for size in _SIZES] + [(size, False) for size in _SIZES]:
            self.body, self.bold = Type(fonts, Role.BODY, size), Type(fonts, Role.HEADING, size)
            needs, wishes = zip(*(self._need(index, sample) for index in range(len(columns))), strict=True)
            if sum(needs) + whole * sum(wishes) <= width:
                break
        part = max(0.0, min(1.0, (width - sum(needs)) / (sum(wishes) or 1)))
        wanted = [need + part * wish for need, wish in zip(needs, wishes, strict=True)]
        self.widths = share_out(wanted, [column.weight for column in columns], width)
        self.titles = [
            lay_title(column.title, self.bold, wide - 2 * _PAD, _LEADING)
            for column, wide in zip(columns, self.widths, strict=True)
        ]
        self.head = max(title.wrap(0, 0)[1] for title in self.titles) + 2 * _PAD_ABOVE
        self.lines = 1
        cut = sum(any(self.fitted(cell, index).is_cut for index, cell in enumerate(row)) for row in sample)
        self.lines = 2 if cut > _OFTEN * len(sample) else 1
        self.height = self.body.size * _LEADING * self.lines + 2 * _PAD_ABOVE

    def fitted(self, cell: Words, index: int, *, bold: bool = False) -> Fitted:
        """Return the text of a cell as it has room in its column."""
        return fit(cell, self.widths[index] - 2 * _PAD, self.bold if bold else self.body, self.lines)

    def rows_in(self, height: float) -> int:
        """Return how many rows have room below a header."""
        return int((height - self.head) / self.height + 0.01)

    def _need(self, index: int, sample: Sequence[Row]) -> tuple[float, float]:
        """Return the width a column cannot do without, and how much more its longest words would take."""
        column = self.columns[index]
        title = max(self.bold.width(part) for part in turned(column.title, self.bold))
        longest = max((self.body.width(row[index].text) for row in sample), default=0)
        usual = column.weight * self.body.size
        inside = min(longest, usual) if column.align is Align.LEFT else max(longest, usual / 2)
        need = max(title, inside)
        return need + 2 * _PAD, max(0.0, longest - need)


class Rows(Flowable):  # type: ignore[misc] # reportlab has no types
    """The rows of one page with the header above; what has no room goes on with the same source."""

    def __init__(self, form: Form, source: Iterator[Row]) -> None:
        super().__init__()
        self.form, self.source = form, source
        self.ahead: list[Row] = []
        self.is_last = True

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size; one that has no room when there are more rows than have."""
        room = max(0, self.form.rows_in(height))
        self._read(room + _LAST_ROWS)
        return width, self.tall if len(self.ahead) <= room else _ENDLESS

    @property
    def tall(self) -> float:
        """The height of header, rows, and notes where these are the last rows."""
        notes = sum(note.wrap(0, 0)[1] for note in self.form.notes) + 2 if self.is_last else 0
        return self.form.head + len(self.ahead) * self.form.height + notes

    def _read(self, count: int) -> None:
        """Have so many rows ahead, if there are as many."""
        self.ahead += islice(self.source, max(0, count - len(self.ahead)))

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return the rows of this page and the rest; nothing when all goes to the next."""
        room = max(0, self.form.rows_in(height))
        self._read(room + _LAST_ROWS)
        count = min(room, len(self.ahead) - _LAST_ROWS)
        if count < _FEWEST_ROWS:
            return []
        here, rest = Rows(self.form, iter(())), Rows(self.form, self.source)
        here.ahead, rest.ahead, here.is_last = self.ahead[:count], self.ahead[count:], False
        return [here, CondPageBreak(height), Top(), rest]

    def draw(self) -> None:
        """Draw the header, the texts of all rows, the rules and the notes."""
        form, top = self.form, self.tall
        x = 0.0
        for title, wide in zip(form.titles, form.widths, strict=True):
            title.drawOn(self.canv, x + _PAD, top - (form.head + title.wrap(0, 0)[1]) / 2)
            x += wide
        ink = Ink(self.canv, form.fonts)
        for number, row in enumerate(self.ahead):
            self._set_row(ink, row, top - form.head - number * form.height)
        ink.dry()
        self._rule(top)
        y = 0.0
        for note in reversed(form.notes if self.is_last else []):
            note.drawOn(self.canv, 0, y)
            y += note.wrap(0, 0)[1]

    def _set_row(self, ink: Ink, row: Row, top: float) -> None:
        """Set the cells of one row below ``top``, each upright in the middle."""
        form, x = self.form, 0.0
        bold = row is form.total
        for index, (cell, wide) in enumerate(zip(row, form.widths, strict=True)):
            fitted = form.fitted(cell, index, bold=bold)
            face = Type(form.fonts, Role.HEADING if bold else Role.BODY, fitted.size)
            pitch = fitted.size * _LEADING
            y = top - (form.height - len(fitted.lines) * pitch) / 2 - (pitch - fitted.size) / 2
            place = _PLACE[form.columns[index].align]
            for number, line in enumerate(fitted.lines):
                left = x + _PAD + (wide - 2 * _PAD - face.width(line)) * place
                if line:
                    ink.set(face.role, face.size, (left, y - _ASCENT * fitted.size - number * pitch), line)
            x += wide

    def _rule(self, top: float) -> None:
        """Rule the header and the rows."""
        form, canvas = self.form, self.canv
        bottom = top - form.head - len(self.ahead) * form.height
        canvas.setLineWidth(_THIN)
        ends = list(_running(form.widths))
        levels = [top - form.head - number * form.height for number in range(1, len(self.ahead))]
        canvas.lines([(0, y, ends[-1], y) for y in levels] + [(x, top, x, bottom) for x in ends[1:-1]])
        canvas.setLineWidth(_THICK)
        canvas.rect(0, bottom, ends[-1], top - bottom)
        canvas.line(0, top - form.head, ends[-1], top - form.head)


def _running(widths: Sequence[float]) -> Iterator[float]:
    """Yield where the columns begin and the last one ends."""
    x = 0.0
    yield x
    for wide in widths:
        x += wide
        yield x
