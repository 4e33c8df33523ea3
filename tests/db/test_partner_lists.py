"""The lists of the supply chain: who is a partner, how it stands with its papers, what is found."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db import store
from db.engine import Session
from db.models import Org, Product
from db.queries import partner_documents
from db.queries.lists import ListView
from db.queries.partner_documents import is_lacking
from db.queries.partner_lists import (
    EVALUATIONS,
    PRODUCT_CHECKS,
    PRODUCTS,
    QUALIFICATIONS,
    TICKETS,
    products_of,
)
from db.queries.partners import PARTNERS
from db.queries.tables import ORGS
from db.store import Query
from tests.db.partner_world import TODAY, check, company, document, judge, listed, product, ticket


def found(session: Session, view: ListView, text: str = "", **filters: object) -> list[int]:
    """Return the keys a list answers with."""
    return list(store.search(session, view, Query(text, tuple(filters.items()))).ids)


def shown(session: Session, view: ListView, name: str) -> list[object]:
    """Return what a list shows in one column."""
    at = [column.name for column in view.columns].index(name)
    return [row.values[at] for row in store.search(session, view, Query()).rows]


@pytest.mark.parametrize(
    ("roles", "state", "expected"),
    [
        ("供应商", "潜在", True),
        ("操盘团队、工厂", "潜在", True),
        (None, "潜在", False),
        (None, "暂停", True),
        ("操盘团队、MCN", "潜在", False),
        ("政府", "潜在", False),
        ("协会", "资料收集", True),
    ],
)
def test_the_list_holds_whoever_supplies_or_is_dealt_with(
    session: Session, roles: str | None, state: str, *, expected: bool
) -> None:
    key = store.save(session, Org, {"name": "沂河之家", "roles": roles, "status": state})
    assert (key in found(session, PARTNERS)) is expected


def test_papers_are_told_by_the_worst_that_is_true(session: Session) -> None:
    expired, lacking, due, fine, renewed = (
        company(session, name) for name in ("甲一食品", "乙二食品", "丙三食品", "丁四食品", "戊五食品")
    )
    document(session, expired, valid_to=-1)
    document(session, lacking, "质量检测报告", 300)
    document(session, due, valid_to=30)
    document(session, fine, valid_to=31)
    document(session, renewed, valid_to=-1)
    document(session, renewed, valid_to=None)
    assert shown(session, PARTNERS, "papers") == ["有过期", "缺必备", "30天内到期", "齐备", "齐备"]
    for word, keys in (
        ("有过期", [expired]),
        ("缺必备", [lacking]),
        ("30天内到期", [due]),
        ("齐备", [fine, renewed]),
    ):
        assert found(session, PARTNERS, papers=word) == keys


def test_the_list_and_the_guards_miss_the_same_papers(session: Session) -> None:
    roles = (None, "工厂", "经销商", "经销商、物流", "品牌方、商家")
    goods = (None, "食品", "休闲食品、服饰", "酒水", "服饰")
    kinds = ("营业执照", "食品经营许可证", "食品生产许可证", "商标授权书", "品牌授权链")
    for number, (role, sells) in enumerate((role, sells) for role in roles for sells in goods):
        key = company(session, f"第{number}号企业", roles=role, categories=sells)
        for place, kind in enumerate(kinds):
            if (number * 7 + place * 3) % 5 < 3:
                document(session, key, kind)
    known = partner_documents.rules(session)
    expected = []
    for row in session.execute(select(ORGS).order_by(ORGS.c.id)).mappings():
        wanted = partner_documents.needs(known, dict(row))
        held = partner_documents.documents(session, [row["id"]]).get(row["id"], [])
        if any(each.best is None for each in partner_documents.standings(wanted, held, TODAY)):
            expected.append(row["id"])
    lacking = session.scalars(select(ORGS.c.id).where(is_lacking()).order_by(ORGS.c.id)).all()
    assert list(lacking) == expected
    assert 0 < len(expected) < 25


def test_partners_are_found_by_name_code_pinyin_and_initials(session: Session) -> None:
    key = company(session, "沂蒙丰禾粮油有限公司", short_name="丰禾")
    other = company(session, "罗庄恒泰服饰厂")
    code = store.load(session, Org, key).values["credit_code"]
    for typed in ("丰禾", "沂蒙丰禾粮油", str(code), "JG-000001", "fenghe", "fhly", "YMFH"):
        assert found(session, PARTNERS, typed) == [key], typed
    assert found(session, PARTNERS, "htfs") == [other]
    assert found(session, PARTNERS, "没有这家") == []


def test_the_latest_grade_and_open_tickets_stand_in_the_list(session: Session) -> None:
    key, other = company(session), company(session, "罗庄恒泰服饰厂")
    judge(session, key, "2026-09", 90)
    judge(session, key, "2026-08", 20)
    ticket(session, key, TODAY - timedelta(days=3))
    ticket(session, key, TODAY - timedelta(days=3), closed_on=TODAY)
    assert shown(session, PARTNERS, "grade") == ["A", None]
    assert shown(session, PARTNERS, "tickets") == [1, None]
    assert found(session, PARTNERS, grade="A") == [key]
    assert found(session, PARTNERS, grade="D") == []
    assert other not in found(session, PARTNERS, grade="A")


@pytest.mark.parametrize(
    ("days", "words", "kinds"),
    [
        (-1, "过期1天", {"已过期"}),
        (0, "今天到期", {"7天内", "30天内", "90天内"}),
        (7, "剩7天", {"7天内", "30天内", "90天内"}),
        (8, "剩8天", {"30天内", "90天内"}),
        (30, "剩30天", {"30天内", "90天内"}),
        (90, "剩90天", {"90天内"}),
        (91, "剩91天", set()),
        (None, "长期有效", {"长期有效"}),
    ],
)
def test_documents_are_listed_by_when_they_lapse(
    session: Session, days: int | None, words: str, kinds: set[str]
) -> None:
    key = document(session, company(session), valid_to=days)
    assert shown(session, QUALIFICATIONS, "left") == [words]
    every = ("已过期", "7天内", "30天内", "90天内", "长期有效")
    assert {kind for kind in every if found(session, QUALIFICATIONS, due=kind) == [key]} == kinds


def test_a_company_offers_its_own_products_alone(session: Session) -> None:
    mine, other = company(session), company(session, "费县探沂木制玩具厂")
    kept = product(session, mine), product(session, mine, "花生")
    product(session, other, "蒙山小米锅巴")
    assert sorted(key for key, _name in products_of(mine, session)) == sorted(kept)
    assert products_of(mine, session, "小米") == [(kept[0], "蒙山小米")]


def test_a_product_shows_its_latest_check(session: Session) -> None:
    org = listed(session)
    millet, flour = product(session, org), product(session, org, "石磨面粉")
    check(session, millet, TODAY, "不通过")
    check(session, millet, TODAY - timedelta(days=3), "通过")
    assert shown(session, PRODUCTS, "checked") == ["不通过", "未核验"]
    assert found(session, PRODUCTS, checked="不通过") == [millet]
    assert found(session, PRODUCTS, checked="未核验") == [flour]
    assert len(found(session, PRODUCT_CHECKS, org_id=org)) == 2
    assert len(found(session, PRODUCT_CHECKS, "小米")) == 2
    assert found(session, PRODUCT_CHECKS, "面粉") == []
    assert found(session, PRODUCTS, "丰禾") == [millet, flour]


def test_tickets_and_grades_are_found_by_their_company(session: Session) -> None:
    org, other = company(session), company(session, "罗庄恒泰服饰厂")
    open_one = ticket(session, org, TODAY)
    closed = ticket(session, other, TODAY, closed_on=TODAY)
    judge(session, other, "2026-09", 60)
    assert shown(session, TICKETS, "state") == ["处理中", "已办结"]
    assert found(session, TICKETS, state="处理中") == [open_one]
    assert found(session, TICKETS, "恒泰") == [closed]
    assert len(found(session, EVALUATIONS, "恒泰", grade="C")) == 1


def test_a_company_with_products_is_not_deleted(session: Session) -> None:
    org = company(session)
    store.save(session, Product, {"org_id": org, "name": "蒙山小米"})
    with pytest.raises(Exception, match="1 个产品"):
        store.delete(session, Org, org, 1)
