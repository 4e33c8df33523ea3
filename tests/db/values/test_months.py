"""Months as people write them."""

from datetime import date, datetime

import pytest

from db.errors import BadValue
from db.values import Kind, read


@pytest.mark.parametrize(
    "raw",
    [
        "2026-09", "2026年9月", "2026.9", "2026/09", "202609", 202609, 202609.0, "２０２６年９月份",
        "2026-09-30", date(2026, 9, 1), datetime(2026, 9, 30, 8, 0), " 2026 年 9 月 ",
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(raw: str | float | date) -> None:
    assert read(Kind.MONTH, raw) == (202609, "")


def test_a_bare_month_takes_the_year_of_its_sheet() -> None:
    assert read(Kind.MONTH, "9月", year=2026) == (202609, "没有写年份，按 2026 年记")
    with pytest.raises(BadValue, match="没有写年份"):
        read(Kind.MONTH, "9月")


@pytest.mark.parametrize("raw", ["2026-13", "2026-00", "三月", "1800-01"])
def test_what_is_no_month_is_refused_with_how_to_write_one(raw: str) -> None:
    with pytest.raises(BadValue, match="2026-09"):
        read(Kind.MONTH, raw)


def test_nothing_is_no_month() -> None:
    assert read(Kind.MONTH, "—") == (None, "")


@pytest.mark.parametrize("day", [date(1900, 1, 5), datetime(1899, 12, 31), date(2199, 1, 1)])
def test_a_day_of_another_century_is_no_month(day: date) -> None:
    with pytest.raises(BadValue, match="看不懂"):
        read(Kind.MONTH, day)
