"""Figures as a paper prints them: 超过1.5万名, 300余位, 25%以上, 近百位, 稳居全国第一.

What is meant is worked out here; the words themselves are kept and printed back, always.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from db.values.numbers import UNITS


class Comparator(StrEnum):
    """How a printed figure stands to its number."""

    EXACT = "="
    ABOUT = "约"
    NEAR = "近"
    OVER = "超"
    ODD = "余"
    MORE = "多"
    AT_LEAST = "以上"
    AT_MOST = "以下"
    RANK = "第N"
    NONE = "无"


@dataclass(frozen=True, slots=True)
class Written:
    """What a printed figure means: 超过1.5万名 is (超, 15000, 名); without a number ``value`` is None."""

    comparator: Comparator
    value: Decimal | None = None
    unit: str = ""


_OVER = ("超过", "超出", "超", "逾", "突破", "高于", "多于", "大于", ">")
_AT_MOST = ("不超过", "不多于", "不足", "不到", "少于", "低于", "小于", "至多", "最多", "≤", "<=", "<")
_BEFORE: dict[str, Comparator] = {
    **dict.fromkeys(_OVER, Comparator.OVER),
    **dict.fromkeys(_AT_MOST, Comparator.AT_MOST),
    **dict.fromkeys(("将近", "接近", "近"), Comparator.NEAR),
    **dict.fromkeys(("大约", "大概", "约", "≈", "~"), Comparator.ABOUT),
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "达到", "≥", ">=", "上"), Comparator.AT_LEAST),
}
_INSIDE = {"余": Comparator.ODD, "多": Comparator.MORE, "几": Comparator.ODD}
_AFTER = {
    **dict.fromkeys(("以上", "及以上"), Comparator.AT_LEAST),
    **dict.fromkeys(("以下", "及以下", "以内"), Comparator.AT_MOST),
    **dict.fromkeys(("左右", "上下"), Comparator.ABOUT),
}
_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MEASURES = (
    "人次|名|位|人|家|个|场次|场|次|件|单|款|条|户|元|倍|天|小时|分钟|年|项|届|种|类|台|套|间|"
    "平方米|公里|吨|亩"
)


def _either(words: Iterable[str]) -> str:
    """Return the pattern of one of some words, the longest first; 上 only before 百, 千, 万 …."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join("上(?=[百千万亿])" if word == "上" else re.escape(word) for word in ordered)


_FIGURE = re.compile(
    rf"""(?P<before>{_either(_BEFORE)})?
        (?P<digits>\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+|(?<=[上近超过逾约])(?=[万亿]))
        (?P<inside>[余多几])?
        (?P<unit>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?
        (?P<still>[余多])?
        (?P<word>%|{_MEASURES})?
        (?P<after>{_either(_AFTER)})?""",
    re.VERBOSE,
)
_RANK = re.compile(
    rf"第(?P<digits>\d+|[一二三四五六七八九十]+)(?P<word>名|位)?(?!\w?季度|批|{_MEASURES}|[\d十])"
)
_DAY = re.compile(r"\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}月\d{1,2}日")
_SPAN = re.compile(r"\d\s*(?:[-—~]|至|到)\s*\d")
_VAGUE = re.compile("成百上千|[数若几][十百千万亿]+|[百千万亿]+级")


def read_as_written(text: str) -> Written:
    """Return what a printed figure means; the first number counts, years and ranges of numbers do not.

    A comparison without a number (超过杭州和广州) keeps its comparator; a mere text has none.
    """
    plain = unicodedata.normalize("NFKC", text.replace("㎡", "平方米")).strip()
    for passed_over in (_DAY, _VAGUE):
        plain = passed_over.sub("；", plain)
    plain = "".join(plain.split())
    if rank := _RANK.search(plain):
        return Written(Comparator.RANK, Decimal(_whole(rank["digits"])), rank["word"] or "")
    found = None if _SPAN.search(plain) else next(filter(_counts, _FIGURE.finditer(plain)), None)
    if found is None:
        return Written(_compared(plain))
    number = _number(found["digits"]) * UNITS[found["unit"] or ""]
    return Written(_said(found), number, found["word"] or "")


def _counts(found: re.Match[str]) -> bool:
    """Say whether digits are a figure: Chinese ones only by a word around them (一站式 is none)."""
    if found["digits"][:1].isdecimal() or found.end() - found.start() == len(found.string):
        return True
    return any(found[part] for part in ("before", "inside", "unit", "still", "word", "after"))


def _said(found: re.Match[str]) -> Comparator:
    """Return how the words around a number compare: what stands before it counts first."""
    if found["before"]:
        return _BEFORE[found["before"]]
    if inside := found["inside"] or found["still"]:
        return _INSIDE[inside]
    return _AFTER[found["after"]] if found["after"] else Comparator.EXACT


def _compared(text: str) -> Comparator:
    """Return the comparator of a comparison without a number."""
    if text.startswith(_OVER):
        return Comparator.OVER
    return Comparator.AT_MOST if text.startswith(_AT_MOST) else Comparator.NONE


def _number(digits: str) -> Decimal:
    """Return digits, Arabic or Chinese, as a number; none at all is one (上万)."""
    return Decimal(digits.replace(",", "")) if digits[:1].isdecimal() else Decimal(_whole(digits))


def _whole(digits: str) -> int:
    """Return a whole number written in either way: 300, 三百, 十二, 百."""
    if digits.isdecimal():
        return int(digits)
    total = held = 0
    for sign in digits:
        if sign in _PLACES:
            total, held = total + (held or 1) * _PLACES[sign], 0
        else:
            held = _DIGITS[sign]
    return total + held if digits else 1
