"""A cell as its sheet shows it, for previews and samples."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.values import Raw

LONGEST = 60
"""Characters of a cell shown in a preview."""
_MIDNIGHT = time()
_EXACT = 10**15
_SHOWN_TAIL = 4
_PERSONAL = re.compile(r"1[3-9]\d{9}|\d{17}[\dX]|\d{15}")
_BETWEEN = re.compile(r"[\s\-'’]|^\+?86")


def raw_words(value: Raw, longest: int = LONGEST) -> str:
    """Return a cell in one line, cut to a length; "" when it is empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        return value.date().isoformat() if value.time() == _MIDNIGHT else _moment(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, float):
        return _number(value)
    text = " ".join(str(value).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def masked_words(value: Raw) -> str:
    """Return a cell of a sealed column: its last four signs, which are enough to see what it is."""
    text = raw_words(value)
    return f"******{text[-_SHOWN_TAIL:]}" if len(text) > _SHOWN_TAIL else text and "******"


def guarded_words(value: Raw) -> str:
    """Return a cell of a column nobody knows yet: what looks like a phone or ID number is masked."""
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", raw_words(value))).upper()
    return masked_words(value) if _PERSONAL.search(bare) else raw_words(value)


def _moment(value: datetime) -> str:
    """Return day and hour, seconds only where there are any."""
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def _number(value: float) -> str:
    """Return a number as written; one too long to be exact shows that digits were lost."""
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    return f"{value:.0f}" if value.is_integer() else f"{value:.12g}"
