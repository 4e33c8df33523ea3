"""Sheets of brands, supports, services and months: what comes in, what is refused, what goes round."""

from typing import Any

import pytest

from db import store
from db.engine import Database
from db.imports import Mode
from db.intake import KINDS
from db.models import Brand
from db.values import Kind
from tests.db.brand_world import ON
from tests.db.intake.sheets import asked, counts, faults, mapped, remarks, take_in
from tests.db.states import state_on

REGISTER = (
    "品牌名称",
    "权属企业",
    "类目",
    "主理主播",
    "商标状态",
    "销售渠道",
    "内容力",
    "当前阶段",
    "认定日期",
)
CLOTH = (
    "沂河布语",
    "沂河布语服饰有限公司",
    "服饰鞋包",
    "田小麦",
    "无",
    "KS/抖音，线下",
    21,
    "S4 快品牌认定",
    "2026-06-15",
)
FRUIT = ("蒙山果语", None, None, "查无此人", None, None, None, None, None)
MONTH = ("品牌", "月份", "GMV(万元)", "订单数", "购买人数", "复购人数", "私域GMV(万元)")


def take(database: Database, kind: str, header: Any, *rows: Any, **options: Any) -> Any:
    """Take lines of a kind in."""
    facts = options.pop("facts", {})
    return take_in(database, kind, mapped(kind, header, *rows, **facts), **options)


def lines(database: Database, kind: str) -> list[dict[str, Any]]:
    """Return what the export of a kind writes."""
    with database.read() as session:
        names = [column.name for column in KINDS[kind].template]
        return [{name: line.get(name) for name in names} for line in KINDS[kind].lines(session, full=True)]


def test_a_register_brings_brands_with_owner_stage_and_lead_streamer(base: Database) -> None:
    outcome, checked = take(base, "brands", REGISTER, CLOTH, FRUIT)
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked)[-1] == (
        5,
        "主理主播",
        "名册里没有这位主播：“查无此人”没有关联，请在“主播与账号”里添加",
    )
    assert asked(base, "SELECT name, status, trademark, channels, content_score FROM brand ORDER BY id") == [
        ("沂河布语", "S4 快品牌认定", "无", "快手、抖音、线下", 21),
        ("蒙山果语", "S0 摸底入库", "未知", None, None),
    ]  # fmt: skip
    assert asked(base, "SELECT s.name FROM brand_streamer b JOIN streamer s ON s.id = b.streamer_id") == [
        ("田小麦",)
    ]
    assert asked(base, "SELECT roles FROM org WHERE name LIKE '沂河布语%'") == [("品牌方",)]
    with base.read() as session:
        ((key,),) = asked(base, "SELECT id FROM brand WHERE name = '沂河布语'")
        assert state_on(session, Brand, ON.replace(month=6, day=15))[key] == "S4 快品牌认定"


def test_the_stage_of_a_known_brand_is_not_changed_by_a_sheet(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    later = (*CLOTH[:7], "S5 破圈升级", None)
    outcome, checked = take(base, "brands", REGISTER, later)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "不能用表格改阶段" in faults(checked)[0][2]


def test_a_known_brand_is_told_where_its_streamers_are_added(base: Database) -> None:
    take(base, "brands", REGISTER, (*CLOTH[:3], None, *CLOTH[4:]))
    _, checked = take(base, "brands", REGISTER, CLOTH)
    assert (4, "主理主播", "已登记的品牌请在“主播与账号”里添加主播") in remarks(checked)


def test_months_are_read_in_the_units_of_their_heads(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    outcome, _ = take(base, "metrics", MONTH, ("沂河布语", "2026年9月", 12.5, "1.2万", 900, 180, "3.5"))
    assert counts(outcome) == (1, 0, 0, 0)
    assert asked(base, "SELECT month, gmv, orders, repeat_buyers, private_gmv FROM brand_month") == [
        (202609, 12_500_000, 12_000, 180, 3_500_000)
    ]


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (("复购率",), ("12%",), "只有复购率不能导入，请补上购买人数、复购人数两列"),
        (("复购率", "购买人数"), ("12%", 100), "只有复购率不能导入"),
        (("私域成交占比",), ("30%",), "请补上GMV、私域GMV两列"),
        (("退货率",), (0.1,), "请补上订单数、退货订单数两列"),
    ],
)
def test_a_ratio_without_its_figures_is_refused(
    base: Database, header: tuple[str, ...], row: tuple[Any, ...], words: str
) -> None:
    take(base, "brands", REGISTER, CLOTH)
    outcome, checked = take(base, "metrics", ("品牌", "月份", *header), ("沂河布语", "2026-09", *row))
    assert counts(outcome) == (0, 0, 0, 1)
    assert words in faults(checked)[0][2]
    assert asked(base, "SELECT count(*) FROM brand_month") == [(0,)]


