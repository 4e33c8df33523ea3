"""The error workbook: the refused lines as they were sent, with 错误原因, to correct and import again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from db.imports import Checked, MappedSheet, Severity
from db.steps import Step, no_step
from db.values import Kind, Raw
from desktop.excel.flat_table import Cell, Look, Table, TableColumn, Written
from desktop.excel.header_words import spellings
from desktop.excel.reading import FACTORS
from desktop.excel.tables import write_tables

ROW, REASON = "原行号", "错误原因"
"""Headers added at the right end; the import passes over them."""
_TEXTS = frozenset({Kind.ID_NO, Kind.PHONE, Kind.CREDIT_CODE, Kind.TEXT, Kind.LINK})
_EXACT = 10**15


def write_error_book(path: str | Path, checked: Checked, step: Step = no_step) -> Written:
    """Write the refused lines, a sheet for each sheet that has any; raises FileTrouble, Cancelled.

    Year, day and money unit that stood in the title come along, so that the corrected file means the same.
    """
    return write_tables(path, error_tables(checked), step)


def error_tables(checked: Checked) -> list[Table]:
    """Return the refused lines with their reasons, a table for each sheet that has any."""
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in checked.problems:
        if problem.severity is Severity.ERROR:
            words = f"{problem.column}：{problem.reason}" if problem.column else problem.reason
            reasons[problem.sheet, problem.row].append(words)
    names = {sheet for sheet, _ in checked.rejected}
    return [_table(mapped, checked, reasons) for mapped in checked.sheets if mapped.sheet.name in names]


def _table(mapped: MappedSheet, checked: Checked, reasons: dict[tuple[str, int], list[str]]) -> Table:
    """Return the refused lines of one sheet as a table."""
    kept = [place for place, text in enumerate(mapped.sheet.header) if text not in (ROW, REASON)]
    columns = [_column(mapped, checked, place) for place in kept]
    texts = [column.look is Look.TEXT for column in columns]

    def rows() -> Iterator[Sequence[Cell]]:
        """Yield the refused lines with number and reasons."""
        for number, cells in mapped.sheet.rows:
            if (mapped.sheet.name, number) in checked.rejected:
                values = [cells[place] if place < len(cells) else None for place in kept]
                line = [as_text(value) if text else value for value, text in zip(values, texts, strict=True)]
                yield [*line, number, "；".join(reasons[mapped.sheet.name, number])]

    added = (TableColumn(ROW, Look.GENERAL, 8), TableColumn(REASON, Look.TEXT, 50))
    return Table([*columns, *added], rows(), name=mapped.sheet.name, title=_title(mapped), to_fill=True)


def _column(mapped: MappedSheet, checked: Checked, place: int) -> TableColumn:
    """Return a column as it was headed; money columns say the unit the title gave."""
    text = mapped.sheet.header[place]
    name = mapped.mapping.get(place)
    if not name:
        return TableColumn(text, Look.GENERAL, 14)
    column = checked.kind.column(name)
    has_own_unit = len(spellings(text)) > 1
    if column.kind is Kind.MONEY and mapped.factor != 1 and not has_own_unit:
        text = f"{text}({FACTORS[mapped.factor]})"
    look = Look.TEXT if column.kind in _TEXTS else Look.GENERAL
    return TableColumn(text, look, max(10.0, column.shown.width / 8))


def _title(mapped: MappedSheet) -> str:
    """Return the line above the header: what to do, and the year and day the sheet spoke of."""
    said = [f"{mapped.year}年" if mapped.year else "", f"截至{mapped.as_of}" if mapped.as_of else ""]
    about = "，".join(word for word in said if word)
    return f"需要更正的行（{about}）" if about else "需要更正的行"


def as_text(value: Raw) -> Raw:
    """Return a number as the text it stands for; one that lost its last digits stays visibly a number.

    A truncated ID number must not become plausible text: one in eleven would pass the checksum.
    """
    if isinstance(value, float) and abs(value) >= _EXACT:
        return f"{value:.14E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value
