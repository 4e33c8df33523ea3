"""How a Chinese name is typed in letters: one syllable per character, surnames as families say them."""

import os
import unicodedata
from functools import cache

SURNAMES: dict[str, str] = {
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "澹台": "tan tai",
    "单于": "chan yu",
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "区": "ou",
    "朴": "piao",
    "乐": "yue",
    "重": "chong",
    "种": "chong",
    "秘": "bi",
    "折": "she",
    "缪": "miao",
    "洗": "xian",
    "员": "yun",
    "贠": "yun",
    "覃": "qin",
    "繁": "po",
    "召": "shao",
    "祭": "zhai",
    "翟": "zhai",
    "黑": "he",
    "隗": "wei",
    "佴": "nai",
    "阚": "kan",
    "卜": "bu",
    "牟": "mu",
    "句": "gou",
    "能": "nai",
    "适": "kuo",
    "薄": "bo",
    "率": "shuai",
    "藏": "zang",
    "都": "du",
    "粘": "nian",
}
"""Surnames that are read otherwise than the character by itself."""

_LONGEST = 2
_U_UMLAUT = "u\u0308"


def syllables_of(name: str, *, surname: bool) -> list[str]:
    """Return the syllables of a name; letters and digits stand for themselves, one syllable each.

    With ``surname`` the name begins with a family name and is read as one. A character without a known
    reading is left out.
    """
    return [reading for reading in readings_of(name, surname=surname) if reading]


def readings_of(name: str, *, surname: bool) -> list[str]:
    """Return the reading of each character of a name, as ``syllables_of`` has them; "" for an unknown one."""
    if surname:
        for length in range(_LONGEST, 0, -1):
            reading = SURNAMES.get(name[:length])
            if reading:
                return [*reading.split(), *map(_reading, name[length:])]
    return [*map(_reading, name)]


@cache
def _reading(character: str) -> str:
    """Return the reading of one character without its tone (绿 is lv), "" when there is none."""
    if character.isascii():
        return character
    readings = _dictionary().get(ord(character), "")
    plain = unicodedata.normalize("NFD", readings.split(",")[0]).replace(_U_UMLAUT, "v")
    return "".join(letter for letter in plain if letter.isascii())


@cache
def _dictionary() -> dict[int, str]:
    """Return pypinyin's table of readings, loaded by the first name, without its phrases."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - a third of a second, not needed to start

    return dict(PINYIN_DICT)
