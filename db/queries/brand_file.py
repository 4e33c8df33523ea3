"""品牌档案: everything that is printed of one brand, read in one moment."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.errors import NotAllowed
from db.lifecycle.history import history_of
from db.lifecycle.rules import Criterion
from db.models import Brand
from db.models.brand_words import BrandStage
from db.queries import indicators
from db.queries.brand_board import entered
from db.queries.brand_facts import BRANDS, LEADS, SERVICES, facts_of
from db.queries.brand_gates import criteria, next_stage
from db.queries.brand_limits import brand_limits
from db.queries.brand_story import BrandEvent, MonthLine, SupportTotal, months_of, story_of, support_totals
from db.queries.figures import BaseFacts
from db.queries.tables import ORGS, STREAMERS


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service a brand was given."""

    on: date
    kind: str
    name: str
    provider: str | None
    minutes: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class BrandFile:
    """One brand whole: ``row`` as it is stored, and what follows from its records; dated ``on``.

    ``gate`` is that of the ``next`` stage; a brand in its last stage, or put aside, shows what it met last.
    """

    base: BaseFacts
    on: date
    row: dict[str, Any]
    stage: BrandStage
    since: date | None
    owner: str | None
    category: str | None
    leads: tuple[str, ...]
    accounts: int
    next: BrandStage | None
    gate: tuple[Criterion, ...]
    supports: tuple[SupportTotal, ...]
    months: tuple[MonthLine, ...]
    services: tuple[ServiceLine, ...]
    events: tuple[BrandEvent, ...]


def brand_of(session: Session, code: str) -> int:
    """Return the key of a brand by its code or name; NotAllowed when there is none."""
    of = BRANDS.c
    called = (of.code == code.strip().upper()) | (of.name == code.strip())
    key: int | None = session.scalar(select(of.id).where(called, of.deleted_at.is_(None)))
    if key is None:
        raise NotAllowed(f"没有编号或名称为“{code}”的品牌。")
    return key


def brand_file(session: Session, brand_id: int, on: date) -> BrandFile:
    """Return what is printed of a brand; NotAllowed when it is gone."""
    found = facts_of(session, on, [brand_id])
    if not found:
        raise NotAllowed("这个品牌已不存在，请刷新列表。")
    (facts,) = found
    after = next_stage(facts.stage)
    gate = criteria(after, facts, brand_limits(session)) if after else _last_gate(session, brand_id)
    return BrandFile(
        indicators.base_facts(session),
        on,
        dict(facts.row),
        facts.stage,
        entered(session).get(brand_id),
        facts.owner,
        facts.category,
        _leads(session, brand_id),
        facts.accounts,
        after,
        gate,
        tuple(support_totals(session, brand_id)),
        tuple(months_of(session, brand_id)),
        _services(session, brand_id),
        tuple(story_of(session, brand_id)),
    )


def _last_gate(session: Session, brand_id: int) -> tuple[Criterion, ...]:
    """Return what the last move asked for, with the values of that moment."""
    moves = history_of(session, Brand, brand_id)
    return moves[0].criteria if moves else ()


def _leads(session: Session, brand_id: int) -> tuple[str, ...]:
    """Return the lead streamers by name."""
    of = STREAMERS.c
    asked = select(of.name).join(LEADS, LEADS.c.streamer_id == of.id)
    own = asked.where(LEADS.c.brand_id == brand_id, of.deleted_at.is_(None)).order_by(LEADS.c.id)
    return tuple(session.scalars(own))


def _services(session: Session, brand_id: int) -> tuple[ServiceLine, ...]:
    """Return the services, the newest first."""
    of = SERVICES.c
    asked = (
        select(of.on, type_coerce(of.kind, String), of.name, ORGS.c.name, of.minutes, of.outcome)
        .outerjoin_from(SERVICES, ORGS, ORGS.c.id == of.org_id)
        .where(of.brand_id == brand_id, of.deleted_at.is_(None))
        .order_by(of.on.desc(), of.id.desc())
    )
    return tuple(ServiceLine(*row) for row in session.execute(asked))
