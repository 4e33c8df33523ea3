"""Durations: 3小时24分, 3:24:00, 204 under 时长(分钟), 3.4小时 → whole minutes."""

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from db.errors import BadValue
from db.values.kinds import Raw
from db.values.numbers import ESTIMATE, parse
from db.values.text import folded

MOST = 24 * 60
_MINUTES: dict[str, Decimal] = {
    "小时": Decimal(60), "时": Decimal(60), "h": Decimal(60), "分钟": Decimal(1), "分": Decimal(1),
    "min": Decimal(1), "秒": Decimal(1) / 60, "s": Decimal(1) / 60, "天": Decimal(24 * 60),
}  # fmt: skip
_WORDS = re.compile(
    r"(?:(?P<days>\d+)天)?(?:(?P<hours>\d+(?:\.\d+)?)(?:个?小时|时|hours?|hrs?|h))?(?P<half>半)?"
    r"(?:(?P<minutes>\d+(?:\.\d+)?)(?:分钟|分|minutes?|mins?|m|′|'))?(?:(?P<seconds>\d+(?:\.\d+)?)(?:秒钟?|secs?|s|″|\"))?"
)
_HALF = re.compile(r"(?:([一二两三四五]|\d{1,2})个)?半个?(?:小时|钟头)")
_DIGITS = str.maketrans("一二两三四五", "122345")
_ABOUT = re.compile(r"^(?:大约|大概|约|近|将近|超过|超|不足|不到)|(?:左右|多|以上)$")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]?\d)(?::([0-5]?\d)(?:\.\d+)?)?")
_SHEET_ZERO = datetime(1899, 12, 30)
_FEW = 24


def read_duration(raw: Raw, unit: str = "") -> tuple[int, str]:
    """Return minutes, rounded half up, and a remark; raises BadValue above 24 hours.

    ``unit`` (小时, 分钟, 秒) is what the header says of plain numbers.
    """
    span, remark = _span(raw, unit)
    if span is None:
        plain, _, is_about = parse(raw)
        unit, remark = (unit, "") if unit in _MINUTES else _guessed(plain)
        span, remark = plain * _MINUTES[unit], remark or (ESTIMATE if is_about else "")
    minutes = int(span.to_integral_value(ROUND_HALF_UP))
    if minutes < 0:
        raise BadValue("时长不能为负数")
    if minutes > MOST:
        raise BadValue("时长超过 24 小时，请核对单位是小时、分钟还是秒")
    return minutes, remark


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the minutes from start to end, rounded half up."""
    return int((Decimal((end - start) // timedelta(seconds=1)) / 60).to_integral_value(ROUND_HALF_UP))


def _span(raw: Raw, unit: str) -> tuple[Decimal | None, str]:
    """Return the minutes of a cell that names its own units, and a remark; None for a plain number."""
    if not isinstance(raw, str):
        return _typed(raw), ""
    text = folded(raw).replace("时长", "")
    bare = _ABOUT.sub("", text)
    span = _worded(_HALF.sub(_halved, bare), unit)
    return span, ESTIMATE if span is not None and bare != text else ""


def _typed(raw: Raw) -> Decimal | None:
    """Return the minutes of a cell that holds a time; None for a plain number."""
    if isinstance(raw, datetime):
        raw = raw - _SHEET_ZERO if raw.year <= _SHEET_ZERO.year + 1 else None
        if raw is None:
            raise BadValue("这里应是时长，单元格里却是日期")
    if isinstance(raw, time):
        return Decimal(raw.hour * 60 + raw.minute) + Decimal(raw.second) / 60
    if isinstance(raw, timedelta):
        return Decimal(raw // timedelta(seconds=1)) / 60
    return None


def _halved(found: re.Match[str]) -> str:
    """Return 半小时 and 一个半小时 in digits."""
    return f"{(found[1] or '0').translate(_DIGITS)}.5小时"


def _worded(text: str, unit: str) -> Decimal | None:
    """Return the minutes of a text that names its own units; None for a plain number."""
    if clock := _CLOCK.fullmatch(text):
        return _clock(clock, unit)
    words = _WORDS.fullmatch(text)
    if words is None or not any(words.groups()):
        return None
    if words["half"] and not words["hours"]:
        raise BadValue("时长写法不清楚，格式如 3小时24分")
    days, hours, minutes, seconds = (
        Decimal(words[part] or 0) for part in ("days", "hours", "minutes", "seconds")
    )
    return days * MOST + hours * 60 + minutes + seconds / 60 + (30 if words["half"] else 0)


def _clock(clock: re.Match[str], unit: str) -> Decimal:
    """Return the minutes of 3:24 or 3:24:00; under 分钟 a long 204:30 is minutes and seconds."""
    first, second, third = int(clock[1]), int(clock[2]), clock[3]
    if third is None and unit in ("分钟", "分", "min") and first > _FEW:
        return first + Decimal(second) / 60
    return Decimal(first * 60 + second) + Decimal(third or 0) / 60


def _guessed(plain: Decimal) -> tuple[str, str]:
    """Return the unit of a number whose header names none, and what to tell the user."""
    if 0 < plain <= _FEW and plain != plain.to_integral_value():
        return "小时", "表头没有写单位，按小时记"
    if 0 < plain <= _FEW:
        return "分钟", "表头没有写单位，按分钟记，请核对"
    return "分钟", ""
