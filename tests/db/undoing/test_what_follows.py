"""What rules and hooks make of an import is undone with it: renewals, finished trainings, longer lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from db.undoing import undo
from tests.db.intake.sheets import asked, mapped, take_in
from tests.db.intake.test_contract_sheets import day, take
from tests.db.intake.test_trainings import HELD, LEDGER, state
from tests.db.undoing.photographs import photograph
from tests.db.undoing.test_every_kind import there_and_back

if TYPE_CHECKING:
    from db.engine import Database

SIGNS = ("培训编号", "姓名", "签到")
STATES = "SELECT status, edition, previous_id FROM contract WHERE deleted_at IS NULL ORDER BY start_on, id"


@pytest.fixture
def base(database: Database) -> Database:
    """Give a base with two people, one with a contract that runs out, and one training of the past."""
    head = ("姓名", "手机号", "签约日期", "合同到期")
    rows = (("王晓梅", "13800138000", day(-100), day(-1)), ("李长海", "13900139000", None, None))
    take_in(database, "streamers", mapped("streamers", head, *rows))
    take_in(database, "trainings", mapped("trainings", LEDGER, HELD))
    return database


def test_a_contract_renewed_by_a_sheet_is_as_before_without_it(base: Database) -> None:
    before, states = photograph(base), asked(base, STATES)
    outcome, _ = take(base, ("王晓梅", "经纪约", None, day(0), day(99)))
    assert [row[0] for row in asked(base, STATES)] == ["已续签", "生效"]
    there_and_back(base, outcome.batch or 0, before)
    assert asked(base, STATES) == states


def test_a_known_contract_tied_to_an_earlier_one_of_a_sheet_is_untied(base: Database) -> None:
    before = photograph(base)
    outcome, _ = take(base, ("王晓梅", "经纪约", None, day(-200), day(-101)))
    assert [row[1] for row in asked(base, STATES)] == [1, 2]
    there_and_back(base, outcome.batch or 0, before)


def test_a_training_its_sign_in_finished_is_open_again(base: Database) -> None:
    before = photograph(base)
    outcome, _ = take_in(base, "attendance", mapped("attendance", SIGNS, ("PX-A-01", "王晓梅", "√")))
    assert state(base, "PX-A-01") == "已完成"
    there_and_back(base, outcome.batch or 0, before)
    assert state(base, "PX-A-01") == "已结束"


def test_a_training_others_signed_for_stays_finished_until_they_are_undone_too(base: Database) -> None:
    first, _ = take_in(base, "attendance", mapped("attendance", SIGNS, ("PX-A-01", "王晓梅", "√")))
    second, _ = take_in(base, "attendance", mapped("attendance", SIGNS, ("PX-A-01", "李长海", "√")))
    with base.write() as session:
        assert undo(session, second.batch or 0).kept == ()
    assert state(base, "PX-A-01") == "已完成"
    with base.write() as session:
        assert undo(session, first.batch or 0).kept == ()
    assert state(base, "PX-A-01") == "已结束"


def test_a_training_moved_into_the_past_by_a_sheet_is_planned_again(base: Database) -> None:
    ahead, past = (date.today() + timedelta(days=days) for days in (9, -9))
    header = ("培训编号", "培训主题", "开始时间", "学时")
    take_in(base, "trainings", mapped("trainings", header, ("PX-B-01", "镜头感", f"{ahead} 14:00", 2)))
    before = photograph(base)
    assert state(base, "PX-B-01") == "计划中"
    outcome, _ = take_in(
        base, "trainings", mapped("trainings", header, ("PX-B-01", "镜头感", f"{past} 14:00", 2))
    )
    assert state(base, "PX-B-01") == "已结束"
    there_and_back(base, outcome.batch or 0, before)
    assert state(base, "PX-B-01") == "计划中"


def test_lines_added_to_the_lists_of_a_known_campaign_go_again(base: Database) -> None:
    header = ("活动名称", "开始日期", "主题")
    take_in(base, "campaigns", mapped("campaigns", header, ("年货节", "2026-01-10", "年味")))
    before = photograph(base)
    outcome, _ = take_in(
        base, "campaigns", mapped("campaigns", header, ("年货节", "2026-01-10", "年味；团圆"))
    )
    assert outcome.updated == 1
    there_and_back(base, outcome.batch or 0, before)


def test_a_role_a_sheet_gave_an_organisation_is_taken_back(base: Database) -> None:
    head = ("姓名", "手机号", "操盘团队", "签约机构")
    take_in(base, "streamers", mapped("streamers", head, ("王晓梅", "13800138000", "小满", None)))
    before = photograph(base)
    outcome, _ = take_in(
        base, "streamers", mapped("streamers", head, ("李长海", "13900139000", None, "小满"))
    )
    assert outcome.updated == 1
    there_and_back(base, outcome.batch or 0, before)
