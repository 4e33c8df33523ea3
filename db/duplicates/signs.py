"""What speaks for two records being one, what against it, and how much each of it weighs."""

from collections.abc import Iterator, Mapping
from enum import IntFlag, StrEnum
from typing import Any

LEAST = 30
"""Points of a pair that is worth showing; what is above 100 counts as 100."""
_MOST = 100
_PROBABLE, _POSSIBLE = 75, 50


class Sign(IntFlag):
    """What two records share, or are told apart by."""

    PHONE = 1
    ACCOUNT = 2
    BIRTH = 4
    NAME = 8
    ALIAS = 16
    STAGE = 32
    NICKNAME = 64
    TEAM = 128
    CREDIT_CODE = 256
    MATCH_KEY = 512
    BARE_NAME = 1024
    CONTACT = 2048
    LEGAL_REP = 4096
    ADDRESS = 8192
    ID_DIFFERS = 16384
    BIRTH_DIFFERS = 32768
    GENDER_DIFFERS = 65536
    CODE_DIFFERS = 131072
    NAME_DIFFERS = 262144


_WORDS: Mapping[Sign, tuple[str, int]] = {
    Sign.CREDIT_CODE: ("统一社会信用代码相同", 80),
    Sign.PHONE: ("电话相同", 50),
    Sign.MATCH_KEY: ("名称相同（不计“有限公司”等）", 50),
    Sign.ACCOUNT: ("平台账号相同（大小写或空格不同）", 45),
    Sign.BIRTH: ("出生日期相同", 40),
    Sign.BARE_NAME: ("去掉地名后名称相同", 35),
    Sign.NAME: ("姓名相同", 25),
    Sign.ALIAS: ("一方的姓名是另一方的艺名", 20),
    Sign.STAGE: ("艺名相同", 15),
    Sign.NICKNAME: ("同平台账号昵称相同", 15),
    Sign.CONTACT: ("联系人相同", 15),
    Sign.LEGAL_REP: ("法定代表人相同", 15),
    Sign.TEAM: ("团队相同", 10),
    Sign.ADDRESS: ("地址相同", 10),
    Sign.ID_DIFFERS: ("身份证号不同", -45),
    Sign.BIRTH_DIFFERS: ("出生日期不同", -35),
    Sign.GENDER_DIFFERS: ("性别不同", -25),
    Sign.NAME_DIFFERS: ("姓名不同", -15),
    Sign.CODE_DIFFERS: ("统一社会信用代码不同", -90),
}
"""Sign → its words and its points, what weighs most first, what speaks against it last."""


_AGAINST = {
    "id_no_index": "两条记录的身份证号不同，请先核对是不是同一个人。",
    "birth_on": "两条记录的出生日期不同，请先核对是不是同一个人。",
    "credit_code": "两条记录的统一社会信用代码不同，请先核对是不是同一家企业。",
}
"""Stored field → what it means when both have it and not the same."""


class Likelihood(StrEnum):
    """How likely two records are one."""

    PROBABLE = "很可能"
    POSSIBLE = "可能"
    DOUBTFUL = "存疑"


def score(signs: int) -> int:
    """Return the points of a pair, 0 … 100."""
    total = sum(points for sign, (_words, points) in _WORDS.items() if sign & signs)
    return max(0, min(_MOST, total))


def likelihood(points: int) -> Likelihood:
    """Return what so many points mean."""
    if points >= _PROBABLE:
        return Likelihood.PROBABLE
    return Likelihood.POSSIBLE if points >= _POSSIBLE else Likelihood.DOUBTFUL


def told_apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """Yield in sentences what speaks against two stored records being one."""
    for name, words in _AGAINST.items():
        if name in one and one[name] and other[name] and one[name] != other[name]:
            yield words


def reasons(signs: int) -> tuple[str, ...]:
    """Return in words what speaks for a pair, then what speaks against it."""
    return tuple(words for sign, (words, _points) in _WORDS.items() if sign & signs)
