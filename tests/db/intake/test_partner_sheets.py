"""Lists of companies, ledgers of documents and products, as people send them."""

from datetime import date
from typing import Any

import pytest

from db import store
from db.engine import Database
from db.models import Org
from tests.db.intake.sheets import asked, counts, faults, mapped, remarks, take_in
from tests.db.partner_world import code
from tests.db.states import state_on

HEADER = ("企业名称", "统一社会信用代码", "法人", "联系人", "电话", "角色", "主营产品", "区县", "合作等级")
RICE = (
    "沂河丰禾食品有限公司",
    code(1),
    "田小麦",
    "谷小米",
    "138 0013 8000",
    "厂家/供货商",
    "食品、粮油",
    "沂水",
    "核心",
)
CLOTH = ("罗庄恒泰服饰厂（个体工商户）", code(2), None, None, None, "工厂", "服饰", "罗庄区", None)


def take(database: Database, *rows: tuple[Any, ...], kind: str = "partners", header: Any = HEADER) -> Any:
    """Take lines of a kind in."""
    return take_in(database, kind, mapped(kind, header, *rows))


def test_a_list_of_companies_is_read_as_people_write_it(database: Database) -> None:
    outcome, checked = take(database, RICE, CLOTH)
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked) == []
    stored = (
        "SELECT name, match_key, roles, categories, region, coop_level, status, is_local, phone_tail FROM org"
    )
    assert [tuple(row) for row in asked(database, f"{stored} ORDER BY id")] == [
        (
            "沂河丰禾食品有限公司",
            "沂河丰禾食品",
            "供应商、工厂",
            "食品、粮油",
            "沂水县",
            "核心",
            "潜在",
            True,
            "8000",
        ),
        (
            "罗庄恒泰服饰厂（个体工商户）",
            "罗庄恒泰服饰厂",
            "工厂",
            "服饰",
            "罗庄区",
            None,
            "潜在",
            True,
            None,
        ),
    ]
    with database.read() as session:
        assert set(state_on(session, Org, date.today()).values()) == {"潜在"}


@pytest.mark.parametrize(
    ("name", "credit_code"),
    [
        ("沂河丰禾食品", None),
        ("沂河 丰禾食品有限责任公司", None),
        ("丰禾集团", code(1)),
        ("沂河丰禾食品有限公司", code(1).lower()),
    ],
)
def test_a_company_is_known_by_its_code_and_else_by_its_name_without_the_suffix(
    database: Database, name: str, credit_code: str | None
) -> None:
    take(database, RICE)
    outcome, _ = take(database, (name, credit_code, "新法人"), header=HEADER[:3])
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT legal_rep FROM org") == [("新法人",)]


def test_a_company_that_only_shares_its_name_is_refused_with_both_codes(database: Database) -> None:
    take(database, RICE)
    outcome, checked = take(database, ("沂河丰禾食品公司", code(9)), header=HEADER[:2])
    assert counts(outcome) == (0, 0, 0, 1)
    ((row, column, reason),) = faults(checked)
    assert (row, column) == (4, "统一社会信用代码")
    assert "JG-000001" in reason
    assert code(1) in reason


def test_letters_in_a_code_are_refused_with_what_is_probably_meant(database: Database) -> None:
    wrong = code(1).replace("0", "O", 1)
    outcome, checked = take(database, ("沂河丰禾食品有限公司", wrong), header=HEADER[:2])
    assert counts(outcome) == (0, 0, 0, 1)
    assert f"是否应为 {code(1)}" in faults(checked)[0][2]


def test_a_state_of_a_new_company_is_taken_on_trust_and_said_so_once(database: Database) -> None:
    header = ("企业名称", "合作状态", "角色")
    rows = [("沂河丰禾食品有限公司", "在册", "供应商"), ("罗庄恒泰服饰厂", "合格在册", "工厂")]
    outcome, checked = take(database, *rows, header=header)
    assert counts(outcome) == (2, 0, 0, 0)
    assert [column for _, column, _ in remarks(checked)] == ["合作状态"]
    outcome, checked = take(database, ("罗庄恒泰服饰厂", "暂停", "工厂"), header=header)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "请在页面上办理" in faults(checked)[0][2]


