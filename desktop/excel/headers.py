"""Find the header of a sheet as people make them, and say which column is which.

Above it may stand titles, “单位：万元”, other lines; it may have two rows (联系方式 | 手机); below it may
stand a line that explains. What cannot be told is asked, never guessed: 销售额, 场观, 成交量 …
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from db.imports import IGNORED, MappedSheet, Sheet, SheetKind
from db.values import FIGURES
from desktop.excel.book import RawSheet
from desktop.excel.closing_rows import Closing, closings, guides
from desktop.excel.cross_tables import ORIGIN, turned
from desktop.excel.data_rows import DataRows, Merged
from desktop.excel.header_finding import LOOKED_AT, Header, Memory, as_said, find_header, known_headers
from desktop.excel.header_words import fold
from desktop.excel.reading import AS_FOUND, Reading, unit_words
from desktop.excel.titles import Titles, read_titles

_LETTERS = 8
_LEAST = 3
"""Cells that make a row above the header worth a remark."""
AMBIGUOUS = "含义不明确（{}），没有计入，请确认后再导入"


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet whose header was found.

    ``row`` is the header's row number; ``asked`` names columns (by place) whose meaning only the user knows,
    with the column names they may stand for; ``notes`` are sentences for the user; ``sums`` are the rows that
    give sums, which are no data; ``is_session`` when it is a workbook about one broadcast, put into one line.
    """

    mapped: MappedSheet
    row: int
    asked: Mapping[int, tuple[str, ...]]
    notes: tuple[str, ...]
    is_uncalculated: bool
    sums: tuple[Closing, ...] = ()
    is_session: bool = False


def map_sheet(
    sheet: RawSheet,
    kind: SheetKind,
    memory: Memory | None = None,
    file_name: str = "",
    reading: Reading = AS_FOUND,
) -> Found | None:
    """Return the sheet with its columns named, or None when it holds no table of this kind.

    ``file_name`` may give the year for dates written without one, and the month followers were counted in;
    ``reading`` is what the user decided on header row, unit, year and values for every line.
    """
    header = find_header(sheet, kind, reading.header_row)
    sheet, header, notes = _best(sheet, kind, header, file_name, reading)
    if header is None:
        return None
    above = [row for row in islice(sheet.rows, LOOKED_AT) if row[0] < header.row]
    titles = read_titles(above, kind, sheet.name, file_name)
    given = {
        name: text
        for name, text in {**titles.given, **_by_name(kind, reading.given)}.items()
        if text and name not in header.mapping.values()
    }
    written = titles.factor or 1
    titles = replace(titles, factor=written if reading.factor is None else reading.factor, given=given)
    titles = replace(titles, year=reading.year or titles.year)
    closing = list(closings(sheet, header))
    data = _data(sheet, kind, header, closing, tuple(given.values()))
    header = _with_given(header, kind, given)
    if memory and (said := memory(header.texts)):
        header = as_said(header, said)
    return Found(
        _mapped(sheet, header, data, titles),
        header.row,
        header.asked,
        (*notes, *_notes(sheet, kind, header, titles)),
        sheet.is_uncalculated,
        tuple(one for one in closing if one.is_sum),
    )


def _by_name(kind: SheetKind, given: Mapping[str, str]) -> dict[str, str]:
    """Return what the user gave for every line by column name, as far as the kind has such columns."""
    names, known = {column.name for column in kind.columns}, known_headers(kind)
    found = {word if word in names else known.get(fold(word), ""): text for word, text in given.items()}
    return {name: text for name, text in found.items() if name}


def _best(
    sheet: RawSheet, kind: SheetKind, header: Header | None, file_name: str, reading: Reading
) -> tuple[RawSheet, Header | None, tuple[str, ...]]:
    """Return the sheet as it stands or, when more of it is understood so, turned; its header; what to say."""
    found = turned(sheet, kind, file_name, reading.header_row)
    if found is None:
        return sheet, header, ()
    other = find_header(found[0], kind, reading.header_row)
    if other is None or (header is not None and header.known >= other.known):
        return sheet, header, ()
    place = other.texts.index(ORIGIN)
    return found[0], replace(other, mapping={**other.mapping, place: IGNORED}), found[1]


