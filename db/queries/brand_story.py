"""One brand told whole: its supports by aspect, its months, and everything that happened to it, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP
from fractions import Fraction
from typing import Any

from sqlalchemy import String, select, type_coerce

from db import models
from db.engine import Session
from db.lifecycle.brands import decision_of
from db.lifecycle.history import history_of
from db.lifecycle.rules import Criterion
from db.models.brand_words import Decision, SupportAspect
from db.queries.brand_facts import BRANDS, MONTHS, SERVICES, SUPPORTS, Sales
from db.queries.brand_numbers import wan
from db.queries.periods import month_end
from db.queries.tables import ORGS, table_of
from db.record import local

DECISIONS = table_of(models.BrandDecision)
FILES = table_of(models.Attachment)


@dataclass(frozen=True, slots=True)
class SupportTotal:
    """One aspect in one unit: sums of what is known, None where nothing is; outcome in 分.

    ``unit`` is "" for an aspect without any support. ``rate`` counts only supports whose granted and used
    quantities are both known.
    """

    aspect: SupportAspect
    unit: str
    items: int = 0
    planned: int | None = None
    granted: int | None = None
    used: int | None = None
    outcome: int | None = None
    rate: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of a brand: its figures, and the ratios reckoned from them (None where they cannot be)."""

    month: int
    sales: Sales
    source: str | None = None

    @property
    def repeat_rate(self) -> Fraction | None:
        """复购率: repeat buyers ÷ buyers."""
        return _ratio(self.sales.repeat_buyers, self.sales.buyers)

    @property
    def private_share(self) -> Fraction | None:
        """私域占比: private GMV ÷ GMV."""
        return _ratio(self.sales.private_gmv, self.sales.gmv)

    @property
    def refund_rate(self) -> Fraction | None:
        """退货率: orders sent back ÷ orders."""
        return _ratio(self.sales.refund_orders, self.sales.orders)


@dataclass(frozen=True, slots=True)
class BrandEvent:
    """One thing that happened: ``kind`` is 阶段, 决定, 扶持, 服务, 数据 or 附件; ``decision`` of a move.

    ``criteria`` are those of that moment; ``is_override`` says that the stage was entered against them.
    """

    on: date
    kind: str
    text: str
    by: str = ""
    reason: str = ""
    decision: Decision | None = None
    criteria: tuple[Criterion, ...] = ()
    is_override: bool = False

    @property
    def reached(self) -> str:
        """The criteria in short: 4/6 达成; "" without any."""
        met = sum(criterion.met for criterion in self.criteria)
        return f"{met}/{len(self.criteria)} 达成" if self.criteria else ""


def support_totals(session: Session, brand_id: int | None = None) -> list[SupportTotal]:
    """Return the five supports of one brand, or of all: per aspect and unit, each aspect once at least."""
    of = SUPPORTS.c
    asked = select(of.aspect, of.unit, of.planned, of.granted, of.used, of.outcome_gmv)
    asked = asked.where(of.deleted_at.is_(None), *(() if brand_id is None else (of.brand_id == brand_id,)))
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in session.execute(asked):
        groups.setdefault((str(row.aspect), str(row.unit)), []).append(row)
    totals = []
    for aspect in SupportAspect:
        own = [_total(aspect, unit, rows) for (name, unit), rows in sorted(groups.items()) if name == aspect]
        totals += own or [SupportTotal(aspect, "")]
    return totals


def months_of(session: Session, brand_id: int) -> list[MonthLine]:
    """Return every month a brand has figures of, the newest first."""
    of = MONTHS.c
    names = tuple(Sales.__dataclass_fields__)
    asked = select(of.month, of.source, *(of[name] for name in names))
    own = asked.where(of.brand_id == brand_id, of.deleted_at.is_(None)).order_by(of.month.desc())
    return [MonthLine(row.month, Sales(*row[2:]), row.source) for row in session.execute(own)]


def story_of(session: Session, brand_id: int) -> list[BrandEvent]:
    """Return everything that happened to a brand, the newest first."""
    events = [
        *_judged(session, brand_id),
        *_supports(session, brand_id),
        *_services(session, brand_id),
        *_best(session, brand_id),
        *_files(session, brand_id),
    ]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _ratio(part: int | None, whole: int | None) -> Fraction | None:
    """Return part ÷ whole; None when one is missing or the whole is 0."""
    return Fraction(part, whole) if part is not None and whole else None


