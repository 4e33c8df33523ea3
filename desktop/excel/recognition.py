"""Which kind of data a workbook or a sheet holds, told from its headers among all kinds the program knows."""

from collections.abc import Callable, Iterable, Mapping

from db.intake import KINDS, TITLES
from db.values import FIGURES
from desktop.excel.book import RawSheet
from desktop.excel.cross_tables import as_rows
from desktop.excel.header_finding import Header, Memory, find_header
from desktop.excel.header_words import fold
from desktop.excel.time_columns import time_columns

MemoryOf = Callable[[str], Memory]
"""Gives what the user once said of headers of a kind."""
Fits = Mapping[str, Header]
"""The header each kind finds in a sheet, by the kind's name; kinds that find none are not in it."""

_FIRST = ("streamers", "lives")
"""Kinds that are meant when another one fits no better: nearly every file is of these."""
_LEAST, _SHARE = 3, 0.6
"""Columns, and part of all, a sheet must share with a kind to be taken for one by the way."""
_NOTHING = "没有认出这是哪类数据：请在“数据类型”里选择，或按导入模板整理后再导入。可导入的有：{}。"
_NO_KIND = "没有认出是哪类数据，已跳过。"
_UNDECIDED = "分不清这是{}，请在“数据类型”里选择。"
Rank = tuple[bool, int, int]
"""Was its header answered for before; how many columns are understood; how many are headed as we would."""


def nothing_said(_kind: str) -> Memory:
    """Stand for a user who never said anything of a header."""
    return lambda _header: {}


def fits_of(sheet: RawSheet) -> dict[str, Header]:
    """Return the header each kind finds in a sheet."""
    plain = {name: header for name in KINDS if (header := find_header(sheet, KINDS[name])) is not None}
    if time_columns(sheet) is None:
        return plain
    crossed = {name: find_header(as_rows(sheet, KINDS[name]), KINDS[name]) for name in KINDS}
    return plain | {
        name: header
        for name, header in crossed.items()
        if header is not None and (name not in plain or header.known > plain[name].known)
    }


def kind_of_book(sheets: Iterable[Fits], memory_of: MemoryOf) -> tuple[str, str]:
    """Return the kind that understands most of some sheets, and "", or "" and why none can be told."""
    sheets = list(sheets)
    ranks = {name: rank for name in KINDS if (rank := _rank(sheets, name, memory_of))[1]}
    if not ranks:
        return "", _NOTHING.format("、".join(TITLES.values()))
    most = max(rank[:2] for rank in ranks.values())
    alike = [name for name, rank in ranks.items() if rank[:2] == most]
    if "refunds" in alike and _tells_only_refunds([fits["lives"] for fits in sheets if "lives" in fits]):
        return "refunds", ""
    if first := next((name for name in _FIRST if name in alike), None):
        return first, ""
    best = max(ranks[name] for name in alike)
    alike = [name for name in alike if ranks[name] == best]
    if len(alike) > 1:
        return "", _UNDECIDED.format("还是".join(TITLES[name] for name in alike))
    return alike[0], ""


def kind_of_sheet(fits: Fits, main: str, memory_of: MemoryOf) -> tuple[str, str]:
    """Return the kind of one sheet of a workbook that is ``main`` as a whole, and "", or "" and why not.

    A sheet is of the workbook's kind unless another understands more of it, and most of it.
    """
    if not main and fits:
        return kind_of_book([fits], memory_of)
    if main in fits and memory_of(main)(fits[main].texts):
        return main, ""
    own = kind_alone(fits)
    if main in fits and (not own or _columns(fits[own]) <= _columns(fits[main])):
        return main, ""
    return own, "" if own else _NO_KIND


def likely(sheet: RawSheet) -> str:
    """Return the title of the kind that understands most columns of a sheet; "" for none that fits."""
    name = kind_alone(fits_of(sheet))
    return TITLES[name] if name else ""


def kind_alone(fits: Fits) -> str:
    """Return the kind that understands most columns of a sheet, if they are most of it; "" for none."""
    name = max(fits, key=lambda name: _columns(fits[name]), default="")
    if not name:
        return ""
    filled = sum(map(bool, fits[name].texts))
    return name if _columns(fits[name]) >= max(_LEAST, filled * _SHARE) else ""


def _tells_only_refunds(headers: Iterable[Header]) -> bool:
    """Tell whether refunds are the only figure of what may be live results: then they are those of days."""
    figures = {
        name
        for header in headers
        for name in header.mapping.values()
        if name and KINDS["lives"].column(name).kind in FIGURES
    }
    return figures == {"refund"}


def _columns(header: Header) -> int:
    """Return how many columns are understood."""
    return len(header.mapping)


def _rank(sheets: Iterable[Fits], name: str, memory_of: MemoryOf) -> Rank:
    """Return how well a kind fits a workbook."""
    headers = [fits[name] for fits in sheets if name in fits]
    if not headers:
        return False, 0, 0
    memory = memory_of(name)
    return (
        any(memory(header.texts) for header in headers),
        sum(_columns(header) for header in headers),
        sum(_own_words(name, header) for header in headers),
    )


def _own_words(name: str, header: Header) -> int:
    """Return how many columns are headed by the very words of the template."""
    labels = {column.name: fold(column.label) for column in KINDS[name].columns}
    return sum(fold(header.texts[place]) == labels[column] for place, column in header.mapping.items())
