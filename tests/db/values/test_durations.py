"""Durations as operators and platforms write them, always whole minutes."""

from datetime import datetime, time, timedelta

import pytest

from db.errors import BadValue
from db.values import Kind, Raw, read


@pytest.mark.parametrize(
    "written",
    [
        "3小时24分",
        "3小时24分钟",
        "3时24分",
        "3 小时 24 分",
        "3:24:00",
        "3:24",
        "03:24:10",
        "3.4小时",
        "3.4h",
        "3h24m",
        "204分钟",
        "204min",
        "12240秒",
        "203分58秒",
        timedelta(hours=3, minutes=24),
        time(3, 24),
        datetime(1899, 12, 30, 3, 24),
    ],
)
@pytest.mark.parametrize("unit", ["", "分钟"])
def test_a_duration_that_names_its_units_is_read_in_every_spelling(written: Raw, unit: str) -> None:
    assert read(Kind.DURATION, written, unit=unit) == (204, "")


@pytest.mark.parametrize(
    ("written", "unit", "minutes"),
    [
        (204, "分钟", 204),
        (3.4, "小时", 204),
        ("3.4", "小时", 204),
        (12240.0, "秒", 204),
        ("203:40", "分钟", 204),
    ],
)
def test_a_plain_number_is_in_the_unit_of_the_header(written: Raw, unit: str, minutes: int) -> None:
    assert read(Kind.DURATION, written, unit=unit) == (minutes, "")


def test_a_plain_number_under_a_bare_header_is_minutes_unless_it_can_only_be_hours() -> None:
    assert read(Kind.DURATION, 204) == (204, "")
    assert read(Kind.DURATION, 3.4) == (204, "表头没有写单位，按小时记")
    assert read(Kind.DURATION, 3) == (3, "表头没有写单位，按分钟记，请核对")
    assert read(Kind.DURATION, 0) == (0, "")


@pytest.mark.parametrize("written", ["25小时", 1441, "24:01:00", timedelta(hours=25), "1天2小时"])
def test_more_than_a_day_is_refused(written: Raw) -> None:
    with pytest.raises(BadValue, match="24 小时"):
        read(Kind.DURATION, written)


@pytest.mark.parametrize("written", ["很久", "-3", datetime(2026, 9, 1), "半"])
def test_what_is_no_duration_is_refused(written: Raw) -> None:
    with pytest.raises(BadValue, match=r"时长|数字"):
        read(Kind.DURATION, written)
