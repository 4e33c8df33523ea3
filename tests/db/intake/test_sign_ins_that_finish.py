"""What a sign-in sheet makes of its training: done by who came, never dated before the last move."""

from datetime import date

import pytest

from db import store
from db.engine import Database
from db.lifecycle import history_of, move
from db.models import Attendance, Streamer, Training
from tests.db.intake.sheets import asked, counts, faults, mapped, remarks, take_in
from tests.db.intake.test_trainings import HELD, LEDGER, state
from tests.db.states import state_on

TODAY = date.today()


@pytest.fixture
def base(database: Database) -> Database:
    """Give a base with two people and one training of the past."""
    with database.write() as session:
        for name in ("王晓梅", "李长海"):
            store.save(session, Streamer, {"name": name})
    take_in(database, "trainings", mapped("trainings", LEDGER, HELD))
    return database


def test_who_was_taken_off_the_roll_finishes_no_training(base: Database) -> None:
    header = ("培训编号", "姓名", "签到")
    take_in(base, "attendance", mapped("attendance", header, ("PX-A-01", "王晓梅", "√")))
    assert state(base, "PX-A-01") == "已完成"
    ((key, version),) = asked(base, "SELECT id, version FROM attendance")
    with base.write() as session:
        store.delete(session, Attendance, key, version)
    assert state(base, "PX-A-01") == "已结束"
    take_in(base, "attendance", mapped("attendance", header, ("PX-A-01", "李长海", "请假")))
    assert state(base, "PX-A-01") == "已结束"


def test_a_sign_in_taken_in_late_counts_from_the_last_move_on(base: Database) -> None:
    ((key,),) = asked(base, "SELECT id FROM training WHERE code = 'PX-A-01'")
    with base.write() as session:
        move(session, Training, key, "已取消", TODAY, "天气原因")
        move(session, Training, key, "计划中", TODAY, "其实开了")
    header = ("培训编号", "姓名", "签到")
    take_in(base, "attendance", mapped("attendance", header, ("PX-A-01", "王晓梅", "√")))
    with base.read() as session:
        assert state_on(session, Training, TODAY)[key] == "已完成"
        days = [each.on for each in history_of(session, Training, key)]
    assert days[:2] == [TODAY, TODAY]


def test_hours_of_who_was_not_there_are_left_out_with_a_remark(base: Database) -> None:
    header = ("培训编号", "姓名", "签到", "参训时长", "学时")
    row = ("PX-A-01", "王晓梅", "请假", "90", "2")
    outcome, checked = take_in(base, "attendance", mapped("attendance", header, row))
    assert (counts(outcome), faults(checked)) == ((1, 0, 0, 0), [])
    assert any("没有签到，学时和时长没有计入" in str(remark) for remark in remarks(checked))
    assert asked(base, "SELECT present, minutes FROM attendance") == [("请假", None)]
