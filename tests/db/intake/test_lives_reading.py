"""How the cells of live results are read: times, money, figures that contradict each other."""

from datetime import date, datetime, time, timedelta

import pytest

from db.engine import Database
from db.intake import KINDS
from db.values import Raw
from tests.db.intake.sheets import (
    EVENING,
    FIGURES,
    LIVES,
    asked,
    changed,
    counts,
    mapped,
    problem,
    take_in,
)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({0: "2026-13-01"}, "直播开始时间", "没有这一天"),
        ({0: None}, "直播开始时间", "请填写开播时间"),
        ({0: time(20, 30)}, "直播开始时间", "只有时刻没有日期"),
        ({0: datetime(2096, 9, 1, 8)}, "直播开始时间", "晚于今天"),
        ({1: "2026-09-01 20:00"}, "直播结束时间", "不晚于"),
        ({1: "2026-09-03 20:00"}, "直播结束时间", "24 小时"),
        ({3: None}, "账号", "缺少平台账号"),
        ({5: "-5"}, "观看次数", "不能为负数"),
        ({5: "很多"}, "观看次数", "不是数字"),
        ({7: "1.234,56"}, "成交金额", "1234.56"),
        ({9: 25.0}, "直播时长(小时)", "24 小时"),
    ],
)
def test_a_bad_cell_refuses_its_line(
    base: Database, changes: dict[int, Raw], column: str, reason: str
) -> None:
    row = changed(EVENING, changes)
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, row))
    assert counts(outcome) == (0, 0, 0, 1)
    found = problem(checked, 4)
    assert found.column == column
    assert reason in found.reason


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({9: 3.0}, "直播时长(小时)", "280 分钟"),
        ({6: "20万"}, "观看人数", "大于观看人次"),
        ({8: "9999"}, "退款金额", "大于支付GMV"),
        ({7: "-100", 8: None}, "成交金额", "负数"),
        ({7: "约1000"}, "成交金额", "约数"),
        ({0: "2026-09-01", 1: None}, "直播开始时间", "00:00"),
    ],
)
def test_what_is_odd_is_taken_with_a_remark(
    base: Database, changes: dict[int, Raw], column: str, reason: str
) -> None:
    row = changed(EVENING, changes)
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, row))
    assert counts(outcome) == (1, 0, 0, 0)
    assert outcome.warnings == 1
    found = problem(checked, 4)
    assert found.column == column
    assert reason in found.reason


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-09-01_20-30-00~2026-09-02_01-10-00", None, 280),
        ("2026-09-01 20:30 ~ 25:10", None, 280),
        ("2026-09-01 20:30", "25:10", 280),
        ("2026-09-01 20:30", "01:10", 280),
        ("2026-09-01 20:30", time(1, 10), 280),
        (46266.854166666664, "2026年9月2日 1点10分", 280),
        (datetime(2026, 9, 1, 20, 30), datetime(2026, 9, 2, 1, 10), 280),
    ],
)
def test_start_and_end_are_read_in_every_spelling(base: Database, start: Raw, end: Raw, minutes: int) -> None:
    sheet = mapped("lives", ("开播时间", "下播时间", "账号"), (start, end, "wheat01"))
    take_in(base, "lives", sheet)
    assert [row[:2] for row in asked(base, FIGURES)] == [("2026-09-01 20:30:00", minutes)]


def test_day_and_clock_time_may_stand_in_two_columns(base: Database) -> None:
    head = ("直播日期", "开播时间", "关播时间", "账号")
    rows = (("9月1日", "20:30", "23:30", "wheat01"), (46267.0, time(8, 0), timedelta(hours=25), "wheat01"))
    take_in(base, "lives", mapped("lives", head, *rows, year=2026))
    assert [row[:2] for row in asked(base, FIGURES)] == [
        ("2026-09-01 20:30:00", 180),
        ("2026-09-02 08:00:00", 17 * 60),
    ]


