"""Gates of brands: each criterion met, missed by one, and without data; what is written is judged once."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from db import store
from db.engine import Session
from db.lifecycle import Criterion
from db.models import Brand, BrandMonth, LiveSession, Qualification
from db.models.brand_words import BrandChannel, BrandStage
from db.models.words import Platform
from db.queries.brand_facts import Sales, facts_of
from db.queries.brand_gates import criteria
from db.queries.brand_limits import BrandLimits, brand_limits, set_brand_limits
from db.queries.brand_numbers import share
from db.queries.brand_reminders import stuck
from db.queries.brands import BRAND_MONTHS
from tests.db.brand_world import ON, WAN, YEAR, add_account, add_brand, add_months, add_supports


def judge(session: Session, brand: int, stage: BrandStage, name: str, on: date = ON) -> Criterion:
    """Return one criterion of a stage as it stands."""
    (facts,) = facts_of(session, on, [brand])
    (found,) = (each for each in criteria(stage, facts, brand_limits(session)) if each.name == name)
    return found


OnBrand = tuple[BrandStage, str, dict[str, object], bool, str, str]
"""Stage, criterion, what is changed of a sound brand; met, what was found, what is said."""
OnFigures = tuple[BrandStage, str, dict[str, object], tuple[int, ...], bool, str, str]
"""The same with the months that have figures."""

FIELDS: tuple[OnBrand, ...] = (
    (BrandStage.S0, "权属企业", {}, True, "", ""),
    (BrandStage.S0, "权属企业", {"org_id": None}, False, "未填", "权属企业未填"),
    (BrandStage.S0, "类目", {"category_id": None}, False, "未填", "请选择类目"),
    (BrandStage.S0, "源头产品清单", {"source_products": None}, False, "未填", "请填写源头产品"),
    (BrandStage.S1, "四项能力评分", {}, True, "已评 4 项", ""),
    (BrandStage.S1, "四项能力评分", {"content_score": 0}, True, "已评 4 项", ""),
    (BrandStage.S1, "四项能力评分", {"content_score": None}, False, "已评 3 项", "内容力还没有评分"),
    (BrandStage.S1, "商标状态", {"trademark": "无"}, True, "无", ""),
    (BrandStage.S1, "商标状态", {"trademark": "未知"}, False, "未填", "商标状态未知"),
    (BrandStage.S1, "企业同意参与", {}, True, "2025-03-01 同意", ""),
    (BrandStage.S1, "企业同意参与", {"owner_agreed": None, "agreed_on": None}, False, "未填", "还没有同意"),
    (
        BrandStage.S1,
        "企业同意参与",
        {"owner_agreed": False, "agreed_on": None},
        False,
        "未同意",
        "还没有同意",
    ),
    (BrandStage.S1, "企业同意参与", {"agreed_on": date(2026, 10, 21)}, False, "", "晚于生效日期"),
    (BrandStage.S2, "四项能力合计", {}, True, "60 分", ""),
    (BrandStage.S2, "四项能力合计", {"private_score": 13}, False, "59 分", "合计 59 分，还差 1 分"),
    (BrandStage.S2, "四项能力合计", {"private_score": None}, False, "未填", "私域力还没有评分"),
    (BrandStage.S2, "商标", {"trademark": "申请中"}, True, "申请中", ""),
    (BrandStage.S2, "商标", {"trademark": "已授权"}, False, "已授权", "商标已授权，须为申请中或已注册"),
    (BrandStage.S2, "商标", {"trademark": "未知"}, False, "未填", "须为申请中或已注册"),
    (BrandStage.S4, "认定批复", {}, True, "示例认定〔2026〕3号（2026-09-30）", ""),
    (BrandStage.S4, "认定批复", {"approval_no": None}, False, "缺认定文号", "认定文号未填"),
    (BrandStage.S4, "认定批复", {"approved_on": None}, False, "缺认定日期", "认定日期未填"),
    (
        BrandStage.S4,
        "认定批复",
        {"approved_on": None, "approval_no": None},
        False,
        "未填",
        "认定文号、认定日期未填",
    ),
    (BrandStage.S4, "认定批复", {"approved_on": date(2026, 10, 21)}, False, "", "晚于生效日期"),
    (BrandStage.S5, "销售渠道", {}, True, "快手、抖音", ""),
    (BrandStage.S5, "销售渠道", {"channels": "快手"}, False, "快手", "只有 1 个平台，还差 1 个"),
    (BrandStage.S5, "销售渠道", {"channels": "快手、线下"}, True, "快手、线下", ""),
    (BrandStage.S5, "销售渠道", {"channels": None}, False, "未填", "销售渠道未填"),
    (BrandStage.S5, "自有产品线", {"product_lines": None}, False, "未填", "请填写自有产品线"),
    (BrandStage.S5, "品牌打造案例", {"case_text": None}, False, "未填", "请撰写案例"),
    (BrandStage.S6, "案例发布", {}, True, "已发布", ""),
    (BrandStage.S6, "案例发布", {"case_published": False}, False, "未发布", "案例未发布"),
    (BrandStage.S6, "案例发布", {"case_published": None}, False, "未填", "未填，请发布后登记"),
    (BrandStage.SX, "暂缓/退出原因", {}, True, "资金", ""),
    (BrandStage.SX, "暂缓/退出原因", {"exit_reason": None}, False, "未填", "请先选择原因"),
)


@pytest.mark.parametrize("tried", FIELDS, ids=lambda tried: f"{tried[1]}{tried[2]}")
def test_each_criterion_on_the_brand_itself(session: Session, tried: OnBrand) -> None:
    stage, name, changed, met, found, words = tried
    judged = judge(session, add_brand(session, **changed), stage, name)
    assert judged.met is met
    assert found in judged.found
    assert met or words in judged.words


SALES: tuple[OnFigures, ...] = (
    (BrandStage.S3, "近3个月GMV", {"gmv": 100 * WAN}, YEAR, True, "300.00 万元", ""),
    (BrandStage.S3, "近3个月GMV", {"gmv": 100 * WAN - 1}, YEAR, False, "299.99 万元", "还差 0.01 万元"),
    (BrandStage.S3, "近3个月GMV", {"gmv": None}, YEAR, False, "未填", "近3个月GMV未填"),
    (BrandStage.S3, "近3个月GMV", {}, (), False, "未填", "请录入月度数据"),
    (
        BrandStage.S3, "近3个月GMV", {"gmv": 149 * WAN}, (202607, 202609), False,
        "298.00 万元（缺 1 个月）", "还差 2.00 万元",
    ),
    (BrandStage.S3, "近3个月GMV", {"gmv": 150 * WAN}, (202607, 202609), True, "300.00 万元（缺 1 个月）", ""),
    (BrandStage.S3, "每月直播场次", {"sessions": 8}, YEAR, True, "最少 8 场", ""),
    (BrandStage.S3, "每月直播场次", {"sessions": 7}, YEAR, False, "最少 7 场", "还差 1 场"),
    (BrandStage.S3, "每月直播场次", {"sessions": 0}, YEAR, False, "最少 0 场", "还差 8 场"),
    (BrandStage.S3, "每月直播场次", {"sessions": None}, YEAR, False, "未填", "缺7月、8月、9月"),
    (BrandStage.S3, "复购率或私域占比", {"private_gmv": None}, YEAR, True, "复购率 15.0%，私域占比 未填", ""),
    (
        BrandStage.S3, "复购率或私域占比", {"repeat_buyers": 1_499, "private_gmv": 75 * WAN}, YEAR, True,
        "复购率 14.9%，私域占比 30.0%", "",
    ),
    (
        BrandStage.S3, "复购率或私域占比", {"repeat_buyers": 1_499, "private_gmv": 75 * WAN - 1}, YEAR, False,
        "复购率 14.9%，私域占比 29.9%", "复购率 14.9%，还差 0.1 个百分点；私域占比 29.9%，还差 0.1 个百分点",
    ),
    (
        BrandStage.S3, "复购率或私域占比", {"buyers": None, "private_gmv": None}, YEAR, False, "未填",
        "复购率未填；私域占比未填",
    ),
    (BrandStage.S4, "近12个月GMV", {"gmv": 250 * WAN}, YEAR, True, "3,000.00 万元", ""),
    (BrandStage.S4, "近12个月GMV", {"gmv": 249 * WAN}, YEAR, False, "2,988.00 万元", "还差 12.00 万元"),
    (BrandStage.S4, "近12个月GMV", {"gmv": None}, YEAR, False, "未填", "未填"),
    (BrandStage.S4, "退货率", {"refund_orders": 6_000}, YEAR, True, "30.0%", ""),
    (BrandStage.S4, "退货率", {"refund_orders": 6_001}, YEAR, False, "30.1%", "高出 0.1 个百分点"),
    (BrandStage.S4, "退货率", {"refund_orders": None}, YEAR, False, "未填", "无法计算"),
    (BrandStage.S4, "退货率", {"orders": 0, "refund_orders": 0}, YEAR, False, "未填", "无法计算"),
    (BrandStage.S5, "站外占比", {"off_platform_gmv": 25 * WAN}, YEAR, True, "10.0%", ""),
    (BrandStage.S5, "站外占比", {"off_platform_gmv": 24 * WAN}, YEAR, False, "9.6%", "还差 0.4 个百分点"),
    (BrandStage.S5, "站外占比", {"off_platform_gmv": 0}, YEAR, False, "0.0%", "还差 10.0 个百分点"),
    (BrandStage.S5, "站外占比", {"off_platform_gmv": None}, YEAR, False, "未填", "未填"),
)  # fmt: skip


@pytest.mark.parametrize("tried", SALES, ids=lambda tried: f"{tried[1]}{tried[2]}")
def test_each_criterion_on_the_figures(session: Session, tried: OnFigures) -> None:
    stage, name, changed, months, met, found, words = tried
    brand = add_brand(session)
    add_months(session, brand, months, **changed)
    judged = judge(session, brand, stage, name)
    assert judged.met is met
    assert found in judged.found
    assert met or words in judged.words


def test_a_month_not_in_yet_moves_the_window_back_by_one(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202606, 202607, 202608), gmv=100 * WAN)
    assert judge(session, brand, BrandStage.S3, "近3个月GMV").found == "300.00 万元"
    assert "缺 2 个月" in judge(session, brand, BrandStage.S3, "近3个月GMV", date(2026, 11, 2)).found


def test_the_running_month_does_not_count(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202610,), gmv=900 * WAN)
    assert judge(session, brand, BrandStage.S3, "近3个月GMV").found == "未填"


@pytest.mark.parametrize(("led", "more", "count"), [
    (False, {}, 1), (True, {}, 1), (True, {"kind": "授权"}, 0), (False, {"kind": "授权"}, 1),
    (False, {"status": "注销"}, 0), (False, {"status": "封禁"}, 0), (False, {"status": "限流"}, 1),
])  # fmt: skip
def test_accounts_of_the_brand_and_those_its_streamers_own_count(
    session: Session, more: dict[str, object], count: int, *, led: bool
) -> None:
    brand = add_brand(session)
    add_account(session, brand, led=led, **more)
    judged = judge(session, brand, BrandStage.S2, "自有账号")
    assert (judged.found, judged.met) == (f"{count} 个", count > 0)


def test_a_brand_without_account_is_told_so(session: Session) -> None:
    judged = judge(session, add_brand(session), BrandStage.S2, "自有账号")
    assert not judged.met
    assert "主播与账号" in judged.words


def test_every_one_of_the_five_supports_must_be_planned(session: Session) -> None:
    brand = add_brand(session)
    add_supports(session, brand, "流量红利", "产品特权", "营销活动", "专属服务")
    judged = judge(session, brand, BrandStage.S2, "五项扶持计划")
    assert (judged.met, judged.found) == (False, "4 项")
    assert "缺冷启动福利" in judged.words
    add_supports(session, brand, "冷启动福利")
    assert judge(session, brand, BrandStage.S2, "五项扶持计划").met


@pytest.mark.parametrize(
    ("valid_to", "issued_on", "counts"),
    [
        (None, None, True), (ON, None, True), (ON - timedelta(days=1), None, False),
        (None, ON, True), (None, ON + timedelta(days=1), False),
    ],
)  # fmt: skip
def test_documents_count_while_they_are_valid(
    session: Session, valid_to: date | None, issued_on: date | None, *, counts: bool
) -> None:
    brand = add_brand(session)
    owner = store.load(session, Brand, brand).values["org_id"]
    store.save(session, Qualification, {"org_id": owner, "kind": "营业执照"})
    store.save(session, Qualification, {"org_id": owner, "kind": "商标注册证", "verified": "不一致"})
    judged = judge(session, brand, BrandStage.S3, "权属企业有效资质")
    assert (judged.found, judged.met) == ("1 份", False)
    assert "还差 1 份" in judged.words
    values = {"org_id": owner, "kind": "商标注册证", "valid_to": valid_to, "issued_on": issued_on}
    store.save(session, Qualification, values)
    assert judge(session, brand, BrandStage.S3, "权属企业有效资质").met is counts


def test_a_brand_without_owner_has_no_documents_to_look_at(session: Session) -> None:
    judged = judge(session, add_brand(session, org_id=None), BrandStage.S3, "权属企业有效资质")
    assert (judged.met, judged.found) == (False, "未填")


def test_a_model_brand_coaches_another(session: Session) -> None:
    brand = add_brand(session)
    assert "还差 1 个" in judge(session, brand, BrandStage.S6, "带教品牌").words
    add_brand(session, "蒙山果语", coach_id=brand)
    assert judge(session, brand, BrandStage.S6, "带教品牌").met


def test_sessions_that_were_not_entered_are_counted_from_the_brands_own_account(session: Session) -> None:
    brand = add_brand(session)
    account = add_account(session, brand)
    add_months(session, brand, (202607, 202608), sessions=9)
    add_months(session, brand, (202609,), sessions=None)
    for day in range(1, 9):
        values = {"account_id": account, "platform": "快手", "start_at": datetime(2026, 9, day, 20)}
        store.save(session, LiveSession, values)
    judged = judge(session, brand, BrandStage.S3, "每月直播场次")
    assert (judged.met, judged.found) == (True, "最少 8 场（9月）")


def test_thresholds_are_the_bases_own(session: Session) -> None:
    brand = add_brand(session)
    assert judge(session, brand, BrandStage.S2, "四项能力合计").met
    set_brand_limits(session, BrandLimits(ability=61, refunds=(("服饰鞋包", 20),)))
    judged = judge(session, brand, BrandStage.S2, "四项能力合计")
    assert (judged.met, judged.wanted) == (False, "≥ 61 分")
    add_months(session, brand)
    assert judge(session, brand, BrandStage.S4, "退货率").words == "退货率 30.0%，高出 10.0 个百分点"
    assert brand_limits(session).refunds == (("服饰鞋包", 20),)


def test_a_deleted_month_is_no_month(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202609,))
    (row,) = store.search(session, BRAND_MONTHS, store.Query(sort=(("month", False),))).ids
    store.delete(session, BrandMonth, row, 1)
    assert judge(session, brand, BrandStage.S3, "近3个月GMV").found == "未填"


def test_every_platform_is_a_channel() -> None:
    assert {*Platform} <= {*map(str, BrandChannel)}


@pytest.mark.parametrize(("days", "told"), [(179, 0), (180, 1)])
def test_a_brand_is_told_of_once_it_stood_for_as_long_as_the_base_allows(
    session: Session, days: int, told: int
) -> None:
    key = add_brand(session, status=BrandStage.S3, agreed_on=date.today() - timedelta(days=days))
    found = list(stuck(session, date.today()))
    assert [(each.entity_id, each.due) for each in found] == [(key, date.today())] * told


def test_a_month_of_which_only_the_sessions_are_known_is_not_in_yet(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202606, 202607, 202608))
    (account,) = [add_account(session, brand)]
    start = datetime(2026, 9, 10, 20)
    store.save(session, LiveSession, {"account_id": account, "start_at": start, "minutes": 60})
    (facts,) = facts_of(session, ON, [brand])
    assert facts.sales[202609].sessions == 1
    assert facts.last_month == 202608


def test_a_rate_is_of_the_months_that_have_both_figures() -> None:
    months = [
        (202607, Sales(refund_orders=5, orders=100)),
        (202608, Sales(refund_orders=90)),
        (202609, Sales(orders=100)),
    ]
    assert share(months, "refund_orders", "orders") == Fraction(5, 100)
    assert share(months[1:], "refund_orders", "orders") is None
    assert share([(202609, Sales(refund_orders=0, orders=0))], "refund_orders", "orders") is None
