"""The texts of a report that people write: generated paragraphs they change, and those only they can tell.

A paragraph has a key. A text kept under the key stands in its place; typed ones hold one item per line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop.reports.document import Block, Heading, Paragraph

EXTRA = "补充说明"
"""What may be added to each of the chapters 一 to 八."""
POLICY = "七.政策落实"
TROUBLES, PLANS = "九", "十"
_UNTOLD = {
    TROUBLES: "{this}未填报存在的困难和问题。",
    PLANS: "{this}未填报下步工作安排。",
}
"""What stands where nothing was typed."""
_LABELS = {POLICY: "政策落实情况", TROUBLES: "存在的困难和问题", PLANS: "下步工作安排"}
_NUMBERS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|\d{1,2}[.．、](?!\d)"
                       r"|[一二三四五六七八九十]{1,2}、|[①-⑩])\s*")  # fmt: skip
_ENDS = "。！？；：…”）)!?;:."


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text of a report in the order of print; ``generated`` is "" for one that people type."""

    key: str
    chapter: str
    label: str
    generated: str
    is_typed: bool


def typed(key: str) -> Paragraph:
    """Return the place of a text that people type."""
    return Paragraph("", key)


def is_typed(key: str) -> bool:
    """Say whether a text is typed by people, not generated."""
    return key in _LABELS or key.endswith(f".{EXTRA}")


def parts_of(blocks: Iterable[Block]) -> Iterator[TextPart]:
    """Yield every text that people may write, with the chapter it stands in."""
    chapter = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.text
        elif isinstance(block, Paragraph) and block.key:
            label = _LABELS.get(block.key) or block.key.rpartition(".")[2]
            yield TextPart(block.key, chapter, label, block.text, is_typed(block.key))


def told(blocks: Iterable[Block], texts: Mapping[str, str], this: str) -> Iterator[Block]:
    """Yield the blocks with what people wrote in its place: a paragraph they emptied is left out.

    ``this`` is what the period is called (本月).
    """
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        key = block.key
        if key and is_typed(key):
            yield from _typed(key, texts.get(key, ""), this)
        elif key in texts:
            yield from (Paragraph(line, key) for line in _lines(texts[key]))
        elif block.text:
            yield block


def _typed(key: str, text: str, this: str) -> Iterator[Paragraph]:
    """Yield the items of a typed text, numbered as a clerk does when there are several."""
    lines = _lines(text)
    if not lines and key in _UNTOLD:
        yield Paragraph(_UNTOLD[key].format(this=this), key)
    if len(lines) == 1:
        yield Paragraph(_ended(lines[0]), key)
        return
    for number, line in enumerate(lines, 1):
        bare = _NUMBERED.sub("", line) or line
        if number == len(lines):
            bare = bare.rstrip("；;，,")
        mark = _mark(number) if key in _UNTOLD else f"{number}. "
        yield Paragraph(mark + _ended(bare), key)


def _mark(number: int) -> str:
    """Return the number of an item of a chapter: （一） … （十）, （11）."""
    return f"（{_NUMBERS[number - 1]}）" if number <= len(_NUMBERS) else f"（{number}）"


def _lines(text: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ended(line: str) -> str:
    """Return a line with a full stop, unless it ends with a sign of its own."""
    return line if line.endswith(tuple(_ENDS)) else f"{line}。"
