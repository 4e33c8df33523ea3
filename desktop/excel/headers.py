"""Find the header of a sheet as people make them, and say which column is which.

Above it may stand titles, “单位：万元”, other lines; it may have two rows (联系方式 | 手机); below it may
stand a line that explains. What cannot be told is asked, never guessed: 销售额, 场观, 成交量 …
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from db.imports import MappedSheet, Sheet, SheetKind
from db.values import Kind, Raw
from desktop.excel.book import RawSheet
from desktop.excel.data_rows import DataRows, Merged, Row, across
from desktop.excel.header_words import (
    as_of_in,
    closing_or,
    fold,
    is_closing,
    is_guide,
    money_factor,
    month_end_in,
    spellings,
    text_of,
    year_in,
)

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
_GUIDES = 3
"""Rows below the header that may explain how to fill in the table."""
_FIGURES = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.CREDIT})
AMBIGUOUS = "含义不明确（{}），没有计入，请确认后再导入"


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet whose header was found.

    ``row`` is the header's row number; ``asked`` names columns (by place) whose meaning only the user knows,
    with the column names they may stand for; ``notes`` are sentences for the user.
    """

    mapped: MappedSheet
    row: int
    asked: Mapping[int, tuple[str, ...]]
    notes: tuple[str, ...]
    is_uncalculated: bool


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


def map_sheet(
    sheet: RawSheet, kind: SheetKind, memory: Memory | None = None, file_name: str = ""
) -> Found | None:
    """Return the sheet with its columns named, or None when it holds no table of this kind.

    ``file_name`` may give the year for dates written without one, and the month followers were counted in.
    """
    header = find_header(sheet, kind)
    if header is None:
        return None
    if memory and (said := memory(header.texts)):
        header = _as_said(header, said)
    above = [row for row in islice(sheet.rows, LOOKED_AT) if row[0] < header.row]
    factor = next((found for cell in _cells(above) if (found := money_factor(cell))), 1)
    columns = [
        place for place, name in header.mapping.items() if name and kind.column(name).kind not in _FIGURES
    ]
    rows = DataRows(
        sheet.rows, header.start, _not_data(sheet, header), Merged(sheet, columns, header.row + 1)
    )
    titles = [*(text_of(cell) for cell in _cells(above)), sheet.name, file_name]
    as_of, month_end, notes = _as_of(above), _month_end(titles), _notes(sheet, kind, header, factor)
    if month_end and as_of is None and "followers" in header.mapping.values() and month_end <= date.today():
        day = f"{month_end.year}年{month_end.month}月末"
        notes += (f"工作表“{sheet.name}”没有统计日期，粉丝数按{day}记，那天已有的不改。",)
    mapped = MappedSheet(
        Sheet(sheet.name, header.texts, rows),
        header.mapping,
        factor,
        _year(titles),
        as_of,
        month_end,
        tuple(filter(None, titles)),
    )
    return Found(mapped, header.row, header.asked, notes, sheet.is_uncalculated)


def find_header(sheet: RawSheet, kind: SheetKind) -> Header | None:
    """Return the header that names most columns, one row or two; None when there is none."""
    top = [row for row in islice(sheet.rows, LOOKED_AT + 1) if row[0] <= LOOKED_AT + sheet_offset(sheet)]
    known = _known_headers(kind)
    best: Header | None = None
    for place, row in enumerate(top):
        single = [text_of(cell) for cell in row[1]]
        candidates = [_header([[text] for text in single], known, kind, (place + 1, row[0]))]
        if place + 1 < len(top):
            below = [text_of(cell) for cell in top[place + 1][1]]
            pairs = _composed([text_of(cell) for cell in across(sheet, row)], below)
            candidates.append(_header(pairs, known, kind, (place + 2, top[place + 1][0])))
        for candidate in candidates:
            if _is_header(candidate, kind) and (best is None or candidate.rank > best.rank):
                best = candidate
    return best


def sheet_offset(sheet: RawSheet) -> int:
    """Return how many rows are empty before anything is written: they do not count."""
    return sheet.rows[0][0] - 1 if len(sheet.rows) else 0


