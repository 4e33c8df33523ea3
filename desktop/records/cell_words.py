"""Cells as other programs paste them: plain numbers, ISO days, text that stays text (no Qt)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape

from db.queries.lists import ListColumn
from db.values import FIGURES, Kind
from desktop import cells
from desktop.i18n import tr

_SCALES = {Kind.MONEY: Decimal(100), Kind.CREDIT: Decimal(10)}
"""What a stored number is divided by."""
_AS_TEXT = "style='mso-number-format:\"\\@\"'"


@dataclass(frozen=True, slots=True)
class Block:
    """Cells ready to be pasted: as tab-separated text, and as a table in which texts stay texts."""

    text: str
    html: str


def plain(kind: Kind, value: object) -> str:
    """Write a value for another program: money in 元, durations in minutes, nothing for a missing one."""
    if value is None:
        return ""
    if kind in _SCALES and isinstance(value, int):
        return f"{value / _SCALES[kind]:f}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date) or kind in FIGURES:
        return str(value)
    return cells.show(kind, value)


def head_of(column: ListColumn) -> str:
    """Return the head of a column as it is copied: with the unit of its numbers."""
    unit = {Kind.MONEY: "元", Kind.DURATION: "分钟", Kind.CREDIT: "学时"}.get(column.kind, column.unit)
    return headed(column.label, unit)


def headed(label: str, unit: str) -> str:
    """Return a label with its unit in brackets, in the user's language; one that says it stands alone."""
    if not unit_beside(label, unit):
        return tr(label)
    return tr("{label}（{unit}）").format(label=label, unit=unit)


def unit_beside(label: str, unit: str) -> str:
    """Return a unit as it is said beside a label; "" where the label ends with it: 学时, Sessions."""
    said = tr(unit)
    return "" if tr(label).casefold().endswith(said.casefold()) else said


def block(heads: Sequence[str], kinds: Sequence[Kind], lines: Sequence[Sequence[str]]) -> Block:
    """Return lines of written cells as a block; without ``heads`` there is no line of heads."""
    tidy = [[" ".join(cell.splitlines()).replace("\t", " ") for cell in line] for line in lines]
    text = "\n".join("\t".join(line) for line in ([list(heads)] if heads else []) + tidy)
    head = "".join(f"<th>{escape(word)}</th>" for word in heads)
    marks = ["" if kind in FIGURES or kind in (Kind.DATE, Kind.MOMENT) else f" {_AS_TEXT}" for kind in kinds]
    rows = [head] if head else []
    rows += [
        "".join(f"<td{mark}>{escape(cell)}</td>" for mark, cell in zip(marks, line, strict=True))
        for line in tidy
    ]
    return Block(text, f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