PAPERS = ("企业名称", "资质类型", "证书编号", "发证机关", "发证日期", "有效期至", "核验")
LICENCE = ("沂河丰禾食品", "执照", "371323001", "沂水县市场监督管理局", "2020.5.1", "长期", "√")
FOOD = ("沂河丰禾食品", "SC", "SC10137132300001", None, "2024年3月1日", "2029/2/28", None)


def test_a_ledger_of_documents_is_read_as_people_write_it(database: Database) -> None:
    take(database, RICE)
    outcome, checked = take(database, LICENCE, FOOD, kind="qualifications", header=PAPERS)
    assert (counts(outcome), faults(checked)) == ((2, 0, 0, 0), [])
    stored = (
        "SELECT org_id, kind, number, CAST(valid_to AS VARCHAR(10)), verified FROM qualification ORDER BY id"
    )
    assert asked(database, stored) == [
        (1, "营业执照", "371323001", None, "已核验"),
        (1, "食品生产许可证", "SC10137132300001", "2029-02-28", "未核验"),
    ]


def test_the_same_ledger_again_changes_nothing_and_a_renewal_moves_the_day(database: Database) -> None:
    take(database, RICE)
    take(database, LICENCE, FOOD, kind="qualifications", header=PAPERS)
    outcome, _ = take(database, LICENCE, FOOD, kind="qualifications", header=PAPERS)
    assert counts(outcome) == (0, 0, 2, 0)
    renewed = (*FOOD[:5], "2034-02-28", None)
    outcome, _ = take(database, renewed, kind="qualifications", header=PAPERS)
    assert counts(outcome) == (0, 1, 0, 0)


def test_documents_without_a_number_are_told_apart_by_their_days(database: Database) -> None:
    take(database, RICE)
    header = ("信用代码", "企业名称", "资质类型", "有效期至")
    lines = [(code(1), "丰禾", "检测报告", "2026-12-31"), (code(1), "丰禾", "检测报告", "2027-12-31")]
    outcome, _ = take(database, *lines, kind="qualifications", header=header)
    assert counts(outcome) == (2, 0, 0, 0)
    outcome, _ = take(database, *lines, kind="qualifications", header=header)
    assert counts(outcome) == (0, 0, 2, 0)


def test_a_document_of_a_company_the_base_does_not_know_is_refused(database: Database) -> None:
    outcome, checked = take(database, LICENCE, kind="qualifications", header=PAPERS)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "库中没有这个企业名称" in faults(checked)[0][2]


def test_products_are_known_by_company_name_and_size(database: Database) -> None:
    take(database, RICE)
    header = ("企业名称", "产品名称", "规格", "直播价", "类目", "所需资质")
    small = ("沂河丰禾食品", "蒙山小米", "500g", "19.9", "食品", "SC、检测报告")
    large = ("沂河丰禾食品", "蒙山小米", "5kg", "159元", "食品", None)
    outcome, checked = take(database, small, large, kind="products", header=header)
    assert (counts(outcome), faults(checked)) == ((2, 0, 0, 0), [])
    assert asked(database, "SELECT sku, price, licences FROM product ORDER BY id") == [
        ("500g", 1990, "食品生产许可证、质量检测报告"),
        ("5kg", 15900, None),
    ]
    outcome, _ = take(database, small, large, kind="products", header=header)
    assert counts(outcome) == (0, 0, 2, 0)


def test_a_company_another_sheet_only_named_becomes_a_supplier(database: Database) -> None:
    with database.write() as session:
        store.save(session, Org, {"name": "沂河丰禾食品有限公司"})
        session.commit()
    outcome, _ = take(database, ("沂河丰禾食品", "田小麦"), header=("企业名称", "法人"))
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT roles FROM org") == [("供应商",)]


def test_a_team_of_a_roster_that_also_supplies_is_one_organisation_with_both_roles(
    database: Database,
) -> None:
    with database.write() as session:
        store.save(session, Org, {"name": "小满团队", "roles": "操盘团队"})
        session.commit()
    outcome, _ = take(
        database, ("小满团队有限公司", None, "操盘团队、供应商"), header=("企业名称", "法人", "角色")
    )
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT name, roles FROM org") == [("小满团队有限公司", "供应商、操盘团队")]
