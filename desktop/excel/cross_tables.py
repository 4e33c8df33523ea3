"""Tables with a column for each day or month, turned so that each day or month is a line of its own.

Three shapes: rows of figures (GMV, 订单数 …) of one account or of several; rows of accounts with one figure,
named in the title; rows of accounts with several figures under each day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from db.imports import SheetKind
from db.values import FIGURES, Kind, Raw, is_missing
from desktop.excel.book import RawSheet, Rows
from desktop.excel.data_rows import Merged, Row
from desktop.excel.header_finding import asking_headers, known_headers, named
from desktop.excel.header_words import fold, is_closing, spellings, text_of
from desktop.excel.time_columns import TimeColumns, at_month_ends, is_weekdays, time_columns
from desktop.excel.titles import read_titles

ORIGIN = "原位置"
"""Header of the column that says where a turned line stood; the import passes over it."""
_ONLY = {"baselines": "value_text", "refunds": "refund_by_refund_date", "followers": "followers"}
"""Kinds whose lines hold one figure, and its column: it need not be named."""
_LEAST = 2
"""Rows that must be headed by figures the kind knows."""
_SHARE = 0.4
_TRIED = 60
"""Lines that are made to see whether a kind fits."""
_TURNED = (
    "工作表“{name}”每{unit}一列，已转成每{unit}一行读取（共{count}行）："
    "行号是转换后的，“原位置”一列是原表的行列。"
)
_AS_ONE = "工作表“{name}”没有分场，每个账号每天的数按一场直播记。"
_LEFT_OUT = "工作表“{name}”的“{columns}”是汇总列，没有读取。"


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a table is turned for a kind: the columns of the lines besides their time.

    ``heads`` is the column whose cells name figures (None when the table has them in its header or title);
    ``measure`` heads the one figure of a title.
    """

    columns: TimeColumns
    time: str
    heads: int | None = None
    measure: str = ""


def turned(
    sheet: RawSheet, kind: SheetKind, file_name: str = "", at: int | None = None, most: int | None = None
) -> tuple[RawSheet, tuple[str, ...]] | None:
    """Return a cross table as lines of a kind, and what to say of it; None when it is none for this kind.

    ``at`` is the row the user says the header stands in; ``most`` lines are made.
    """
    columns = time_columns(sheet, at)
    time = None if columns is None else _time_column(kind, monthly=columns.is_monthly)
    if columns is None or time is None:
        return None
    above = [row for row in islice(sheet.rows, columns.place) if row[0] < columns.number]
    if columns.is_monthly and kind.column(time).kind is not Kind.MONTH:
        columns = at_month_ends(columns, read_titles(above, kind, sheet.name, file_name).year)
    data = _data(sheet, columns)
    turn = _turn(sheet, kind, _Turn(columns, kind.column(time).label), data, file_name)
    if turn is None:
        return None
    texts, lines = _lines(turn, data)
    made = [(columns.number + 1 + n, line) for n, line in enumerate(islice(lines, most))]
    rows = Rows.of([*above, (columns.number, texts), *made])
    notes = [_TURNED.format(name=sheet.name, unit="月" if columns.is_monthly else "天", count=len(made))]
    if kind.name == "lives":
        notes.append(_AS_ONE.format(name=sheet.name))
    if columns.sums:
        notes.append(_LEFT_OUT.format(name=sheet.name, columns="、".join(columns.sums.values())))
    return replace(sheet, rows=rows, merged=()), tuple(notes)


def as_rows(sheet: RawSheet, kind: SheetKind) -> RawSheet:
    """Return a sheet as a kind would read it, with the first lines only: to see whether it fits."""
    found = turned(sheet, kind, most=_TRIED)
    return sheet if found is None else found[0]


def _time_column(kind: SheetKind, *, monthly: bool) -> str | None:
    """Return the kind's column of days or months; None when it has none.

    Followers of a month are those of its last day.
    """
    names = [column.name for column in kind.columns]
    wanted = (Kind.MONTH,) if monthly else (Kind.DATE, Kind.MOMENT)
    anchors = [name for each in kind.anchors for name in each]
    found = [column for column in kind.columns if column.kind in wanted]
    if monthly and not found and "followers" in names:
        return next(name for name in names if name in ("on", "followers_on"))
    if not monthly:  # 入驻日期 is a day of a person, 统计日期 that of a figure
        found = [column for column in found if column.name in (*anchors, "on", "day", "followers_on")]
    found.sort(key=lambda column: (column.kind is Kind.MOMENT, column.name not in anchors))
    return found[0].name if found else None


def _data(sheet: RawSheet, columns: TimeColumns) -> list[Row]:
    """Return the rows below the header that are no sums; words in merged cells hold for every row."""
    merged = Merged(sheet, columns.labels, columns.number + 1)
    rows = (merged.fill(row) for row in islice(sheet.rows, columns.place + 1, None))
    return [row for row in rows if not is_closing(_first(row[1])) and not is_weekdays(row[1], columns)]


