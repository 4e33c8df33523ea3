"""Break Chinese text into lines as a printer would (避头尾).

No line begins with a closing mark (。，、） …) or ends with an opening one; a number never parts from its
sign, its decimals or its unit, nor 表 and 图 from theirs; a Latin word stays whole. A closing mark may stand
half out of the line at its end: that half of it is blank.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]
"""Gives the width of a text, in the unit the line width is given in."""

_OPENING = "（《【〈「『〔“‘￥¥"
_CLOSING = "，。、；：！？）》】〉」』〕”’%‰℃…—～·,.;:!?)/#*"
_HALF_BLANK = "，。、；：）》】〉」』〕！？"
_UNITS = (
    "个百分点|万人次|元/小时|平方米|万元|亿元|万人|万件|小时|学时|分钟|人次|"
    "万|亿|元|场|人|次|件|单|家|名|位|个|款|条|倍|年|月|日|时|岁|㎡"
)
_ATOM = re.compile(
    rf"(?<![!-~])/|(?:[表图]|附件|[+\-−±])?\d[\d,.]*(?:(?:{_UNITS})|%|‰)?"
    r"|[A-Za-z0-9_@#&+./:\-]*[A-Za-z0-9_@#&+/\-]|\s+|.",
    re.DOTALL,
)


def break_lines(
    text: str, width: float, measure: Measure, indent: float = 0, *, hanging: bool = True
) -> list[str]:
    """Break a text into lines no wider than ``width``; the first is ``indent`` shorter. At least one line.

    Where closing marks may not be ``hanging`` half out of the line, as in a cell, no line is wider.
    """
    lines: list[str] = []
    line, room = "", width - indent
    for atom in _fitting(text, width - indent, measure):
        if not line or _fits(line + atom, room, measure, hanging=hanging):
            line += atom
            continue
        lines.append(line.rstrip(" "))
        line, room = atom.lstrip(" "), width
    return [*lines, line.rstrip(" ")]


def balance(text: str, width: float, measure: Measure) -> list[str]:
    """Break a text into as few lines as needed, all about equally long: for titles."""
    count = len(break_lines(text, width, measure))
    narrow = measure(text) / count
    while len(lines := break_lines(text, min(narrow, width), measure)) > count:
        narrow *= 1.03
    return lines


def shorten(lines: list[str], most: int) -> list[str]:
    """Keep at most so many lines; the last one then ends with “…”."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def cut(text: str, width: float, measure: Measure) -> str:
    """Return a text that has room in ``width``, its end given up for “…” where it is longer."""
    if measure(text) <= width:
        return text
    room = width - measure("…")
    count = bisect_right(range(1, len(text)), room, key=lambda length: measure(text[:length]))
    return f"{text[:count]}…"


def _fits(line: str, room: float, measure: Measure, *, hanging: bool) -> bool:
    """Tell whether a line has room; its closing mark may stand half out."""
    over = measure(line) - room
    if over <= 0.01:  # noqa: PLR2004 - hundredths of a point are rounding
        return True
    return hanging and line[-1] in _HALF_BLANK and over <= measure(line[-1]) / 2


def _fitting(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield what must stay together; what is wider than a whole line is given up to single characters."""
    for atom in _atoms(text):
        if measure(atom) <= width:
            yield atom
        else:
            yield from atom


def _atoms(text: str) -> Iterator[str]:
    """Yield the parts of a text that must not be broken, closing and opening marks with their neighbours."""
    atom = ""
    for part in _ATOM.findall(text):
        if atom and part not in _CLOSING and atom[-1] not in _OPENING:
            yield atom
            atom = ""
        atom += part
    if atom:
        yield atom
