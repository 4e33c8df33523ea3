"""粉丝层级: derived from a streamer's followers, never stored; 百万级以上 is 1,000,000 or more."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select

from db.queries.tables import ACCOUNTS, SNAPSHOTS


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


def in_tier(followers: ColumnElement[int], tier: Tier) -> ColumnElement[bool]:
    """Return the condition that followers make a tier."""
    if tier is Tier.UNKNOWN:
        return followers.is_(None)
    place = [each for _, each in TIERS].index(tier)
    fewest = TIERS[place][0]
    if place == 0:
        return followers >= fewest
    return followers.between(fewest, TIERS[place - 1][0] - 1)  # counted once a row


def followers_of(own: ColumnElement[bool], until: date | None = None) -> ColumnElement[int]:
    """Return the SQL of the followers of accounts: the last snapshot of each (up to a day), added up."""
    of = SNAPSHOTS.c
    known = select(of.followers).where(of.account_id == ACCOUNTS.c.id).order_by(of.on.desc()).limit(1)
    if until is not None:
        known = known.where(of.on <= until)
    return select(func.sum(known.scalar_subquery())).where(own).scalar_subquery()
