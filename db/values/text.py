"""Text as it should be kept, and the words by which people say that there is nothing."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from math import isfinite

from db.errors import BadValue
from db.values.kinds import Raw

MISSING: frozenset[str] = frozenset(
    [
        *(
            "",
            "-",
            "--",
            "---",
            "—",
            "——",
            "－",
            "―",
            "/",
            "//",
            "\\",
            "无",
            "暂无",
            "没有",
            "空",
            "未知",
            "未填",
        ),
        *("未提供", "待补", "待定", "n/a", "na", "#n/a", "nan", "null", "<null>", "none", "nil"),
        *(
            "n.a.",
            "未填写",
            "未统计",
            "无数据",
            "不详",
            "不清楚",
            "空白",
            "(空)",
            "(空白)",
            "(无)",
            "(blank)",
            "(null)",
        ),
        *("#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#error!"),
    ]
)
"""Words that mean "not given", in lower case; 0 is a value and not among them."""

_HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_ODDLY_WRITTEN = re.compile(f"[{_HIDDEN}\u200d\uff01-\uff5e]")
_BREAKS = re.compile(r"\r\n|[\r\n]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINER = "\u200d"  # kept inside an emoji family, dropped at the edges
_LONGEST_MISSING = max(map(len, MISSING))
_QUOTED = 40
_EXACT = 10**15  # a float keeps no more whole digits than this


def is_missing(raw: Raw) -> bool:
    """Say whether a cell means "not given": empty, a dash, 无, #N/A and the like."""
    if isinstance(raw, str):
        text = raw.strip()
        if len(text) > _LONGEST_MISSING:
            return False
        return text.lower() in MISSING or (_ODDLY_WRITTEN.search(text) is not None and _bare(text) in MISSING)
    return raw is None or (isinstance(raw, float) and not isfinite(raw))  # a sheet's own NaN and infinity


def _bare(text: str) -> str:
    """Return a short text half-width, in lower case, without what cannot be seen."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip(_JOINER + " ").lower()


def clean(text: str, *, lines: bool = False) -> str:
    """Return text without control and invisible characters, trimmed; ``lines`` keeps line breaks.

    Raises BadValue for a character that no encoding can write (a lone surrogate).
    """
    if text.isprintable():
        return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
    if _SURROGATE.search(text):
        raise BadValue("含有无法识别的字符，请重新输入")
    text = _INVISIBLE.sub("", _BREAKS.sub("\n" if lines else " ", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip().strip(_JOINER).strip()


def folded(text: str) -> str:
    """Return text for comparing and parsing: half-width, lower case, without spaces and the invisible."""
    if text.isascii():
        return "".join(text.lower().split())
    return "".join(unicodedata.normalize("NFKC", clean(text)).lower().split())


def brief(text: str) -> str:
    """Return what somebody wrote as a sentence quotes it: however long it is, the sentence stays one."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def read_text(raw: Raw, *, lines: bool = False) -> str:
    """Return a cell as text: a whole number without “.0”, a day as 2026-09-01.

    Raises BadValue for a number so long that the spreadsheet has lost its last digits.
    """
    if isinstance(raw, str):
        return clean(raw, lines=lines)
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, int | float):
        return _number_as_text(raw)
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%d" if raw.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(raw, date | time):
        return raw.isoformat()
    return "" if raw is None else _span_as_text(raw)


def _number_as_text(number: float) -> str:
    """Return a number as the user saw it in the sheet."""
    if isinstance(number, float) and not number.is_integer():
        return repr(number)
    if abs(number) >= _EXACT:
        raise BadValue("长数字被表格存成了数字，末尾几位已丢失，请把该列设为“文本”格式后重新填写")
    return str(int(number))


def _span_as_text(span: timedelta) -> str:
    """Return a span of time as h:mm:ss."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
