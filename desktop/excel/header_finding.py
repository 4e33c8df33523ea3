"""Where the header of a sheet stands, and which column is which: known words count, one row or two."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from db.imports import SheetKind
from desktop.excel.book import RawSheet
from desktop.excel.data_rows import Row, across
from desktop.excel.header_words import fold, spellings, text_of

Memory = Callable[[tuple[str, ...]], Mapping[str, str]]
"""What the user once said of a header: {header text: column name, "" = leave out}; {} when never asked."""

LOOKED_AT = 20
"""Rows from the top of the sheet in which a header is looked for."""
_LEAST = 2
"""Columns a header must share with the kind."""
_SHARE = 0.3
"""Part of the filled header cells that must be known, of narrow tables."""
_ENOUGH = 4
"""Known columns that make a header however wide it is: platforms export fifty columns."""


@dataclass(frozen=True, slots=True)
class Header:
    """One candidate: its texts, which columns they name, and where the data begin (index among the rows)."""

    texts: tuple[str, ...]
    mapping: Mapping[int, str]
    start: int
    row: int
    asked: Mapping[int, tuple[str, ...]]
    doubled: tuple[str, ...]
    composed: bool

    @property
    def known(self) -> int:
        """How many columns are understood or at least known to be ambiguous."""
        return len(set(self.mapping.values())) + len(self.asked)

    @property
    def rank(self) -> tuple[int, bool]:
        """The better the higher; of two that name as much, the one of a single row."""
        return self.known, not self.composed


def find_header(sheet: RawSheet, kind: SheetKind, at: int | None = None) -> Header | None:
    """Return the header that names most columns, one row or two; None when there is none.

    ``at`` is the number of the row the user says it stands in (of two rows the lower one): then it is one,
    however little of it is understood.
    """
    if at is not None:
        return _header_at(sheet, kind, at)
    top = [row for row in islice(sheet.rows, LOOKED_AT + 1) if row[0] <= LOOKED_AT + sheet_offset(sheet)]
    known = known_headers(kind)
    best: Header | None = None
    for place in range(len(top)):
        for candidate in _candidates(sheet, kind, known, top, place):
            if _is_header(candidate, kind) and (best is None or candidate.rank > best.rank):
                best = candidate
    return best


def _header_at(sheet: RawSheet, kind: SheetKind, at: int) -> Header | None:
    """Return the header that ends in a row; None when nothing stands there."""
    top = list(takewhile(lambda row: row[0] <= at, sheet.rows))[-2:]
    if not top or top[-1][0] != at:
        return None
    before = sum(1 for _ in takewhile(lambda row: row[0] < top[0][0], sheet.rows))
    known = known_headers(kind)
    found = [each for place in range(len(top)) for each in _candidates(sheet, kind, known, top, place)]
    ending = [replace(each, start=each.start + before) for each in found if each.row == at]
    return max(ending, key=lambda each: each.rank)


def _candidates(
    sheet: RawSheet, kind: SheetKind, known: Mapping[str, str], top: Sequence[Row], place: int
) -> Iterator[Header]:
    """Yield what a row says as a header of its own, and as the upper one of two."""
    row = top[place]
    yield _header([[text_of(cell)] for cell in row[1]], known, kind, (place + 1, row[0]))
    if place + 1 < len(top):
        below = [text_of(cell) for cell in top[place + 1][1]]
        pairs = _composed([text_of(cell) for cell in across(sheet, row)], below)
        yield _header(pairs, known, kind, (place + 2, top[place + 1][0]))


def sheet_offset(sheet: RawSheet) -> int:
    """Return how many rows are empty before anything is written: they do not count."""
    return sheet.rows[0][0] - 1 if len(sheet.rows) else 0


def known_headers(kind: SheetKind) -> dict[str, str]:
    """Return folded header → column name; the first column to claim a header keeps it."""
    known: dict[str, str] = {}
    for labels in (True, False):
        for column in kind.columns:
            for text in column.headers[:1] if labels else column.headers[1:]:
                known.setdefault(fold(text), column.name)
    return known


def asking_headers(kind: SheetKind) -> dict[str, tuple[str, ...]]:
    """Return folded header → what only the user knows whether it means."""
    return {fold(text): names for text, names in kind.ask.items()}


def _header(
    options: Sequence[Sequence[str]], known: Mapping[str, str], kind: SheetKind, place: tuple[int, int]
) -> Header:
    """Name the columns; of several texts for one cell the first that is known counts, else the last."""
    asking = asking_headers(kind)
    texts: list[str] = []
    mapping: dict[int, str] = {}
    asked: dict[int, tuple[str, ...]] = {}
    doubled: list[str] = []
    for column, choices in enumerate(options):
        text, name, names = named(choices, known, asking)
        texts.append(text)
        if names:
            asked[column] = names
        elif name:
            if name in mapping.values():
                doubled.append(text)
            mapping[column] = name
    composed = any(len(choices) > 1 for choices in options)
    return Header(tuple(texts), mapping, *place, asked, tuple(doubled), composed)


def named(
    choices: Sequence[str], known: Mapping[str, str], asking: Mapping[str, tuple[str, ...]]
) -> tuple[str, str, tuple[str, ...]]:
    """Return the text chosen for a header cell, the column it names ("") and those it may name (())."""
    for text in choices:
        for spelling in spellings(text):
            if spelling in asking:
                return text, "", asking[spelling]
            if spelling in known:
                return text, known[spelling], ()
    return (choices[-1] if choices else ""), "", ()


def _composed(group: Sequence[str], below: Sequence[str]) -> list[list[str]]:
    """Return what each column of a two-row header may mean: 退款+金额, 手机 alone, 快手+粉丝 turned round.

    A group reaches to the right until another begins or nothing stands below: few people merge its cells.
    """
    pairs: list[list[str]] = []
    reaching = ""
    for column in range(max(len(group), len(below))):
        upper = group[column] if column < len(group) else ""
        lower = below[column] if column < len(below) else ""
        reaching = (upper or reaching) if lower else ""
        if upper and lower and fold(upper) != fold(lower):
            pairs.append([f"{upper}{lower}", lower, f"{lower}{upper}", f"{upper}-{lower}"])
        elif reaching and not upper:
            pairs.append([f"{reaching}{lower}", lower])
        else:
            pairs.append([lower or upper])
    return pairs


def _is_header(header: Header, kind: SheetKind) -> bool:
    """Tell whether enough of a row is understood, and what makes the kind is among it."""
    filled = sum(1 for text in header.texts if text)
    named = set(header.mapping.values())
    anchored = all(not named.isdisjoint(one) for one in kind.anchors)
    return anchored and header.known >= max(_LEAST, min(filled * _SHARE, _ENOUGH))


def as_said(header: Header, said: Mapping[str, str]) -> Header:
    """Return the header with the columns the user named before."""
    mapping = dict(header.mapping)
    asked = dict(header.asked)
    for column, text in enumerate(header.texts):
        if text in said:
            mapping[column] = said[text]
            asked.pop(column, None)
    return replace(header, mapping=mapping, asked=asked)
