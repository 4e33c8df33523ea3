"""Tables and charts are numbered as they come: a chapter names them by key, the number is put in at last.

``table("T2")`` stands in a caption and in the sentences that point to it; ``numbered`` makes 表2 of it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.reports.document import Block, Chart, Paragraph, Table
from desktop.reports.pipeline import Pipeline

Drawing = TypeVar("Drawing", Chart, Pipeline)

_OPEN, _CLOSE = "\ue000", "\ue001"
_KEY = re.compile(f"{_OPEN}([表图])([^{_OPEN}{_CLOSE}]+){_CLOSE}")


def table(key: str) -> str:
    """Return what stands for the number of a table until it is known."""
    return f"{_OPEN}表{key}{_CLOSE}"


def chart(key: str) -> str:
    """Return what stands for the number of a chart until it is known."""
    return f"{_OPEN}图{key}{_CLOSE}"


def captioned(key: str, part: Table) -> Table:
    """Return a table under its number: “表2　分平台直播情况”."""
    return replace(part, caption=f"{table(key)}　{part.caption}")


def charted(key: str, part: Drawing) -> Drawing:
    """Return a chart under its number: “图1　近12个月支付GMV”."""
    return replace(part, caption=f"{chart(key)}　{part.caption}")


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with every table and chart numbered in the order of print, wherever it is named."""
    parts = tuple(blocks)
    names = _numbers(parts)

    def named(text: str) -> str:
        """Put the numbers into a text."""
        return _KEY.sub(lambda found: names.get(found.groups(), found[1]), text)

    return tuple(_named(part, named) for part in parts)


def _numbers(blocks: Sequence[Block]) -> dict[tuple[str | None, ...], str]:
    """Return the name of each table and chart by its kind and key: 表1, 表2, 图1."""
    names: dict[tuple[str | None, ...], str] = {}
    counts = {"表": 0, "图": 0}
    for block in blocks:
        if isinstance(block, Table | Chart | Pipeline) and (found := _KEY.search(block.caption)):
            kind = found[1]
            counts[kind] += 1
            names[found.groups()] = f"{kind}{counts[kind]}"
    return names


def _named(block: Block, named: Callable[[str], str]) -> Block:
    """Return a block with its numbers put in."""
    match block:
        case Paragraph():
            return replace(block, text=named(block.text))
        case Table():
            return replace(block, caption=named(block.caption), notes=tuple(map(named, block.notes)))
        case Chart() | Pipeline():
            return replace(block, caption=named(block.caption))
    return block
