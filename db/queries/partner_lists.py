"""What hangs on partners, as lists: documents and when they lapse, products, checks, tickets, grades."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, String, case, func, or_, select, type_coerce

from db.engine import Session
from db.models import Evaluation, IssueTicket, MandatoryDocument, Org, Product, ProductCheck, Qualification
from db.models.partner_words import CheckResult, TicketState
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, holding, view_of
from db.queries.partner_documents import DOCUMENTS, day_ahead
from db.queries.tables import ORGS, table_of
from db.record import Record
from db.search import Question
from db.values import Kind

_PRODUCTS, _CHECKS = table_of(Product), table_of(ProductCheck)
_TICKETS, _EVALUATIONS = table_of(IssueTicket), table_of(Evaluation)
_NEVER = "未核验"


class Due(StrEnum):
    """When a document lapses, from today."""

    EXPIRED = "已过期"
    WEEK = "7天内"
    MONTH = "30天内"
    QUARTER = "90天内"
    FOREVER = "长期有效"


class LastCheck(StrEnum):
    """What came of the latest check of a product."""

    NEVER = _NEVER
    PASSED = CheckResult.PASSED.value
    PASSED_IF = CheckResult.PASSED_IF.value
    REFUSED = CheckResult.REFUSED.value


_DAYS = {Due.WEEK: 7, Due.MONTH: 30, Due.QUARTER: 90}


def lapsing(wanted: str) -> ColumnElement[bool]:
    """Return the condition that a document lapses so soon; 90天内 holds those of 7天内 too."""
    end = DOCUMENTS.c.valid_to
    if wanted == Due.FOREVER:
        return end.is_(None)
    if wanted == Due.EXPIRED:
        return end < day_ahead()
    return end.between(day_ahead(), day_ahead(_DAYS[Due(wanted)]))


def days_left(end: date | None) -> str | None:
    """Return in words how long a document is still valid."""
    if end is None:
        return "长期有效"
    days = (end - date.today()).days
    if days < 0:
        return f"过期{-days}天"
    return f"剩{days}天" if days else "今天到期"


def _found_with_company(model: type[Record]) -> Callable[[Session, str], Question]:
    """Return how a list is searched: in its own words, and by the company's."""
    table = table_of(model)

    def found(_session: Session, text: str) -> Question:
        named = table.c.org_id.in_(holding(Org, text.strip()))
        return select(table.c.id).where(or_(table.c.id.in_(holding(model, text.strip())), named))

    return found


def _last_check(name: str) -> Sql:
    """Return the SQL of a field of a product's latest check."""
    field = _CHECKS.c[name]
    wanted = type_coerce(field, String) if name == "result" else field
    mine = select(wanted).where(_CHECKS.c.product_id == _PRODUCTS.c.id, _CHECKS.c.deleted_at.is_(None))
    return mine.order_by(_CHECKS.c.checked_on.desc(), _CHECKS.c.id.desc()).limit(1).scalar_subquery()


def _last_result() -> Sql:
    """Return the SQL of what came of a product's latest check."""
    return func.coalesce(_last_check("result"), _NEVER)


def _ticket_state() -> Sql:
    """Return the SQL of whether a ticket is closed."""
    return case((_TICKETS.c.closed_on.is_(None), TicketState.OPEN.value), else_=TicketState.CLOSED.value)


def _in_state(state: str) -> ColumnElement[bool]:
    """Return the condition that a ticket is open, or closed."""
    return _ticket_state() == TicketState(state).value


def _company_of_check() -> Sql:
    """Return the SQL of whose product was checked."""
    owner = select(ORGS.c.name).join(_PRODUCTS, _PRODUCTS.c.org_id == ORGS.c.id)
    return owner.where(_PRODUCTS.c.id == _CHECKS.c.product_id).scalar_subquery()


def _checked_of(org: int) -> ColumnElement[bool]:
    """Return the condition that a check was of a product of a company."""
    return _CHECKS.c.product_id.in_(select(_PRODUCTS.c.id).where(_PRODUCTS.c.org_id == org))


