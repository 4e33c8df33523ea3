"""Guards and rules of partners: what each move asks for, and what the program does by itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from db import daily, lifecycle, store
from db.engine import Session
from db.errors import NotAllowed
from db.lifecycle.partners import MOVES
from db.models import MandatoryDocument, Org, Qualification
from db.models.partner_words import PartnerState as State
from tests.db.partner_world import TODAY, bring, company, document, judge, listed
from tests.db.states import state_on

DAY = timedelta(days=1)


def refusal(session: Session, org: int, to: str, on: date | None = None) -> str:
    """Return why a move is refused, "" when it is not."""
    found = {move.to: move for move in lifecycle.moves(session, Org, org, on)}
    return "；".join(found[to].reasons)


def test_every_state_can_be_reached_and_left() -> None:
    assert set(MOVES) == set(State)
    assert {to for moves in MOVES.values() for to in moves} == set(State)
    assert all(state not in moves for state, moves in MOVES.items())


@pytest.mark.parametrize(
    ("more", "held", "expected"),
    [
        ({}, [], "缺营业执照，请先在“资质”里登记"),
        ({}, [("营业执照", -3)], ""),
        ({"credit_code": None}, [("营业执照", 365)], "缺统一社会信用代码，请先按营业执照填写"),
        ({"categories": "休闲食品"}, [("营业执照", None)], "缺食品经营许可证，请先在“资质”里登记"),
        ({"categories": "休闲食品"}, [("营业执照", None), ("食品生产许可证", 9)], ""),
        ({"roles": "经销商"}, [("营业执照", None)], "缺商标授权书，请先在“资质”里登记"),
        ({"roles": "经销商"}, [("营业执照", None), ("品牌授权链", 9)], ""),
        (
            {"roles": "工厂、经销商", "categories": "酒水、粮油"},
            [],
            "；".join(
                f"缺{each}，请先在“资质”里登记" for each in ("营业执照", "食品经营许可证", "商标授权书")
            ),
        ),
    ],
)
def test_a_partner_is_checked_only_with_all_its_papers_handed_in(
    session: Session, more: dict[str, Any], held: list[tuple[str, int | None]], expected: str
) -> None:
    org = company(session, **more)
    for kind, days in held:
        document(session, org, kind, days)
    bring(session, org, "资料收集")
    assert refusal(session, org, "资质审核") == expected


LAST = TODAY - timedelta(days=22)


@pytest.mark.parametrize(
    ("days", "verified", "expected"),
    [
        (None, "已核验", ""),
        (0, "已核验", ""),
        (-1, "已核验", "，过期1天，请换证后登记新证"),
        (
            -22,
            "已核验",
            f"营业执照已于{LAST.year}年{LAST.month}月{LAST.day}日到期，过期22天，请换证后登记新证",
        ),
        (365, "未核验", "营业执照未核验，请核验后登记结果"),
        (365, "不一致", "营业执照不一致，请核验后登记结果"),
    ],
)
def test_a_partner_is_let_in_only_with_papers_valid_and_verified_on_the_day(
    session: Session, days: int | None, verified: str, expected: str
) -> None:
    org = company(session)
    document(session, org, valid_to=days, verified=verified)
    bring(session, org, "资料收集", "资质审核")
    reason = refusal(session, org, "合格在册")
    assert reason.endswith(expected)
    assert bool(reason) is bool(expected)
    if expected:
        with pytest.raises(NotAllowed, match=expected):
            lifecycle.move(session, Org, org, "合格在册")


def test_a_new_paper_stands_in_for_the_old_one(session: Session) -> None:
    org = company(session)
    document(session, org, valid_to=-22)
    bring(session, org, "资料收集", "资质审核")
    assert "过期22天" in refusal(session, org, "合格在册")
    document(session, org, valid_to=400)
    bring(session, org, "合格在册")
    assert store.load(session, Org, org).values["reviewed_on"] == TODAY
    gate = lifecycle.history_of(session, Org, org)[0].criteria
    assert [(each.name, each.met) for each in gate] == [("统一社会信用代码", True), ("营业执照", True)]


def test_what_the_base_no_longer_asks_for_is_not_missed(session: Session) -> None:
    org = company(session, roles="经销商")
    document(session, org)
    bring(session, org, "资料收集")
    assert "商标授权书" in refusal(session, org, "资质审核")
    (rule,) = [key for key, name in store.names(session, MandatoryDocument) if name == "BB-000006"]
    store.delete(session, MandatoryDocument, rule, 1)
    assert refusal(session, org, "资质审核") == ""


@pytest.mark.parametrize(("points", "expected"), [(49, "为D，49.00分"), (50, ""), (None, "")])
def test_who_was_limited_comes_back_only_with_an_evaluation_better_than_d(
    session: Session, points: int | None, expected: str
) -> None:
    org = listed(session)
    bring(session, org, "限制合作")
    if points is not None:
        judge(session, org, "2026-09", points)
    assert expected in refusal(session, org, "合格在册")
    assert bool(refusal(session, org, "合格在册")) is bool(expected)


@pytest.mark.parametrize("to", ["限制合作", "暂停", "已退出", "黑名单"])
def test_whatever_takes_something_away_is_explained(session: Session, to: str) -> None:
    org = listed(session)
    with pytest.raises(NotAllowed, match="须填写原因"):
        lifecycle.move(session, Org, org, to)
    lifecycle.move(session, Org, org, to, reason="多次断供")
    assert lifecycle.history_of(session, Org, org)[0].reason == "多次断供"


def test_no_step_is_left_out(session: Session) -> None:
    org = company(session)
    with pytest.raises(NotAllowed, match="不能从“潜在”变更为“合格在册”"):
        lifecycle.move(session, Org, org, "合格在册")


def test_an_expired_paper_limits_a_partner_from_the_next_day_on_and_not_before(session: Session) -> None:
    org = listed(session)
    (paper,) = session.connection().exec_driver_sql("SELECT id FROM qualification").scalars()
    store.save(session, Qualification, {"valid_to": TODAY}, paper, 1)
    assert daily.run(session, TODAY) == 0
    assert store.load(session, Org, org).values["status"] == "合格在册"
    assert daily.run(session, TODAY + DAY) == 1
    assert store.load(session, Org, org).values["status"] == "限制合作"
    assert state_on(session, Org, TODAY) == {org: "合格在册"}
    assert state_on(session, Org, TODAY + DAY) == {org: "限制合作"}
    last = lifecycle.history_of(session, Org, org)[0]
    day = f"{TODAY.year}年{TODAY.month}月{TODAY.day}日"
    assert (last.by, last.reason) == ("系统规则", f"必备资质过期：营业执照已于{day}到期")
    assert daily.run(session, TODAY + DAY) == 0


def test_a_rule_asked_late_counts_from_the_day_after_the_paper_ran_out(session: Session) -> None:
    org = listed(session, ago=30)
    (paper,) = session.connection().exec_driver_sql("SELECT id FROM qualification").scalars()
    store.save(session, Qualification, {"valid_to": TODAY - 10 * DAY}, paper, 1)
    assert daily.run(session, TODAY) == 1
    assert lifecycle.history_of(session, Org, org)[0].on == TODAY - 9 * DAY


@pytest.mark.parametrize("change", ["renewed", "not asked for", "deleted"])
def test_a_paper_that_no_longer_matters_limits_nobody(session: Session, change: str) -> None:
    org = listed(session)
    if change == "renewed":
        document(session, org, valid_to=-5)
    elif change == "not asked for":
        document(session, org, "质量检测报告", -5)
    else:
        paper = document(session, org, valid_to=-5)
        store.delete(session, Qualification, paper, 1)
    assert daily.run(session, TODAY) == 0


def test_one_d_warns_and_a_second_in_a_row_suspends(session: Session) -> None:
    org = listed(session)
    judge(session, org, "2026-08", 40, evaluated_on=TODAY - 3 * DAY)
    assert daily.run(session, TODAY) == 0
    judge(session, org, "2026-09", 45, evaluated_on=TODAY - 2 * DAY)
    assert daily.run(session, TODAY) == 1
    last = lifecycle.history_of(session, Org, org)[0]
    assert (last.to_state, last.on) == ("暂停", TODAY - 2 * DAY)
    assert last.reason == "连续两期评价为D：2026-08 40.00分、2026-09 45.00分"


@pytest.mark.parametrize(
    "periods",
    [
        [("2026-07", 40), ("2026-08", 60), ("2026-09", 40)],
        [("2026-08", 40), ("2026Q3", 40)],
        [("2026-08", 40), ("2026-09", 50)],
    ],
)
def test_what_is_not_twice_in_a_row_suspends_nobody(session: Session, periods: list[tuple[str, int]]) -> None:
    org = listed(session)
    for period, points in periods:
        judge(session, org, period, points)
    assert daily.run(session, TODAY) == 0


def test_who_was_let_back_is_not_suspended_for_the_same_ds_again(session: Session) -> None:
    org = listed(session)
    for period in ("2026-08", "2026-09"):
        judge(session, org, period, 40)
    assert daily.run(session, TODAY) == 1
    bring(session, org, "限制合作")
    assert daily.run(session, TODAY + DAY) == 0


@pytest.mark.parametrize(
    ("quarter", "to"),
    [(40, "暂停"), (80, "合格在册")],
)
def test_a_quarter_beside_its_months_hides_no_second_d(session: Session, quarter: int, to: str) -> None:
    org = listed(session)
    for period in ("2026-08", "2026-09"):
        judge(session, org, period, 40)
    judge(session, org, "2026Q3", quarter)
    daily.run(session, TODAY)
    assert store.load(session, Org, org).values["status"] == to


def test_of_two_papers_that_ran_out_the_first_says_since_when(session: Session) -> None:
    org = listed(session)
    store.save(session, Org, {"roles": "经销商"}, org, store.load(session, Org, org).version)
    assert daily.run(session, TODAY) == 0, "a paper never handed in is no paper that ran out"
    (paper,) = session.connection().exec_driver_sql("SELECT id FROM qualification").scalars()
    store.save(session, Qualification, {"valid_to": TODAY - 10 * DAY}, paper, 1)
    document(session, org, "商标授权书", -5)
    assert daily.run(session, TODAY) == 1
    last = lifecycle.history_of(session, Org, org)[0]
    assert last.on == TODAY - 9 * DAY
    assert "营业执照" in last.reason
    assert "商标授权书" in last.reason


def test_a_new_paper_not_verified_yet_counts_before_a_verified_one_that_ran_out(session: Session) -> None:
    org = listed(session)
    (paper,) = session.connection().exec_driver_sql("SELECT id FROM qualification").scalars()
    store.save(session, Qualification, {"valid_to": TODAY - DAY}, paper, 1)
    document(session, org, verified="未核验")
    assert daily.run(session, TODAY) == 0
