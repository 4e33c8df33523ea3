"""What stands where on the pages of a PDF: words by pdftotext, rules by pypdf; points from the upper left."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Box:
    """A word, or a rule (then without words, and nearly without breadth)."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, its words, its rules."""

    width: float
    height: float
    words: tuple[Box, ...]
    rules: tuple[Box, ...]

    def crossed(self) -> list[str]:
        """Return the words a rule runs through."""
        return [word.text for word in self.words for rule in self.rules if _crosses(rule, word)]


def pages_of(path: Path) -> list[Page]:
    """Return the pages of a PDF."""
    told = _read(path, "-bbox")
    reader = PdfReader(path)
    pages = []
    for found, page in zip(_PAGE.finditer(told), reader.pages, strict=True):
        width, height = float(found[1]), float(found[2])
        words = tuple(map(_word, _WORD.finditer(found[3])))
        operations = ContentStream(page.get_contents(), reader).operations
        rules = tuple(
            Box(left, height - top, right, height - bottom) for left, bottom, right, top in _ruled(operations)
        )
        pages.append(Page(width, height, words, rules))
    return pages


def texts_of(path: Path) -> list[str]:
    """Return the text of each page without its spaces and line breaks."""
    return ["".join(page.split()) for page in _read(path, "-layout").split("\f")[:-1]]


def _read(path: Path, how: str) -> str:
    """Return what another program reads in a PDF; the test is skipped where there is none."""
    program = shutil.which("pdftotext") or pytest.skip("no pdftotext on this machine")
    return subprocess.run([program, how, str(path), "-"], capture_output=True, text=True, check=True).stdout


def _word(found: re.Match[str]) -> Box:
    """Return a word of pdftotext."""
    left, top, right, bottom = map(float, found.groups()[:4])
    return Box(left, top, right, bottom, unescape(found[5]))


def _ruled(operations: list[tuple[list[object], bytes]]) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines and the edges of rectangles: left, lower, right, upper."""
    moved, at = [(0.0, 0.0)], (0.0, 0.0)
    for operands, operator in operations:
        numbers = [float(str(each)) for each in operands] if operator in (b"cm", b"m", b"l", b"re") else []
        x, y = moved[-1]
        match operator:
            case b"q":
                moved.append(moved[-1])
            case b"Q":
                moved.pop()
            case b"cm":
                moved[-1] = (x + numbers[4], y + numbers[5])
            case b"m":
                at = (x + numbers[0], y + numbers[1])
            case b"l":
                end = (x + numbers[0], y + numbers[1])
                yield min(at[0], end[0]), min(at[1], end[1]), max(at[0], end[0]), max(at[1], end[1])
            case b"re":
                left, low = x + numbers[0], y + numbers[1]
                right, high = left + numbers[2], low + numbers[3]
                yield from ((left, low, right, low), (left, high, right, high))
                yield from ((left, low, left, high), (right, low, right, high))


def _crosses(rule: Box, word: Box) -> bool:
    """Tell whether an upright rule runs through a word, or a lying one through its middle."""
    inside = 0.6
    if rule.right - rule.left < inside:
        over = min(rule.bottom, word.bottom) - max(rule.top, word.top)
        return word.left + inside < rule.left < word.right - inside and over > 1
    third = (word.bottom - word.top) / 3
    along = min(rule.right, word.right) - max(rule.left, word.left)
    return word.top + third < rule.top < word.bottom - third and along > 1
