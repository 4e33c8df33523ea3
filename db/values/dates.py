"""Days and moments as people write them: 2026.9.1, 9月1日, 20260901, 46266, 2026-09-01_20-30-00, 25:10."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from db.errors import BadValue
from db.values.date_words import in_digits
from db.values.kinds import Raw
from db.values.text import clean

_SERIALS = range(20_000, 80_001)  # 1954 to 2119 in the 1900 system of spreadsheets
_SERIAL_ZERO = date(1899, 12, 30)
_CLOCK_ZERO = 1901  # a spreadsheet's bare time comes as a moment of 1899 or 1900
_YEARS = range(1900, 2101)
_THIS_CENTURY = 70
_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WEEKDAY = re.compile(r"\(?(?:星期|礼拜|周)[一二三四五六日天]\)?")
_TIGHT = re.compile(r"\s*([-/.年月:点时])\s*")
_ZONE = re.compile(r"\+08:?00$")
_WORLD = re.compile(r"(?<=\d)z$")
_AHEAD = timedelta(hours=8)
_FLOATED = re.compile(r"(\d{8})\.0+")
_DAY = r"""(?:(?P<compact>\d{8})(?:[\s_t]?(?P<compact_time>\d{4}(?:\d\d)?)(?!\d|[:点时]))?
  |(?P<year>\d{4}|\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})\s?[日号]?
  |(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<last>\d{4}|\d{2})
  |(?P<bare_month>\d{1,2})[-/.月](?P<bare_day>\d{1,2})\s?[日号]?)"""
_TIME = r"""(?P<next>次日|翌日|第二天)?\s?(?P<half>上午|下午|晚上|晚|凌晨|中午|早上|早|am|pm)?\s?
  (?P<hour>\d{1,2})[:点时-]
  (?:(?P<minute>[0-5]?\d|半)分?(?:[:-]?(?P<seconds>[0-5]?\d)(?:\.\d+)?秒?)?)?\s?(?P<half_after>am|pm)?"""
_TEXT = re.compile(rf"{_DAY}(?:[\s_t]*{_TIME})?", re.VERBOSE)
_CLOCK = re.compile(_TIME, re.VERBOSE)
_TO = re.compile(r"\s*(?:~|～|至|到|—|–)\s*")
_NOON = 12
_MIDNIGHT = 24
_HALF_HOUR = 30
_MONTHS = 12
_SHORTEST_YEAR = 100
_HOURS = 48

ASSUMED_YEAR = "没有写年份，按 {year} 年记"
SHORT_YEAR = "年份只写了两位，按 {year} 年记"
WORLD_TIME = "写的是世界时（Z），已换算成北京时间"
NO_TIME = "没有写时刻，按 00:00 记"
WRITE, WRITE_MOMENT = "格式如 2026-09-01", "格式如 2026-09-01 20:00"
NO_YEAR = "缺少年份"
NO_ORDER = f"分不清月和日，{WRITE}"


class NoYearError(BadValue):
    """A day is written without its year, and nothing says which year is meant."""


class NoOrderError(BadValue):
    """A day is written as 5/9/2026, and nothing says whether the day or the month comes first."""


def read_date(raw: Raw, year: int | None = None) -> tuple[date, str]:
    """Return a day and a remark; ``year`` completes one written without. A time of day is dropped."""
    if isinstance(raw, str) and _PLAIN_DATE.fullmatch(raw):
        return _whole(raw), ""
    moment, has_time, remark = _moment(raw, year)
    return moment.date(), "" if has_time else remark.replace(NO_TIME, "")


def read_moment(raw: Raw, year: int | None = None) -> tuple[datetime, str]:
    """Return a local moment and a remark; of a span (20:30~23:10) the start."""
    try:
        if isinstance(raw, str) and _PLAIN_MOMENT.fullmatch(raw):
            with suppress(ValueError):  # 24:10 and the like are read below
                return _within(datetime.fromisoformat(raw)), ""
        moment, has_time, remark = _moment(raw, year)
    except BadValue as trouble:
        raise type(trouble)(trouble.reason.replace(WRITE, WRITE_MOMENT)) from None
    return moment, remark if has_time else (remark or NO_TIME)


def read_clock(raw: Raw) -> timedelta | None:
    """Return a bare time of day as time since midnight (25:10 is 01:10 next day); None for all else."""
    if isinstance(raw, datetime) and raw.year < _CLOCK_ZERO:
        raw = raw.time()
    if isinstance(raw, time):
        return timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    if isinstance(raw, timedelta):
        return raw if timedelta() <= raw < timedelta(hours=_HOURS) else None
    if isinstance(raw, float) and 0 <= raw < 1:
        return timedelta(seconds=round(raw * 86_400))
    found = _CLOCK.fullmatch(_tidy(raw)) if isinstance(raw, str) else None
    return _clock(found) if found is not None and (found["minute"] or "点" in found[0]) else None


def split_span(raw: Raw) -> tuple[str, str] | None:
    """Return start and end of a span in one cell (``2026-09-01_20-30-00~…``); None for all else."""
    parts = _TO.split(raw.strip()) if isinstance(raw, str) else []
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None  # noqa: PLR2004 - start and end


def _moment(raw: Raw, year: int | None) -> tuple[datetime, bool, str]:
    """Return the moment in a cell, whether it named a time of day, and a remark."""
    if isinstance(raw, datetime):
        return _within(raw.replace(tzinfo=None)), True, ""
    if isinstance(raw, date):
        return _within(datetime.combine(raw, time())), False, NO_TIME
    if isinstance(raw, bool) or not isinstance(raw, str | float | int):
        raise BadValue(f"不是日期，{WRITE}")
    if isinstance(raw, str):
        text = _FLOATED.sub(r"\1", _tidy(_TO.split(raw.strip())[0]))
        if _SERIAL.fullmatch(text):
            return _serial(float(text))
        if _WORLD.search(text):
            moment, has_time, _ = _from_text(text[:-1], year)
            return (moment + _AHEAD if has_time else moment), has_time, WORLD_TIME if has_time else ""
        return _from_text(text, year)
    whole = int(raw)
    return _from_text(str(whole), year) if whole > _SERIALS.stop and whole == raw else _serial(raw)


def _serial(days: float) -> tuple[datetime, bool, str]:
    """Return the moment of a spreadsheet's serial number, to the second."""
    if int(days) not in _SERIALS:
        raise BadValue(f"不是日期，{WRITE}")
    moment = datetime.combine(_SERIAL_ZERO, time()) + timedelta(seconds=round(days * 86_400))
    return moment, days != int(days), "" if days != int(days) else NO_TIME