def _found_checks(_session: Session, text: str) -> Question:
    """Return the question for checks of products whose name, or whose company, answers to a text."""
    mine = _PRODUCTS.c.org_id.in_(holding(Org, text.strip()))
    goods = select(_PRODUCTS.c.id).where(or_(_PRODUCTS.c.id.in_(holding(Product, text.strip())), mine))
    return select(_CHECKS.c.id).where(_CHECKS.c.product_id.in_(goods))


QUALIFICATIONS = replace(
    view_of(
        Qualification,
        extra={"left": (ListColumn("left", "剩余", Kind.TEXT, 90), DOCUMENTS.c.valid_to)},
        order=("code", "org_id", "kind", "valid_to", "left", "verified", "number", "issuer", "scope"),
    ),
    found=_found_with_company(Qualification),
    filters=(
        ListFilter("due", "到期", lapsing, choices=Due),
        filter_on(Qualification, "kind"),
        filter_on(Qualification, "verified"),
        filter_on(Qualification, "org_id"),
    ),
    finish={"left": days_left},
)
"""The documents of all partners."""

PRODUCTS = replace(
    view_of(
        Product,
        extra={
            "checked": (ListColumn("checked", "最近核验", Kind.TEXT, 90), _last_result()),
            "checked_on": (ListColumn("checked_on", "核验日期", Kind.DATE, 90), _last_check("checked_on")),
        },
        order=(
            "code", "name", "org_id", "checked", "checked_on", "category_id", "brand_name", "sku",
            "price", "stock",
        ),
    ),
    found=_found_with_company(Product),
    filters=(
        ListFilter("checked", "最近核验", lambda word: _last_result() == str(word), choices=LastCheck),
        filter_on(Product, "category_id"),
        filter_on(Product, "stock"),
        filter_on(Product, "org_id"),
    ),
)  # fmt: skip
"""The products of all partners, with the latest check of each."""

PRODUCT_CHECKS = replace(
    view_of(
        ProductCheck,
        extra={"org_id": (ListColumn("org_id", "企业名称", Kind.TEXT, 200), _company_of_check())},
        order=("code", "checked_on", "product_id", "org_id", "result", "items", "checked_by", "session_id"),
    ),
    found=_found_checks,
    filters=(
        filter_on(ProductCheck, "result"),
        filter_on(ProductCheck, "product_id"),
        ListFilter("org_id", "企业名称", _checked_of, refers_to=Org),
    ),
)
"""The checks of products before they went on air."""

TICKETS = replace(
    view_of(
        IssueTicket,
        extra={"state": (ListColumn("state", "处理状态", Kind.TEXT, 80), _ticket_state())},
        order=(
            "code", "org_id", "kind", "state", "opened_on", "closed_on", "description", "source", "blame",
            "product_id",
        ),
    ),
    found=_found_with_company(IssueTicket),
    filters=(
        ListFilter("state", "处理状态", _in_state, choices=TicketState),
        filter_on(IssueTicket, "kind"),
        filter_on(IssueTicket, "blame"),
        filter_on(IssueTicket, "source"),
        filter_on(IssueTicket, "org_id"),
    ),
)  # fmt: skip
"""The tickets about all partners."""

EVALUATIONS = replace(
    view_of(
        Evaluation,
        extra={"total": (ListColumn("total", "总分", Kind.TEXT, 70, "right"), _EVALUATIONS.c.total)},
        order=("code", "org_id", "period", "total", "grade", "evaluated_on", "evaluated_by", "supplied"),
    ),
    found=_found_with_company(Evaluation),
    filters=(filter_on(Evaluation, "grade"), filter_on(Evaluation, "org_id")),
    finish={"total": "{:.2f}".format},
)
"""The evaluations of all partners."""

MANDATORY = replace(
    view_of(MandatoryDocument, order=("kind", "role", "category", "instead")),
    finish={"role": lambda role: role or "所有角色", "category": lambda word: word or "所有产品"},
)
"""The documents the base asks for."""


def products_of(company: int, session: Session, text: str = "", limit: int = 50) -> list[tuple[int, str]]:
    """Return (key, name) of the products of a company that hold the text, by name."""
    of = _PRODUCTS.c
    asked = select(of.id, of.name).where(of.org_id == company, of.deleted_at.is_(None))
    if text:
        asked = asked.where(of.name.icontains(text, autoescape=True))
    answer = session.execute(asked.order_by(of.name, of.id).limit(limit))
    return [(key, name) for key, name in answer]
