"""What a roster is refused for, line by line, with row, column, value and reason."""

from datetime import date, timedelta

import pytest

from db.engine import Database
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import (
    PEOPLE,
    ROSTER,
    WHEAT,
    asked,
    counts,
    mapped,
    problem,
    remarks,
    take_in,
)


@pytest.mark.parametrize(
    ("header", "cell", "column", "reason"),
    [
        ("姓名", "张三/李四", "姓名", "一格里有两个姓名"),
        ("姓名", "小麦666", "姓名", "数字"),
        ("姓名", "麦", "姓名", "2 至 30"),
        ("姓名", "🌾小麦", "姓名", "表情"),
        ("姓名", None, "姓名", "请填写姓名"),
        ("身份证号", 371302199005010122, "身份证号", "文本"),
        ("身份证号", 3.71302199005010e17, "身份证号", "文本"),
        ("身份证号", "3.71302E+17", "身份证号", "文本"),
        ("身份证号", "371302900501012", "身份证号", "15位"),
        ("身份证号", "371302199005020000", "身份证号", "Excel截断"),
        ("身份证号", "3713021990****0122", "身份证号", "\\*"),
        ("手机号", "1380013", "手机号", "11 位"),
        ("粉丝数", "1.234,56", "粉丝数", "1234.56"),
        ("粉丝数", "-5", "粉丝数", "负数"),
        ("平台", "火星", "平台", "快手、抖音"),
        ("平台", None, "平台", "请填写平台"),
        ("平台账号", 12345678901234567890.0, "平台账号", "文本"),
        ("平台账号", "1.23457E+17", "平台账号", "文本"),
        ("状态", "起飞", "状态", "在播"),
        ("入驻日期", "1/9/2026", "入驻日期", "分不清"),
        ("合同到期", "2020-01-01", "合同到期", "早于签约日期"),
        ("操盘团队", "长" * 61, "操盘团队", "缩短"),
    ],
)
def test_a_bad_cell_refuses_its_line_with_row_column_value_and_reason(
    sqlite_database: Database, header: str, cell: str | float | None, column: str, reason: str
) -> None:
    bad = [cell if name == header else value for name, value in zip(ROSTER, PEOPLE[0], strict=True)]
    sheet = mapped("streamers", ROSTER, PEOPLE[1], bad, name="九月")
    outcome, checked = take_in(sqlite_database, "streamers", sheet)
    assert counts(outcome) == (1, 0, 0, 1)
    assert checked.rejected == {("九月", 5)}
    found = problem(checked, 5)
    assert (found.sheet, found.column) == ("九月", column)
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(found.reason)


def test_a_number_in_the_column_of_names_is_quoted_masked(sqlite_database: Database) -> None:
    for number in ("13800138000", WHEAT):
        _, checked = take_in(
            sqlite_database, "streamers", mapped("streamers", ("姓名", "艺名"), (number, "小麦"))
        )
        assert problem(checked, 4).value == number[-4:].rjust(len(number), "*")


def test_refused_personal_numbers_are_quoted_masked(sqlite_database: Database) -> None:
    bad = ("田小麦", "371302199005010124", "1380013800", *PEOPLE[0][3:])
    _, checked = take_in(sqlite_database, "streamers", mapped("streamers", ROSTER, bad))
    assert {one.value for one in checked.problems} == {"******3800"}
    bad = ("田小麦", "371302199005010124", "13800138000", *PEOPLE[0][3:])
    _, checked = take_in(sqlite_database, "streamers", mapped("streamers", ROSTER, bad))
    assert [one.value for one in checked.problems] == ["**************0124"]


@pytest.mark.parametrize("number", [371302199005010124.0, "3.71302E+17"])
def test_an_id_number_kept_as_a_number_is_quoted_as_stars_alone(
    sqlite_database: Database, number: float | str
) -> None:
    bad = ("田小麦", number, *PEOPLE[0][2:])
    _, checked = take_in(sqlite_database, "streamers", mapped("streamers", ROSTER, bad))
    assert {*problem(checked, 4).value} == {"*"}


