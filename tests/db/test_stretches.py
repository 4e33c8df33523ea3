"""Stretches of days: every day of some years is in the stretch it belongs to, and in no other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from db import store
from db.models import Streamer
from db.queries.roster import STREAMERS
from db.queries.stretches import Stretch, days_of
from db.store import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Session

TODAYS = [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 11, 23)]


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_a_stretch_holds_the_days_its_name_says(today: date) -> None:
    before = today.replace(day=1) - timedelta(days=1)
    belongs: dict[Stretch, Callable[[date], bool]] = {
        Stretch.TODAY: lambda day: day == today,
        Stretch.LAST_7: lambda day: 0 <= (today - day).days < 7,
        Stretch.LAST_30: lambda day: 0 <= (today - day).days < 30,
        Stretch.THIS_MONTH: lambda day: (day.year, day.month) == (today.year, today.month),
        Stretch.LAST_MONTH: lambda day: (day.year, day.month) == (before.year, before.month),
        Stretch.THIS_YEAR: lambda day: day.year == today.year,
        Stretch.LAST_YEAR: lambda day: day.year == today.year - 1,
        Stretch.NEXT_30: lambda day: 0 <= (day - today).days <= 30,
    }
    assert set(belongs) == set(Stretch)
    for number in range(-800, 400):
        day = today + timedelta(days=number)
        for stretch, wanted in belongs.items():
            first, last = days_of(stretch, today)
            assert (first <= day <= last) == wanted(day), (stretch, day)


def test_people_are_found_by_when_they_joined_and_those_without_a_day_too(session: Session) -> None:
    today = date.today()
    days = {
        "甲一": today,
        "乙二": today - timedelta(days=20),
        "丙三": today - timedelta(days=900),
        "丁四": None,
    }
    keys = {
        name: store.save(session, Streamer, {"name": name, "joined_on": day}) for name, day in days.items()
    }

    def found(*stretches: str | None) -> set[int]:
        """Return who answers."""
        query = Query(filters=tuple(("joined_on", stretch) for stretch in stretches))
        return set(store.search(session, STREAMERS, query).ids)

    assert found("最近30天") == {keys["甲一"], keys["乙二"]}
    assert found("今天", None) == {keys["甲一"], keys["丁四"]}
