"""Cells that need more than their kind to be read: names of people, account numbers, clock times."""

import re
import unicodedata
from datetime import datetime, timedelta

from db.errors import BadValue
from db.values import MISSING, Kind, Raw, Read, clean, folded, is_missing, read, read_text
from db.values.dates import NO_TIME, read_clock, read_moment, split_span
from db.values.personal import read_code

_SHORTEST, _LONGEST = 2, 30
_ROLE = re.compile(r"[（(【\[]([^）)】\]]*)[）)】\]]")
_SEVERAL = re.compile(r"[/／、,，;；&＆+＋|\n]")
_HAN_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff](?:\s+[\u3400-\u9fff\U00020000-\U0003ffff]){1,3}"
)
_ENDLESS = frozenset(["长期", "长期有效", "永久", "无固定期限", "无期限", "不限", "至今"])
_DOTS = str.maketrans("•・.．‧", "·····")
_IN_NAMES = "·'’ -"


def read_name(raw: Raw) -> Read:
    """Return a person's name (张 三, 张三（主） → 张三); raises BadValue for two names."""
    if isinstance(raw, str) and raw.isalpha() and raw not in MISSING and _SHORTEST <= len(raw) <= _LONGEST:
        return unicodedata.normalize("NFC", raw), ""  # what nearly every cell holds
    if is_missing(raw):
        return None, ""
    text = " ".join(clean(read_text(raw)).replace("\u200d", "").replace("\u3000", " ").split())
    role = _ROLE.search(text)
    text = _ROLE.sub("", text).strip()
    if len([part for part in _SEVERAL.split(text) if part.strip()]) > 1:
        raise BadValue("一格里有两个姓名，请一人一行")
    text = "".join(text.split()) if _HAN_NAME.fullmatch(text) else text.translate(_DOTS)
    if any(letter.isdigit() for letter in text):
        raise BadValue("姓名里不能有数字，艺名请填在“艺名”列")
    if not all(letter.isalpha() or letter in _IN_NAMES or "\ue000" <= letter <= "\uf8ff" for letter in text):
        raise BadValue("姓名里有表情或符号，艺名请填在“艺名”列")
    if not _SHORTEST <= len(text) <= _LONGEST:
        raise BadValue(f"姓名应为 {_SHORTEST} 至 {_LONGEST} 个字，请填写实名")
    return text, f"已去掉括号里的“{role[1]}”" if role and role[1] else ""


def read_number_name(raw: Raw) -> Read:
    """Return an account or session number as text; a spreadsheet's rounding is refused."""
    return (None, "") if is_missing(raw) else read_code(raw)


def read_contract_end(raw: Raw, year: int | None) -> Read:
    """Return the last day of a contract; None for one that runs on (长期)."""
    if isinstance(raw, str) and folded(raw) in _ENDLESS:
        return None, ""
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


def split_names(text: str) -> list[str]:
    """Return the names in a cell that may hold several, without roles in brackets."""
    return [name for part in _SEVERAL.split(_ROLE.sub("", text)) if (name := part.strip())]


def _end(raw: str, start: datetime, year: int | None) -> datetime:
    """Return the end of a span whose end may be a bare clock time."""
    clock = read_clock(raw)
    return read_moment(raw, year)[0] if clock is None else on_day(clock, start)
