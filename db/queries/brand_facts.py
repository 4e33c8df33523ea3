"""What the gates look at, read for many brands at once: a handful of questions however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union

from db import models
from db.engine import Session
from db.models.brand_words import BrandStage
from db.models.partner_words import DocumentCheck
from db.models.words import AccountKind, AccountState
from db.queries.periods import month_of, months_before
from db.queries.tables import ACCOUNTS, CATEGORIES, ORGS, SESSIONS, table_of

BRANDS = table_of(models.Brand)
DOCUMENTS = table_of(models.Qualification)
MONTHS = table_of(models.BrandMonth)
SUPPORTS = table_of(models.Support)
SERVICES = table_of(models.BrandService)
LEADS = table_of(models.BrandStreamer)
OWN_ACCOUNTS = table_of(models.BrandAccount)

YEAR = 12
_LATE = 2
"""Months back from the day asked about that the newest figures may be of: one may not be in yet."""

Only = Collection[int] | None
"""Keys of brands; None for all."""


@dataclass(frozen=True, slots=True)
class Sales:
    """The figures of one brand in one month as entered; None is missing."""

    gmv: int | None = None
    orders: int | None = None
    buyers: int | None = None
    repeat_buyers: int | None = None
    refund_orders: int | None = None
    private_gmv: int | None = None
    off_platform_gmv: int | None = None
    sessions: int | None = None
    fans: int | None = None


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """One brand as its gates see it on a day; ``sales`` by month (202609), whole months before it only."""

    row: Mapping[str, Any]
    on: date
    owner: str | None = None
    category: str | None = None
    accounts: int = 0
    planned: frozenset[str] = frozenset()
    documents: int = 0
    followers: int = 0
    sales: Mapping[int, Sales] = field(default_factory=dict)

    @property
    def stage(self) -> BrandStage:
        """The stage the brand is in."""
        return BrandStage(self.row["status"])

    @property
    def last_month(self) -> int:
        """The newest month that counts: the one before the day, one more while that is not in yet."""
        before = month_of(self.on)
        for back in range(1, _LATE + 1):
            known = self.sales.get(months_before(before, back))
            if known is not None and known.gmv is not None:
                return months_before(before, back)
        return months_before(before, 1)

    def months(self, count: int) -> list[tuple[int, Sales]]:
        """Return the last so many months that count, the oldest first; one without figures is empty."""
        last = self.last_month
        wanted = [months_before(last, back) for back in reversed(range(count))]
        return [(month, self.sales.get(month, Sales())) for month in wanted]


def facts_of(session: Session, on: date, only: Only = None) -> list[BrandFacts]:
    """Return what is known of the brands that are not deleted, in the order of their codes."""
    of = BRANDS.c
    owner, category = ORGS.alias("owner"), CATEGORIES.alias("kind")
    asked = (
        select(BRANDS, owner.c.name.label("owner_name"), category.c.name.label("category_name"))
        .outerjoin(owner, owner.c.id == of.org_id)
        .outerjoin(category, category.c.id == of.category_id)
        .where(of.deleted_at.is_(None), *_among(of.id, only))
        .order_by(of.code)
    )
    rows = [dict(row) for row in session.execute(asked).mappings()]
    accounts, planned = _accounts(session, only), _planned(session, only)
    documents = _documents(session, on, {row["org_id"] for row in rows if row["org_id"]})
    followers, sales = _followers(session, only), _sales(session, on, only)
    return [
        BrandFacts(
            row,
            on,
            row.pop("owner_name"),
            row.pop("category_name"),
            accounts.get(row["id"], 0),
            frozenset(planned.get(row["id"], ())),
            documents.get(row["org_id"], 0),
            followers.get(row["id"], 0),
            sales.get(row["id"], {}),
        )
        for row in rows
    ]


def _among(column: ColumnElement[Any], only: Only) -> Iterable[ColumnElement[bool]]:
    """Return the condition that a column holds one of some keys; none for all."""
    return () if only is None else (column.in_(only),)


def _pairs(session: Session, asked: Select[Any]) -> dict[Any, int]:
    """Return {key: count} of a question that brings both."""
    return {row[0]: row[1] for row in session.execute(asked)}


def _accounts(session: Session, only: Only) -> dict[int, int]:
    """Count the accounts of each brand: its own, and those its lead streamers own themselves."""
    usable = and_(
        ACCOUNTS.c.deleted_at.is_(None),
        ACCOUNTS.c.status.not_in((AccountState.CLOSED, AccountState.BANNED)),
    )
    own = (
        select(OWN_ACCOUNTS.c.brand_id, ACCOUNTS.c.id)
        .join(ACCOUNTS, ACCOUNTS.c.id == OWN_ACCOUNTS.c.account_id)
        .where(usable, *_among(OWN_ACCOUNTS.c.brand_id, only))
    )
    leads = (
        select(LEADS.c.brand_id, ACCOUNTS.c.id)
        .join(ACCOUNTS, ACCOUNTS.c.streamer_id == LEADS.c.streamer_id)
        .where(usable, ACCOUNTS.c.kind == AccountKind.OWN, *_among(LEADS.c.brand_id, only))
    )
    both = union(own, leads).subquery()
    counted = select(both.c.brand_id, func.count()).group_by(both.c.brand_id)
    return _pairs(session, counted)


def _planned(session: Session, only: Only) -> dict[int, set[str]]:
    """Return the aspects each brand has a planned quantity for."""
    of = SUPPORTS.c
    found: defaultdict[int, set[str]] = defaultdict(set)
    asked = select(of.brand_id, of.aspect).where(
        of.deleted_at.is_(None), of.planned.is_not(None), *_among(of.brand_id, only)
    )
    for brand, aspect in session.execute(asked.distinct()):
        found[brand].add(str(aspect))
    return found


def _documents(session: Session, on: date, orgs: Collection[int]) -> dict[int | None, int]:
    """Count the qualifications of the owners that are valid on a day."""
    of = DOCUMENTS.c
    valid = and_(
        or_(of.valid_to.is_(None), of.valid_to >= on), or_(of.issued_on.is_(None), of.issued_on <= on)
    )
    genuine = of.verified != DocumentCheck.MISMATCH
    asked = select(of.org_id, func.count()).where(of.deleted_at.is_(None), valid, genuine)
    return _pairs(session, asked.where(of.org_id.in_(orgs)).group_by(of.org_id))


def _followers(session: Session, only: Only) -> dict[int, int]:
    """Count the brands each brand coaches."""
    of = BRANDS.c
    asked = select(of.coach_id, func.count()).where(
        of.deleted_at.is_(None), of.coach_id.is_not(None), *_among(of.coach_id, only)
    )
    return _pairs(session, asked.group_by(of.coach_id))


def _sales(session: Session, on: date, only: Only) -> dict[int, dict[int, Sales]]:
    """Return the months a gate may look at, by brand; sessions not entered are counted from the accounts."""
    of = MONTHS.c
    first, end = months_before(month_of(on), YEAR + _LATE), month_of(on)
    names = tuple(Sales.__dataclass_fields__)
    asked = select(of.brand_id, of.month, *(of[name] for name in names)).where(
        of.deleted_at.is_(None), of.month >= first, of.month < end, *_among(of.brand_id, only)
    )
    lives = _lives(session, on, only)
    found: defaultdict[int, dict[int, Sales]] = defaultdict(dict)
    for brand, month, *figures in session.execute(asked):
        values = dict(zip(names, figures, strict=True))
        if values["sessions"] is None:
            values["sessions"] = lives.get((brand, month))
        found[brand][month] = Sales(**values)
    for (brand, month), count in lives.items():
        found[brand].setdefault(month, Sales(sessions=count))
    return found


def _lives(session: Session, on: date, only: Only) -> dict[tuple[int, int], int]:
    """Count the live sessions of each brand's own accounts by month, of the months a gate looks at."""
    accounts = select(OWN_ACCOUNTS.c.brand_id, OWN_ACCOUNTS.c.account_id).where(
        *_among(OWN_ACCOUNTS.c.brand_id, only)
    )
    own: defaultdict[int, list[int]] = defaultdict(list)
    for brand, account in session.execute(accounts):
        own[account].append(brand)
    if not own:
        return {}
    first = months_before(month_of(on), 3 + _LATE)
    since = datetime(first // 100, first % 100, 1)
    until = on.replace(day=1)
    asked = (
        select(SESSIONS.c.account_id, SESSIONS.c.month, func.count())
        .where(
            SESSIONS.c.account_id.in_(own),
            SESSIONS.c.start_at >= since,
            SESSIONS.c.start_at < datetime.combine(until, datetime.min.time()),
            SESSIONS.c.deleted_at.is_(None),
        )
        .group_by(SESSIONS.c.account_id, SESSIONS.c.month)
    )
    found: defaultdict[tuple[int, int], int] = defaultdict(int)
    for account, month, count in session.execute(asked):
        for brand in own[account]:
            found[brand, month] += count
    return found
