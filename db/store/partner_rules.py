"""What follows from the records of the supply chain, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from db.columns import column
from db.engine import Session
from db.errors import BadValue
from db.models import Evaluation, IssueTicket, MandatoryDocument, Org, Product, ProductCheck, Qualification
from db.models.partner_words import CheckResult, District, DocumentCheck, ScoreItem
from db.queries.partner_documents import documents
from db.queries.scorecards import activity, grade_of, period_of, total_of
from db.queries.tables import ORGS, table_of
from db.record import Record
from db.store.completing import Completions, Faults, Returns, Values
from db.values import words_in
from db.values.companies import match_key

_MOST_POINTS = 100
_PRODUCTS = table_of(Product)


def _org(_: Session, values: Values) -> dict[str, Any]:
    """Tell what a company is found by, and whether it is of the city."""
    found: dict[str, Any] = {"match_key": match_key(values.get("name") or "")}
    if values.get("is_local") is None and values.get("region"):
        found["is_local"] = values["region"] != District.ELSEWHERE
    return found


def _org_faults(session: Session, values: Values, key: int | None) -> Iterator[BadValue]:
    """Yield: the same company entered twice. The credit code decides where both have one, else the name."""
    of, name, code = ORGS.c, values.get("name"), values.get("credit_code")
    if not name:
        return
    known = of.deleted_at.is_(None), of.id != (key or 0)
    same = select(of.code, of.name).where(*known, of.credit_code == code) if code else None
    if same is not None and (twin := session.execute(same.limit(1)).first()):
        label = column(Org, "credit_code").label
        yield BadValue(f"已登记在 {twin.code} {twin.name} 名下，请核对是否重复", label)
        return
    alike = of.match_key == match_key(name)
    apart = and_(of.credit_code.is_not(None), of.credit_code != code) if code else None
    asked = select(of.code, of.name).where(*known, alike, *([or_(~apart)] if apart is not None else []))
    if twin := session.execute(asked.limit(1)).first():
        yield BadValue(f"与 {twin.code} {twin.name} 疑似同一家企业，请核对", column(Org, "name").label)


def _document(session: Session, values: Values) -> dict[str, Any]:
    """Tell who verified a document and when, where only the result is said."""
    if values.get("verified") in (None, DocumentCheck.NO):
        return {}
    said = {"verified_on": date.today(), "verified_by": session.info["user"]}
    return {name: value for name, value in said.items() if values.get(name) is None}


def _document_faults(_session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: days that cannot be."""
    issued, end = values.get("issued_on"), values.get("valid_to")
    if issued and end and end < issued:
        yield BadValue("早于发证日期，请核对", column(Qualification, "valid_to").label)
    yield from _not_to_come(Qualification, values, "issued_on", "verified_on")


