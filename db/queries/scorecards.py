"""评价: what a partner is judged by, how much each item weighs, and what the records say of a period.

No evaluation without activity. A period counts as active when, within it, a product of the partner was
checked or stood in a session, a ticket about the partner was opened or closed, or the base notes what was
supplied (本期供货). Points are 0 to 100 for each item, weighed by the weights of the day.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import select as pick

from db import trail
from db.engine import Session
from db.errors import BadValue
from db.models import Evaluation, IssueTicket, Product, ProductCheck, Setting
from db.models.partner_words import Blame, CheckResult, Grade, ScoreItem, TicketKind
from db.queries.partner_documents import standings_of
from db.queries.periods import month_end
from db.queries.tables import ORGS, SESSIONS, table_of
from db.values import folded
from db.values.months import read_month

WEIGHTS: Mapping[str, int] = {
    ScoreItem.QUALITY: 30,
    ScoreItem.DELIVERY: 20,
    ScoreItem.RETURNS: 20,
    ScoreItem.AFTER_SALE: 15,
    ScoreItem.PRICE: 10,
    ScoreItem.RULES: 5,
}
"""Weights of the house, in percent; a base may set others."""
GRADES = ((85, Grade.A), (70, Grade.B), (50, Grade.C), (0, Grade.D))
"""Points a grade begins at."""
QUICK_DAYS = 3
"""A ticket closed within so many days was answered in time."""
_SETTING = "scorecard_weights"
_WHOLE = 100
_TICKET_COSTS, _DOCUMENT_COSTS = 10, 25

_QUARTER = re.compile(r"(?P<year>20\d\d)年?[-./]?(?:q(?P<number>[1-4])|第?(?P<said>[1-4一二三四])季度?)")
_NUMBERS = "一二三四"
_TICKETS, _PRODUCTS, _CHECKS = table_of(IssueTicket), table_of(Product), table_of(ProductCheck)
_EVALUATIONS = table_of(Evaluation)


@dataclass(frozen=True, slots=True)
class ScorePeriod:
    """A month (2026-09) or a quarter (2026Q3) with its first and last day."""

    text: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Activity:
    """What the records know of a partner in a period; ``any`` says whether it may be judged."""

    checks: int = 0
    sessions: int = 0
    tickets: int = 0

    @property
    def any(self) -> bool:
        """Whether anything happened."""
        return bool(self.checks or self.sessions or self.tickets)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the records suggest for one item: points (None = no data) and where they come from."""

    score: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """What someone who judges a partner is given: the weights, and what the records say of the period."""

    weights: Mapping[str, int]
    offers: Mapping[str, Offer]
    activity: Activity


def period_of(text: str) -> ScorePeriod:
    """Return the period a text names: 2026-09, 2026年9月, 2026Q3, 2026年三季度; BadValue for any other."""
    if found := _QUARTER.fullmatch(folded(text)):
        year, said = int(found["year"]), found["number"] or found["said"]
        number = _NUMBERS.find(said) + 1 or int(said)
        return ScorePeriod(
            f"{year}Q{number}", date(year, number * 3 - 2, 1), month_end(year * 100 + number * 3)
        )
    try:
        month = read_month(text)[0]
    except BadValue:
        raise BadValue("请写成 2026-09（月）或 2026Q3（季度）") from None
    year, number = divmod(month, 100)
    return ScorePeriod(f"{year}-{number:02d}", date(year, number, 1), month_end(month))


def weights(session: Session) -> dict[str, int]:
    """Return what each item weighs, in percent, as the base has set it."""
    kept = session.exec(pick(Setting.value).where(Setting.name == _SETTING)).first()
    return {**WEIGHTS, **(json.loads(kept) if kept else {})}


def set_weights(session: Session, wanted: Mapping[str, int]) -> None:
    """Keep other weights for the evaluations to come; BadValue unless they sum to 100."""
    total = sum(wanted.values())
    if total != _WHOLE or min(wanted.values()) < 0:
        raise BadValue(f"各项权重之和应为100，现在是{total}，请调整", "权重")
    before = weights(session)
    changes = {name: [str(before[name]), str(new)] for name, new in wanted.items() if before[name] != new}
    if not changes:
        return
    setting = session.exec(pick(Setting).where(Setting.name == _SETTING)).first()
    setting = setting or Setting(name=_SETTING, value="")
    setting.value = json.dumps({str(name): weight for name, weight in wanted.items()}, ensure_ascii=False)
    session.add(setting)
    session.flush()
    trail.record(session, "修改", "setting", setting.id, changes)


def total_of(items: Mapping[str, Mapping[str, Any]]) -> float:
    """Return the points of a scorecard, weighed: 0 to 100 with two decimals."""
    points: int = sum(item["weight"] * item["score"] for item in items.values())
    return points / _WHOLE


def grade_of(total: float) -> Grade:
    """Return the grade of so many points."""
    return next(grade for least, grade in GRADES if total >= least)


def card(session: Session, org: int, period: str) -> Card:
    """Return what someone who judges a partner for a period is given; BadValue for no period."""
    asked = period_of(period)
    return Card(weights(session), offers(session, org, asked), activity(session, org, asked))


def points(session: Session, evaluation: int) -> dict[str, dict[str, Any]]:
    """Return the items of one evaluation with their weights and points."""
    asked = select(_EVALUATIONS.c["items"]).where(_EVALUATIONS.c.id == evaluation)
    return dict(session.scalar(asked) or {})


