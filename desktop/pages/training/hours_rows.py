"""The lines of 学时统计, written only as they come into sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from db import search
from db.engine import Session
from db.queries.periods import Period
from db.queries.training import Summary, summary
from db.queries.training_hours import PersonHours, hours_by_month
from desktop import cells
from desktop.i18n import tr
from desktop.widgets.text_table import TextColumn

_MONTHS = range(1, 13)
COLUMNS = (
    TextColumn(tr("姓名"), 90),
    TextColumn(tr("操盘团队"), 0),
    *(TextColumn(tr("{month}月").format(month=month), 66, "right") for month in _MONTHS),
    TextColumn(tr("合计"), 84, "right"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's 学时 by person and its sums; ``found`` are the people the words typed mean, None for all."""

    year: int
    text: str
    people: Sequence[PersonHours]
    summary: Summary
    found: frozenset[int] | None


def read_year(session: Session, year: int, text: str) -> Year:
    """Read a year, and whom the words typed mean."""
    months = Period(year * 100 + 1, year * 100 + 12)
    found = frozenset(search.find(session, text)) if text else None
    return Year(year, text, hours_by_month(session, months), summary(session, months), found)


def narrowed(year: Year) -> Sequence[PersonHours]:
    """Return the people to show, those with the most 学时 first."""
    people = [
        each
        for each in year.people
        if year.found is None or each.streamer_id in year.found or year.text in (each.team or "")
    ]
    return sorted(people, key=lambda each: (-each.total, each.code))


class HoursRows(Sequence[Sequence[str]]):
    """The sum of all first, then a line a person; words are made when a cell is asked for."""

    def __init__(self, people: Sequence[PersonHours]) -> None:
        self.people = people
        sums = {month: sum(by_month(each, month) for each in people) for month in _MONTHS}
        total = sum(each.total for each in people)
        self._sum = (tr("合计"), "", *(_written(sums[month]) for month in _MONTHS), _written(total))

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.people) + 1 if self.people else 0

    @overload
    def __getitem__(self, index: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, index: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        """Return a line, or several."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        person = self.person(index)
        if person is None:
            return self._sum
        months = (_written(by_month(person, month)) for month in _MONTHS)
        return (person.name, person.team or "", *months, _written(person.total))

    def person(self, row: int) -> PersonHours | None:
        """Return who stands in a line; None for the sum."""
        return self.people[row - 1] if 0 < row <= len(self.people) else None


def by_month(person: PersonHours, month: int) -> int:
    """Return the tenths of 学时 of one month (1 to 12) of the year."""
    return sum(tenths for key, tenths in person.by_month.items() if key % 100 == month)


def _written(tenths: int) -> str:
    """Write 学时; a month without any stays empty."""
    return cells.credit(tenths) if tenths else ""
