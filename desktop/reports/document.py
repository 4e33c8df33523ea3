"""A report as plain blocks: what stands in it and in which order, nothing of how it looks.

``monthly`` and its like make a document and a workbook out of figures; ``pdf`` and ``xlsx`` write them. A
block holds finished words: every number was rounded and written by ``desktop.cells`` before, once for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(StrEnum):
    """How a series of a chart is drawn; all three can be told apart in black and white."""

    BARS = "bars"
    PALE_BARS = "pale bars"
    LINE = "line"


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
    """A paragraph of body text, its first line indented by two characters.

    ``key`` is what a text edited by the user is kept under ("一.本期"); "" for one nobody edits.
    """

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a table: as it is printed, and the same rounded number for a sheet to count with."""

    text: str
    value: Decimal


Cell: TypeAlias = str | Amount
"""What stands in a table: words, or a number."""


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
        return tuple(tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a chart: a value per category (None is a gap) and how it is written."""

    name: str
    style: Style
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: categories on the ground line, bars and lines above; ``unit`` of all values.

    The caption stands below, as figures have it, or ``is_headed`` above, as a table has its own.
    """

    caption: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_headed: bool = False


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
    | Table
    | Chart
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the Excel annex: a title, a line about who fills in what, the table, the line to sign."""

    name: str
    title: str
    head: str
    table: Table
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The Excel annex of a report; ``on`` is its date."""

    title: str
    author: str
    on: date
    sheets: tuple[Sheet, ...]
