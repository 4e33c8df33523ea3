"""A report as plain blocks: what stands in it and in which order, nothing of how it looks.

``monthly`` and its like make a document and a workbook out of figures; ``pdf`` and ``xlsx`` write them. A
block holds finished words: every number was rounded and written by ``desktop.cells`` before, once for both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from desktop.reports.pipeline import Pipeline


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(StrEnum):
    """How a series of a chart is drawn; all of them can be told apart in black and white."""

    BARS = "bars"
    PALE_BARS = "pale bars"
    HATCHED_BARS = "hatched bars"
    WHITE_BARS = "white bars"
    LINE = "line"


class How(StrEnum):
    """How a derived cell follows from two others of its row."""

    RATE = "rate"
    """同比、环比 in percent: (now − before) ÷ before; “…” missing, “—” from 0, “不可比” from below 0."""
    DIFFERENCE = "difference"
    """增减数: now − before, with its sign; “…” when one of them is missing."""


class Numbering(StrEnum):
    """Where the page number stands: odd pages right, even left (GB/T 9704), or in the middle of all."""

    OUTER = "outer"
    CENTRED = "centred"


@dataclass(frozen=True, slots=True)
class Title:
    """标题; ``parts`` are where it may turn over when it needs more than one line."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The title in one line."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关, without the colon."""

    name: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number (一、 （一） 1.); ``level`` is 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; ``key`` is what an edit of it is kept under (一.本期), "" for none."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Points of body text, each a paragraph with its number (1. 2. …); a single one goes without."""

    texts: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a table: as it is printed, and the same rounded number for a sheet to count with.

    ``exact`` is the number before it was rounded (None when ``value`` is exact): a sheet holds it and shows
    it as printed, so that what is derived from it there comes out right.
    """

    text: str
    value: Decimal
    exact: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that follows from two others of its row: a live formula in a sheet.

    ``value`` is None where the print has “…”, “—” or “不可比”. ``now`` and ``before`` are columns (the first
    is 0) that hold amounts with their exact values, or words where they are missing.
    """

    text: str
    value: Decimal | None
    now: int
    before: int
    how: How
    places: int = 1


Cell: TypeAlias = str | Amount | Derived
"""What stands in a table: words (also every code, phone and other number nobody counts with), or a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``weight`` is its part of the width, in characters of the longest usual cell."""

    title: str
    weight: float
    align: Align = Align.RIGHT


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption (表1　主要指标), its unit said once, and the notes below it.

    ``rows`` hold one cell per column. The header repeats on every page and a row never splits.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are printed."""
        return tuple(shown(row) for row in self.rows)


def shown(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return a row of a table as it is printed."""
    return tuple(cell if isinstance(cell, str) else cell.text for cell in row)


@dataclass(frozen=True, slots=True)
class Reread:
    """Rows read anew each time somebody goes through them: never all of them are in memory."""

    read: Callable[[], Iterator[tuple[Cell, ...]]]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Begin again."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Ledger:
    """台账: a table of any length, each row as high as the others; its header repeats on every page.

    The writers go through ``rows`` more than once: a tuple, or a ``Reread``; never a bare generator.
    ``total`` is the last row (合计), () for none. Units stand in the titles of the columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    total: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart: a value per category (None is a gap) and how it is written.

    A line with a ``unit`` of its own (%) has an axis of its own, on the right.
    """

    name: str
    style: Style
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: categories on the ground line, bars and lines above; ``unit`` of all values.

    Bars of several series stand side by side, or ``stacked``. The caption stands below, as figures have it,
    or ``is_headed`` above, as a table has its own.
    """

    caption: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_headed: bool = False
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: the names of what is attached, in order."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期, with room for the seal; ``contact`` is the 附注 below, "" for none."""

    name: str
    on: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentTitle:
    """Begins an attachment on a page of its own: its number (附件1) and title; ``wide`` turns the paper."""

    label: str
    title: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Title
    | Addressee
    | Heading
    | Paragraph
    | Items
    | Table
    | Ledger
    | Chart
    | Pipeline
    | Attachments
    | Signature
    | AttachmentTitle
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; ``on`` is its date, ``mark`` stands above every page ("" for none)."""

    title: str
    author: str
    subject: str
    keywords: str
    on: date
    blocks: Sequence[Block]
    mark: str = ""
    numbering: Numbering = Numbering.OUTER


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the Excel annex: a title, a line about who fills in what, the table, the line to sign."""

    name: str
    title: str
    head: str
    table: Table | Ledger
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The Excel annex of a report; ``on`` is its date."""

    title: str
    author: str
    on: date
    sheets: tuple[Sheet, ...]
