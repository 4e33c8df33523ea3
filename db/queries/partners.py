"""合作企业: the list of partners, how they stand with their documents, and what is to be done about them."""

from dataclasses import replace
from functools import cache

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, type_coerce

from db.engine import Session
from db.models import Evaluation, IssueTicket, Org
from db.models.partner_words import Grade, Papers, PartnerState
from db.models.words import OrgRoleKind
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, holding, holds_word, view_of
from db.queries.partner_documents import is_due, is_expired, is_lacking
from db.queries.tables import ORGS, table_of
from db.search import LIMIT, Question
from db.search.pinyin import syllables_of
from db.search.words import fold
from db.values import Kind

BESIDE = (
    OrgRoleKind.TEAM,
    OrgRoleKind.MCN,
    OrgRoleKind.MEDIA,
    OrgRoleKind.OFFICE,
    OrgRoleKind.SCHOOL,
    OrgRoleKind.SOCIETY,
)
"""Roles that by themselves make nobody a partner of the supply chain."""
WORKING = (PartnerState.QUALIFIED, PartnerState.LIMITED)
"""The states of those the base works with (indicator P01)."""

_EVALUATIONS, _TICKETS = table_of(Evaluation), table_of(IssueTicket)


def is_partner() -> ColumnElement[bool]:
    """Return the condition that an organisation belongs to the supply chain."""
    roles = func.coalesce(ORGS.c.roles, "")
    supplying = [holds_word(roles, role) for role in OrgRoleKind if role not in BESIDE]
    return or_(ORGS.c.status != PartnerState.PROSPECT, *supplying)


def others(session: Session, limit: int) -> list[tuple[int, str]]:
    """Return key and name of the organisations that are no partners: teams, agencies, offices; by name."""
    of = ORGS.c
    asked = select(of.id, of.name).where(of.deleted_at.is_(None), ~is_partner())
    return [(key, name) for key, name in session.execute(asked.order_by(of.name, of.id).limit(limit))]


def papers(wanted: str) -> ColumnElement[bool]:
    """Return the condition that a partner stands so with its documents today."""
    conditions = {
        Papers.EXPIRED: is_expired(),
        Papers.LACKING: is_lacking(),
        Papers.DUE: is_due(),
        Papers.COMPLETE: and_(~is_expired(), ~is_lacking(), ~is_due()),
    }
    return conditions[Papers(wanted)]


def _papers_word() -> Sql:
    """Return the SQL of how a partner stands with its documents, as one word."""
    return case(
        (is_expired(), Papers.EXPIRED.value),
        (is_lacking(), Papers.LACKING.value),
        (is_due(), Papers.DUE.value),
        else_=Papers.COMPLETE.value,
    )


def _grade() -> Sql:
    """Return the SQL of the grade of a partner's latest evaluation."""
    of = _EVALUATIONS.c
    latest = select(type_coerce(of.grade, String)).where(of.org_id == ORGS.c.id, of.deleted_at.is_(None))
    return latest.order_by(of.ends_on.desc(), of.id.desc()).limit(1).scalar_subquery()


def _open_tickets() -> Sql:
    """Return the SQL of how many tickets about a partner are not closed; none is no number."""
    of = _TICKETS.c
    count = select(func.count()).where(
        of.org_id == ORGS.c.id, of.deleted_at.is_(None), of.closed_on.is_(None)
    )
    return func.nullif(count.scalar_subquery(), 0)


def _is_graded(grade: str) -> ColumnElement[bool]:
    """Return the condition that a partner's latest evaluation is of a grade."""
    return _grade() == Grade(grade).value


def _found(session: Session, text: str) -> Question:
    """Return the question for partners by name, short name, code, credit code, pinyin or initials."""
    typed = fold(text)
    asked = select(ORGS.c.id).where(ORGS.c.id.in_(holding(Org, text.strip())))
    if not (typed.isascii() and typed.isalpha()):
        return asked
    of = ORGS.c
    names = select(of.id, of.name, of.short_name).where(of.deleted_at.is_(None))
    spelled = [
        key
        for key, *called in session.execute(names)
        if any(typed in said for name in called if name for said in _spelled(name))
    ]
    return select(of.id).where(or_(of.id.in_(holding(Org, text.strip())), of.id.in_(spelled[:LIMIT])))


@cache
def _spelled(name: str) -> tuple[str, str]:
    """Return a name as it is typed in letters, and its initials."""
    syllables = syllables_of(fold(name), surname=False)
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


_VIEW = view_of(
    Org,
    extra={
        "papers": (ListColumn("papers", "资质", Kind.TEXT, 90), _papers_word()),
        "grade": (ListColumn("grade", "评价", Kind.TEXT, 50, "centre"), _grade()),
        "tickets": (ListColumn("tickets", "未结工单", Kind.COUNT, 70, "right"), _open_tickets()),
    },
    order=(
        "code", "name", "status", "papers", "grade", "roles", "region", "coop_level", "categories", "tickets",
        "contact", "phone", "credit_code", "signed_on",
    ),
)  # fmt: skip

PARTNERS = replace(
    _VIEW,
    found=_found,
    filters=(
        filter_on(Org, "status"),
        filter_on(Org, "roles"),
        ListFilter("papers", "资质", papers, choices=Papers),
        filter_on(Org, "region"),
        filter_on(Org, "coop_level"),
        ListFilter("grade", "评价等级", _is_graded, choices=Grade),
    ),
    scope=is_partner(),
)
"""The list of partners of the supply chain."""
