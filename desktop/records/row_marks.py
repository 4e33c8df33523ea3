"""What the first rows of a sheet are for: title, header, data, or passed over (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection

SHOWN_ROWS = 20
"""Rows of a sheet that are shown."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rows are for: numbers of the header's rows and of rows of data; places of sealed columns."""

    header: Collection[int] = ()
    data: Collection[int] = ()
    sealed: Collection[int] = ()

    def use_of(self, number: int) -> str:
        """Return what a row is for."""
        if not self.header:
            return ""
        if number in self.header:
            return tr("表头")
        if number in self.data:
            return tr("数据")
        return tr("标题") if number < min(self.header) else tr("跳过")
