"""Workbooks about one broadcast: what its sheets tell (基本信息, 转化漏斗, 互动&售后 …) becomes one line.

Platforms let a broadcast be saved so, from the page of that one broadcast. Each sheet has a header and one
line, or labels with their values beside them; of a table by channels the line 整体 holds for the broadcast.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.errors import BadValue
from db.imports import SheetKind
from db.values import Raw, is_missing
from db.values.dates import read_moment
from desktop.excel.book import Book, RawSheet, Rows
from desktop.excel.header_finding import known_headers, named
from desktop.excel.header_words import fold, text_of

Named = Callable[[str], str]
"""Gives the column a header names, "" for none."""
KIND = "lives"
"""What such a workbook holds."""
_BASIC = re.compile(r"基本信息|直播信息|场次信息|整场数据|直播概况|直播概览|核心数据|单场")
"""What the sheet that tells the time is called."""
_WHOLE = frozenset({"整体", "全部", "合计", "总计", "汇总"})
_FILE = re.compile(r"整场数据下载_.*[(（](?P<name>.+?)_20\d\d-\d\d-\d\d[ _]\d\d-\d\d-\d\d[)）]")
"""Name of such a file: 直播间详情页_整场数据下载_2026-09-09_15-40-44(昵称_2026-09-08_00-00-46)."""
_WHOSE = ("account_no", "nickname")
_LEAST_PAIRS, _LEAST_ROWS = 4, 3
_MOST_ROWS = 80
"""Rows of a sheet of labels with values beside them."""
_TOP = 5
JOINED = "已并入“{}”，作为一场直播的数据读取。"
DETAILS = "是一场直播里的明细，没有读取。"
_NOTE = "“{name}”是一场直播的数据，{count}个工作表并成一行读取。"


@dataclass(frozen=True, slots=True)
class SessionBook:
    """One broadcast: ``sheet`` has its line, in place of the sheet ``stands_for``; ``parts`` were used."""

    sheet: RawSheet
    stands_for: str
    parts: frozenset[str]
    note: str


def session_book(book: Book, kind: SheetKind, others: Collection[str]) -> SessionBook | None:
    """Return a workbook as one line of live results; None when it is not about one broadcast.

    ``others`` are sheets that hold something else.
    """
    known = known_headers(kind)

    def column(text: str) -> str:
        return named([text], known, {})[1]

    sheets = [raw for raw in book.sheets if raw.name not in others]
    told = {raw.name: facts for raw in sheets if (facts := _facts(raw, column))}
    basic = _basic(book, told, column)
    if basic is None:
        return None
    line: dict[str, Raw] = {}
    columns: set[str] = set()
    for facts in (told[basic.name], *(facts for name, facts in told.items() if name != basic.name)):
        for text, value in facts.items():
            name = column(text)
            if text not in line and (not name or name not in columns):
                line[text] = value
                columns.add(name)
    if not columns.intersection(_WHOSE) and (file := _FILE.search(book.path.stem)):
        line |= {"平台": "抖音", "账号昵称": file["name"]}
    rows = Rows.of([(1, list(line)), (2, list(line.values()))])
    uncalculated = any(raw.is_uncalculated for raw in book.sheets if raw.name in told)
    sheet = RawSheet(book.path.stem, rows=rows, is_uncalculated=uncalculated)
    note = _NOTE.format(name=book.path.stem, count=len(told))
    return SessionBook(sheet, basic.name, frozenset(told), note)


def _basic(book: Book, told: Mapping[str, Mapping[str, Raw]], column: Named) -> RawSheet | None:
    """Return the sheet that tells when the broadcast was; None when there is none, or it may be a list."""
    for raw in book.sheets:
        facts = told.get(raw.name, {})
        if not any(column(text) == "start_at" and _is_moment(value) for text, value in facts.items()):
            continue
        if _BASIC.search(raw.name) or _BASIC.search(book.path.stem) or _is_pairs(raw, column):
            return raw
    return None


def _facts(raw: RawSheet, column: Named) -> dict[str, Raw]:
    """Return what a sheet tells of the whole broadcast, by header; {} when it is a list of other things."""
    if _is_pairs(raw, column):
        return dict(_pairs(raw.rows))
    rows = raw.rows[: _MOST_ROWS + _TOP]
    for place, (_, cells) in enumerate(rows[:_TOP]):
        texts = [text_of(cell) for cell in cells]
        if not any(map(column, texts)):
            continue
        lines = [row for _, row in rows[place + 1 :]]
        if len(lines) > 1:
            lines = [row for row in lines if row and fold(text_of(row[0])) in _WHOLE][:1]
        values = dict(zip(texts, lines[0], strict=False)) if lines else {}
        return {text: value for text, value in values.items() if text and fold(text_of(value)) not in _WHOLE}
    return {}


def _is_moment(value: Raw) -> bool:
    """Tell whether a value is a day and time: a sheet that explains columns has labels and sentences."""
    try:
        read_moment(value, date.today().year)
    except BadValue:
        return False
    return not is_missing(value)


def _is_pairs(raw: RawSheet, column: Named) -> bool:
    """Tell whether a sheet holds labels with their values beside them."""
    if not 1 < len(raw.rows) <= _MOST_ROWS:
        return False
    known = [
        (number, text)
        for number, cells in raw.rows
        for text, value in _pairs([(number, cells)])
        if column(text) and not column(text_of(value))
    ]
    return len(known) >= _LEAST_PAIRS and len({number for number, _ in known}) >= _LEAST_ROWS


def _pairs(rows: Sequence[tuple[int, Sequence[Raw]]]) -> Iterator[tuple[str, Raw]]:
    """Yield labels with the values beside them, one or several pairs in a row."""
    for _, cells in rows:
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if text := text_of(label).rstrip(":："):
                yield text, value
