"""Pack a workbook into the bytes of a file, with the rows of its sheets, and always the same bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.reports.sheet_rows import Rows

if TYPE_CHECKING:
    from openpyxl import Workbook

_DIMENSION = re.compile(r'<dimension ref="[^"]*"')


@dataclass(frozen=True, slots=True)
class Filled:
    """The rows of a sheet, which openpyxl does not write, and the area of the whole sheet (A1:L40)."""

    rows: Rows
    area: str


def pack(workbook: "Workbook", on: date, sheets: Sequence[Filled]) -> bytes:
    """Return the file; the same workbook gives the same bytes, whenever it is written."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - loaded by now

    first, second = BytesIO(), BytesIO()
    workbook.save(first)  # notes the moment of saving as the date of change
    workbook.properties.modified = workbook.properties.created
    dated = {"docProps/core.xml": tostring(workbook.properties.to_tree())}
    stamp = (max(on.year, 1980), on.month, on.day, 0, 0, 0)
    filled = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)}
    with ZipFile(first) as packed, ZipFile(second, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            content = dated.get(name) or packed.read(name)
            with again.open(entry, "w") as file:
                for part in _parts(content, filled.get(name)):
                    copyfileobj(BytesIO(part) if isinstance(part, bytes) else part, file)
    return second.getvalue()


def _parts(content: bytes, sheet: Filled | None) -> Iterator[bytes | IO[bytes]]:
    """Yield what an entry of the file is made of; the rows of a sheet stand above what is below them."""
    if sheet is None:
        yield content
        return
    text = _DIMENSION.sub(f'<dimension ref="{sheet.area}"', content.decode(), count=1)
    below = text.find(f'<row r="{sheet.rows.last + 1}"')
    place = below if below > 0 else text.index("</sheetData>")
    yield text[:place].encode()
    sheet.rows.xml.seek(0)
    yield sheet.rows.xml
    yield text[place:].encode()