@pytest.mark.parametrize(
    ("written", "name"), [("田 小 麦", "田小麦"), ("田　小麦", "田小麦"), ("古丽 热合曼", "古丽 热合曼")]
)
def test_spaces_in_a_name_go_where_they_only_fill_the_cell(
    sqlite_database: Database, written: str, name: str
) -> None:
    take_in(sqlite_database, "streamers", mapped("streamers", ("姓名", "手机号"), (written, "13800138000")))
    assert asked(sqlite_database, "SELECT name FROM streamer") == [(name,)]


def test_a_role_in_brackets_is_taken_off_the_name_with_a_remark(sqlite_database: Database) -> None:
    sheet = mapped(
        "streamers", ("姓名", "手机号"), ("田小麦（主）", "13800138000"), ("阿依古丽·买买提", "13900139000")
    )
    _, checked = take_in(sqlite_database, "streamers", sheet)
    assert asked(sqlite_database, "SELECT name FROM streamer ORDER BY id") == [
        ("田小麦",),
        ("阿依古丽·买买提",),
    ]
    assert [row for row, _, _ in remarks(checked)] == [4]


def test_who_is_under_16_is_refused_and_who_is_16_needs_a_guardian(database: Database) -> None:
    today = date.today()
    child = id_no(date(today.year - 10, 1, 1))
    youth = id_no(date(today.year - 17, 1, 1))
    head = ("姓名", "身份证号", "监护人姓名", "监护人电话", "监护人同意日期")
    guardian = ("田大壮", "13900139000", "2026-01-05")
    rows = (
        ("田小苗", child, *guardian),
        ("谷小苗", youth, None, None, None),
        ("麦小苗", id_no(date(today.year - 17, 1, 2)), *guardian),
    )
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (1, 0, 0, 2)
    assert "未满16周岁" in problem(checked, 4).reason
    assert "监护人" in problem(checked, 5).reason
    again = mapped("streamers", ("姓名", "身份证号", "备注"), ("麦小苗", rows[2][1], "升学"))
    assert counts(take_in(database, "streamers", again)[0]) == (0, 1, 0, 0)


def test_consent_that_comes_later_is_none_and_nobody_went_live_as_a_child(database: Database) -> None:
    today = date.today()
    youth, grown = id_no(date(today.year - 17, 1, 1)), date(today.year - 20, 1, 1)
    head = ("姓名", "身份证号", "监护人姓名", "监护人电话", "监护人同意日期", "首播日期")
    late, child, future = str(today + timedelta(1)), str(grown.replace(year=grown.year + 14)), "2099-01-01"
    rows = (
        ("田小苗", youth, "田大壮", "13900139000", late, None),
        ("谷小苗", id_no(grown), None, None, None, child),
        ("麦小苗", id_no(grown + timedelta(1)), None, None, None, future),
    )
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (0, 0, 0, 3)
    assert "监护人同意" in problem(checked, 4).reason
    assert "首播当天未满16周岁" in problem(checked, 5).reason
    assert "晚于今天" in problem(checked, 6).reason


def test_a_state_that_does_not_follow_from_the_last_is_taken_with_a_remark(database: Database) -> None:
    head = ("姓名", "手机号", "状态")

    def say(state: str) -> list[str]:
        _, checked = take_in(
            database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", state))
        )
        return [one.reason for one in checked.problems if one.column == "状态"]

    assert say("在播") == []
    assert say("休播") == []
    assert "不是通常的顺序" in say("线索")[0]
    stranger = mapped("streamers", head, ("谷小米", "13900139000", "黑名单"))
    _, checked = take_in(database, "streamers", stranger)
    assert "原因" in problem(checked, 4).reason


def test_a_birth_date_that_contradicts_the_id_is_refused(database: Database) -> None:
    head = ("姓名", "身份证号", "出生日期")
    _, checked = take_in(database, "streamers", mapped("streamers", head, ("田小麦", WHEAT, "1990-05-02")))
    assert problem(checked, 4).column == "出生日期"


def test_a_blacklisted_streamer_is_not_taken_back_by_a_sheet(database: Database) -> None:
    head = ("姓名", "手机号", "状态")
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", "黑名单")))
    _, checked = take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", "在播")))
    assert problem(checked, 4).column == "状态"
