"""Evaluations of partners: points, grades, what the records suggest, no judgement without activity."""

from datetime import date, datetime

import pytest
from sqlalchemy import update

from db import store
from db.engine import Session
from db.errors import BadValue, BadValues
from db.models import Evaluation, LiveSession, PlatformAccount, ProductCheck
from db.models.partner_words import ScoreItem
from db.queries import scorecards
from db.queries.scorecards import Activity, period_of
from db.queries.tables import SESSIONS
from db.record import now
from tests.db.partner_world import TODAY, check, company, document, judge, product, score, ticket

SEPTEMBER = period_of("2026-09")


@pytest.mark.parametrize("text", ["2026-09", "2026年9月", "202609", "2026.9", "２０２６年９月份"])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert period_of(text) == scorecards.ScorePeriod("2026-09", date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize("text", ["2026Q3", "2026-q3", "2026年三季度", "2026年第3季度", "2026年3季"])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert period_of(text) == scorecards.ScorePeriod("2026Q3", date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026-13", "九月", "上半年"])
def test_what_is_neither_month_nor_quarter_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="2026Q3"):
        period_of(text)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(100, "A"), (85, "A"), (84.99, "B"), (70, "B"), (69.99, "C"), (50, "C"), (49.99, "D"), (0, "D")],
)
def test_a_grade_begins_at_its_points(points: float, grade: str) -> None:
    assert scorecards.grade_of(points) == grade


def test_points_are_weighed_and_the_weights_kept_with_them(session: Session) -> None:
    org = company(session)
    points = dict(zip(ScoreItem, (90, 80, 70, 60, 50, 40), strict=True))
    items = score(session, 0)
    for item, point in points.items():
        items[item]["score"] = point
    values = {"org_id": org, "period": "2026年9月", "items": items, "supplied": "采购单3笔"}
    key = store.save(session, Evaluation, values)
    by_hand = 0.3 * 90 + 0.2 * 80 + 0.2 * 70 + 0.15 * 60 + 0.1 * 50 + 0.05 * 40
    found = store.load(session, Evaluation, key).values
    assert found["total"] == pytest.approx(by_hand)
    assert (found["period"], found["grade"], found["evaluated_on"]) == ("2026-09", "B", TODAY)
    scorecards.set_weights(session, {**scorecards.WEIGHTS, ScoreItem.QUALITY: 20, ScoreItem.RULES: 15})
    kept = session.connection().exec_driver_sql("SELECT items FROM evaluation").scalar()
    assert '"weight": 30' in str(kept).replace("'", '"')
    assert scorecards.weights(session)[ScoreItem.RULES] == 15


def test_weights_that_do_not_sum_to_100_are_refused_with_their_sum(session: Session) -> None:
    with pytest.raises(BadValue, match="现在是105"):
        scorecards.set_weights(session, {**scorecards.WEIGHTS, ScoreItem.RULES: 10})
    assert scorecards.weights(session) == dict(scorecards.WEIGHTS)


def refused(session: Session, **values: object) -> str:
    with pytest.raises(BadValues) as caught:
        store.save(session, Evaluation, {"items": score(session, 80), **values})
    return str(caught.value)


def test_nobody_is_judged_for_a_period_in_which_nothing_happened(session: Session) -> None:
    org = company(session)
    ticket(session, org, date(2026, 8, 31))
    check(session, product(session, org), date(2026, 10, 1))
    assert "没有业务往来" in refused(session, org_id=org, period="2026-09")
    store.save(
        session, Evaluation, {"org_id": org, "period": "2026-08", "items": score(session, 80)}
    )  # there was a ticket
    store.save(session, Evaluation, {"org_id": org, "period": "2026Q3", "items": score(session, 80)})


def test_what_was_supplied_may_be_noted_where_the_records_know_nothing(session: Session) -> None:
    assert judge(session, company(session), "2026-09", 90)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"period": "2026年13月"}, "请写成 2026-09"),
        ({"period": f"{TODAY.year}-{TODAY.month:02d}"}, "还没有结束"),
        ({"period": "2026-09", "items": {}}, "还有6项没有打分：质量合格率、"),
        ({"period": "2026-09", "evaluated_on": date(2999, 1, 1)}, "不能晚于今天"),
    ],
)
def test_a_wrong_evaluation_is_refused_with_what_to_do(
    session: Session, values: dict[str, object], said: str
) -> None:
    org = company(session)
    assert said in refused(session, org_id=org, supplied="采购单3笔", **values)


def test_a_partner_is_judged_once_for_a_period(session: Session) -> None:
    org = company(session)
    judge(session, org, "2026-09", 90)
    assert "PJ-000001" in refused(session, org_id=org, supplied="有", period="2026年9月")


def test_the_records_suggest_points_and_say_where_they_come_from(session: Session) -> None:
    org = company(session)
    document(session, org)
    goods = product(session, org)
    for day, result in ((1, "通过"), (15, "通过"), (30, "整改后通过")):
        check(session, goods, date(2026, 9, day), result)
    check(session, goods, date(2026, 10, 1), "不通过")
    ticket(session, org, date(2026, 9, 3), "退货", closed_on=date(2026, 9, 6))
    ticket(session, org, date(2026, 9, 4), "退货", blame="物流", closed_on=date(2026, 9, 8))
    ticket(session, org, date(2026, 9, 5), "缺货", blame="合作企业")
    assert scorecards.activity(session, org, SEPTEMBER) == Activity(checks=3, sessions=0, tickets=3)
    found = scorecards.offers(session, org, SEPTEMBER)
    assert {item: offer.score for item, offer in found.items()} == {
        ScoreItem.QUALITY: 67,
        ScoreItem.DELIVERY: 90,
        ScoreItem.RETURNS: 90,
        ScoreItem.AFTER_SALE: 33,
        ScoreItem.PRICE: None,
        ScoreItem.RULES: 100,
    }
    assert found[ScoreItem.QUALITY].words == "选品核验3次，通过2次"
    assert found[ScoreItem.AFTER_SALE].words == "工单3件，3天内办结1件"


def test_nothing_is_suggested_for_a_period_without_activity(session: Session) -> None:
    found = scorecards.offers(session, company(session), SEPTEMBER)
    assert {offer.score for offer in found.values()} == {None}


def test_a_ticket_closed_in_a_period_is_activity_of_it(session: Session) -> None:
    org = company(session)
    ticket(session, org, date(2026, 8, 31), closed_on=date(2026, 9, 2))
    assert scorecards.activity(session, org, SEPTEMBER) == Activity(tickets=1)


def test_a_session_counts_until_the_last_evening_of_a_period_unless_it_was_deleted(session: Session) -> None:
    org = company(session)
    account = store.save(session, PlatformAccount, {"platform": "快手", "account_no": "ks1"})
    values = {"account_id": account, "start_at": datetime(2026, 9, 30, 20), "minutes": 60}
    live = store.save(session, LiveSession, values)
    key = check(session, product(session, org), date(2026, 8, 31))
    store.save(session, ProductCheck, {"session_id": live}, key, 1)
    assert scorecards.activity(session, org, SEPTEMBER) == Activity(sessions=1)
    session.execute(update(SESSIONS).values(deleted_at=now()))
    assert not scorecards.activity(session, org, SEPTEMBER).any