def _known(values: list[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _total(aspect: SupportAspect, unit: str, rows: list[Any]) -> SupportTotal:
    """Add up the supports of one aspect and unit."""
    both = [row for row in rows if row.granted is not None and row.used is not None]
    return SupportTotal(
        aspect,
        unit,
        len(rows),
        _known([row.planned for row in rows]),
        _known([row.granted for row in rows]),
        _known([row.used for row in rows]),
        _known([row.outcome_gmv for row in rows]),
        _ratio(sum(row.used for row in both), sum(row.granted for row in both)),
    )


def _judged(session: Session, brand_id: int) -> list[BrandEvent]:
    """Return the stages it entered and was refused; those of one day as they were entered, the last first."""
    both = [*_moves(session, brand_id), *_decisions(session, brand_id)]
    return [event for _at, event in sorted(both, key=lambda pair: pair[0], reverse=True)]


def _moves(session: Session, brand_id: int) -> Iterator[tuple[datetime, BrandEvent]]:
    """Yield the stages it entered, each with the local time it was entered at."""
    for move in history_of(session, models.Brand, brand_id):
        on = move.on or move.at.date()
        text = f"{move.from_state} → {move.to_state}" if move.from_state else f"入库：{move.to_state}"
        decision = decision_of(move.from_state, move.to_state)
        told = BrandEvent(on, "阶段", text, move.by, move.reason, decision, move.criteria, move.is_override)
        yield move.at, told


def _decisions(session: Session, brand_id: int) -> Iterator[tuple[datetime, BrandEvent]]:
    """Yield the decisions that moved nothing, each with the local time it was entered at."""
    of = DECISIONS.c
    asked = select(of.on, of.at, of.to_state, of.decision, of.by, of.reason, of.gate)
    own = asked.where(of.brand_id == brand_id).order_by(of.id.desc())
    for on, at, to, decision, by, reason, gate in session.execute(own):
        found = tuple(Criterion(**criterion) for criterion in gate or ())
        told = BrandEvent(on, "决定", f"申请进入 {to.value}", by, reason, Decision(decision), found)
        yield local(at), told


def _supports(session: Session, brand_id: int) -> Iterator[BrandEvent]:
    """Yield its supports, on the day they begin, else on the day they were entered."""
    of = SUPPORTS.c
    asked = select(of.start_on, of.created_at, of.aspect, of.name, of.granted, of.unit, of.provider).where(
        of.brand_id == brand_id, of.deleted_at.is_(None)
    )
    for start, made, aspect, name, granted, unit, provider in session.execute(asked):
        had = "" if granted is None else f"，已获 {granted:,} {unit.value}"
        by = f"（{provider.value}）" if provider else ""
        yield BrandEvent(start or local(made).date(), "扶持", f"{aspect.value}：{name}{by}{had}")


def _services(session: Session, brand_id: int) -> Iterator[BrandEvent]:
    """Yield the services it was given."""
    of = SERVICES.c
    asked = (
        select(of.on, type_coerce(of.kind, String), of.name, ORGS.c.name)
        .outerjoin_from(SERVICES, ORGS, ORGS.c.id == of.org_id)
        .where(of.brand_id == brand_id, of.deleted_at.is_(None))
    )
    for on, kind, name, org in session.execute(asked):
        yield BrandEvent(on, "服务", f"{kind}：{name}" + (f"（{org}）" if org else ""))


def _best(session: Session, brand_id: int) -> Iterator[BrandEvent]:
    """Yield the month with the highest GMV, once there are two to compare."""
    known = [(line.sales.gmv, line.month) for line in months_of(session, brand_id) if line.sales.gmv]
    if len(known) > 1:
        gmv, month = max(known)
        words = f"{month // 100}年{month % 100}月，单月GMV最高：{wan(gmv, ROUND_HALF_UP)}"
        yield BrandEvent(month_end(month), "数据", words)


def _files(session: Session, brand_id: int) -> Iterator[BrandEvent]:
    """Yield the files that were added to it."""
    of = FILES.c
    asked = select(of.at, of.by, of.name).where(
        of.entity == BRANDS.name, of.entity_id == brand_id, of.deleted_at.is_(None)
    )
    for at, by, name in session.execute(asked.order_by(of.id)):
        yield BrandEvent(local(at).date(), "附件", name, by)
