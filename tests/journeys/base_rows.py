"""The rows of a base read without the program, and who and what they show on a given day."""

import sqlite3
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
Value: TypeAlias = int | Fraction | None
Months: TypeAlias = list[int]


def month_of(day: str) -> int:
    """Return the month of a day or moment as it is stored: 2026-10-05 20:00 → 202610."""
    return int(day[:4] + day[5:7])


def end_of(month: int) -> str:
    """Return the last day of a month as it is stored."""
    return str(date(month // 100, month % 100, monthrange(month // 100, month % 100)[1]))


def later(day: str, days: int) -> str:
    """Return the day so many days later."""
    return str(date.fromisoformat(day) + timedelta(days=days))


def spans(text: str) -> list[Months]:
    """Return the months of 2026-10, 2026Q3 or 2025, the period before, a year ago, both years so far."""
    year = int(text[:4])
    numbers = [*range(1, 13)]
    if "Q" in text:
        numbers = numbers[3 * int(text[-1]) - 3 : 3 * int(text[-1])]
    elif "-" in text:
        numbers = [int(text[5:])]
    months = [year * 100 + number for number in numbers]
    before = [month - len(months) for month in months]
    before = [month if 1 <= month % 100 <= 12 else month - 88 for month in before]
    so_far = [year * 100 + number for number in range(1, numbers[-1] + 1)]
    return [months, before, [m - 100 for m in months], so_far, [m - 100 for m in so_far]]


def share(above: Value, below: Value, times: int = 1) -> Value:
    """Divide, or nothing."""
    return None if above is None or not below else Fraction(above) * times / Fraction(below)


def told(rows: list[Row], name: str) -> Value:
    """Add up a field: 0 of no rows, nothing when all rows lack it."""
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known or not rows else None


class Rows:
    """The rows of one base that count: neither deleted nor of the demo."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._base.row_factory = sqlite3.Row
        self._read: dict[str, list[Row]] = {}
        self._lines: dict[str, dict[int, list[Row]]] = {}

    def all(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        if table not in self._read:
            rows = [dict(row) for row in self._base.execute(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608
            self._read[table] = [row for row in rows if not (row.get("deleted_at") or row.get("is_demo"))]
        return self._read[table]

    def lines(self, entity: str) -> dict[int, list[Row]]:
        """Return the changes of state of each record of a table, each one's in the order they took effect."""
        if entity not in self._lines:
            found: defaultdict[int, list[Row]] = defaultdict(list)
            keys = {row["id"] for row in self.all(entity)}
            for row in sorted(self.all("status_history"), key=lambda row: (row["on"] or "", row["id"])):
                if row["entity"] == entity and row["entity_id"] in keys:
                    line = found[row["entity_id"]]
                    line.append(row | {"before": line[-1]["to_state"] if line else row["from_state"]})
            self._lines[entity] = found
        return self._lines[entity]

    def states(self, entity: str, day: str) -> dict[int, str]:
        """Return the state of each record at the end of a day; who was not known is left out."""
        found = {}
        for key, line in self.lines(entity).items():
            past = [row["to_state"] for row in line if (row["on"] or "") <= day]
            if past:
                found[key] = past[-1]
        return found

    def moves(self, entity: str, months: Months) -> list[Row]:
        """Return the changes of state dated in some months."""
        return [
            row
            for line in self.lines(entity).values()
            for row in line
            if row["on"] and month_of(row["on"]) in months
        ]

    def first_day(self, entity: str) -> str | None:
        """Return the day the first record was known from; "" for from the start."""
        return min((line[0]["on"] or "" for line in self.lines(entity).values()), default=None)
