"""The lines of 学时统计, written only as they come into sight."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db import search
from db.engine import Session
from db.on_demand import OnDemand
from db.queries.periods import Period
from db.queries.training import Summary, summary
from db.queries.training_hours import PersonHours, hours_by_month
from desktop import cells
from desktop.i18n import tr
from desktop.widgets.text_table import Index, TextColumn, TextModel

_FONT = int(Qt.ItemDataRole.FontRole)
_MONTHS = range(1, 13)
COLUMNS = (
    TextColumn("姓名", 90),
    TextColumn("操盘团队", 0),
    *(TextColumn(f"{month}月", 66, "right") for month in _MONTHS),
    TextColumn("合计", 84, "right"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's sums, and the lines of the people the words typed mean (all without words)."""

    year: int
    text: str
    summary: Summary
    rows: "HoursRows"


def read_year(session: Session, year: int, text: str) -> Year:
    """Read a year: those with the most 学时 first."""
    months = Period(year * 100 + 1, year * 100 + 12)
    people = hours_by_month(session, months)
    if text:
        found = set(search.find(session, text))
        people = [each for each in people if each.streamer_id in found or text in (each.team or "")]
    people.sort(key=lambda each: (-(each.total or 0), each.code))
    return Year(year, text, summary(session, months), HoursRows(people))


class HoursRows(OnDemand[Sequence[str]]):
    """The sum of all first, then a line a person; words are made when a cell is asked for."""

    def __init__(self, people: Sequence[PersonHours]) -> None:
        self.people = people
        self.sums: Counter[int] = Counter()
        for each in people:
            for month, tenths in each.by_month.items():
                self.sums[month % 100] += tenths
        months = (_written(self.sums[month]) for month in _MONTHS)
        self._sum = (tr("合计"), "", *months, _written(self.sums.total()))

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.people) + 1 if self.people else 0

    def item(self, place: int) -> Sequence[str]:
        """Return a line."""
        person = self.person(place)
        if person is None:
            return self._sum
        own = by_month(person)
        months = (_written(own.get(month, 0)) for month in _MONTHS)
        return (person.name, person.team or "", *months, _written(person.total))

    def person(self, row: int) -> PersonHours | None:
        """Return who stands in a line; None for the sum."""
        return self.people[row - 1] if 0 < row <= len(self.people) else None


class HoursModel(TextModel):
    """The lines as a table: the sum stands out."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what every table does; the sum in bold."""
        if role == _FONT and not index.row():
            font = QGuiApplication.font()
            font.setBold(True)
            return font
        return super().data(index, role)


def by_month(person: PersonHours) -> dict[int, int]:
    """Return the tenths of 学时 of each month (1 to 12) of the year that brought any."""
    return {month % 100: tenths for month, tenths in person.by_month.items()}


def _written(tenths: int | None) -> str:
    """Write 学时; without any that are known it stays empty."""
    return cells.credit(tenths) if tenths else ""
