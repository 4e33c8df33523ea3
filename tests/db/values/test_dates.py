"""Days, moments and clock times as operators write them."""

from datetime import date, datetime, time, timedelta

import pytest

from db.errors import BadValue
from db.values import Kind, Raw, read
from db.values.dates import NoYearError, read_clock, split_span

FIRST = date(2026, 9, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-01",
        "2026-9-1",
        "2026/9/1",
        "2026.9.1",
        "２０２６．９．１",
        "2026年9月1日",
        "2026 年 9 月 1 号",
        "2026年9月1日 星期二",
        "20260901",
        20260901,
        20260901.0,
        46266,
        46266.854,
        "46266",
        "46266.854",
        "2026-09-01 20:30",
        "2026-09-01T20:30:00+08:00",
        "2026-09-01_20-30-00~2026-09-02_01-10-00",
        datetime(2026, 9, 1, 20, 30),
        FIRST,
    ],
)
def test_a_day_is_read_in_every_spelling(written: Raw) -> None:
    assert read(Kind.DATE, written) == (FIRST, "")


@pytest.mark.parametrize("written", ["9月1日", "9月1号", "9/1", "9-1"])
def test_a_day_without_a_year_takes_that_of_the_file_and_says_so(written: str) -> None:
    assert read(Kind.DATE, written, year=2026) == (FIRST, "没有写年份，按 2026 年记")
    with pytest.raises(BadValue, match="缺少年份，格式如 2026-09-01"):
        read(Kind.DATE, written)


@pytest.mark.parametrize(
    ("written", "day"),
    [("26/9/1", FIRST), ("26.9.1", FIRST), ("98-5-1", date(1998, 5, 1)), ("31/12/9", date(2031, 12, 9))],
)
def test_a_year_of_two_digits_is_completed_with_a_remark(written: str, day: date) -> None:
    assert read(Kind.DATE, written) == (day, f"年份只写了两位，按 {day.year} 年记")


def test_a_day_before_the_month_is_taken_only_where_it_can_be_nothing_else() -> None:
    assert read(Kind.DATE, "25/9/2026") == (date(2026, 9, 25), "按 2026-09-25 记")
    assert read(Kind.DATE, "9/25/2026") == (date(2026, 9, 25), "按 2026-09-25 记")
    with pytest.raises(BadValue, match="分不清月和日，格式如 2026-09-01"):
        read(Kind.DATE, "1/9/2026")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2026-02-30", "没有这一天"),
        ("2026年9月", "缺少日"),
        ("2026-09", "缺少日"),
        ("05/3/1", "分不清"),
        (100, "不是日期"),
        (19_999.5, "不是日期"),
        (80_001, "不是日期"),
        (True, "不是日期"),
        ("明天", "看不懂"),
        ("1026-09-01", "没有这一天|年份"),
        (datetime(1024, 9, 1), "年份"),
        (time(20, 30), "不是日期"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_write(written: Raw, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        read(Kind.DATE, written)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-09-01 20:30", datetime(2026, 9, 1, 20, 30)),
        ("2026-09-01 20:30:15", datetime(2026, 9, 1, 20, 30, 15)),
        ("2026-09-01 20:30:15.000", datetime(2026, 9, 1, 20, 30, 15)),
        ("2026/9/1 8:05", datetime(2026, 9, 1, 8, 5)),
        ("2026.9.1 下午8:30", datetime(2026, 9, 1, 20, 30)),
        ("2026年9月1日20时30分", datetime(2026, 9, 1, 20, 30)),
        ("2026年9月1日 20点", datetime(2026, 9, 1, 20)),
        ("2026-9-1 8:30 PM", datetime(2026, 9, 1, 20, 30)),
        ("2026-09-01 12:10 am", datetime(2026, 9, 1, 0, 10)),
        ("2026/9/1 25:10", datetime(2026, 9, 2, 1, 10)),
        ("2026-09-30 24:10", datetime(2026, 10, 1, 0, 10)),
        ("2026-09-01_20-30-00~2026-09-02_01-10-00", datetime(2026, 9, 1, 20, 30)),
        ("2026-09-01 20:30 至 23:10", datetime(2026, 9, 1, 20, 30)),
        ("2026-09-01 次日01:10", datetime(2026, 9, 2, 1, 10)),
        ("2026年9月1号 晚8点半", datetime(2026, 9, 1, 20, 30)),
        ("20260901203015", datetime(2026, 9, 1, 20, 30, 15)),
        ("20260901 2030", datetime(2026, 9, 1, 20, 30)),
        ("2026090120:30", datetime(2026, 9, 1, 20, 30)),
        ("43942.9654398148", datetime(2020, 4, 21, 23, 10, 14)),
        (43942.9654398148, datetime(2020, 4, 21, 23, 10, 14)),
        (datetime(2026, 9, 1, 20, 30), datetime(2026, 9, 1, 20, 30)),
    ],
)
def test_a_moment_is_read_in_every_spelling(written: Raw, moment: datetime) -> None:
    assert read(Kind.MOMENT, written) == (moment, "")


@pytest.mark.parametrize("written", ["2026-09-01", FIRST, 46266, "20260901"])
def test_a_moment_without_a_time_of_day_is_midnight_with_a_remark(written: Raw) -> None:
    assert read(Kind.MOMENT, written) == (datetime(2026, 9, 1), "没有写时刻，按 00:00 记")


def test_what_is_no_moment_is_refused_with_day_and_time_as_an_example() -> None:
    with pytest.raises(BadValue) as told:
        read(Kind.MOMENT, "2026-02-30 20:00")
    assert told.value.reason == "没有这一天，格式如 2026-09-01 20:00"
    with pytest.raises(NoYearError, match="缺少年份，格式如 2026-09-01 20:00"):
        read(Kind.MOMENT, "9月1日 20:00")


def test_an_hour_that_no_day_has_is_refused() -> None:
    with pytest.raises(BadValue, match="20:30"):
        read(Kind.MOMENT, "2026-09-01 49:10")


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("20:30", 20.5),
        ("２０：３０", 20.5),
        ("晚8:30", 20.5),
        ("20点30分", 20.5),
        ("25:30", 25.5),
        ("次日1:30", 25.5),
        (time(20, 30), 20.5),
        (0.5, 12),
        (timedelta(hours=25), 25),
        (datetime(1899, 12, 30, 20, 30), 20.5),
    ],
)
def test_a_bare_clock_time_is_time_since_midnight(written: Raw, hours: float) -> None:
    assert read_clock(written) == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["2026-09-01", "2026-09-01 20:30", "", "abc", 20.5, None, FIRST])
def test_what_is_no_bare_clock_time_is_left_to_others(written: Raw) -> None:
    assert read_clock(written) is None


def test_a_span_is_split_into_start_and_end() -> None:
    assert split_span("2026-09-01 20:30～23:10") == ("2026-09-01 20:30", "23:10")
    assert split_span("2026-09-01 20:30") is None
