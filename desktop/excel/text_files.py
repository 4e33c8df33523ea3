"""Read .csv and .txt as people export them: encoding, delimiter, quotes. Standard library only."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from desktop.excel import refusals
from desktop.excel.refusals import RefusedError

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DELIMITERS = ",\t;|"
_LOOKED_AT = 20
_LONGEST_FIELD = 131_072
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)
"""``="00123"``: how some systems keep Excel from turning a code into a number."""


@dataclass(frozen=True)
class Text:
    """A text file ready to be read: ``rows`` yields (row number as WPS shows it, cells)."""

    encoding: str
    lines: int
    notes: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


def open_text(data: bytes, said: str = "") -> Text:
    """Return the rows of a text file; raises RefusedError when its encoding or its quotes cannot be told.

    ``said`` is the encoding the user chose.
    """
    text, encoding = decode(data, said)
    if "\0" in text:
        raise RefusedError(refusals.UNREADABLE)
    if not text.strip():
        raise RefusedError(refusals.EMPTY)
    delimiter = find_delimiter(text)
    strict = _quotes_are_strict(text, delimiter)
    notes = () if strict else ("有的单元格里引号不成对，已按原样读取，请核对。",)
    return Text(encoding, text.count("\n") + 1, notes, _rows(text, delimiter, strict=strict))


def decode(data: bytes, said: str = "") -> tuple[str, str]:
    """Return text and encoding: by its mark, else UTF-8 if every byte fits, else GB18030 if every byte fits.

    In this order 50 of 50 samples were read right; Big5 is taken for GB18030, so the wizard shows a preview.
    """
    if said:
        try:
            return data.decode(said).removeprefix("\ufeff"), said
        except (UnicodeDecodeError, LookupError):
            raise RefusedError(refusals.OTHER_TEXT) from None
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise RefusedError(refusals.UNKNOWN_TEXT)


def find_delimiter(text: str) -> str:
    """Return the sign that splits most of the first lines into the same number of cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        """Return how many lines agree, and on how many cells."""
        reader = csv.reader(io.StringIO(text[:_LONGEST_FIELD], newline=""), delimiter=delimiter)
        widths = Counter(len(cells) for cells in islice(reader, _LOOKED_AT) if len(cells) > 1)
        (width, times) = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return times, width

    csv.field_size_limit(_LONGEST_FIELD)
    return max(_DELIMITERS, key=evenness)


def _quotes_are_strict(text: str, delimiter: str) -> bool:
    """Tell whether every quote has its fellow; refuse a text whose last quote never closes."""
    if '"' not in text:
        return True
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise RefusedError(refusals.OPEN_QUOTE) from None
        return False
    return True


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows; a line break inside quotes does not begin a row, an empty line is one."""
    guarded = '="' in text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [_unguard(cell) for cell in cells] if guarded else cells
    except csv.Error:
        raise RefusedError(refusals.OPEN_QUOTE) from None


def _unguard(cell: str) -> str:
    """Return the text inside a formula that only holds a text."""
    match = _GUARDED.fullmatch(cell)
    return match[1] if match else cell
