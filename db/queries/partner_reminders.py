"""What is reminded of about partners: documents that lapse, the yearly 复审, a D that must not come twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, func, or_, select

from db.engine import Session
from db.models import Evaluation
from db.models.partner_words import Grade, PartnerState
from db.queries.partner_documents import DOCUMENTS
from db.queries.partners import WORKING
from db.queries.reminders import Reminder, ReminderKind
from db.queries.tables import HISTORY, ORGS, table_of

STAGES = (90, 30, 7)
"""Days before its end at which a document is reminded of; once more when it has lapsed."""
REVIEW_DAYS = 30
"""Days before the yearly 复审 it is reminded of."""
_NOT_OURS = (PartnerState.PROSPECT, PartnerState.EXITED, PartnerState.BLACKLIST)
_GRADES = table_of(Evaluation)


def documents(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the documents that lapse within 90 days, or have lapsed, and that no newer one replaces."""
    of, newer = DOCUMENTS.c, DOCUMENTS.alias("newer")
    replaced = (
        select(newer.c.id)
        .where(newer.c.org_id == of.org_id, newer.c.kind == of.kind, newer.c.deleted_at.is_(None))
        .where(or_(newer.c.valid_to.is_(None), newer.c.valid_to > of.valid_to))
        .exists()
    )
    asked = (
        select(of.id, of.kind, of.valid_to, _called())
        .join_from(DOCUMENTS, ORGS, ORGS.c.id == of.org_id)
        .where(*(of.deleted_at.is_(None), of.valid_to <= today + timedelta(days=STAGES[0]), ~replaced))
        .where(*(ORGS.c.deleted_at.is_(None), ORGS.c.status.not_in(_NOT_OURS)))
    )
    for key, kind, end, name in session.execute(asked.order_by(of.valid_to, of.id)):
        left = (end - today).days
        stage = min((days for days in STAGES if left <= days), default=0)
        since = end + timedelta(days=1) if left < 0 else end - timedelta(days=stage)
        when = f"{end.month}月{end.day}日到期"
        text = f"{name}的{kind.value}已过期，请办理续期" if left < 0 else f"{name}的{kind.value}{when}"
        where = (("part", "qualifications"), ("key", key))
        yield Reminder(ReminderKind.DOCUMENT, text, end, "partners", where, "qualification", key, since)


def reviews(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the partners whose last 复审, or whose being let in, is nearly a year ago."""
    for key, name, last in session.execute(_last_reviews()):
        due = None if last is None else _year_after(last)
        if due is not None and due <= today + timedelta(days=REVIEW_DAYS):
            text = f"{name}年度复审应在{due.year}年{due.month}月{due.day}日前完成"
            since = due - timedelta(days=REVIEW_DAYS)
            where = (("part", "companies"), ("key", key))
            yield Reminder(ReminderKind.REVIEW, text, due, "partners", where, "org", key, since)


def failures(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the partners whose latest evaluation is D: a second one in a row suspends them."""
    of = _GRADES.c
    place = func.row_number().over(partition_by=of.org_id, order_by=(of.ends_on.desc(), of.id.desc()))
    known = select(of.id, of.org_id, of.period, of.total, of.grade, place.label("place"))
    ranked = known.where(of.deleted_at.is_(None), of.evaluated_on <= today).subquery()
    last = ranked.c
    asked = (
        select(last.id, last.org_id, last.period, last.total, _called())
        .join_from(ranked, ORGS, ORGS.c.id == last.org_id)
        .where(
            last.place == 1, last.grade == Grade.D, ORGS.c.deleted_at.is_(None), ORGS.c.status.in_(WORKING)
        )
    )
    for key, org, period, total, name in session.execute(asked.order_by(last.org_id)):
        text = f"{name}在 {period} 评价为D（{total:.2f}分），再次为D将暂停合作"
        where = (("part", "companies"), ("key", org))
        yield Reminder(ReminderKind.GRADE, text, None, "partners", where, "evaluation", key)


def _last_reviews() -> Select[Any]:
    """Return the question (key, name, day) when each partner was last reviewed, else let in."""
    let_in = (
        select(func.max(HISTORY.c.on, type_=Date))
        .where(HISTORY.c.entity == ORGS.name, HISTORY.c.entity_id == ORGS.c.id)
        .where(HISTORY.c.to_state == PartnerState.QUALIFIED)
        .scalar_subquery()
    )
    last = func.coalesce(ORGS.c.reviewed_on, let_in, type_=Date)
    asked = select(ORGS.c.id, _called(), last).where(ORGS.c.deleted_at.is_(None))
    return asked.where(ORGS.c.status.in_(WORKING)).order_by(ORGS.c.id)


def _called() -> ColumnElement[str]:
    """Return the SQL of what a company is called for short."""
    return func.coalesce(ORGS.c.short_name, ORGS.c.name)


def _year_after(day: date) -> date:
    """Return the same day a year later; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
