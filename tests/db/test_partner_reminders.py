"""What is reminded of about partners, and when."""

from datetime import timedelta

import pytest

from db import store
from db.engine import Session
from db.models import Org
from db.queries.partner_reminders import documents, failures, reviews
from tests.db.partner_world import TODAY, bring, company, document, judge, listed


def at_work(session: Session) -> int:
    """Enter a company whose papers are being collected."""
    org = company(session, short_name="丰禾")
    bring(session, org, "资料收集")
    return org


@pytest.mark.parametrize(
    ("days", "stage"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, "lapsed"), (-400, "lapsed")],
)
def test_a_document_is_reminded_of_in_stages(session: Session, days: int, stage: int | str | None) -> None:
    key = document(session, at_work(session), valid_to=days)
    end = TODAY + timedelta(days=days)
    found = list(documents(session, TODAY))
    if stage is None:
        assert found == []
        return
    (one,) = found
    since = end + timedelta(days=1) if isinstance(stage, str) else end - timedelta(days=stage)
    assert (one.entity, one.entity_id, one.due, one.since) == ("qualification", key, end, since)
    assert one.filters == (("part", "qualifications"), ("key", key))
    assert one.text == (
        "丰禾的营业执照已过期，请办理续期" if days < 0 else f"丰禾的营业执照{end.month}月{end.day}日到期"
    )


def test_a_document_that_was_renewed_is_not_reminded_of(session: Session) -> None:
    org = at_work(session)
    document(session, org, valid_to=5)
    assert len(list(documents(session, TODAY))) == 1
    document(session, org, valid_to=None)
    assert list(documents(session, TODAY)) == []


def test_nobody_is_reminded_of_who_only_might_become_a_partner_or_has_left(session: Session) -> None:
    org = company(session)
    document(session, org, valid_to=5)
    assert list(documents(session, TODAY)) == []
    bring(session, org, "资料收集")
    assert len(list(documents(session, TODAY))) == 1
    bring(session, org, "已退出")
    assert list(documents(session, TODAY)) == []


def test_a_partner_is_reviewed_a_year_after_it_was_let_in(session: Session) -> None:
    early = listed(session, ago=365 - 31)
    late = listed(session, "罗庄恒泰服饰厂", ago=365 - 20)
    (one,) = reviews(session, TODAY)
    assert one.entity_id == late
    assert one.due is not None
    assert one.due - TODAY in (timedelta(days=20), timedelta(days=21))  # 21 where a 29 February lies between
    loaded = store.load(session, Org, late)
    store.save(session, Org, {"reviewed_on": TODAY}, late, loaded.version)
    assert list(reviews(session, TODAY)) == []
    assert early


def test_a_d_is_told_while_it_is_the_latest_grade_of_a_partner_at_work(session: Session) -> None:
    org, other = listed(session), company(session, "罗庄恒泰服饰厂")
    judge(session, org, "2026-08", 30)
    judge(session, other, "2026-08", 30)
    (one,) = failures(session, TODAY)
    assert one.text == "沂河丰禾食品有限公司在 2026-08 评价为D（30.00分），再次为D将暂停合作"
    judge(session, org, "2026-09", 60)
    assert list(failures(session, TODAY)) == []
