"""粉丝层级: derived from a streamer's followers, never stored; 百万级以上 is 1,000,000 or more."""

from enum import StrEnum


class Tier(StrEnum):
    """粉丝层级, the lowest first; UNKNOWN is who nobody recorded followers of."""

    NEW = "新锐"
    GROWING = "成长"
    MIDDLE = "腰部"
    MILLION = "百万级"
    FIVE_MILLION = "500万级"
    TEN_MILLION = "千万级"
    UNKNOWN = "未知"


TIERS = (
    (10_000_000, Tier.TEN_MILLION),
    (5_000_000, Tier.FIVE_MILLION),
    (1_000_000, Tier.MILLION),
    (100_000, Tier.MIDDLE),
    (10_000, Tier.GROWING),
    (0, Tier.NEW),
)
"""Fewest followers of a tier, the highest first."""

MILLION = 1_000_000


def tier_of(followers: int | None) -> Tier:
    """Return the tier of a streamer with so many followers in all accounts together (latest snapshots)."""
    if followers is None:
        return Tier.UNKNOWN
    return next(tier for fewest, tier in TIERS if followers >= fewest or not fewest)
