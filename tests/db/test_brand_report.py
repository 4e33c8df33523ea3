"""T10 and T11: where each brand stands at the period's end and why, and what it was given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from db import store
from db.lifecycle import move
from db.lifecycle.brands import refuse
from db.models import Brand, BrandMonth, Support
from db.models.brand_words import BrandStage
from db.queries.brand_ledger import brand_ledger
from db.queries.brand_report import AspectCell, BrandLine, brand_lines, standings, support_lines
from db.queries.periods import Period, month_end
from db.queries.tables import HISTORY
from tests.db import brand_report_oracle as oracle
from tests.db.brand_report_world import random_brands
from tests.db.brand_world import YEAR, add_account, add_brand, add_months, add_supports

if TYPE_CHECKING:
    from db.engine import Session

S = BrandStage
SEPTEMBER = Period(202609, 202609)
WAN = 1_000_000


def known(session: Session, name: str = "沂水谣", **more: object) -> int:
    """Add a sound brand that has been in S0 since January."""
    brand = add_brand(session, name, **more)
    session.execute(update(HISTORY).where(HISTORY.c.entity == "brand").values(on=date(2026, 1, 5)))
    return brand


def climb(session: Session, brand: int, to: BrandStage, on: date, reason: str = "") -> None:
    """Move a brand to a stage, against its gate where that is not met."""
    move(session, Brand, brand, to, on, reason, override=bool(reason))


def lines(session: Session, period: Period = SEPTEMBER) -> dict[str, BrandLine]:
    """Return T10 by brand."""
    return {line.brand: line for line in brand_lines(session, period)}


def test_a_line_tells_stage_moves_gate_and_what_is_missing_first(session: Session) -> None:
    brand = known(session, "沂水谣", agreed_on=date(2026, 3, 1), approved_on=None, approval_no=None)
    climb(session, brand, S.S1, date(2026, 9, 2))
    add_account(session, brand)
    add_supports(session, brand)
    climb(session, brand, S.S2, date(2026, 9, 12))
    add_months(session, brand, YEAR[-3:], gmv=50 * WAN, private_gmv=None, repeat_buyers=1_000)
    line = lines(session)["沂水谣"]
    assert (line.owner, line.stage) == ("沂水谣服饰有限公司", S.S2)
    assert line.change == "9月2日升阶至S1 初评立项；9月12日升阶至S2 冷启动扶持"
    assert (line.reached, line.is_override) == ("1/4", False)
    assert line.next_step == "近3个月GMV 150.00 万元，还差 150.00 万元"


def test_the_month_reported_counts_for_the_gate_and_the_one_after_it_does_not(session: Session) -> None:
    brand = known(session, agreed_on=date(2026, 3, 1))
    values = {"brand_id": brand, "gmv": 200 * WAN}
    for month in (202608, 202609, 202610):
        store.save(session, BrandMonth, {**values, "month": month})
    for stage in (S.S1, S.S2):
        climb(session, brand, stage, date(2026, 9, 1), "负责人特批")
    (standing,) = standings(session, SEPTEMBER)
    assert standing.gate[0].found == "400.00 万元（缺 1 个月）"
    assert standing.since == date(2026, 9, 1)


def test_reasons_overrides_and_refusals_are_told_in_the_order_of_the_days(session: Session) -> None:
    brand = known(session, owner_agreed=None, agreed_on=None)
    climb(session, brand, S.S1, date(2026, 9, 5), "企业口头同意，补签中")
    refuse(session, brand, S.S2, "没有自有账号", on=date(2026, 9, 20))
    move(session, Brand, brand, S.SX, date(2026, 9, 28), "资金链紧张")
    line = lines(session)["沂水谣"]
    assert line.change == (
        "9月5日升阶至S1 初评立项（特批通过）：企业口头同意，补签中；"
        "9月20日申请S2 冷启动扶持，驳回：没有自有账号；9月28日暂缓/退出：资金链紧张"
    )
    assert (line.stage, line.reached, line.is_override) == (S.SX, "", True)
    assert lines(session, Period(202610, 202610)) == {}


def test_a_brand_whose_gate_is_met_may_apply_and_the_last_stage_has_no_gate(session: Session) -> None:
    last = known(session, "蒙山茶")
    ready = known(session, "沂水谣", agreed_on=date(2026, 3, 1))
    climb(session, ready, S.S1, date(2026, 8, 1))
    add_account(session, ready)
    add_supports(session, ready)
    move(session, Brand, last, S.S1, date(2026, 8, 1))
    for stage in (S.S2, S.S3, S.S4, S.S5, S.S6):
        climb(session, last, stage, date(2026, 8, 20), "标杆先行")
    found = lines(session)
    assert list(found) == ["蒙山茶", "沂水谣"]
    assert (found["沂水谣"].reached, found["沂水谣"].next_step) == (
        "4/4",
        "门槛已达成，可申请进入S2 冷启动扶持",
    )
    assert (found["沂水谣"].change, found["蒙山茶"].reached) == ("无变化", "")
    assert found["蒙山茶"].next_step == "已到最高阶段，继续带教其他品牌"


def test_what_was_scored_agreed_or_approved_later_was_not_so_at_the_end(session: Session) -> None:
    later = date(2026, 10, 9)
    brand = known(session, agreed_on=later, assessed_on=later, approved_on=later)
    climb(session, brand, S.S1, date(2026, 9, 2), "先行立项")
    (now,), (then,) = standings(session, Period(202610, 202610)), standings(session, SEPTEMBER)
    assert (now.facts.row["content_score"], now.facts.row["approval_no"]) == (16, "示例认定〔2026〕3号")
    assert (then.facts.row["content_score"], then.facts.row["approval_no"]) == (None, None)
    assert (then.facts.row["owner_agreed"], then.gate[0].met) == (None, False)


def test_a_brand_has_a_line_for_each_unit_of_an_aspect(session: Session) -> None:
    brand = known(session)

    def give(aspect: str, name: str, **values: object) -> None:
        store.save(session, Support, {"brand_id": brand, "aspect": aspect, "name": name, **values})

    give("流量红利", "一期", unit="万流量", planned=10, granted=8, used=5, outcome_gmv=100)
    give("流量红利", "二期", unit="万流量", planned=10, granted=None, used=1)
    give("流量红利", "专场", unit="场", planned=3, outcome_gmv=7)
    give("专属服务", "辅导", unit="次", granted=2, start_on=date(2026, 9, 30))
    give("专属服务", "下月辅导", unit="次", granted=9, start_on=date(2026, 10, 1))
    first, second = support_lines(session, SEPTEMBER)
    views = AspectCell(20, 8, 6, "万流量")
    assert first.aspects == (views, None, None, None, AspectCell(None, 2, None, "次"))
    assert second.aspects == (AspectCell(3, None, None, "场"), None, None, None, None)
    assert (first.brand, first.outcome, second.brand, second.outcome) == ("沂水谣", 100, "沂水谣", 7)


@pytest.mark.parametrize("seed", [4, 5])
def test_the_lines_are_the_brands_of_the_pipeline_as_the_rows_tell(session: Session, seed: int) -> None:
    world = random_brands(seed)
    world.fill(session)
    for month in (202410, 202503, 202608):
        end = month_end(month)
        keys = {row["name"]: row["id"] for row in oracle.alive(world, "brand")}
        stages = {name: oracle.stage(world, key, end) for name, key in keys.items()}
        moved = {
            name
            for name, key in keys.items()
            if any(_changed(row, month) for row in oracle.chain(world, key))
        }
        refused = {row["brand_id"] for row in world.rows["brand_decision"] if _changed(row, month)}
        found = lines(session, Period(month, month))
        assert {name: str(line.stage) for name, line in found.items() if line.stage is not S.SX} == {
            name: stage for name, stage in stages.items() if stage in oracle.STAGES
        }
        told = {name for name, line in found.items() if line.change != "无变化"}
        assert told <= moved | {name for name, key in keys.items() if key in refused}


def _changed(row: dict[str, object], month: int) -> bool:
    """Say whether something is dated in a month."""
    on = row["on"]
    return isinstance(on, date) and on.year * 100 + on.month == month


@pytest.mark.parametrize("seed", [4, 5])
def test_the_ledger_has_a_line_for_each_brand_known_with_what_it_sold_in_the_period(
    session: Session, seed: int
) -> None:
    world = random_brands(seed)
    world.fill(session)
    quarter = Period(202501, 202503)
    found = {entry.brand: entry for entry in brand_ledger(session, quarter)}
    known = {
        row["name"]: stage
        for row in oracle.alive(world, "brand")
        if (stage := oracle.stage(world, row["id"], month_end(202503)))
    }
    assert {name: str(entry.stage) for name, entry in found.items()} == known
    names = {row["id"]: row["name"] for row in oracle.alive(world, "brand")}
    sold = [row for row in oracle.alive(world, "brand_month") if row["month"] in quarter]
    for name, entry in found.items():
        values = [row["gmv"] for row in sold if names.get(row["brand_id"]) == name and row["gmv"] is not None]
        assert (name, entry.gmv) == (name, sum(values) if values else None)
    b01 = oracle.at_end(world, 202503)["B01"]
    assert len([entry for entry in found.values() if entry.stage is not S.SX]) == b01