def _turn(sheet: RawSheet, kind: SheetKind, turn: _Turn, data: Sequence[Row], file_name: str) -> _Turn | None:
    """Return how the table is turned; None when no figure of the kind can be told."""
    columns = turn.columns
    known, asking = known_headers(kind), asking_headers(kind)

    def is_figure(text: str) -> bool:
        _, name, names = named([text], known, asking)
        return bool(names) or (bool(name) and kind.column(name).kind in FIGURES)

    measures = {one.measure for one in columns.times.values()}
    if measures != {""}:
        return turn if any(map(is_figure, measures)) else None
    best, most = None, 0
    for at in columns.labels:
        texts = {text for _, cells in data if (text := text_of(_at(cells, at)))}
        figures = sum(map(is_figure, texts))
        if figures >= max(_LEAST, _SHARE * len(texts)) and figures > most:
            best, most = at, figures
    if best is not None:
        return replace(turn, heads=best)
    measure = _titled(sheet, kind, columns, file_name)
    return replace(turn, measure=measure) if measure else None


def _titled(sheet: RawSheet, kind: SheetKind, columns: TimeColumns, file_name: str) -> str:
    """Return the figure the corner, the title, the sheet or the file is named after; "" for none."""
    known = {fold(text) for column in kind.columns if column.kind in FIGURES for text in column.headers}
    known |= {fold(text) for text in kind.ask}
    above = [text_of(cell) for _, cells in islice(sheet.rows, columns.place) for cell in cells]
    for text in (*reversed(list(columns.labels.values())), *above, sheet.name, file_name):
        whole = fold(text)
        found = max((word for word in known if word in whole), key=len, default="")
        if found:
            bare = any(found == spelling for spelling in spellings(text))
            return text if bare else found
    only = _ONLY.get(kind.name, "")
    return kind.column(only).label if only else ""


def _lines(turn: _Turn, data: Sequence[Row]) -> tuple[list[str], Iterator[list[Raw]]]:
    """Return the header of the lines and the lines."""
    columns = turn.columns
    labels = [at for at in columns.labels if at != turn.heads]
    groups: dict[tuple[Raw, ...], list[Row]] = {}
    names = [text_of(_at(cells, turn.heads)) for _, cells in data] if turn.heads is not None else []
    repeated = len(set(filter(None, names))) < len(list(filter(None, names)))
    for row in data:
        key: tuple[Raw, ...] = (row[0],) if turn.heads is None else ()
        if turn.heads is not None and repeated:
            key = tuple(_at(row[1], at) for at in labels)
        groups.setdefault(key, []).append(row)
    if turn.heads is not None and not repeated:
        labels = []
    figures = _figure_names(turn, names)
    texts = [*(columns.labels[at] for at in labels), turn.time, *figures, ORIGIN]
    return texts, _made(turn, labels, figures, groups)


def _figure_names(turn: _Turn, names: Sequence[str]) -> list[str]:
    """Return the headers of the figures, in their order."""
    if turn.heads is not None:
        return list(dict.fromkeys(filter(None, names)))
    found = dict.fromkeys(one.measure for one in turn.columns.times.values())
    return [turn.measure] if list(found) == [""] else list(found)


def _made(
    turn: _Turn, labels: Sequence[int], figures: Sequence[str], groups: Mapping[tuple[Raw, ...], list[Row]]
) -> Iterator[list[Raw]]:
    """Yield a line for each group of rows and each time of which anything is told."""
    times: dict[str, list[int]] = {}
    for at, one in turn.columns.times.items():
        times.setdefault(one.when, []).append(at)
    for rows in groups.values():
        beside = [_at(rows[0][1], at) for at in labels]
        for when, places in times.items():
            told = _told(turn, rows, places)
            if any(not is_missing(value) for value in told.values()):
                origin = _origin(rows, places)
                yield [*beside, when, *(told.get(name, "") for name in figures), origin]


def _told(turn: _Turn, rows: Sequence[Row], places: Sequence[int]) -> dict[str, Raw]:
    """Return the figures of one line by their names."""
    told: dict[str, Raw] = {}
    for _, cells in rows:
        for at in places:
            name = turn.columns.times[at].measure or turn.measure
            if turn.heads is not None:
                name = text_of(_at(cells, turn.heads))
            if name and is_missing(told.get(name)):
                told[name] = _at(cells, at)
    return told


def _origin(rows: Sequence[Row], places: Sequence[int]) -> str:
    """Return where a line stood: 第5行C列."""
    row = f"第{rows[0][0]}行" if len(rows) == 1 else f"第{rows[0][0]}至{rows[-1][0]}行"
    return f"{row}第{places[0] + 1}列"


def _at(cells: Sequence[Raw], at: int | None) -> Raw:
    """Return a cell that may not be there."""
    return cells[at] if at is not None and at < len(cells) else ""


def _first(cells: Sequence[Raw]) -> Raw:
    """Return the first cell that holds anything."""
    return next((cell for cell in cells if cell not in ("", None)), "")
