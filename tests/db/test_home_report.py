"""What the report of the month before still lacks: step by step, as it is worked on, signed and handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from db import store
from db.models import EmploymentMonth, LiveSession, PlatformAccount, Report, Streamer
from db.models.report_words import ReportState
from db.queries import home_report, indicators, report_checks
from db.queries.declared import Retail, declare_retail
from db.queries.home_report import Checklist, Stage
from db.queries.lives import LIVES
from db.queries.periods import month_period
from db.queries.tables import table_of
from db.reports.opening import begin
from db.reports.texts import keep_text
from db.store import Query

if TYPE_CHECKING:
    from db.engine import Session

TODAY, MONTH = date(2026, 10, 3), 202609
TEXTS = {"九": "存在的困难和问题", "十": "下步工作安排"}


@pytest.fixture
def account(session: Session) -> int:
    """Add a streamer with an account."""
    key = store.save(session, Streamer, {"name": "韩沉", "status": "在播"})
    return store.save(session, PlatformAccount, {"streamer_id": key, "platform": "快手", "account_no": "ks1"})


def live(session: Session, account: int, day: int, **more: object) -> None:
    """Add a session of an evening in the month."""
    start = datetime(2026, 9, day, 19)
    store.save(session, LiveSession, {"account_id": account, "start_at": start, "minutes": 60, **more})


def ask(session: Session) -> Checklist:
    """Ask as the page does."""
    found, step = home_report.checklist(session, TODAY, TEXTS), home_report.checked(session, TODAY)
    assert found.is_checked == (step is None)
    return found if step is None else found.told(step)


def words(session: Session, stage: Stage) -> tuple[bool, str]:
    """Return whether a step is done, and how it stands."""
    return next((step.is_done, step.words) for step in ask(session).steps if step.stage is stage)


def test_the_steps_stand_in_the_order_of_the_work_and_none_is_done_at_first(session: Session) -> None:
    found = ask(session)
    assert (found.month, found.due, found.state) == (MONTH, date(2026, 10, 5), ReportState.DRAFT)
    assert [step.stage for step in found.steps] == list(Stage)
    assert found.done == 0
    assert words(session, Stage.DATA) == (False, "还没有直播数据，请先导入")


def test_provisional_sessions_are_named_and_led_to(session: Session, account: int) -> None:
    live(session, account, 1, gmv=1)
    assert words(session, Stage.DATA) == (True, "已核对 1 场直播")
    live(session, account, 2, gmv=1, stage="临时")
    live(session, account, 3, gmv=1, stage="临时")
    assert words(session, Stage.DATA) == (False, "2 场直播还是“临时”数据")
    step = ask(session).steps[0]
    assert step.page == "lives"
    assert store.search(session, LIVES, Query(filters=step.filters)).total == 2


def test_the_checks_are_those_of_the_report(session: Session, account: int) -> None:
    live(session, account, 1, gmv=1)
    found = report_checks.checks(session, indicators.month(session, MONTH))
    done, told = words(session, Stage.CHECKS)
    assert not done
    assert told == f"{len(found.blocking)} 项须先处理、{len(found.findings) - len(found.blocking)} 项提醒"
    assert ask(session).steps[1].filters == (("period", month_period(MONTH)), ("tab", "checks"))


def test_what_is_declared_is_ticked_once_both_are_there(session: Session) -> None:
    assert words(session, Stage.DECLARED) == (False, "网络零售额、从业人员还没有填报")
    declare_retail(session, Retail(MONTH, total=5_000, note="入驻企业申报"))
    assert words(session, Stage.DECLARED) == (False, "从业人员还没有填报")
    store.save(session, EmploymentMonth, {"month": MONTH, "direct": 12})
    assert words(session, Stage.DECLARED) == (True, "网络零售额、从业人员已填报")


def test_the_texts_only_people_can_write_are_asked_for(session: Session) -> None:
    assert words(session, Stage.TEXTS) == (False, "“存在的困难和问题”、“下步工作安排”还没有写")
    keep_text(session, month_period(MONTH), "十", "", "组织选品会。")
    assert words(session, Stage.TEXTS) == (False, "“存在的困难和问题”还没有写")
    keep_text(session, month_period(MONTH), "九", "", "仓储不足。")
    assert words(session, Stage.TEXTS) == (True, "各段文字已写好")


def stand(session: Session, state: ReportState, **more: object) -> None:
    """Let the month's report stand so."""
    of = table_of(Report)
    session.execute(of.update().where(of.c.first == MONTH).values(status=state, **more))


def test_a_report_is_followed_until_it_is_handed_in(session: Session) -> None:
    begin(session, month_period(MONTH))
    stand(session, ReportState.SIGNING)
    assert words(session, Stage.REVIEW) == (True, "已提交审核")
    assert words(session, Stage.SIGNED) == (False, "还没有签署")
    stand(session, ReportState.SIGNED, number="YB-2026-09", signed_on=date(2026, 10, 4))
    assert words(session, Stage.SIGNED) == (True, "已签署，编号 YB-2026-09")
    assert words(session, Stage.SENT) == (False, "还没有登记报送")
    stand(session, ReportState.SUBMITTED, submitted_on=date(2026, 10, 5))
    assert words(session, Stage.SENT) == (True, "已于 2026-10-05 报送")
    found = ask(session)
    assert found.done == len(found.steps)


def test_of_a_signed_report_nothing_is_counted_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(session, month_period(MONTH))
    stand(session, ReportState.SIGNED)
    monkeypatch.setattr(indicators, "of", lambda *_asked: pytest.fail("the figures were counted"))
    assert all(step.is_done for step in ask(session).steps[:4])
    assert {step.words for step in ask(session).steps[:4]} == {"已随报告签署"}
