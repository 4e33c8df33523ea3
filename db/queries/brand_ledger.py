"""品牌进度表 (annex 5): every brand known by a period's end, one line each, put aside or not."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from db.engine import Session
from db.models.brand_words import BrandStage
from db.queries.brand_facts import MONTHS
from db.queries.brand_report import standings
from db.queries.periods import Period
from db.queries.tables import alive


class BrandEntry(NamedTuple):
    """One line of the ledger; ``gmv`` (分) is that of the period's months, None when none tells it.

    ``stage``, ``since`` (None: from the start), ``change``, ``reached`` (4/6) and ``next_step`` are those of
    T10, the rest is of today. ``is_override`` marks a brand that ever entered a stage against its gate.
    """

    code: str
    brand: str
    owner: str | None
    category: str | None
    trademark: str
    stage: BrandStage
    since: date | None
    change: str
    reached: str
    next_step: str
    gmv: int | None
    approved_on: date | None
    approval_no: str | None
    is_override: bool


def brand_ledger(session: Session, period: Period) -> Iterator[BrandEntry]:
    """Yield the ledger of a period by code; those in S0 to S6 are as many as B01 says."""
    gmv = _gmv(session, period)
    for one in standings(session, period):
        row = one.facts.row
        yield BrandEntry(
            row["code"],
            row["name"],
            one.facts.owner,
            one.facts.category,
            str(row["trademark"]),
            one.stage,
            one.since,
            one.change,
            one.reached,
            one.next_step,
            gmv.get(row["id"]),
            row["approved_on"],
            row["approval_no"],
            one.is_override,
        )


def _gmv(session: Session, period: Period) -> dict[int, int]:
    """Return the GMV of each brand over the months of a period that tell it."""
    of = MONTHS.c
    within = of.month.between(period.first, period.last)
    asked = select(of.brand_id, func.sum(of.gmv)).where(alive(MONTHS), within, of.gmv.is_not(None))
    return {brand: int(total) for brand, total in session.execute(asked.group_by(of.brand_id))}
