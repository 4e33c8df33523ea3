"""How the team, the sales and the brands of a month are divided: T5, T4 and B01-B04 as 工作台 shows them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.engine import Session
from db.lifecycle.history import states_at
from db.models.brand_words import BrandStage
from db.queries import live_totals
from db.queries.brand_gates import PIPELINE
from db.queries.brand_moves import pipeline
from db.queries.figures import NO_CATEGORY
from db.queries.month_ends import followers_then
from db.queries.periods import month_end
from db.queries.tables import CATEGORIES, MONTH_SUMS, STREAMERS, alive
from db.queries.team_rows import IN_TEAM
from db.queries.tiers import TIERS, Tier, tier_of


@dataclass(frozen=True, slots=True)
class Brands:
    """The brands at a month's end: how many in each stage (B02), of all of them (B01), recognised (B04)."""

    stages: Mapping[BrandStage, int]
    whole: int
    recognised: int


def team_by_tier(session: Session, month: int) -> dict[Tier, int]:
    """Return how many of the team were of each tier at a month's end (T5), the highest first.

    People nobody recorded followers of come last, if there are any; nothing while there is no team.
    """
    known = states_at(month_end(month)).subquery()
    asked = (
        select(followers_then(month))
        .join_from(STREAMERS, known, known.c.entity_id == STREAMERS.c.id)
        .where(alive(STREAMERS), known.c.state.in_(IN_TEAM))
    )
    found = Counter(tier_of(followers) for followers in session.scalars(asked).all())
    if not found:
        return {}
    tiers = {tier: found[tier] for _, tier in TIERS}
    return tiers | ({Tier.UNKNOWN: found[Tier.UNKNOWN]} if found[Tier.UNKNOWN] else {})


def sales_by_category(session: Session, month: int) -> dict[str, int | None]:
    """Return the gmv of a month (分) by category (T4), the best sold first."""
    of = MONTH_SUMS.c
    found = live_totals.grouped(session, of.category_id, of.month == month)
    names: dict[int, str] = dict(session.execute(select(CATEGORIES.c.id, CATEGORIES.c.name)).all())
    sold = [(names.get(key, NO_CATEGORY), sums.total("gmv")) for key, sums in found.items()]
    return dict(sorted(sold, key=lambda each: (-(each[1] or 0), each[0])))


def brands(session: Session, month: int) -> Brands | None:
    """Return where the brands stood at a month's end; None while no brand was known."""
    way, day = pipeline(session), month_end(month)
    found = Counter(way.stages(day).values())
    if not found:
        return None
    stages: dict[BrandStage, int] = {stage: found[stage] for stage in PIPELINE}
    return Brands(stages, sum(stages.values()), len(way.recognised(day)))
