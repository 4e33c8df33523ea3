"""What records were at the end of a month, as conditions of their lists: 工作台 leads to the rows it counted.

The value of such a filter is a text, so that a list can say it and a view can keep it: ``2026-10 百万级``.
Several words are joined by ；.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_, select

from db.lifecycle.history import states_at
from db.models import Brand
from db.queries.figures import NO_CATEGORY
from db.queries.periods import month_end, read_period
from db.queries.tables import ACCOUNTS, CATEGORIES, COUNTED, SESSIONS, alive, table_of
from db.queries.tables import STREAMERS as PEOPLE
from db.queries.team_rows import IN_TEAM
from db.queries.tiers import Tier, followers_of, in_tier

_BRANDS = table_of(Brand)
_BETWEEN = "；"


def at_end(month: int, words: Collection[str]) -> str:
    """Return the value of a filter: a month (202610) and what is asked of its end."""
    return f"{month // 100}-{month % 100:02} {_BETWEEN.join(words)}"


def team_in_tier(value: str) -> ColumnElement[bool]:
    """Return the condition that a streamer was of the team and of a tier at a month's end (T5)."""
    month, words = _read(value)
    known = states_at(month_end(month)).subquery()
    team = select(known.c.entity_id).where(known.c.state.in_(IN_TEAM))
    followers = followers_then(month)
    tiers = or_(*(in_tier(followers, Tier(word)) for word in words))
    return and_(PEOPLE.c.id.in_(team), alive(PEOPLE), tiers)


def followers_then(month: int) -> ColumnElement[int]:
    """Return the SQL of a streamer's followers at a month's end."""
    return followers_of(and_(ACCOUNTS.c.streamer_id == PEOPLE.c.id, alive(ACCOUNTS)), month_end(month))


def brand_in_stage(value: str) -> ColumnElement[bool]:
    """Return the condition that a brand stood in a stage at a month's end (B02)."""
    month, words = _read(value)
    known = states_at(month_end(month), Brand).subquery()
    return and_(alive(_BRANDS), _BRANDS.c.id.in_(select(known.c.entity_id).where(known.c.state.in_(words))))


def counted_in_category(value: str) -> ColumnElement[bool]:
    """Return the condition that a session counts in a month, in one of some categories (T4)."""
    month, words = _read(value)
    named = select(CATEGORIES.c.id).where(CATEGORIES.c.name.in_(words))
    inside: ColumnElement[bool] = SESSIONS.c.category_id.in_(named)
    if NO_CATEGORY in words:
        inside = or_(inside, SESSIONS.c.category_id.is_(None))
    return and_(COUNTED, SESSIONS.c.month == month, inside)


def _read(value: str) -> tuple[int, list[str]]:
    """Read a filter's value back."""
    month, _, words = value.partition(" ")
    return read_period(month).last, words.split(_BETWEEN)
