"""The first rows of a file, read without the rest: what the user sees while a large file is still being read.

Runs in the limited child, as all that opens people's files. openpyxl streams a sheet, which the fast reader
cannot; its cells come near enough for a look.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.excel.refusals import broken
from desktop.excel.text_files import open_text
from desktop.excel.zip_checks import check_workbook

_WORKBOOKS = {".xlsx", ".xlsm"}
_LEAST_COLUMNS, _MOST_COLUMNS = 2, 60


def first_rows(path: Path, encoding: str, most: int) -> Iterator[Any]:
    """Yield the lines of the child's answer for the first ``most`` rows of the first sheet with a table."""
    if path.suffix.lower() in _WORKBOOKS:
        yield from _of_workbook(path, most)
        return
    text = open_text(path.read_bytes(), encoding)
    yield {"encoding": text.encoding}
    yield _about(path.stem)
    yield list(islice(text.rows, most))


def _of_workbook(path: Path, most: int) -> Iterator[Any]:
    """Yield those of a workbook."""
    from openpyxl import load_workbook  # noqa: PLC0415 - a text file needs none of it

    with broken():
        check_workbook(path)
    book = load_workbook(path, read_only=True, data_only=True)
    shown = [(sheet.title, _rows(sheet, most)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    tables = [
        each for each in shown if max((len(cells) for _, cells in each[1]), default=0) >= _LEAST_COLUMNS
    ]
    for title, rows in (tables or [each for each in shown if each[1]])[:1]:  # 填写说明 may stand first
        yield _about(title)
        yield rows


def _rows(sheet: Any, most: int) -> list[tuple[int, list[Any]]]:
    """Return the first rows of a sheet that hold anything, with their numbers."""
    rows = sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS, values_only=True)
    return [(number, filled) for number, cells in enumerate(rows, 1) if (filled := _filled(cells))]


def _filled(cells: Sequence[Any]) -> list[Any]:
    """Return the cells of a row up to the last that holds anything."""
    last = max((place for place, cell in enumerate(cells, 1) if cell is not None), default=0)
    return ["" if cell is None else cell for cell in cells[:last]]


def _about(sheet: str) -> dict[str, Any]:
    """Return the line about a sheet of which no more is known."""
    nothing: dict[str, Any] = {"rows": 0, "merged": [], "hidden": False, "hidden_rows": 0}
    return {"sheet": sheet, "hidden_columns": [], "is_uncalculated": False, **nothing}