def _mapped(sheet: RawSheet, header: Header, rows: DataRows, titles: Titles) -> MappedSheet:
    """Return the sheet as it is handed over."""
    return MappedSheet(
        Sheet(sheet.name, header.texts, rows),
        header.mapping,
        titles.factor or 1,
        titles.year,
        titles.as_of,
        titles.month_end,
        titles.texts,
    )


def _data(
    sheet: RawSheet, kind: SheetKind, header: Header, closing: Sequence[Closing], given: tuple[str, ...]
) -> DataRows:
    """Return the rows of data; words in merged cells hold for every row they cover, figures do not."""
    words = [
        place for place, name in header.mapping.items() if name and kind.column(name).kind not in FIGURES
    ]
    left_out = guides(sheet, header) | {one.place for one in closing}
    merged = Merged(sheet, words, header.row + 1)
    return DataRows(sheet.rows, header.start, left_out, merged, (len(header.texts), given))


def _with_given(header: Header, kind: SheetKind, given: Mapping[str, str]) -> Header:
    """Return the header with a column at the right end for each value that holds for every line."""
    if not given:
        return header
    width = len(header.texts)
    texts = (*header.texts, *(kind.column(name).label for name in given))
    mapping = {**header.mapping, **{width + place: name for place, name in enumerate(given)}}
    return replace(header, texts=texts, mapping=mapping)


def meanings(kind: SheetKind, names: Sequence[str]) -> str:
    """Return what a header may stand for, by the labels of the columns."""
    return "、".join(kind.column(name).label for name in names)


def _notes(sheet: RawSheet, kind: SheetKind, header: Header, titles: Titles) -> Iterator[str]:
    """Yield what the user should know of a sheet before it is taken in."""
    name = f"工作表“{sheet.name}”"
    if titles.factor is not None and titles.factor != 1:
        yield f"{name}写明了金额单位，没有另写单位的金额按“{unit_words(titles.factor)}”读取，请核对。"
    if titles.given:
        said = "、".join(f"{kind.column(column).label}：{text}" for column, text in titles.given.items())
        yield f"{name}每一行都按“{said}”读取。"
    for column, names in header.asked.items():
        words = meanings(kind, names)
        yield f"{name}的“{header.texts[column]}”{AMBIGUOUS.format(words)}。"
    for text in header.doubled:
        yield f"{name}有两列都是“{text}”的意思，以前一列为准，前一列空着才用后一列。"
    yield from _hidden(sheet)
    if over := _over(sheet, header):
        yield (
            f"{name}的表头在第{header.row}行，上面第{over}行像是数据，没有读取；"
            "如果是另一张表，请放到单独的工作表里。"
        )
    end = titles.month_end
    if end and titles.as_of is None and "followers" in header.mapping.values() and end <= date.today():
        yield f"{name}没有统计日期，粉丝数按{end.year}年{end.month}月末记，那天已有的不改。"


def _over(sheet: RawSheet, header: Header) -> int | None:
    """Return the row above the header that may be of another table: cells with figures, without colons."""
    upper = 2 if header.composed else 1
    for number, cells in islice(sheet.rows, max(0, header.start - upper)):
        texts = [str(cell) for cell in cells if cell not in ("", None)]
        plain = [text for text in texts if ":" not in text[:12] and "：" not in text]
        if len(plain) >= _LEAST and sum(any(map(str.isdigit, text)) for text in plain) >= _LEAST - 1:
            return number
    return None


def _hidden(sheet: RawSheet) -> Iterator[str]:
    """Yield what is hidden of a sheet; it is read all the same."""
    name = f"工作表“{sheet.name}”"
    if sheet.hidden:
        yield f"{name}是隐藏的，也一并读取。"
    if sheet.hidden_rows:
        yield f"{name}有{sheet.hidden_rows}个隐藏行，也一并读取。"
    if sheet.hidden_columns:
        some = "、".join(sheet.hidden_columns[:_LETTERS])
        more = f"等{len(sheet.hidden_columns)}列" if len(sheet.hidden_columns) > _LETTERS else "列"
        yield f"{name}有隐藏列（{some}{more}），也一并读取。"
