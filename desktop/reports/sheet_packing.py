"""Pack a workbook into the bytes of a file: with the rows of its ledgers, and always the same bytes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.reports.document import Derived
from desktop.reports.sheet_rows import Rows, cached

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"')


@dataclass(slots=True)
class Extra:
    """What openpyxl writes none of: the values its formulas have now, and the rows of a ledger."""

    derived: dict[str, Derived] = field(default_factory=dict)
    rows: Rows | None = None
    area: str = ""


def pack(workbook: "Workbook", on: date, extras: Sequence[Extra]) -> bytes:
    """Return the file; the same workbook gives the same bytes, whenever it is written."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - loaded by now

    first, second = BytesIO(), BytesIO()
    workbook.save(first)  # notes the moment of saving as the date of change
    workbook.properties.modified = workbook.properties.created
    dated = {"docProps/core.xml": tostring(workbook.properties.to_tree())}
    stamp = (max(on.year, 1980), on.month, on.day, 0, 0, 0)
    sheets = {f"xl/worksheets/sheet{number}.xml": extra for number, extra in enumerate(extras, 1)}
    with ZipFile(first) as packed, ZipFile(second, "w", ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            content = dated.get(name) or packed.read(name)
            with again.open(entry, "w") as file:
                for part in _parts(name, content, sheets):
                    copyfileobj(BytesIO(part) if isinstance(part, bytes) else part, file)
    return second.getvalue()


def _parts(name: str, content: bytes, sheets: Mapping[str, Extra]) -> Iterator[bytes | IO[bytes]]:
    """Yield what an entry of the file is made of."""
    extra = sheets.get(name)
    if extra is None:
        yield content
        return
    text = _FORMULA.sub(partial(_with_value, extra.derived), content.decode())
    if extra.rows is None:
        yield text.encode()
        return
    text = _DIMENSION.sub(f'<dimension ref="{extra.area}"', text, count=1)
    below = text.find(f'<row r="{extra.rows.last + 1}"')
    place = below if below > 0 else text.index("</sheetData>")
    yield text[:place].encode()
    with extra.rows.xml as ledger:
        ledger.seek(0)
        yield ledger
    yield text[place:].encode()


def _with_value(derived: Mapping[str, Derived], found: re.Match[str]) -> str:
    """Return the cell of a formula with the value it has now."""
    at, style, formula = found.groups()
    kind, value = cached(derived[at])
    return f'<c r="{at}"{style}{kind}><f>{formula}</f><v>{value}</v></c>'
