"""Cells that need more than their kind to be read: account numbers, clock times."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from db.values import Kind, Raw, Read, folded, is_missing, read
from db.values.dates import NO_TIME, read_clock, read_moment, split_span
from db.values.personal import read_code

ONLY_MONTH = "只写到月，按 {day} 记"
_MONTH = re.compile(r"\d{4}[-/.年]\d{1,2}月?[底末]?")
_ENDLESS = frozenset(["长期", "长期有效", "永久", "无固定期限", "无期限", "不限", "至今"])


def read_number_name(raw: Raw) -> Read:
    """Return an account or session number as text; a spreadsheet's rounding is refused."""
    return (None, "") if is_missing(raw) else read_code(raw)


def read_contract_end(raw: Raw, year: int | None) -> Read:
    """Return the last day of a contract; None for one that runs on (长期), of a bare month its last day."""
    text = folded(raw) if isinstance(raw, str) else ""
    if text in _ENDLESS:
        return None, ""
    if _MONTH.fullmatch(text):
        month, _ = read(Kind.MONTH, text.rstrip("底末"))
        year, number = divmod(month, 100)
        last = date(year, number, monthrange(year, number)[1])
        return last, ONLY_MONTH.format(day=last)
    return read(Kind.DATE, raw, year=year)


def read_start(raw: Raw, year: int | None) -> Read:
    """Return when a session began: a moment, (start, end) of a span, or a clock time since midnight."""
    if is_missing(raw):
        return None, ""
    if span := split_span(raw):
        start, remark = read_moment(span[0], year)
        return (start, _end(span[1], start, year)), remark
    clock = read_clock(raw)
    return (clock, "") if clock is not None else read_moment(raw, year)


def read_day(raw: Raw, year: int | None) -> Read:
    """Return the day of a session: as ``read_start``, but a day without a time of day is what was asked."""
    day, remark = read_start(raw, year)
    return day, remark.replace(NO_TIME, "")


def read_end(raw: Raw, year: int | None) -> Read:
    """Return when a session ended: a moment, or a bare clock time as time since midnight."""
    if is_missing(raw):
        return None, ""
    clock = read_clock(raw)
    return (clock, "") if clock is not None else read_moment(raw, year)


def on_day(clock: timedelta, start: datetime) -> datetime:
    """Return the moment of a clock time on the day of the start, or next day when that would be before it."""
    moment = datetime.combine(start.date(), datetime.min.time()) + clock
    return moment + timedelta(days=1) if moment <= start and clock < timedelta(days=1) else moment


def _end(raw: str, start: datetime, year: int | None) -> datetime:
    """Return the end of a span whose end may be a bare clock time."""
    clock = read_clock(raw)
    return read_moment(raw, year)[0] if clock is None else on_day(clock, start)
