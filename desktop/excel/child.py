"""The limited child process that opens a file someone sent, so that the program itself never does.

It gets one path, reads workbook or text, and writes JSON lines to stdout, in this order:
``{"note": …}``, ``{"sheet": name, …}`` (see ``_sheet``), lists of ``[row number, [cells]]`` of it, and
at last ``{"end": true}`` or ``{"refused": sentence}``. Without a last line the process died. A line of rows
begins with their number and a blank. Numbers are floats, as in the file, and text stays text; a date is
``{"d": …}``, a moment ``{"m": …}``, a time of day ``{"t": …}``, a duration ``{"s": seconds}``.

Its limits are those of ``desktop.excel.limits``. Imports the standard library and readers of workbooks only.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from desktop.excel.first_rows import first_rows
from desktop.excel.limits import limit
from desktop.excel.refusals import PASSWORD, TOO_COMPLEX, TOO_MANY, UNREADABLE, RefusedError, broken
from desktop.excel.text_files import Text, open_text
from desktop.excel.zip_checks import Workbook, check_workbook

CHUNK = 500
"""Rows in one line of the answer."""
MOST_ROWS = 300_000
MOST_COLUMNS = 300
MOST_MERGES = 20_000
LONGEST_CELL = 32_767
"""Characters of a cell, Excel's own limit."""
_LONG_LINE = 1 << 20
_DAY, _MOMENT = '{"d":', '{"m":'


def main(path: str, seconds: str, encoding: str, most: str) -> None:
    """Answer for one file; ``seconds`` of processor time are allowed, ``encoding`` is that of a text.

    ``most``: only so many rows, of the first sheet.
    """
    try:
        limit(int(seconds))
        for line in first_rows(Path(path), encoding, int(most)) if most else read(Path(path), encoding):
            _send(line)
        _send({"end": True})
    except RefusedError as refused:
        _send({"refused": str(refused)})
    except MemoryError:
        _send({"refused": TOO_COMPLEX})
    except Exception:  # noqa: BLE001 - the border of the process: a crafted file may raise anything
        _send({"refused": UNREADABLE})


def read(path: Path, encoding: str = "") -> Iterator[Any]:
    """Yield the lines of the answer for one file; raises RefusedError."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        yield from _workbook(path)
    else:
        text = open_text(path.read_bytes(), encoding)
        yield from _text(path.stem, text)


def _text(name: str, text: Text) -> Iterator[Any]:
    """Yield the one sheet of a text file."""
    yield {"encoding": text.encoding}
    for note in text.notes:
        yield {"note": note}
    yield {
        "sheet": name,
        "hidden": False,
        "rows": text.lines,
        "merged": [],
        "hidden_rows": 0,
        "hidden_columns": [],
        "is_uncalculated": False,
    }
    yield from _chunks(text.rows)


def _workbook(path: Path) -> Iterator[Any]:
    """Yield notes and sheets of a workbook."""
    from python_calamine import (  # noqa: PLC0415 - a text file needs none of it
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    with broken():
        checked = check_workbook(path)
    for note in checked.notes:
        yield {"note": note}
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        raise RefusedError(PASSWORD) from None
    for index, meta in enumerate(book.sheets_metadata):
        if meta.typ == SheetTypeEnum.WorkSheet:
            hidden = meta.visible != SheetVisibleEnum.Visible
            yield from _sheet(book.get_sheet_by_index(index), checked, hidden=hidden)


def _sheet(sheet: Any, checked: Workbook, *, hidden: bool) -> Iterator[Any]:
    """Yield one worksheet: the line about it, then its rows that are not empty."""
    left = sheet.start[1] if sheet.start else 0
    merged = sheet.merged_cell_ranges or []
    if len(merged) > MOST_MERGES:
        raise RefusedError(TOO_MANY.format(f"工作表“{sheet.name}”的合并单元格太多"))
    yield {
        "sheet": sheet.name,
        "hidden": hidden,
        "rows": sheet.total_height,
        "merged": [
            [top + 1, first - left, bottom + 1, last - left] for (top, first), (bottom, last) in merged
        ],
        "hidden_rows": checked.hidden.get(sheet.name, 0),
        "hidden_columns": [
            _letters(place)
            for place in checked.hidden_columns.get(sheet.name, ())
            if left <= place < left + min(sheet.width, MOST_COLUMNS)
        ],
        "is_uncalculated": sheet.name in checked.uncalculated,
    }
    if sheet.width > MOST_COLUMNS:
        yield {"note": f"工作表“{sheet.name}”超过{MOST_COLUMNS}列，后面的列没有读取。"}
    if sheet.start:
        yield from _chunks(enumerate(sheet.iter_rows(), 1))


def _letters(place: int) -> str:
    """Return what spreadsheets call a column: A, Z, AA."""
    place += 1
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _chunks(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[list[Any]]:
    """Yield the rows with content, some hundred at a time."""
    chunk: list[Any] = []
    taken = 0
    for number, cells in rows:
        if cells.count("") == len(cells):
            continue
        taken += 1
        if taken > MOST_ROWS:
            raise RefusedError(TOO_MANY.format(f"表格超过{MOST_ROWS // 10_000}万行"))
        chunk.append((number, cells[:MOST_COLUMNS]))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def tag(cell: object) -> dict[str, str | float]:
    """Return what JSON has no word for."""
    if isinstance(cell, datetime):
        return {"m": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"s": cell.total_seconds()}
    raise TypeError(type(cell))


def _send(line: Any) -> None:
    """Write one line of the answer; cells longer than Excel allows are cut."""
    text = encode(line)
    if isinstance(line, list):
        if _DAY in text and _MOMENT in text:
            _even_out(line)
            text = encode(line)
        if len(text) > _LONG_LINE:
            text = encode([(number, [_cut(cell) for cell in cells]) for number, cells in line])
        text = f"{len(line)} {text}"
    sys.stdout.buffer.write(text.encode(errors="replace") + b"\n")
    sys.stdout.buffer.flush()


def encode(line: Any) -> str:
    """Return one line of the answer as JSON; what JSON has no word for as said above."""
    return json.dumps(line, ensure_ascii=False, default=tag, separators=(",", ":"))


def _even_out(rows: list[tuple[int, list[Any]]]) -> None:
    """Make midnight a moment in columns of moments: the parser takes a moment without hours for a day."""
    columns = {place for _, cells in rows for place, cell in enumerate(cells) if type(cell) is datetime}
    for _, cells in rows:
        for place in columns:
            if place < len(cells) and type(cells[place]) is date:
                cells[place] = datetime.combine(cells[place], time())


def _cut(cell: Any) -> Any:
    """Cut a text at Excel's own limit."""
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell
