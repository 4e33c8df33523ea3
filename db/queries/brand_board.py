"""看板: every brand in its stage, with what it lacks for the next one; a handful of questions in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, func, or_, select, type_coerce

from db.engine import Session
from db.lifecycle.rules import Criterion
from db.models.brand_words import BrandStage
from db.queries.brand_facts import BRANDS, BrandFacts, facts_of
from db.queries.brand_gates import criteria, next_stage
from db.queries.brand_limits import BrandLimits, brand_limits
from db.queries.tables import HISTORY


@dataclass(frozen=True, slots=True)
class BrandCard:
    """One brand of the board: ``gmv`` (分) of ``month``, criteria of the gate to ``next``, days in its stage.

    ``is_override`` marks a brand that ever entered a stage against its gate.
    """

    id: int
    code: str
    name: str
    owner: str | None
    category: str | None
    stage: BrandStage
    next: BrandStage | None
    gate: tuple[Criterion, ...]
    month: int
    gmv: int | None
    since: date | None
    days: int | None
    is_stuck: bool
    is_override: bool

    @property
    def met(self) -> int:
        """How many criteria of the next gate are met."""
        return sum(criterion.met for criterion in self.gate)

    @property
    def reached(self) -> str:
        """The next gate in short: 4/6; "" where there is none."""
        return f"{self.met}/{len(self.gate)}" if self.gate else ""


@dataclass(frozen=True, slots=True)
class Board:
    """Every brand, by stage in the order of the pipeline."""

    columns: Mapping[BrandStage, tuple[BrandCard, ...]]

    @property
    def total(self) -> int:
        """How many brands there are (S0 … S6 and SX)."""
        return sum(map(len, self.columns.values()))


def board(session: Session, today: date) -> Board:
    """Return the brands by stage; within a stage those nearest to the next one first."""
    limits, since, forced = brand_limits(session), entered(session), overridden(session)
    columns: dict[BrandStage, list[BrandCard]] = {stage: [] for stage in BrandStage}
    for facts in facts_of(session, today):
        key = facts.row["id"]
        columns[facts.stage].append(_card(facts, limits, since.get(key), forced=key in forced))
    return Board({stage: tuple(sorted(cards, key=_nearest)) for stage, cards in columns.items()})


def entered(session: Session) -> dict[int, date]:
    """Return since when each brand is in its stage: the day of its last move."""
    of = HISTORY.c
    asked = (
        select(of.entity_id, func.max(of.on))
        .join(BRANDS, BRANDS.c.id == of.entity_id)
        .where(
            of.entity == BRANDS.name,
            of.to_state == type_coerce(BRANDS.c.status, String),
            or_(of.from_state.is_(None), of.from_state != of.to_state),
            BRANDS.c.deleted_at.is_(None),
        )
        .group_by(of.entity_id)
    )
    return {key: on for key, on in session.execute(asked) if on is not None}


def overridden(session: Session) -> frozenset[int]:
    """Return the brands that ever entered a stage against its gate."""
    of = HISTORY.c
    asked = select(of.entity_id).where(of.entity == BRANDS.name, of.is_override.is_(True))
    return frozenset(session.scalars(asked.distinct()))


def _card(facts: BrandFacts, limits: BrandLimits, since: date | None, *, forced: bool) -> BrandCard:
    """Return the card of a brand."""
    stage, row = facts.stage, facts.row
    after, month = next_stage(stage), facts.last_month
    days = (facts.on - since).days if since else None
    moving = stage not in (BrandStage.S6, BrandStage.SX)
    return BrandCard(
        row["id"],
        row["code"],
        row["name"],
        facts.owner,
        facts.category,
        stage,
        after,
        criteria(after, facts, limits) if after else (),
        month,
        facts.sales[month].gmv if month in facts.sales else None,
        since,
        days,
        moving and days is not None and days >= limits.stuck_days,
        forced,
    )


def _nearest(card: BrandCard) -> tuple[int, str]:
    """Return the order of cards in a column: the fewest criteria missing first."""
    return len(card.gate) - card.met, card.code
