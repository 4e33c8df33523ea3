"""What the user decided about the columns of one sheet: which field each stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.imports import IGNORED
from db.intake.columns import is_kept
from desktop.excel.header_words import fold
from desktop.excel.mapping_files import EXTRA
from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.imports import SheetKind
    from desktop.excel.headers import Found

KEPT, UNDECIDED = None, "?"
"""A column kept as 附加信息, and one only the user can tell the meaning of."""


class ColumnDecisions:
    """{place of the column: field, KEPT, UNDECIDED or IGNORED}; begins with what the headers say."""

    def __init__(self, kind: SheetKind, found: Found) -> None:
        self.kind, self.found = kind, found
        self.header = found.mapped.sheet.header
        asked, mapping = found.asked, found.mapped.mapping
        self.decided: dict[int, str | None] = {
            place: mapping.get(place, UNDECIDED if asked.get(place) else self._unknown(text))
            for place, text in enumerate(self.header)
            if text
        }

    def _unknown(self, text: str) -> str | None:
        """Return what becomes of a column without a field: kept, or left out as counters and totals are."""
        return KEPT if self.kind.keeps_extra and is_kept(fold(text)) else IGNORED

    @property
    def mapping(self) -> dict[int, str]:
        """{place of the column: field}; IGNORED is among them, a column not in it becomes 附加信息."""
        return {place: name for place, name in self.decided.items() if name is not None and name != UNDECIDED}

    @property
    def sealed(self) -> set[int]:
        """The places of columns whose values are kept sealed."""
        return {
            place
            for place, name in self.mapping.items()
            if name != IGNORED and self.kind.column(name).shown.sealed
        }

    @property
    def faults(self) -> list[str]:
        """What is still to be decided, as ends of sentences."""
        unclear = [
            tr("的“{column}”含义不明，请确认").format(column=self.header[place])
            for place, name in self.decided.items()
            if name == UNDECIDED
        ]
        return unclear + self._doubled()

    @property
    def faulty(self) -> set[int]:
        """The places of columns on which something is still to be decided."""
        doubled = self._doubled_fields()
        return {place for place, name in self.decided.items() if name == UNDECIDED or name in doubled}

    @property
    def lacking(self) -> list[str]:
        """Which columns a sheet of this kind usually has and this one has not, as ends of sentences."""
        names = set(self.mapping.values())
        return [
            tr("没有“{labels}”列").format(labels="”或“".join(self.kind.column(name).label for name in anchor))
            for anchor in self.kind.anchors
            if names.isdisjoint(anchor)
        ]

    def take(self, known: Mapping[int, str]) -> None:
        """Decide on several columns at once; EXTRA keeps one as 附加信息, where the kind has room for it."""
        for place, name in known.items():
            if place in self.decided:
                self.decided[place] = self._unknown(self.header[place]) if name == EXTRA else name

    def _doubled(self) -> list[str]:
        """Return which fields two columns were given, as ends of sentences."""
        labels = (self.kind.column(name).label for name in self._doubled_fields())
        return [tr("有两列都导入为“{label}”").format(label=label) for label in labels]

    def _doubled_fields(self) -> list[str]:
        """Return the fields two columns were given; those the sheet itself heads alike are fine."""
        as_found, names = self.found.mapped.mapping, [n for n in self.mapping.values() if n != IGNORED]
        doubled = sorted({name for name in names if names.count(name) > 1})
        return [
            name
            for name in doubled
            if any(as_found.get(place) != name for place, one in self.mapping.items() if one == name)
        ]
