"""Rows below a header that are no data: how to fill in the table, sums, signatures, the header once more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.values import Raw
from desktop.excel.book import RawSheet
from desktop.excel.header_finding import Header
from desktop.excel.header_words import closing_or, fold, is_closing, is_guide, is_only_sum, sum_words, text_of

_GUIDES = 3
"""Rows below the header that may explain how to fill in the table."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A row that closes a table or a part of it; ``words`` begin it, ``is_sum`` when it sums up."""

    place: int
    number: int
    cells: Sequence[Raw]
    words: str
    is_sum: bool


def guides(sheet: RawSheet, header: Header) -> set[int]:
    """Return the places of rows right below the header that tell people how to fill in the table."""
    last = min(header.start + _GUIDES, len(sheet.rows))
    return {place for place in range(header.start, last) if is_guide(sheet.rows[place][1])}


def closings(sheet: RawSheet, header: Header) -> Iterator[Closing]:
    """Yield the rows that sum up, sign or repeat the header, from the top."""
    again = [fold(text) for text in header.texts]
    begin = next(filter(None, again), "")
    for place, (number, cells) in sheet.rows.containing(closing_or(header.texts)):
        if place < header.start:
            continue
        first = next((cell for cell in cells if cell not in ("", None)), "")
        words = first if is_closing(first) else _sum_after_numbers(cells)
        begins_again = fold(text_of(first)) == begin  # comparing every cell of every row would take longer
        if words or (begins_again and [fold(text_of(cell)) for cell in cells] == again):
            told = text_of(words)
            yield Closing(place, number, cells, told, sum_words(told))


def _sum_after_numbers(cells: Sequence[Raw]) -> Raw:
    """Return the first text of a row when it is 合计 and nothing but numbers stand before it: they count."""
    first = next((cell for cell in cells if isinstance(cell, str) and cell), "")
    return first if is_only_sum(first) else ""