def activity(session: Session, org: int, period: ScorePeriod) -> Activity:
    """Return what the records know of a partner in a period."""
    within = period.starts_on, period.ends_on
    own = and_(_PRODUCTS.c.org_id == org, _CHECKS.c.deleted_at.is_(None))
    checks = select(func.count()).select_from(_CHECKS.join(_PRODUCTS)).where(own)
    shown = (
        select(func.count(SESSIONS.c.id.distinct()))
        .select_from(_CHECKS.join(_PRODUCTS).join(SESSIONS, SESSIONS.c.id == _CHECKS.c.session_id))
        .where(own, SESSIONS.c.deleted_at.is_(None))
    )
    start = SESSIONS.c.start_at
    after = period.ends_on + timedelta(days=1)
    handled = or_(_TICKETS.c.opened_on.between(*within), _TICKETS.c.closed_on.between(*within))
    return Activity(
        _count(session, checks.where(_CHECKS.c.checked_on.between(*within))),
        _count(session, shown.where(start >= period.starts_on, start < after)),
        _count(session, _tickets(org, handled)),
    )


def offers(session: Session, org: int, period: ScorePeriod) -> dict[str, Offer]:
    """Return what the records suggest for each item; nothing for a period without activity."""
    if not activity(session, org, period).any:
        return {item: Offer(None, "本期没有数据") for item in ScoreItem}
    return {
        ScoreItem.QUALITY: _quality(session, org, period),
        ScoreItem.DELIVERY: _by_tickets(session, org, period, TicketKind.SHORTAGE),
        ScoreItem.RETURNS: _by_tickets(session, org, period, TicketKind.RETURN),
        ScoreItem.AFTER_SALE: _after_sale(session, org, period),
        ScoreItem.PRICE: Offer(None, "没有数据，请按比价情况打分"),
        ScoreItem.RULES: _documents(session, org, period),
    }


def _quality(session: Session, org: int, period: ScorePeriod) -> Offer:
    """Return the share of checks that were passed at once."""
    asked = select(func.count()).select_from(_CHECKS.join(_PRODUCTS)).where(
        _PRODUCTS.c.org_id == org,
        _CHECKS.c.deleted_at.is_(None),
        _CHECKS.c.checked_on.between(period.starts_on, period.ends_on),
    )  # fmt: skip
    every = _count(session, asked)
    if not every:
        return Offer(None, "本期没有选品核验，请按抽检情况打分")
    passed = _count(session, asked.where(_CHECKS.c.result == CheckResult.PASSED))
    return Offer(_share(passed, every), f"选品核验{every}次，通过{passed}次")


def _by_tickets(session: Session, org: int, period: ScorePeriod, kind: TicketKind) -> Offer:
    """Return 100 less some points for each ticket of a kind the partner has to answer for."""
    excused = _TICKETS.c.blame.in_((Blame.CARRIER, Blame.STREAMER, Blame.PLATFORM, Blame.CUSTOMER))
    count = _count(
        session,
        _tickets(
            org,
            _TICKETS.c.opened_on.between(period.starts_on, period.ends_on),
            _TICKETS.c.kind == kind,
            or_(_TICKETS.c.blame.is_(None), ~excused),
        ),
    )
    return Offer(
        max(_WHOLE - _TICKET_COSTS * count, 0), f"{kind.value}工单{count}件，每件扣{_TICKET_COSTS}分"
    )


def _after_sale(session: Session, org: int, period: ScorePeriod) -> Offer:
    """Return the share of tickets that were closed within some days."""
    opened, closed = _TICKETS.c.opened_on, _TICKETS.c.closed_on
    days = session.execute(
        select(opened, closed).where(
            _TICKETS.c.org_id == org,
            _TICKETS.c.deleted_at.is_(None),
            opened.between(period.starts_on, period.ends_on),
        )
    ).all()
    if not days:
        return Offer(None, "本期没有工单，请按实际情况打分")
    quick = sum(end is not None and (end - begin).days <= QUICK_DAYS for begin, end in days)
    return Offer(_share(quick, len(days)), f"工单{len(days)}件，{QUICK_DAYS}天内办结{quick}件")


def _documents(session: Session, org: int, period: ScorePeriod) -> Offer:
    """Return 100 less some points for each document asked for that was not valid at the period's end."""
    row = session.execute(select(ORGS).where(ORGS.c.id == org)).mappings().one()
    found = standings_of(session, {str(name): value for name, value in row.items()}, period.ends_on)
    bad = [each.need.name for each in found if each.best is None or not each.best.holds(period.ends_on)]
    words = f"期末无效：{'、'.join(bad)}" if bad else "必备资质期末均有效"
    return Offer(max(_WHOLE - _DOCUMENT_COSTS * len(bad), 0), words)


def _tickets(org: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the question how many tickets about a partner meet some conditions."""
    asked = select(func.count()).select_from(_TICKETS)
    return asked.where(_TICKETS.c.org_id == org, _TICKETS.c.deleted_at.is_(None), *conditions)


def _share(part: int, whole: int) -> int:
    """Return a share in percent, half up."""
    return (part * 200 + whole) // (whole * 2)


def _count(session: Session, asked: Select[Any]) -> int:
    """Return the number a question brings."""
    return session.scalar(asked) or 0
