"""Days in other words, rewritten in digits: 二〇二六年九月一日, 1-Sep-26, Sep 1, 2026, 2026、9、1."""

import re

_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_PLACE = re.compile(r"[一二三四五六七八九十廿]{1,3}(?=[月日号点时])")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[-\s.,/]*({_MONTH})[-\s.,/]*(\d{{4}}|\d{{2}})(?!\d)")
_MONTH_FIRST = re.compile(rf"({_MONTH})[-\s.]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)")
_APART = re.compile(r"(\d{4})[、,，\\\s]\s*(\d{1,2})[、,，\\\s]\s*(\d{1,2})(?!\d|:)")
_CENTURY = 2000


def in_digits(text: str) -> str:
    """Return a text in lower case and half-width with its day in digits; any other comes back as it was."""
    text = _YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    text = _PLACE.sub(lambda found: str(_whole(found[0])), text)
    text = _DAY_FIRST.sub(lambda found: _day(found[3], found[2], found[1]), text, count=1)
    text = _MONTH_FIRST.sub(lambda found: _day(found[3], found[1], found[2]), text, count=1)
    return _APART.sub(r"\1-\2-\3", text, count=1)


def _whole(digits: str) -> int:
    """Return 九, 十一, 二十三, 廿三 as a number."""
    digits = digits.replace("廿", "二十")
    tens, has_ten, ones = digits.rpartition("十")
    if not has_ten:
        return int(digits.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)


def _day(year: str, month: str, day: str) -> str:
    """Return a day with its month named in English in digits."""
    return f"{int(year) + (_CENTURY if len(year) <= 2 else 0)}-{_MONTHS[month]:02}-{int(day):02}"  # noqa: PLR2004
