"""品牌: the lists of brands, supports, services and months, and what is to be remembered of them."""

from dataclasses import replace
from enum import StrEnum
from functools import partial

from sqlalchemy import ColumnElement, case, exists, or_, select

from db import search
from db.engine import Session
from db.models import Brand, BrandMonth, BrandService, Support
from db.queries.brand_facts import BRANDS as _BRANDS
from db.queries.brand_facts import LEADS, MONTHS
from db.queries.lists import ListColumn, ListFilter, Sql, holding, view_of
from db.queries.month_ends import brand_in_stage
from db.queries.tables import HISTORY, ORGS, table_of
from db.record import Record
from db.search import Question
from db.values import Kind

OVERRIDDEN = "特批通过"
"""Marks a brand that ever entered a stage against its gate."""


class BrandGap(StrEnum):
    """What a brand lacks before it can be judged."""

    NO_OWNER = "缺权属企业"
    NO_SCORE = "能力未评全"
    NO_MONTHS = "无月度数据"
    OVERRIDE = "有特批通过"


def lacking(gap: str) -> ColumnElement[bool]:
    """Return the condition that a brand has a gap."""
    of = _BRANDS.c
    scores = (of.content_score, of.commerce_score, of.repurchase_score, of.private_score)
    months = exists().where(MONTHS.c.brand_id == of.id, MONTHS.c.deleted_at.is_(None))
    return {
        BrandGap.NO_OWNER: of.org_id.is_(None),
        BrandGap.NO_SCORE: or_(*(score.is_(None) for score in scores)),
        BrandGap.NO_MONTHS: ~months,
        BrandGap.OVERRIDE: _forced(),
    }[BrandGap(gap)]


def _forced() -> ColumnElement[bool]:
    """Return the condition that a brand ever entered a stage against its gate."""
    of = HISTORY.c
    own = of.entity == _BRANDS.name, of.entity_id == _BRANDS.c.id
    return exists().where(*own, of.is_override.is_(True))


def _last_gmv() -> Sql:
    """Return the SQL of the GMV of a brand's newest month that has one."""
    of = MONTHS.c
    return (
        select(of.gmv)
        .where(of.brand_id == _BRANDS.c.id, of.deleted_at.is_(None), of.gmv.is_not(None))
        .order_by(of.month.desc())
        .limit(1)
        .scalar_subquery()
    )


def _score() -> Sql:
    """Return the SQL of the four abilities together; NULL while one is not scored."""
    of = _BRANDS.c
    return of.content_score + of.commerce_score + of.repurchase_score + of.private_score


def _mark() -> Sql:
    """Return the SQL of the mark of an override; NULL without any."""
    return case((_forced(), OVERRIDDEN))


def _found(session: Session, text: str) -> Question:
    """Return the question for brands by their own words, their owner's name, or a lead streamer."""
    asked = holding(Brand, text)
    people = search.matching(session, text)
    led = select(LEADS.c.brand_id).where(LEADS.c.streamer_id.in_(people))
    owned = select(ORGS.c.id).where(ORGS.c.name.icontains(text.strip(), autoescape=True))
    of = _BRANDS.c
    return select(of.id).where(or_(of.id.in_(asked), of.id.in_(led), of.org_id.in_(owned)))


def _of_brands(model: type[Record], _session: Session, text: str) -> Question:
    """Return the question for records of brands by the brand's name, or their own words."""
    table = table_of(model)
    named = select(_BRANDS.c.id).where(_BRANDS.c.name.icontains(text.strip(), autoescape=True))
    return select(table.c.id).where(or_(table.c.id.in_(holding(model, text)), table.c.brand_id.in_(named)))


_VIEW = view_of(
    Brand,
    extra={
        "score": (ListColumn("score", "能力合计", Kind.COUNT, 80, "right"), _score()),
        "last_gmv": (ListColumn("last_gmv", "最近月GMV", Kind.MONEY, 120, "right", "元"), _last_gmv()),
        "override": (ListColumn("override", "标记", Kind.TEXT, 80), _mark()),
    },
    order=(
        "name", "status", "category_id", "last_gmv", "override", "org_id", "score", "trademark", "channels",
        "founder", "approved_on", "code",
    ),
)  # fmt: skip

BRANDS = replace(
    _VIEW,
    found=_found,
    filters=(
        *_VIEW.filters,
        ListFilter("gap", "待补", lacking, choices=BrandGap),
        ListFilter("stage_then", "月末阶段", brand_in_stage),
    ),
)
"""The list of brands."""

SUPPORTS = replace(
    view_of(
        Support,
        order=(
            "brand_id", "aspect", "name", "planned", "granted", "used", "unit", "outcome_gmv", "provider",
            "start_on", "end_on", "code",
        ),
    ),
    found=partial(_of_brands, Support),
)  # fmt: skip
"""The ledger of the five supports."""

SERVICES = replace(
    view_of(BrandService, order=("on", "brand_id", "kind", "name", "org_id", "minutes", "code")),
    found=partial(_of_brands, BrandService),
)
"""Services given to brands."""

BRAND_MONTHS = replace(
    view_of(
        BrandMonth,
        order=(
            "month", "brand_id", "gmv", "orders", "buyers", "repeat_buyers", "refund_orders", "private_gmv",
            "off_platform_gmv", "sessions", "fans", "source", "code",
        ),
    ),
    found=partial(_of_brands, BrandMonth),
    filters=(
        ListFilter("month", "月份", MONTHS.c.month.__eq__),
        *view_of(BrandMonth).filters,
    ),
)  # fmt: skip
"""Figures of brands by month."""


def figure_months(session: Session) -> list[int]:
    """Return the months (202609) any brand has figures of, the newest first."""
    of = MONTHS.c
    asked = select(of.month).where(of.deleted_at.is_(None)).distinct().order_by(of.month.desc())
    return list(session.scalars(asked))