def test_a_ratio_beside_its_figures_is_passed_over(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    header = ("品牌", "月份", "购买人数", "复购人数", "复购率")
    outcome, _ = take(base, "metrics", header, ("沂河布语", "2026-09", 100, 20, "20%"))
    assert counts(outcome) == (1, 0, 0, 0)
    assert asked(base, "SELECT buyers, repeat_buyers, extra FROM brand_month")[0][:2] == (100, 20)


def test_a_sheet_named_after_a_month_needs_no_column_for_it(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    _, checked = take(
        base, "metrics", ("品牌", "GMV"), ("沂河布语", 100), facts={"month_end": ON.replace(month=9, day=30)}
    )
    assert remarks(checked) == [(4, "月份", "没有写月份，按 2026-09 记")]
    assert asked(base, "SELECT month, gmv FROM brand_month") == [(202609, 10_000)]


def test_a_support_of_an_unknown_brand_is_refused(base: Database) -> None:
    header = ("品牌", "扶持方面", "扶持项目", "计划", "已获", "已用", "单位")
    _, checked = take(base, "supports", header, ("无此品牌", "流量红利", "流量券", 100, 80, 90, "万流量"))
    assert faults(checked) == [(4, "品牌", "库中没有这个品牌，请核对名称，或先登记")]


def test_the_same_item_is_updated_and_what_cannot_be_is_refused(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    header = ("品牌", "扶持方面", "扶持项目", "计划", "已获", "已用", "单位")
    take(base, "supports", header, ("沂河布语", "流量红利", "流量券", 100, 80, None, "万流量"))
    outcome, _ = take(base, "supports", header, ("沂河布语", "流量红利", "流量券", None, None, 60, None))
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(base, "SELECT planned, granted, used, unit FROM support") == [(100, 80, 60, "万流量")]
    _, checked = take(base, "supports", header, ("沂河布语", "流量红利", "流量券", None, None, 81, None))
    assert faults(checked)[0][2] == "已用大于已获，请核对"


def test_what_goes_out_comes_in_again_without_a_change(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH, FRUIT)
    take(base, "metrics", MONTH, ("沂河布语", "2026-09", 12.5, 10, 9, 1, 3))
    take(base, "supports", ("品牌", "扶持方面", "扶持项目", "计划"), ("沂河布语", "专属服务", "顾问", 5))
    take(base, "services", ("品牌", "服务类型", "服务内容", "服务商", "日期", "时长(小时)"),
         ("沂河布语", "技术引入", "会员系统", "云桥电商服务有限公司", "2026-08-01", 2))  # fmt: skip
    assert asked(base, "SELECT minutes FROM brand_service") == [(120,)]
    for kind in ("brands", "metrics", "supports", "services"):
        before = lines(base, kind)
        header = [column.label for column in KINDS[kind].template]
        rows = [[_cell(kind, name, value) for name, value in line.items()] for line in before]
        outcome, checked = take(base, kind, header, *rows)
        assert faults(checked) == []
        assert outcome.added == outcome.updated == 0
        assert lines(base, kind) == before


def test_a_batch_of_brands_is_added_only_when_asked_so(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    outcome, _ = take(base, "brands", REGISTER, (*CLOTH[:4], "已注册", *CLOTH[5:]), mode=Mode.ADD)
    assert outcome.updated == 0
    assert asked(base, "SELECT trademark FROM brand") == [("无",)]


def test_a_coach_is_found_by_name(base: Database) -> None:
    take(base, "brands", REGISTER, CLOTH)
    take(base, "brands", ("品牌名称", "带教品牌"), ("蒙山果语", "沂河布语"))
    with base.read() as session:
        ((first, second),) = asked(
            base, "SELECT a.id, b.coach_id FROM brand a JOIN brand b ON b.coach_id = a.id"
        )
        assert store.load(session, Brand, first).values["name"] == "沂河布语"
        assert first == second


def _cell(kind: str, name: str, value: Any) -> Any:
    """Return an exported value as a sheet hands it back: money in 元."""
    return value / 100 if KINDS[kind].column(name).kind is Kind.MONEY and value is not None else value