@pytest.mark.parametrize(
    ("head", "cells", "start"),
    [
        (("开播日期", "开播时间"), ("2026-09-01", "20:30"), "2026-09-01 20:30:00"),
        (("日期", "开始"), ("2026/9/1", time(20, 30)), "2026-09-01 20:30:00"),
        (("开播日期", "备注"), ("2026-09-01 20:30", ""), "2026-09-01 20:30:00"),
        (("日期", "备注"), ("2026-09-01_20-30-00~2026-09-01_23-10-00", ""), "2026-09-01 20:30:00"),
    ],
)
def test_a_column_of_days_keeps_the_time_of_day_it_has(
    base: Database, head: tuple[str, str], cells: tuple[Raw, Raw], start: str
) -> None:
    outcome, _ = take_in(base, "lives", mapped("lives", (*head, "账号"), (*cells, "wheat01")))
    assert [row[0] for row in asked(base, FIGURES)] == [start]
    assert outcome.warnings == 0


def test_a_day_without_any_time_is_taken_with_a_remark(base: Database) -> None:
    sheet = mapped("lives", ("日期", "开播时间", "账号"), ("2026-09-01", None, "wheat01"))
    outcome, checked = take_in(base, "lives", sheet)
    assert counts(outcome) == (1, 0, 0, 0)
    assert "00:00" in problem(checked, 4).reason


def test_a_day_without_a_year_takes_the_only_one_its_column_tells(base: Database) -> None:
    rows = [("9月1日 20:30", "wheat01"), ("2025/9/2 20:30", "wheat01"), ("2025.9.3 20:30", "wheat01")]
    outcome, checked = take_in(base, "lives", mapped("lives", ("开播时间", "账号"), *rows))
    assert counts(outcome) == (3, 0, 0, 0)
    assert asked(base, FIGURES)[0][0] == "2025-09-01 20:30:00"
    assert any("按 2025 年记" in one.reason for one in checked.problems if one.row == 4)
    rows[2] = ("2024.9.3 20:30", "wheat01")
    outcome, checked = take_in(base, "lives", mapped("lives", ("开播时间", "账号"), *rows))
    assert outcome.rejected == 1
    assert "缺少年份" in problem(checked, 4).reason


@pytest.mark.parametrize("said", ["5日", "5", 5.0, "5号", "5日 00:00"])
def test_a_day_alone_is_of_the_month_its_sheet_is_named_after(base: Database, said: str | float) -> None:
    sheet = ("直播日期", "开播时间", "账号"), (said, "20:30", "wheat01")
    take_in(base, "lives", mapped("lives", *sheet, month_end=date(2026, 9, 30)))
    assert asked(base, FIGURES)[0][0] == "2026-09-05 20:30:00"
    assert take_in(base, "lives", mapped("lives", *sheet))[0].rejected == 1
    late = ("直播日期", "开播时间", "账号"), ("31日", "20:30", "wheat01")
    assert take_in(base, "lives", mapped("lives", *late, month_end=date(2026, 9, 30)))[0].rejected == 1


def test_a_session_outside_every_contract_is_remarked_upon(base: Database) -> None:
    days = ("2026-03-04 20:30", "2026-03-05 20:30", "2028-03-04 20:30")
    rows = [(day, "wheat01") for day in days[:2]] + [(days[0], "millet")]
    _, checked = take_in(base, "lives", mapped("lives", ("开播时间", "账号"), *rows))
    told = [one.row for one in checked.problems if "无有效合约" in one.reason]
    assert told == [4]  # 谷小米 has no contract at all


def test_a_sheet_in_wan_yuan_multiplies_money_and_nothing_else(base: Database) -> None:
    head = ("开播时间", "账号", "成交金额", "退款金额(元)", "观看人次", "观看人数(万)")
    row = ("2026-09-01 20:30", "wheat01", 12.5, 300.0, 3000.0, 0.25)
    take_in(base, "lives", mapped("lives", head, row, factor=10_000))
    assert asked(base, "SELECT gmv, refund, views, viewers FROM live_session") == [
        (12_500_000, 30_000, 3_000, 2_500)
    ]


def test_headers_that_mean_several_things_are_asked_about() -> None:
    ask = KINDS["lives"].ask
    names = {column.name for column in KINDS["lives"].columns}
    assert {"销售额", "场观", "成交量", "流水"} <= set(ask)
    assert all(set(meanings) <= names for meanings in ask.values())


def test_no_header_of_a_kind_means_two_columns() -> None:
    for kind in KINDS.values():
        said = [header for column in kind.columns for header in column.headers]
        assert len(said) == len(set(said))
