"""What tables and ledgers share: the caption, the titles of columns, and how a text fits into its cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from desktop.reports.document import Align, Cell
from desktop.reports.fonts import Fonts, Role, clean
from desktop.reports.lines import balance, break_lines, cut
from desktop.reports.page import Text, Top, Type, flow, placed

CAPTION = 12.0
NOTE = 9.0
NOTE_PITCH = 13.0
_CAPTION_PITCH, _UNIT_PITCH = 22.0, 14.0
_SHORTEST_TURNED = 3
"""Signs of a column title that stay in one line."""
_SHRUNK = 0.8
"""Part of its size to which a text shrinks rather than be cut."""

_NUMBER = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?%?")
"""A number somebody wrote as words."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a cell, as it can be printed; a number is never turned over nor cut."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """The text of a cell as it has room: its lines, the size of its type, and whether its end is missing."""

    lines: Sequence[str]
    size: float
    is_cut: bool = False


def words(cell: Cell) -> Words:
    """Return a cell as it can be printed."""
    text = clean(cell if isinstance(cell, str) else cell.text)
    return Words(text, is_number=not isinstance(cell, str) or bool(_NUMBER.fullmatch(text)))


def fit(cell: Words, room: float, face: Type, most_lines: int) -> Fitted:
    """Fit a cell into ``room``: its words turn over into so many lines, then shrink, then end with “…”."""
    wide = face.width(cell.text)
    if wide <= room:
        return Fitted([cell.text], face.size)
    if cell.is_number:
        return Fitted([cell.text], face.size * room / wide)
    if most_lines == 1 and wide * _SHRUNK <= room:
        return Fitted([cell.text], face.size * room / wide)
    lines: list[str] = []
    for size in (face.size, face.size * (1 + _SHRUNK) / 2, face.size * _SHRUNK):
        small = Type(face.fonts, face.role, size)
        lines = break_lines(cell.text, room, small.width, hanging=False)
        if len(lines) <= most_lines:
            return Fitted(lines, size)
    last = cut(f"{lines[most_lines - 1]}{lines[most_lines]}", room, small.width)
    return Fitted([*lines[: most_lines - 1], last], small.size, is_cut=True)


def lay_caption(caption: str, unit: str, fonts: Fonts, width: float) -> list[Flowable]:
    """Return what stands above a table: its caption, in as many lines as it needs, and its unit."""
    above: list[Flowable] = [Top()]
    if caption:
        face = Type(fonts, Role.HEADING, CAPTION)
        lines = balance(clean(caption), width, face.width)
        above.append(Text(placed(lines, face, width, Align.CENTRE), face, _CAPTION_PITCH))
    if unit:
        small = Type(fonts, Role.BODY, NOTE)
        said = cut(f"单位：{clean(unit)}", width, small.width)
        above.append(Text(placed([said], small, width, Align.RIGHT), small, _UNIT_PITCH))
    return above


def lay_notes(notes: Sequence[str], fonts: Fonts, width: float) -> list[Text]:
    """Return the notes below a table."""
    face = Type(fonts, Role.BODY, NOTE)
    return [Text(flow(clean(note), face, width, hang=2 * NOTE), face, NOTE_PITCH) for note in notes]


def lay_title(title: str, face: Type, room: float, leading: float) -> Text:
    """Return the title of a column, in the middle, turned over where it has no room."""
    title = clean(title)
    parts = [title] if face.width(title) <= room else turned(title, face)
    lines = [line for part in parts for line in break_lines(part, room, face.width, hanging=False)]
    return Text(placed(lines, face, room, Align.CENTRE), face, face.size * leading)


def turned(title: str, face: Type) -> Sequence[str]:
    """Return the parts a column title turns over at: before its unit in brackets, else about its middle."""
    said, bracket, unit = title.partition("（")
    if bracket:
        return said, bracket + unit
    if len(title) <= _SHORTEST_TURNED:
        return [title]
    return balance(title, 0.9 * face.width(title), face.width)


def share_out(needs: Sequence[float], weights: Sequence[float], width: float) -> list[float]:
    """Return the widths of columns: what each needs and its part of what is left.

    Where they need more than there is, those that need much give way.
    """
    left = width - sum(needs)
    if left < 0:
        least = [min(need, width / len(needs) / 2) for need in needs]
        part = (width - sum(least)) / (sum(needs) - sum(least))
        return [low + (need - low) * part for low, need in zip(least, needs, strict=True)]
    return [need + left * weight / sum(weights) for need, weight in zip(needs, weights, strict=True)]
