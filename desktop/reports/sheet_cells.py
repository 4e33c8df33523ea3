"""How a cell of a table stands in a sheet: its number, its format, its formula; words stay words."""

from decimal import Decimal
from unicodedata import east_asian_width

from desktop.reports.document import Amount, Derived, How

LONGEST = 2000
"""Characters of one cell that are written; a report has none as long."""
_SHORT = 200
_GUARD = 9
"""Decimals a difference is rounded to first: 100.05 − 100 is 0.04999… in a sheet, and shall round to 0.1."""


def number(amount: Amount) -> Decimal | float:
    """Return the number a sheet holds: with all its digits where they are known."""
    return amount.value if amount.exact is None else float(amount.exact)


def number_format(cell: Amount | Derived) -> str:
    """Return the number format that shows a number as it is printed, with its plus and the mark behind it."""
    mark = ""
    if isinstance(cell, Derived):
        places, signed = cell.places, cell.how is How.DIFFERENCE
    else:
        places, signed = -int(cell.value.as_tuple().exponent), cell.text.startswith("+")
        mark = cell.text.lstrip("+-−0123456789,.")
    decimals = "." + "0" * places if places else ""
    behind = f'"{mark}"' if mark and '"' not in mark else ""
    plain_format, zero = f"#,##0{decimals}{behind}", f"0{decimals}{behind}"
    return f"+{plain_format};-{plain_format};{zero}" if signed else plain_format


def words_format(text: str) -> str:
    """Return the format of words: digits in them stay. Old Excel shows long ones in it as ####."""
    return "@" if len(text) <= _SHORT else "General"


def formula(cell: Derived, row: int) -> str:
    """Return the formula of a derived cell; it gives the number of the print, or its mark."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded only when a workbook is written

    now, before = (f"{get_column_letter(column + 1)}{row}" for column in (cell.now, cell.before))
    if cell.how is How.DIFFERENCE:
        counted = f"ROUND(ROUND({now}-{before},{_GUARD}),{cell.places})"
    else:
        rate = f"ROUND(ROUND(({now}-{before})/{before}*100,{_GUARD}),{cell.places})"
        counted = f'IF({before}=0,"—",IF({before}<0,"不可比",{rate}))'
    return f'=IF(COUNT({now},{before})<2,"…",{counted})'


def plain(text: str) -> str:
    """Return a text as a sheet can hold it: no control signs, no half characters, not endless."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - loaded only when a workbook is written

    return str(ILLEGAL_CHARACTERS_RE.sub("", text[:LONGEST].encode("utf-8", "replace").decode()))


def width(text: str) -> int:
    """Return the width of a text in half-width characters, as column widths are counted."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