def _known_headers(kind: SheetKind) -> dict[str, str]:
    """Return folded header → column name; the first column to claim a header keeps it."""
    known: dict[str, str] = {}
    for labels in (True, False):
        for column in kind.columns:
            for text in column.headers[:1] if labels else column.headers[1:]:
                known.setdefault(fold(text), column.name)
    return known


def _header(
    options: Sequence[Sequence[str]], known: Mapping[str, str], kind: SheetKind, place: tuple[int, int]
) -> Header:
    """Name the columns; of several texts for one cell the first that is known counts, else the last."""
    asking = {fold(text): names for text, names in kind.ask.items()}
    texts: list[str] = []
    mapping: dict[int, str] = {}
    asked: dict[int, tuple[str, ...]] = {}
    doubled: list[str] = []
    for column, choices in enumerate(options):
        text, name, names = _named(choices, known, asking)
        texts.append(text)
        if names:
            asked[column] = names
        elif name:
            if name in mapping.values():
                doubled.append(text)
            mapping[column] = name
    composed = any(len(choices) > 1 for choices in options)
    return Header(tuple(texts), mapping, *place, asked, tuple(doubled), composed)


def _named(
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


def _as_said(header: Header, said: Mapping[str, str]) -> Header:
    """Return the header with the columns the user named before."""
    mapping = dict(header.mapping)
    asked = dict(header.asked)
    for column, text in enumerate(header.texts):
        if text in said:
            mapping[column] = said[text]
            asked.pop(column, None)
    return replace(header, mapping=mapping, asked=asked)


def _not_data(sheet: RawSheet, header: Header) -> set[int]:
    """Return the places of rows that are no data: explanations, sums, signatures, the header once more."""
    left_out = set()
    for place in range(header.start, min(header.start + _GUIDES, len(sheet.rows))):
        if is_guide(sheet.rows[place][1]):
            left_out.add(place)
    again = [fold(text) for text in header.texts]
    begin = next(filter(None, again), "")
    for place, (_, cells) in sheet.rows.containing(closing_or(header.texts)):
        if place < header.start:
            continue
        first = next((cell for cell in cells if cell not in ("", None)), "")
        begins_again = fold(text_of(first)) == begin  # comparing every cell of every row would take longer
        if is_closing(first) or (begins_again and [fold(text_of(cell)) for cell in cells] == again):
            left_out.add(place)
    return left_out


def meanings(kind: SheetKind, names: Sequence[str]) -> str:
    """Return what a header may stand for, by the labels of the columns."""
    return "、".join(kind.column(name).label for name in names)


def _cells(rows: Sequence[Row]) -> list[Raw]:
    """Return all cells of some rows."""
    return [cell for _, cells in rows for cell in cells]


def _year(texts: Sequence[str]) -> int | None:
    """Return the first year that title lines, sheet name or file name give."""
    return next((year for text in texts if (year := year_in(text))), None)


def _as_of(rows: Sequence[Row]) -> date | None:
    """Return the day of “截至…” above the header."""
    return next((day for cell in _cells(rows) if (day := as_of_in(cell))), None)


def _month_end(texts: Sequence[str]) -> date | None:
    """Return the end of the first month that title lines, sheet name or file name give."""
    return next((day for text in texts if (day := month_end_in(text))), None)


def _notes(sheet: RawSheet, kind: SheetKind, header: Header, factor: int) -> tuple[str, ...]:
    """Return what the user should know of a sheet before it is taken in."""
    name = f"工作表“{sheet.name}”"
    notes = []
    if factor != 1:
        notes.append(f"{name}写明了金额单位，没有另写单位的金额按“×{factor:,}元”读取，请核对。")
    for column, names in header.asked.items():
        words = meanings(kind, names)
        notes.append(f"{name}的“{header.texts[column]}”{AMBIGUOUS.format(words)}。")
    notes += [
        f"{name}有两列都是“{text}”的意思，以前一列为准，前一列空着才用后一列。" for text in header.doubled
    ]
    if sheet.hidden:
        notes.append(f"{name}是隐藏的，也一并读取。")
    if sheet.hidden_rows:
        notes.append(f"{name}有{sheet.hidden_rows}个隐藏行，也一并读取。")
    return tuple(notes)
