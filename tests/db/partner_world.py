"""A few invented companies with their documents, products and tickets, for the tests of the supply chain."""

from datetime import date, timedelta
from typing import Any

from db import lifecycle, store
from db.engine import Session
from db.identity import credit_check
from db.models import Evaluation, IssueTicket, Org, Product, ProductCheck, Qualification
from db.models.partner_words import ScoreItem
from db.queries.scorecards import weights

TODAY = date.today()


def code(number: int) -> str:
    """Return a well-formed credit code of an authority that does not exist."""
    body = f"91000000MAB{number:06d}"
    return body + credit_check(body)


def company(session: Session, name: str = "沂河丰禾食品有限公司", **more: Any) -> int:
    """Enter a company with a credit code, that sells nothing which needs a licence."""
    values = {"name": name, "credit_code": code(hash_of(name)), "roles": "供应商", "categories": "服饰"}
    return store.save(session, Org, values | more)


def hash_of(name: str) -> int:
    """Return a number for a name, the same in every run."""
    return sum(ord(letter) * place for place, letter in enumerate(name, 1)) % 10**6


def document(
    session: Session, org: int, kind: str = "营业执照", valid_to: int | None = 365, **more: Any
) -> int:
    """Enter a verified document that is valid for so many days from today (None: for good)."""
    end = None if valid_to is None else TODAY + timedelta(days=valid_to)
    values = {"org_id": org, "kind": kind, "valid_to": end, "verified": "已核验"}
    return store.save(session, Qualification, values | more)


def bring(session: Session, org: int, *states: str, ago: int = 0) -> None:
    """Move a company through some states, on one day."""
    for state in states:
        lifecycle.move(session, Org, org, state, TODAY - timedelta(days=ago), "按规定")


def listed(session: Session, name: str = "沂河丰禾食品有限公司", ago: int = 30, **more: Any) -> int:
    """Enter a company in good standing since some days ago."""
    org = company(session, name, signed_on=TODAY - timedelta(days=ago), **more)
    document(session, org, verified_on=TODAY)
    bring(session, org, "资料收集", "资质审核", "合格在册", ago=ago)
    return org


def product(session: Session, org: int, name: str = "蒙山小米") -> int:
    """Enter a product."""
    return store.save(session, Product, {"org_id": org, "name": name})


def check(session: Session, product_id: int, on: date, result: str = "通过") -> int:
    """Enter a check of a product."""
    values = {
        "product_id": product_id,
        "checked_on": on,
        "items": "样品试用",
        "result": result,
        "note": "见记录",
    }
    return store.save(session, ProductCheck, values)


def ticket(session: Session, org: int, on: date, kind: str = "退货", **more: Any) -> int:
    """Enter a ticket."""
    values = {"org_id": org, "opened_on": on, "kind": kind, "description": "到货破损"}
    return store.save(session, IssueTicket, values | more)


def score(session: Session, points: int) -> dict[str, dict[str, Any]]:
    """Return a scorecard with the same points for every item."""
    heavy = weights(session)
    return {item.value: {"weight": heavy[item], "score": points} for item in ScoreItem}


def judge(session: Session, org: int, period: str, points: int, **more: Any) -> int:
    """Enter an evaluation; that something was supplied is noted."""
    values = {"org_id": org, "period": period, "items": score(session, points), "supplied": "采购单3笔"}
    return store.save(session, Evaluation, values | more)
