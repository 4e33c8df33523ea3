"""培训台账: trainings with their numbers, courses, times as ledgers write them, and states."""

from datetime import timedelta
from typing import Any

import pytest

from db.engine import Database
from tests.db.intake.sheets import asked, counts, faults, mapped, remarks, take_in
from tests.db.training_world import PAST, TODAY

LEDGER = ("培训编号", "培训主题", "课程", "类别", "开始时间", "结束时间", "地点", "讲师", "学时")
DAY, NEXT_YEAR = PAST.date(), TODAY + timedelta(days=300)
HELD = ("PX-A-01", "直播合规第1期", "直播合规", "合规", f"{DAY} 14:00", f"{DAY} 17:00", "培训室A", "周敏", 4)
TO_COME = ("PX-A-02", "话术训练营", None, "话术", f"{NEXT_YEAR} 09:00", None, None, None, 1.5)


def state(database: Database, code: str) -> str:
    """Return the state of a training."""
    return str(dict(asked(database, "SELECT code, status FROM training"))[code])


def test_a_training_keeps_its_number_and_brings_its_course(database: Database) -> None:
    outcome, checked = take_in(database, "trainings", mapped("trainings", LEDGER, HELD, TO_COME))
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked) == [(4, "课程", "库中没有这个课程，导入时新增")]
    assert asked(database, "SELECT name, credit, category FROM course") == [("直播合规", 40, "合规与消保")]
    assert asked(database, "SELECT code, status, credit, category, month FROM training ORDER BY id") == [
        ("PX-A-01", "已结束", 40, "合规与消保", DAY.year * 100 + DAY.month),
        ("PX-A-02", "计划中", 15, "直播话术", NEXT_YEAR.year * 100 + NEXT_YEAR.month),
    ]
    again, _ = take_in(database, "trainings", mapped("trainings", LEDGER, HELD, TO_COME))
    assert counts(again) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("header", "cells", "start", "end"),
    [
        (("培训日期", "时间"), ("2026-03-05", "14:00-17:30"), "03-05 14:00", "03-05 17:30"),
        (("培训日期", "时间"), ("2026年3月5日", "9点～11:00"), "03-05 09:00", "03-05 11:00"),
        (("日期", "时间"), ("2026.3.5", "19:00"), "03-05 19:00", None),
        (("培训时间",), ("2026-03-05 14:00-17:30",), "03-05 14:00", "03-05 17:30"),
        (("培训时间",), ("2026-03-05 14:00至2026-03-06 17:30",), "03-05 14:00", "03-06 17:30"),
        (("日期",), ("2026-03-05",), "03-05 00:00", None),
        (("开始时间", "结束时间"), ("2026-03-05 14:00", "17:30"), "03-05 14:00", "03-05 17:30"),
        (("开始日期", "结束日期"), ("2026-03-05", "2026-03-06"), "03-05 00:00", "03-06 00:00"),
    ],
)
def test_times_are_read_as_ledgers_write_them(
    database: Database, header: tuple[str, ...], cells: tuple[str, ...], start: str, end: str | None
) -> None:
    outcome, checked = take_in(
        database, "trainings", mapped("trainings", ("主题", *header), ("话术课", *cells))
    )
    assert (counts(outcome), faults(checked)) == ((1, 0, 0, 0), [])
    ((found_start, found_end),) = asked(database, "SELECT start_at, end_at FROM training")
    assert str(found_start)[:16] == f"2026-{start}"
    assert (found_end and str(found_end)[:16]) == (end and f"2026-{end}")


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({4: None}, "开始时间", "请填写"),
        ({4: "14:00"}, "开始时间", "只有时刻没有日期"),
        ({5: f"{DAY} 13:00"}, "结束时间", "不晚于开始时间"),
        ({1: None}, "培训主题", "请填写"),
        ({8: 1.25}, "学时", "最多一位小数"),
        ({3: "养生"}, "类别", "不在可选范围内"),
    ],
)
def test_a_bad_training_is_told_by_its_column(
    database: Database, cells: dict[int, Any], column: str, reason: str
) -> None:
    row = tuple(cells.get(at, cell) for at, cell in enumerate(HELD))
    outcome, checked = take_in(database, "trainings", mapped("trainings", LEDGER, row))
    assert outcome.rejected == 1
    ((_, found, said),) = faults(checked)
    assert found == column
    assert reason in said


def test_a_state_of_a_ledger_counts_for_new_trainings_only(database: Database) -> None:
    header = (*LEDGER, "状态")
    rows = ((*HELD, "已完成"), (*TO_COME, "已取消"))
    _, checked = take_in(database, "trainings", mapped("trainings", header, *rows))
    assert [state(database, code) for code in ("PX-A-01", "PX-A-02")] == ["已结束", "已取消"]
    assert (4, "状态", "录入签到后才算“已完成”，先记为“已结束”") in remarks(checked)
    outcome, checked = take_in(database, "trainings", mapped("trainings", header, (*TO_COME, "报名中")))
    assert counts(outcome) == (0, 0, 1, 0)
    assert any("状态请在培训页变更" in reason for _, _, reason in remarks(checked))
    assert state(database, "PX-A-02") == "已取消"
