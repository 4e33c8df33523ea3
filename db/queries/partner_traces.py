"""The rows behind P01-P07: partners of a day, their moves, documents, grades, checks of products."""

from dataclasses import replace
from functools import partial

from sqlalchemy import ColumnElement, String, and_, func, select, type_coerce

from db.engine import Session
from db.lifecycle import state_then
from db.models import Org, StatusHistory
from db.models.partner_words import Grade
from db.queries.lists import ListColumn, ListView
from db.queries.partner_documents import DOCUMENTS
from db.queries.partner_figures import CHECKS, EVALUATIONS
from db.queries.partner_history import is_tenant, is_working, partnerships
from db.queries.partner_lists import EVALUATIONS as GRADES
from db.queries.partner_lists import PRODUCT_CHECKS, QUALIFICATIONS
from db.queries.partner_papers import MONTH, QUARTER, cabinet, is_due
from db.queries.partners import PARTNERS
from db.queries.periods import Period
from db.queries.tables import HISTORY, ORGS, alive
from db.queries.trace_rows import Rows, Traces, facts, with_columns
from db.values import Kind


def _companies(period: Period) -> ListView:
    """Return the list of companies with their state at a period's end beside that of today."""
    then = {"then": (ListColumn("then", "期末状态", Kind.TEXT, 90), state_then(period.ends_on, Org))}
    shown = ("code", "name", "then", "status", "roles", "region", "categories", "papers", "signed_on")
    return replace(with_columns(PARTNERS, *shown, more=then), scope=None)


def _partners(_session: Session, period: Period) -> Rows:
    """Return the partners of the period's last day (P01)."""
    return Rows(_companies(period), is_working(period.ends_on))


def _tenants(_session: Session, period: Period) -> Rows:
    """Return the 入驻企业 of the period's last day (P02)."""
    return Rows(_companies(period), is_tenant(period.ends_on))


def _sufficient(session: Session, period: Period) -> Rows:
    """Return the partners all of whose mandatory documents were valid on the last day (P04)."""
    day, papers = period.ends_on, cabinet(session)
    keys = [org for org in partnerships(session).working(day) if papers.suffices(org, day)]
    return Rows(_companies(period), ORGS.c.id.in_(keys))


def _moves(wanted: str, session: Session, period: Period) -> Rows:
    """Return the moves that made a partner, or ended it (P03, P03E)."""
    turns = partnerships(session).moves(period)
    keys = [turn.id for turn in turns if (turn.came if wanted == "came" else turn.went)]
    of = HISTORY.c

    def company(name: str) -> ColumnElement[str]:
        """Return a field of the company that moved."""
        return select(ORGS.c[name]).where(ORGS.c.id == of.entity_id).scalar_subquery()

    view = facts(
        StatusHistory,
        {
            "on": (ListColumn("on", "生效日期", Kind.DATE), of.on),
            "code": (ListColumn("code", "企业编号", Kind.TEXT), company("code")),
            "name": (ListColumn("name", "企业名称", Kind.TEXT, 220), company("name")),
            "before": (ListColumn("before", "原状态", Kind.TEXT), of.from_state),
            "state": (ListColumn("state", "新状态", Kind.TEXT), of.to_state),
            "reason": (ListColumn("reason", "原因", Kind.TEXT, 260), of.reason),
        },
    )
    return Rows(view, of.id.in_(keys))


def _due(days: int, _session: Session, period: Period) -> Rows:
    """Return the documents of partners that lapse soon after the period (P05, P05Q)."""
    own = select(ORGS.c.id).where(is_working(period.ends_on))
    view = with_columns(QUALIFICATIONS, "code", "org_id", "kind", "number", "valid_to", "issuer", "verified")
    return Rows(view, and_(is_due(period.ends_on, days), DOCUMENTS.c.org_id.in_(own)))


def _graded(grade: Grade, _session: Session, period: Period) -> Rows:
    """Return the latest evaluations of partners of one grade (P06)."""
    of = EVALUATIONS.c
    own = select(ORGS.c.id).where(is_working(period.ends_on))
    place = func.row_number().over(partition_by=of.org_id, order_by=(of.ends_on.desc(), of.id.desc()))
    past = select(of.id, type_coerce(of.grade, String).label("grade"), place.label("place"))
    ranked = past.where(alive(EVALUATIONS), of.ends_on <= period.ends_on, of.org_id.in_(own)).subquery().c
    latest = select(ranked.id).where(ranked.place == 1, ranked.grade == grade.value)
    return Rows(GRADES, of.id.in_(latest))


def _checked(_session: Session, period: Period) -> Rows:
    """Return the checks of products made in the period (P07)."""
    inside = CHECKS.c.checked_on.between(period.starts_on, period.ends_on)
    return Rows(PRODUCT_CHECKS, and_(alive(CHECKS), inside))


TRACES: Traces = {
    "P01": _partners,
    "P02": _tenants,
    "P03": partial(_moves, "came"),
    "P03E": partial(_moves, "went"),
    "P04V": _sufficient,
    "P05": partial(_due, MONTH),
    "P05Q": partial(_due, QUARTER),
    **{f"P06{grade.value}": partial(_graded, grade) for grade in Grade},
    "P07": _checked,
}
"""The figures of partners that are counted from rows; P04 is reckoned from two of them."""
