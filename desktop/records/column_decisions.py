"""What the user decided about the columns of one sheet: which field each stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.imports import IGNORED
from desktop.i18n import tr

if TYPE_CHECKING:
    from db.imports import SheetKind
    from desktop.excel.headers import Found

KEPT, UNDECIDED = None, "?"
"""A column kept as 附加信息, and one only the user can tell the meaning of."""


class ColumnDecisions:
    """{place of the column: field, KEPT, UNDECIDED or IGNORED}; begins with what the headers say."""

    def __init__(self, kind: SheetKind, found: Found) -> None:
        self.kind, self.found = kind, found
        self.header = found.mapped.sheet.header
        unknown = KEPT if kind.keeps_extra else IGNORED
        self.decided: dict[int, str | None] = {
            place: found.mapped.mapping.get(place, UNDECIDED if found.asked.get(place) else unknown)
            for place, text in enumerate(self.header)
            if text
        }

    @property
    def mapping(self) -> dict[int, str]:
        """{place of the column: field}; IGNORED is among them, a column not in it becomes 附加信息."""
        return {place: name for place, name in self.decided.items() if name is not None and name != UNDECIDED}

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as ends of sentences."""
        faults = [
            tr("的“{column}”含义不明，请确认").format(column=self.header[place])
            for place, name in self.decided.items()
            if name == UNDECIDED
        ]
        names = [name for name in self.mapping.values() if name != IGNORED]
        doubled = sorted({name for name in names if names.count(name) > 1})
        return faults + [
            tr("有两列都导入为“{label}”").format(label=self.kind.column(name).label) for name in doubled
        ]
