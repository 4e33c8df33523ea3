"""How periods are written on the command line: read, or refused as usage, whatever is typed."""

import argparse
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.queries.periods import Period
from desktop.cli.parser import days, period, quarter

ANYTHING = some.one_of(
    some.text(max_size=12), some.from_regex(r"20\d\d[-Qq]?\d{0,2}(-\d\d)?", fullmatch=True)
)


@given(year=some.integers(2000, 2099), month=some.integers(1, 12))
def test_a_month_a_quarter_and_a_year_are_the_months_they_say(year: int, month: int) -> None:
    first = year * 100
    assert period(f"{year}-{month:02}") == Period(first + month, first + month)
    number = (month + 2) // 3
    whole = Period(first + number * 3 - 2, first + number * 3)
    assert period(f"{year}Q{number}") == quarter(f"{year}q{number}") == days(f"{year}Q{number}") == whole
    assert period(str(year)) == Period(first + 1, first + 12)


@given(day=some.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_a_day(day: date) -> None:
    assert days(day.isoformat()) == day


@given(text=ANYTHING)
def test_anything_else_is_refused_as_usage(text: str) -> None:
    for read in (period, quarter, days):
        with suppress(argparse.ArgumentTypeError):
            assert read(text)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-00", "2026Q0", "2026年9月", "1999"])
def test_what_is_no_time_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="2026Q3"):
        days(text)
