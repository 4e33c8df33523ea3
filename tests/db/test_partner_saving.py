"""What is completed and what is refused when records of the supply chain are saved."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from db import store
from db.engine import Session
from db.errors import BadValues
from db.models import IssueTicket, Org, Product, ProductCheck, Qualification
from db.record import Record
from tests.db.partner_world import TODAY, code, company, document, product

TOMORROW = TODAY + timedelta(days=1)


def refused(session: Session, model: type[Record], **values: object) -> str:
    with pytest.raises(BadValues) as caught:
        store.save(session, model, values)
    return str(caught.value)


def test_a_company_is_found_by_its_name_without_the_legal_suffix_on_every_save(session: Session) -> None:
    key = company(session, "临沂沂河 丰禾食品有限公司", region="沂水县")
    asked = text("SELECT match_key, is_local FROM org")
    assert tuple(session.execute(asked).one()) == ("临沂沂河丰禾食品", True)
    store.save(session, Org, {"name": "沂河丰禾（个体工商户）"}, key, 1)
    assert session.execute(asked).one().match_key == "沂河丰禾"


@pytest.mark.parametrize(
    ("name", "credit_code", "said"),
    [
        ("丰禾粮油厂", code(1), "已登记在 JG-000001 丰禾食品有限公司 名下"),
        ("丰禾食品", None, "与 JG-000001 丰禾食品有限公司 疑似同一家企业"),
        ("丰 禾食品 有限责任公司", None, "疑似同一家企业"),
    ],
)
def test_a_company_entered_twice_is_refused_with_its_code(
    session: Session, name: str, credit_code: str | None, said: str
) -> None:
    company(session, "丰禾食品有限公司", credit_code=code(1))
    assert said in refused(session, Org, name=name, credit_code=credit_code)


def test_two_companies_of_one_name_are_told_apart_by_their_codes(session: Session) -> None:
    company(session, "丰禾食品有限公司", credit_code=code(1))
    assert store.save(session, Org, {"name": "丰禾食品公司", "credit_code": code(2)})


def test_who_verified_a_document_and_when_is_kept_with_the_result(session: Session) -> None:
    org = company(session)
    key = document(session, org, verified="未核验")
    assert store.load(session, Qualification, key).values["verified_on"] is None
    store.save(session, Qualification, {"verified": "已核验"}, key, 1)
    found = store.load(session, Qualification, key).values
    assert (found["verified_on"], found["verified_by"]) == (TODAY, "测试员")


def test_a_document_cannot_end_before_it_began_nor_begin_tomorrow(session: Session) -> None:
    org = company(session)
    values = {"org_id": org, "kind": "营业执照"}
    days = {"issued_on": date(2026, 5, 1), "valid_to": date(2026, 4, 30)}
    assert "早于发证日期" in refused(session, Qualification, **values, **days)
    assert "不能晚于今天" in refused(session, Qualification, **values, issued_on=TOMORROW)


def test_a_check_of_a_product_says_what_was_looked_at_and_what_was_wrong(session: Session) -> None:
    goods = product(session, company(session))
    values = {"product_id": goods, "checked_on": TODAY}
    assert "请至少选一项核验内容" in refused(session, ProductCheck, **values, result="通过")
    assert "请写明" in refused(session, ProductCheck, **values, result="不通过", items="价格依据")
    assert "不能晚于今天" in refused(
        session, ProductCheck, product_id=goods, checked_on=TOMORROW, result="通过", items="价格依据"
    )
    key = store.save(session, ProductCheck, {**values, "result": "通过", "items": "价格依据、样品试用"})
    found = store.load(session, ProductCheck, key).values
    assert (found["items"], found["checked_by"]) == ("样品试用、价格依据", "测试员")


def test_a_product_passes_only_while_the_papers_it_asks_for_are_valid(session: Session) -> None:
    org = company(session)
    values = {"org_id": org, "name": "蒙山小米", "licences": "食品生产许可证、质量检测报告"}
    goods = store.save(session, Product, values)
    document(session, org, "食品生产许可证", valid_to=0)
    known = {"product_id": goods, "items": "质检报告", "note": "见附件"}
    passed = {**known, "checked_on": TODAY, "result": "通过"}
    assert "没有有效的质量检测报告，不能判为通过" in refused(session, ProductCheck, **passed)
    assert store.save(session, ProductCheck, {**passed, "result": "整改后通过"})
    document(session, org, "质量检测报告", valid_to=-1)
    assert "没有有效的质量检测报告" in refused(session, ProductCheck, **passed), "it ran out yesterday"
    document(session, org, "质量检测报告", valid_to=None)
    assert store.save(session, ProductCheck, passed)


def test_a_ticket_concerns_a_product_of_its_company_and_ends_after_it_began(session: Session) -> None:
    org, other = company(session), company(session, "蒙山农品合作社")
    goods = product(session, other)
    values = {"org_id": org, "kind": "质量", "opened_on": TODAY, "description": "发霉"}
    assert "不是这家企业的产品" in refused(session, IssueTicket, **values, product_id=goods)
    assert "早于登记日期" in refused(session, IssueTicket, **values, closed_on=TODAY - timedelta(days=1))
