"""A brand on its way through the stages: what is written of each move, and what never changes afterwards."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from db import attachments, store
from db.engine import Session
from db.errors import BadValues, NotAllowed
from db.lifecycle import history_of, move, moves
from db.lifecycle.brands import decision_of, refuse
from db.models import Brand, BrandMonth, Qualification, Support
from db.models.brand_words import BrandStage, Decision
from db.queries.brand_board import board
from db.queries.brand_story import months_of, story_of, support_totals
from db.queries.brands import BRAND_MONTHS, BRANDS
from tests.db.attached_files import PDF
from tests.db.brand_world import WAN, add_account, add_brand, add_months, add_supports
from tests.db.states import state_on

TODAY = date.today()
S = BrandStage


def last_months(count: int) -> tuple[int, ...]:
    """Return the whole months before today, the oldest first."""
    months, day = [], TODAY.replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
        months.append(day.year * 100 + day.month)
    return tuple(reversed(months))


def stage(session: Session, brand: int) -> object:
    """Return the stage a brand is in."""
    return store.load(session, Brand, brand).values["status"]


def ready(session: Session) -> int:
    """Return a brand that may go all the way to S4."""
    brand = add_brand(session)
    add_account(session, brand)
    add_supports(session, brand)
    add_months(session, brand, last_months(12))
    owner = store.load(session, Brand, brand).values["org_id"]
    for kind in ("营业执照", "商标注册证"):
        store.save(session, Qualification, {"org_id": owner, "kind": kind})
    return brand


def test_a_brand_climbs_one_gate_at_a_time(session: Session) -> None:
    brand = ready(session)
    for to in (S.S1, S.S2, S.S3, S.S4):
        with pytest.raises(NotAllowed, match="不能从"):
            move(session, Brand, brand, "S6 标杆复制")
        (wanted,) = (each for each in moves(session, Brand, brand) if each.to == to)
        assert wanted.allowed, wanted.reasons
        move(session, Brand, brand, to)
    assert stage(session, brand) == S.S4
    found = [
        (past.to_state[:2], past.is_override, len(past.criteria))
        for past in history_of(session, Brand, brand)
    ]
    assert found == [("S4", False, 3), ("S3", False, 4), ("S2", False, 4), ("S1", False, 6), ("S0", False, 0)]


def test_a_refused_move_says_every_criterion_and_by_how_much(session: Session) -> None:
    brand = add_brand(session, content_score=1, trademark="无")
    move(session, Brand, brand, S.S1)
    with pytest.raises(
        NotAllowed, match=r"合计 45 分，还差 15 分；商标无.*；还没有自有账号.*；五项扶持计划缺"
    ):
        move(session, Brand, brand, S.S2)
    assert stage(session, brand) == S.S1


def test_what_was_judged_then_stays_whatever_the_data_become(session: Session) -> None:
    brand = ready(session)
    for to in (S.S1, S.S2, S.S3):
        move(session, Brand, brand, to)
    before = history_of(session, Brand, brand)
    nothing = {"gmv": 0, "private_gmv": 0, "off_platform_gmv": 0}
    for key in store.search(session, BRAND_MONTHS, store.Query(sort=(("month", False),))).ids:
        store.save(session, BrandMonth, nothing, key, 1)
    loaded = store.load(session, Brand, brand)
    store.save(session, Brand, {"content_score": 0, "trademark": "无"}, brand, loaded.version)
    assert history_of(session, Brand, brand) == before
    gmv = next(each for each in before[0].criteria if each.name == "近3个月GMV")
    assert (gmv.found, gmv.met) == ("750.00 万元", True)
    (wanted,) = (each for each in moves(session, Brand, brand) if each.to == S.S4)
    assert "近12个月GMV 0.00 万元，还差 3,000.00 万元" in wanted.reasons


def test_a_gate_is_overridden_with_a_reason_only_and_flagged_for_ever(session: Session) -> None:
    brand = add_brand(session, content_score=1)
    move(session, Brand, brand, S.S1)
    with pytest.raises(NotAllowed, match=r"越权变更为.*须填写原因"):
        move(session, Brand, brand, S.S2, override=True)
    move(session, Brand, brand, S.S2, reason="消费季急需，负责人同意", override=True)
    move(session, Brand, brand, S.S1, reason="材料不齐")
    past = next(each for each in history_of(session, Brand, brand) if each.to_state == S.S2)
    assert past.is_override
    assert [each.met for each in past.criteria].count(False) == 3
    event = next(each for each in story_of(session, brand) if each.is_override)
    assert (event.decision, event.reached) == (Decision.PASSED, "1/4 达成")
    (card,) = board(session, TODAY).columns[S.S1]
    assert card.is_override
    (row,) = store.search(session, BRANDS, store.Query(filters=(("gap", "有特批通过"),))).rows
    assert "特批通过" in row.values


def test_a_move_that_meets_its_gate_is_no_override_even_when_asked_as_one(session: Session) -> None:
    brand = add_brand(session)
    move(session, Brand, brand, S.S1, reason="急", override=True)
    assert not history_of(session, Brand, brand)[0].is_override


def test_going_back_needs_a_reason_and_no_criteria(session: Session) -> None:
    brand = add_brand(session, status=S.S3, content_score=None)
    with pytest.raises(NotAllowed, match="须填写原因"):
        move(session, Brand, brand, S.S1)
    move(session, Brand, brand, S.S1, reason="扶持材料不实")
    assert stage(session, brand) == S.S1
    assert history_of(session, Brand, brand)[0].criteria == ()


def test_putting_a_brand_aside_asks_for_one_of_the_reasons(session: Session) -> None:
    brand = add_brand(session, exit_reason=None)
    with pytest.raises(NotAllowed, match="暂缓/退出原因未填"):
        move(session, Brand, brand, S.SX, reason="老板要转行")
    loaded = store.load(session, Brand, brand)
    store.save(session, Brand, {"exit_reason": "意愿"}, brand, loaded.version)
    move(session, Brand, brand, S.SX, reason="老板要转行")
    assert store.load(session, Brand, brand).values["ended_on"] == TODAY
    assert history_of(session, Brand, brand)[0].criteria[0].found == "意愿"
    move(session, Brand, brand, S.S0, reason="又想做了")
    values = store.load(session, Brand, brand).values
    assert (values["ended_on"], values["exit_reason"]) == (None, None)


def test_who_comes_back_meets_the_gate_of_the_stage_again(session: Session) -> None:
    brand = add_brand(session, status=S.SX)
    with pytest.raises(NotAllowed, match="近3个月GMV未填"):
        move(session, Brand, brand, S.S3, reason="恢复")


def test_who_comes_back_stands_no_higher_than_before(session: Session) -> None:
    brand = add_brand(session, status=S.S1, coach_id=None)
    add_brand(session, "别处", coach_id=brand)
    move(session, Brand, brand, S.SX, reason="资金紧张")
    found = {each.to: each for each in moves(session, Brand, brand)}
    assert found[S.S6].reasons == (f"暂缓前在“{S.S1}”，请先恢复到该阶段，再逐级晋级",)
    with pytest.raises(NotAllowed, match="再逐级晋级"):
        move(session, Brand, brand, S.S6, reason="案例已发布")
    move(session, Brand, brand, S.S1, reason="资金到位")
    assert stage(session, brand) == S.S1


def test_a_refusal_is_kept_with_its_criteria_and_moves_nothing(session: Session) -> None:
    brand = add_brand(session, content_score=1)
    with pytest.raises(NotAllowed, match="须填写原因"):
        refuse(session, brand, S.S1, " ")
    with pytest.raises(NotAllowed, match="不能直接进入"):
        refuse(session, brand, S.S4, "太早")
    with pytest.raises(NotAllowed, match="不能晚于今天"):
        refuse(session, brand, S.S1, "太早", on=TODAY + timedelta(days=1))
    refuse(session, brand, S.S1, "老板没有到场", Decision.POSTPONED)
    move(session, Brand, brand, S.S1)
    refuse(session, brand, S.S2, "能力不足")
    assert stage(session, brand) == S.S1
    assert state_on(session, Brand, TODAY)[brand] == S.S1
    told = [
        (each.decision, each.reached) for each in story_of(session, brand) if each.kind in ("阶段", "决定")
    ]
    assert sorted(told, key=str) == sorted(
        [
            (Decision.REFUSED, "1/4 达成"),
            (Decision.PASSED, "6/6 达成"),
            (Decision.POSTPONED, "6/6 达成"),
            (None, ""),
        ],
        key=str,
    )
    assert any(change.action == "驳回" for change in store.history(session, Brand, brand))


@pytest.mark.parametrize(("old", "new", "decision"), [
    (None, S.S0, None), (S.S0, S.S1, Decision.PASSED), (S.S3, S.S1, Decision.BACK),
    (S.S3, S.SX, Decision.POSTPONED), (S.SX, S.S0, Decision.PASSED),
])  # fmt: skip
def test_a_move_is_a_decision(old: str | None, new: str, decision: Decision | None) -> None:
    assert decision_of(old, new) is decision


def test_a_recognised_brand_is_known_since_its_recognition(session: Session) -> None:
    day = TODAY - timedelta(days=100)
    brand = add_brand(session, status=S.S4, approved_on=day)
    assert state_on(session, Brand, day)[brand] == S.S4
    assert brand not in state_on(session, Brand, day - timedelta(days=1))


def test_the_board_holds_every_brand_with_its_next_gate(session: Session) -> None:
    climbing = add_brand(session)
    add_months(session, climbing, last_months(2), gmv=3 * WAN, private_gmv=0, off_platform_gmv=0)
    stuck = add_brand(session, "蒙山果语", status=S.S3, agreed_on=TODAY - timedelta(days=180))
    add_brand(session, "别处", status=S.SX)
    seen = board(session, TODAY)
    assert seen.total == 3
    (card,) = seen.columns[S.S0]
    assert (card.id, card.next, card.reached, card.gmv, card.category) == (
        climbing,
        S.S1,
        "6/6",
        3 * WAN,
        "服饰鞋包",
    )
    assert not card.is_stuck
    (slow,) = seen.columns[S.S3]
    assert (slow.id, slow.reached, slow.days, slow.is_stuck, slow.gmv) == (stuck, "1/3", 180, True, None)
    (aside,) = seen.columns[S.SX]
    assert (aside.next, aside.reached, aside.is_stuck) == (None, "", False)


def test_supports_are_added_up_by_aspect_and_unit(session: Session) -> None:
    brand = add_brand(session)

    def add(aspect: str, unit: str, *quantities: int | None, outcome: int | None = None) -> None:
        planned, granted, used = quantities
        values = {"brand_id": brand, "aspect": aspect, "name": f"{aspect}{unit}{planned}", "unit": unit}
        more = {"planned": planned, "granted": granted, "used": used, "outcome_gmv": outcome}
        store.save(session, Support, values | more)

    add("流量红利", "万流量", 100, 80, 40, outcome=5 * WAN)
    add("流量红利", "万流量", 50, None, None)
    add("流量红利", "次", 3, 0, 0)
    add("专属服务", "天", None, 10, 10)
    found = {(each.aspect.value, each.unit): each for each in support_totals(session, brand)}
    flow = found["流量红利", "万流量"]
    assert (flow.items, flow.planned, flow.granted, flow.used, flow.outcome) == (2, 150, 80, 40, 5 * WAN)
    assert flow.rate == Fraction(1, 2)
    assert found["流量红利", "次"].rate is None
    assert found["专属服务", "天"].planned is None
    assert found["产品特权", ""].items == 0
    assert support_totals(session) == support_totals(session, brand)


@pytest.mark.parametrize(("values", "reason"), [
    ({"planned": 5, "granted": 5, "used": 6}, "已用大于已获"), ({"planned": -1}, "不能为负数"),
    ({"start_on": date(2026, 2, 1), "end_on": date(2026, 1, 1)}, "开始日期晚于结束日期"),
])  # fmt: skip
def test_a_support_that_cannot_be_is_refused(
    session: Session, values: dict[str, object], reason: str
) -> None:
    brand = add_brand(session)
    with pytest.raises(BadValues, match=reason):
        store.save(session, Support, {"brand_id": brand, "aspect": "流量红利", "name": "流量券", **values})


@pytest.mark.parametrize(("values", "reason"), [
    ({"buyers": 5, "repeat_buyers": 6}, "复购人数大于购买人数"),
    ({"gmv": 5, "private_gmv": 6}, "私域GMV大于GMV"),
    ({"gmv": 5, "off_platform_gmv": 6}, "站外GMV大于GMV"),
])  # fmt: skip
def test_a_month_that_cannot_be_is_refused(session: Session, values: dict[str, object], reason: str) -> None:
    brand = add_brand(session)
    with pytest.raises(BadValues, match=reason):
        store.save(session, BrandMonth, {"brand_id": brand, "month": 202609, **values})


def test_a_brand_has_one_line_a_month(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202609,))
    with pytest.raises(BadValues, match="已登记在 PM-000001 名下"):
        add_months(session, brand, (202609,))


def test_ratios_are_reckoned_and_missing_ones_stay_missing(session: Session) -> None:
    brand = add_brand(session)
    add_months(session, brand, (202608,))
    add_months(session, brand, (202609,), repeat_buyers=None, orders=0, refund_orders=0)
    september, august = months_of(session, brand)
    assert (august.repeat_rate, august.private_share, august.refund_rate) == (
        Fraction(15, 100), Fraction(3, 10), Fraction(3, 10),
    )  # fmt: skip
    assert (september.repeat_rate, september.refund_rate) == (None, None)


def test_a_brand_does_not_coach_itself(session: Session) -> None:
    brand = add_brand(session)
    with pytest.raises(BadValues, match="不能是它自己"):
        store.save(session, Brand, {"coach_id": brand}, brand, 1)


def test_files_stand_in_the_story(session: Session) -> None:
    brand = add_brand(session)
    attachments.add(session, Brand, brand, "授权书.pdf", PDF)
    told = [(each.kind, each.text) for each in story_of(session, brand)]
    assert ("附件", "授权书.pdf") in told