def _mandatory_faults(_session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: a document in place of itself, a sign that would match anything."""
    if values.get("instead") and values.get("instead") == values.get("kind"):
        yield BadValue("与资质类型相同，请另选或留空", column(MandatoryDocument, "instead").label)
    if set(values.get("category") or "") & set("%_"):
        yield BadValue("不能含有 % 或 _", column(MandatoryDocument, "category").label)


def _check(session: Session, values: Values) -> dict[str, Any]:
    """Tell who checked a product."""
    return {} if values.get("checked_by") else {"checked_by": session.info["user"]}


def _check_faults(session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: a check that does not say what was looked at, or what was wrong; a day to come."""
    if not values.get("items"):
        yield BadValue("请至少选一项核验内容", column(ProductCheck, "items").label)
    if values.get("result") == CheckResult.PASSED and (missing := _papers_missing(session, values)):
        yield BadValue(f"企业当日没有有效的{missing}，不能判为通过", column(ProductCheck, "result").label)
    if values.get("result") not in (None, CheckResult.PASSED) and not values.get("note"):
        yield BadValue("请写明不通过或需整改的原因", column(ProductCheck, "note").label)
    yield from _not_to_come(ProductCheck, values, "checked_on")


def _papers_missing(session: Session, values: Values) -> str:
    """Return the documents a product asks for that its company did not hold valid on the day, in words."""
    of, on = _PRODUCTS.c, values.get("checked_on")
    asked = select(of.org_id, of.licences).where(of.id == values.get("product_id"))
    product = session.execute(asked).first()
    if product is None or not product.licences or on is None:
        return ""
    held = documents(session, [product.org_id])[product.org_id]
    valid = {document.kind.value for document in held if document.holds(on)}
    return "、".join(kind for kind in words_in(product.licences) if kind not in valid)


def _ticket_faults(session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: a ticket closed before it was opened, a product of another company, a day to come."""
    opened, closed, product = (values.get(name) for name in ("opened_on", "closed_on", "product_id"))
    if opened and closed and closed < opened:
        yield BadValue("早于登记日期，请核对", column(IssueTicket, "closed_on").label)
    if product is not None:
        owner = session.scalar(select(_PRODUCTS.c.org_id).where(_PRODUCTS.c.id == product))
        if owner != values.get("org_id"):
            yield BadValue("不是这家企业的产品，请重新选择", column(IssueTicket, "product_id").label)
    yield from _not_to_come(IssueTicket, values, "opened_on", "closed_on")


def _evaluation(session: Session, values: Values) -> dict[str, Any]:
    """Tell points and grade from the items, the last day from the period, who judged and when."""
    found: dict[str, Any] = {}
    items = values.get("items") or {}
    if not _unjudged(items):
        found["total"] = total_of(items)
        found["grade"] = grade_of(found["total"])
    try:
        period = period_of(values.get("period") or "")
        found |= {"period": period.text, "ends_on": period.ends_on}
    except BadValue:
        pass
    said = {"evaluated_on": date.today(), "evaluated_by": session.info["user"]}
    return found | {name: value for name, value in said.items() if values.get(name) is None}


def _evaluation_faults(session: Session, values: Values, _key: int | None) -> Iterator[BadValue]:
    """Yield: no such period or one not over, items without points, a period in which nothing happened."""
    label = column(Evaluation, "period").label
    if missing := _unjudged(values.get("items") or {}):
        yield BadValue(f"还有{len(missing)}项没有打分：{'、'.join(missing)}", "评分")
    yield from _not_to_come(Evaluation, values, "evaluated_on")
    try:
        period = period_of(values.get("period") or "")
    except BadValue as fault:
        yield BadValue(fault.reason, label)
        return
    if period.ends_on > date.today():
        yield BadValue(f"{period.text} 还没有结束，请在结束后评价", label)
        return
    org = values.get("org_id")
    if org is not None and not values.get("supplied") and not activity(session, org, period).any:
        yield BadValue(
            f"{period.text} 没有业务往来（无选品核验、场次、工单），不评价；如有采购请填写“本期供货”", label
        )


def _unjudged(items: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the items without points between 0 and 100."""
    scores = {item: items.get(item, {}).get("score") for item in ScoreItem}
    return [
        item.value
        for item, score in scores.items()
        if not isinstance(score, int) or not 0 <= score <= _MOST_POINTS
    ]


def _not_to_come(model: type[Record], values: Values, *names: str) -> Iterator[BadValue]:
    """Yield a fault for each day that lies ahead."""
    for name in names:
        day = values.get(name)
        if day is not None and day > date.today():
            yield BadValue("不能晚于今天", column(model, name).label)


COMPLETIONS: Completions = {
    Org: _org,
    Qualification: _document,
    ProductCheck: _check,
    Evaluation: _evaluation,
}
FAULTS: Faults = {
    Org: _org_faults,
    Qualification: _document_faults,
    MandatoryDocument: _mandatory_faults,
    ProductCheck: _check_faults,
    IssueTicket: _ticket_faults,
    Evaluation: _evaluation_faults,
}
RETURNS: Returns = {Org: _org_faults}
