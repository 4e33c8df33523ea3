"""What the user decided on how a sheet is to be read; what he left open is found out from the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.intake.cells import UNITS

LEFT_OUT = ""
"""The kind of a sheet the user does not want."""
ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GBK / GB18030", "big5": "Big5（繁体）", "utf-16": "UTF-16"}
"""How text files may be encoded, and what people call it."""
FACTORS = {factor: f"{word}元" for factor, word in UNITS.items()}
"""What plain numbers of money are multiplied by, and how the unit is written."""


def unit_words(factor: int) -> str:
    """Return how the unit of money is written whose plain numbers are multiplied by a factor: 万元."""
    return FACTORS.get(factor, f"×{factor:,}元")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one sheet is read; None where the program finds out by itself.

    ``kind`` is a name of ``KINDS``, LEFT_OUT for a sheet that is not wanted; ``header_row`` the row of the
    header as the user counts (the lower one of two); ``factor`` what plain numbers of money are multiplied
    by; ``year`` that of days written without one; ``encoding`` how a text file is decoded; ``given`` holds
    what is true of every line and stands in no column: {column, by its name or a header: text as it would
    be written in a cell}.
    """

    kind: str | None = None
    header_row: int | None = None
    factor: int | None = None
    year: int | None = None
    encoding: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)


AS_FOUND = Reading()
"""Nothing was decided."""
Readings = Mapping[str, Reading]
"""What was decided, by the name of the sheet; a text file has one sheet, named after the file."""
