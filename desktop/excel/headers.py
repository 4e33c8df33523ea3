"""Find the header of a sheet as people make them, and say which column is which.

Above it may stand titles, “单位：万元”, other lines; it may have two rows (联系方式 | 手机); below it may
stand a line that explains. What cannot be told is asked, never guessed: 销售额, 场观, 成交量 …
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from db.imports import MappedSheet, Sheet, SheetKind
from db.values import Kind, Raw
from desktop.excel.book import RawSheet
from desktop.excel.data_rows import DataRows, Merged, Row
from desktop.excel.header_finding import LOOKED_AT, Header, Memory, as_said, find_header
from desktop.excel.header_words import (
    as_of_in,
    closing_or,
    fold,
    is_closing,
    is_guide,
    money_factor,
    month_end_in,
    text_of,
    year_in,
)
from desktop.excel.reading import AS_FOUND, Reading

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


def map_sheet(
    sheet: RawSheet,
    kind: SheetKind,
    memory: Memory | None = None,
    file_name: str = "",
    reading: Reading = AS_FOUND,
) -> Found | None:
    """Return the sheet with its columns named, or None when it holds no table of this kind.

    ``file_name`` may give the year for dates written without one, and the month followers were counted in;
    ``reading`` is what the user decided on header row and unit.
    """
    header = find_header(sheet, kind, reading.header_row)
    if header is None:
        return None
    if memory and (said := memory(header.texts)):
        header = as_said(header, said)
    above = [row for row in islice(sheet.rows, LOOKED_AT) if row[0] < header.row]
    written = next((found for cell in _cells(above) if (found := money_factor(cell))), 1)
    factor = written if reading.factor is None else reading.factor
    rows = _data(sheet, kind, header)
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


def _data(sheet: RawSheet, kind: SheetKind, header: Header) -> DataRows:
    """Return the rows of data; words in merged cells hold for every row they cover."""
    columns = [
        place for place, name in header.mapping.items() if name and kind.column(name).kind not in _FIGURES
    ]
    return DataRows(
        sheet.rows, header.start, _not_data(sheet, header), Merged(sheet, columns, header.row + 1)
    )


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