def _tidy(text: str) -> str:
    """Return text half-width, lower case, without weekday and zone, with no spaces around separators."""
    plain = unicodedata.normalize("NFKC", clean(text)).lower()
    return _ZONE.sub("", _TIGHT.sub(r"\1", _WEEKDAY.sub(" ", plain))).strip()


def _from_text(text: str, year: int | None) -> tuple[datetime, bool, str]:
    """Return the moment a tidied text says."""
    found = _TEXT.fullmatch(text) or _TEXT.fullmatch(_tidy(in_digits(text)))
    if found is None:
        short = re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", text)
        raise BadValue(f"缺少日，{WRITE}" if short else f"看不懂这个日期，{WRITE}")
    day, remark = _day(found, year)
    if run := found["compact_time"]:  # 20260901203000
        return _from_text(f"{day} {run[:2]}:{run[2:4]}:{run[4:] or '00'}", None)
    if found["hour"] is None:
        return datetime.combine(day, time()), False, remark or NO_TIME
    return datetime.combine(day, time()) + _clock(found), True, remark


def _day(found: re.Match[str], year: int | None) -> tuple[date, str]:
    """Return the day of a match of _TEXT and a remark when something was assumed."""
    if found["compact"]:
        text = found["compact"]
        return _whole(f"{text[:4]}-{text[4:6]}-{text[6:]}"), ""
    if found["bare_month"]:
        if year is None:
            raise NoYearError(f"{NO_YEAR}，{WRITE}")
        return _valid(year, found["bare_month"], found["bare_day"]), ASSUMED_YEAR.format(year=year)
    if found["last"]:
        return _reversed(int(found["first"]), int(found["second"]), int(found["last"]))
    if len(found["year"]) == 4:  # noqa: PLR2004 - digits of a year
        return _valid(int(found["year"]), found["month"], found["day"]), ""
    short, month, day = (int(found[part]) for part in ("year", "month", "day"))
    if short <= _MONTHS:
        return _reversed(short, month, day)
    full = _century(short)
    return _valid(full, month, day), SHORT_YEAR.format(year=full)


def _century(short: int) -> int:
    """Return the year two digits stand for."""
    return short + (2000 if short < _THIS_CENTURY else 1900)


def _reversed(first: int, second: int, year: int) -> tuple[date, str]:
    """Return the day of 25/9/2026 or 9/25/26; raises NoOrderError when both readings are possible."""
    is_short = year < _SHORTEST_YEAR
    if is_short and year <= _MONTHS:
        raise NoOrderError(NO_ORDER)  # 5/9/11 may even begin with the year
    full = _century(year) if is_short else year
    if first == second and not is_short:
        return _valid(full, first, second), ""
    if first <= _MONTHS and second <= _MONTHS:
        raise NoOrderError(NO_ORDER)
    day = _valid(full, min(first, second), max(first, second))
    return day, f"按 {day:%Y-%m-%d} 记"


def _valid(year: int, month: str | int, day: str | int) -> date:
    """Return a day that exists; raises BadValue otherwise."""
    return _whole(f"{year:04}-{int(month):02}-{int(day):02}")


def _whole(text: str) -> date:
    """Return the day of 2026-09-01 when it exists and lies in our years; raises BadValue otherwise."""
    try:
        return _within(datetime.fromisoformat(text)).date()
    except ValueError:
        raise BadValue(f"没有这一天，{WRITE}") from None


def _within(moment: datetime) -> datetime:
    """Return the moment when its year can be meant; raises BadValue otherwise."""
    if moment.year not in _YEARS:
        raise BadValue(f"年份不对，{WRITE}")
    return moment


def _clock(found: re.Match[str]) -> timedelta:
    """Return the time since midnight; an hour of 24 to 47 is of the next day."""
    hour, half = int(found["hour"]), found["half"] or found["half_after"]
    if half in ("下午", "晚上", "晚", "pm") and hour < _NOON:
        hour += _NOON
    elif half in ("凌晨", "am") and hour == _NOON:
        hour = 0
    if found["next"]:
        hour += _MIDNIGHT
    if hour >= _HOURS:
        raise BadValue("没有这个时刻，格式如 20:30")
    minute = _HALF_HOUR if found["minute"] == "半" else int(found["minute"] or 0)
    return timedelta(hours=hour, minutes=minute, seconds=int(found["seconds"] or 0))
