"""Choose a month: one back, one on, or any of the last years."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.i18n import tr
from desktop.widgets.stepped import Stepped

_MONTHS = 36


def months_back(last: int, count: int) -> list[int]:
    """Return so many months (202609) down from ``last``."""
    number = last // 100 * 12 + last % 100 - 1
    return [(each // 12) * 100 + each % 12 + 1 for each in range(number, number - count, -1)]


class MonthChooser(Stepped):
    """A month as 202609; ``every`` offers 全部月份 too (None)."""

    def __init__(
        self, last: int | None = None, *, every: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("月份"), tr("上个月"), tr("下个月"), parent)
        today = date.today()
        self._every = every
        newest = last or today.year * 100 + today.month
        self._offer(months_back(newest, _MONTHS), newest)

    @property
    def month(self) -> int | None:
        """The month chosen; None for 全部月份."""
        month = self._combo.currentData()
        return None if month is None else int(month)

    def offer(self, months: Iterable[int]) -> None:
        """Offer other months, the newest first; the month chosen stays, and stays chosen."""
        kept = self.month
        self._offer((*months, *([kept] if kept else [])), kept)

    def choose(self, month: int | None) -> None:
        """Choose a month, adding it where it is not offered; None chooses 全部月份 where that is offered."""
        if month is not None and self._combo.findData(month) < 0:
            self.offer([*self._offered(), month])
        self._combo.setCurrentIndex(self._combo.findData(month))

    def _offered(self) -> list[int]:
        """Return the months offered."""
        found = (self._combo.itemData(index) for index in range(self._combo.count()))
        return [month for month in found if month is not None]

    def _offer(self, months: Iterable[int], chosen: int | None) -> None:
        """Offer these months, one of them chosen."""
        entries: list[tuple[str, object]] = [
            (_words(each), each) for each in sorted(set(months), reverse=True)
        ]
        self.put([*entries, (tr("全部月份"), None)] if self._every else entries, chosen)


def _words(month: int) -> str:
    """Write a month as people say it."""
    return tr("{year}年{month}月").format(year=month // 100, month=month % 100)
