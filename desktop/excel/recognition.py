"""Which kind of data a workbook holds, told from its headers among all kinds the program knows."""

from collections.abc import Callable

from db.errors import FileTrouble
from db.intake import KINDS, TITLES
from desktop.excel.book import Book, RawSheet
from desktop.excel.header_words import fold
from desktop.excel.headers import Header, Memory, find_header

_FIRST = ("streamers", "lives")
"""Kinds that are meant when another one fits no better: nearly every file is of these."""
_LEAST, _SHARE = 3, 0.6
"""Columns, and part of all, a sheet must share with a kind to be taken for one by the way."""
_NOTHING = "没有认出这是哪类数据：请在“数据类型”里选择，或按导入模板整理后再导入。可导入的有：{}。"
_UNDECIDED = "分不清这是{}，请在“数据类型”里选择。"
Rank = tuple[bool, int, int]
"""Was its header answered for before; how many columns are understood; how many are headed as we would."""


def recognise(book: Book, memory_of: Callable[[str], Memory]) -> str:
    """Return the kind that understands most of a workbook; FileTrouble when none does or two do alike."""
    ranks = {name: rank for name in KINDS if (rank := _rank(book, name, memory_of(name)))[1]}
    if not ranks:
        raise FileTrouble(_NOTHING.format("、".join(TITLES.values())))
    most = max(rank[:2] for rank in ranks.values())
    alike = [name for name, rank in ranks.items() if rank[:2] == most]
    if first := next((name for name in _FIRST if name in alike), None):
        return first
    best = max(ranks[name] for name in alike)
    alike = [name for name in alike if ranks[name] == best]
    if len(alike) > 1:
        raise FileTrouble(_UNDECIDED.format("还是".join(TITLES[name] for name in alike)))
    return alike[0]


def likely(sheet: RawSheet) -> str:
    """Return the title of the kind that understands most columns of a sheet; "" for none that fits."""
    headers = {name: header for name in KINDS if (header := find_header(sheet, KINDS[name])) is not None}
    name = max(headers, key=lambda name: len(headers[name].mapping), default="")
    if not name:
        return ""
    filled = sum(map(bool, headers[name].texts))
    return TITLES[name] if len(headers[name].mapping) >= max(_LEAST, filled * _SHARE) else ""


def _rank(book: Book, name: str, memory: Memory) -> Rank:
    """Return how well a kind fits a workbook."""
    headers = [header for raw in book.sheets if (header := find_header(raw, KINDS[name])) is not None]
    return (
        any(memory(header.texts) for header in headers),
        sum(len(header.mapping) for header in headers),
        sum(_own_words(name, header) for header in headers),
    )


def _own_words(name: str, header: Header) -> int:
    """Return how many columns are headed by the very words of the template."""
    labels = {column.name: fold(column.label) for column in KINDS[name].columns}
    return sum(fold(header.texts[place]) == labels[column] for place, column in header.mapping.items())
