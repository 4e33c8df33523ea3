"""Rosters go in as operators keep them: good lines, remarks, refusals, and the same file again."""

from datetime import date

import pytest

from db.engine import Database
from db.errors import Cancelled
from db.imports import FileInfo, Mode, check_rows, save_rows
from db.intake import KINDS
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import (
    MILLET,
    PEOPLE,
    ROSTER,
    WHEAT,
    asked,
    content,
    counts,
    faults,
    mapped,
    problem,
    remarks,
    take_in,
)


def test_a_roster_becomes_people_accounts_followers_contracts_and_states(database: Database) -> None:
    outcome, checked = take_in(
        database, "streamers", mapped("streamers", ROSTER, *PEOPLE, as_of=date(2026, 9, 1))
    )
    assert counts(outcome) == (2, 0, 0, 0)
    assert faults(checked) == []
    people = "SELECT code, name, status, gender, version, phone_tail, id_no_tail FROM streamer ORDER BY id"
    assert asked(database, people) == [
        ("ZB-000001", "田小麦", "在播", "女", 1, "8000", WHEAT[-4:]),
        ("ZB-000002", "谷小米", "休播", "男", 1, "9000", MILLET[-4:]),
    ]
    accounts = (
        "SELECT s.name, a.platform, a.account_no FROM platform_account a "
        "JOIN streamer s ON s.id = a.streamer_id"
    )
    assert sorted(asked(database, accounts)) == [("田小麦", "快手", "wheat01"), ("谷小米", "抖音", "millet")]
    followers = 'SELECT followers, CAST("on" AS VARCHAR(10)) FROM follower_snapshot ORDER BY id'
    assert asked(database, followers) == [(125_000, "2026-09-01"), (3_000, "2026-09-01")]
    contracts = "SELECT CAST(start_on AS VARCHAR(10)), CAST(end_on AS VARCHAR(10)), status FROM contract"
    assert asked(database, contracts) == [("2026-03-05", "2028-03-04", "生效")]
    states = 'SELECT from_state, to_state, CAST("on" AS VARCHAR(10)) FROM status_history ORDER BY id'
    assert asked(database, states) == [(None, "在播", "2026-03-01"), (None, "休播", "2026-03-01")]


def test_id_and_phone_are_sealed_and_found_by_their_index(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    ((id_no_, index, phone, phone_index),) = asked(
        database, "SELECT id_no, id_no_index, phone, phone_index FROM streamer"
    )
    assert WHEAT not in id_no_
    assert "13800138000" not in phone
    secrets = database.secrets
    assert secrets.open(id_no_, "streamer.id_no") == WHEAT
    assert secrets.open(phone, "streamer.phone") == "13800138000"
    assert (index, phone_index) == (secrets.index(WHEAT), secrets.index("13800138000"))


def test_teams_and_categories_are_added_once_whatever_their_spelling(database: Database) -> None:
    _, checked = take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    assert asked(database, "SELECT name, match_key FROM org") == [("小满团队", "小满团队")]
    assert asked(database, "SELECT role FROM org_role") == [("操盘团队",)]
    said = [(row, column) for row, column, _ in remarks(checked)]
    assert said.count((4, "操盘团队")) == 1
    assert (5, "操盘团队") not in said
    company = ("姓名", "手机号", "团队")
    _, checked = take_in(
        database, "streamers", mapped("streamers", company, ("麦小冬", "13700137000", "小满团队有限公司"))
    )
    assert remarks(checked) == []
    assert len(asked(database, "SELECT * FROM org")) == 1


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    sheet = mapped("streamers", ROSTER, *PEOPLE)
    take_in(database, "streamers", sheet)
    before = content(database)
    outcome, _ = take_in(database, "streamers", sheet)
    assert counts(outcome) == (0, 0, 2, 0)
    assert outcome.batch is None
    assert content(database) == before


def test_only_what_a_line_says_differently_is_written_and_nothing_is_erased(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("姓名", "身份证号", "手机号", "状态", "团队", "内部评级")
    again = mapped(
        "streamers",
        head,
        ("田小麦", WHEAT, None, "休播", "无", "A"),
        ("谷小米", MILLET, "13900139000", "", "", ""),
    )
    outcome, _ = take_in(database, "streamers", again)
    assert counts(outcome) == (0, 1, 1, 0)
    people = "SELECT name, status, level, phone_tail, version, team_id IS NOT NULL FROM streamer ORDER BY id"
    assert asked(database, people) == [
        ("田小麦", "休播", "A", "8000", 2, True),
        ("谷小米", "休播", None, "9000", 1, True),
    ]
    ((entity, key, before, after),) = asked(
        database, "SELECT entity, entity_id, before, after FROM import_row"
    )
    assert (entity, key) == ("streamer", 1)
    assert "在播" in str(before) or "\\u5728\\u64ad" in str(before)
    assert "休播" in str(after) or "\\u4f11\\u64ad" in str(after)
    assert asked(database, "SELECT from_state, to_state FROM status_history ORDER BY id")[-1] == (
        "在播",
        "休播",
    )
    assert [row[0] for row in asked(database, "SELECT entity FROM trail")] == ["import_batch", "import_batch"]


def test_a_changed_phone_is_sealed_anew_and_never_in_the_history_in_clear(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("姓名", "身份证号", "手机")
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", WHEAT, "13611112222")))
    ((phone, index),) = asked(database, "SELECT phone, phone_index FROM streamer WHERE id = 1")
    assert database.secrets.open(phone, "streamer.phone") == "13611112222"
    assert index == database.secrets.index("13611112222")
    assert "13611112222" not in str(asked(database, "SELECT * FROM import_row"))


def test_two_lines_of_one_person_are_one_streamer_with_two_accounts(database: Database) -> None:
    head = ("姓名", "身份证号", "平台", "账号", "粉丝数", "备注")
    rows = (
        ("田小麦", WHEAT, "快手", "wheat01", "1万", "主号"),
        ("田小麦", WHEAT, "抖音", "wheat_dy", "2万", "副号"),
    )
    outcome, _ = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (1, 1, 0, 0)
    assert asked(database, "SELECT name, remark FROM streamer") == [("田小麦", "主号；副号")]
    assert len(asked(database, "SELECT * FROM platform_account")) == 2


def test_columns_headed_by_a_platform_make_an_account_each(database: Database) -> None:
    head = ("姓名", "手机号", "快手号", "快手粉丝数", "抖音号", "抖音昵称", "抖音粉丝数")
    row = ("田小麦", "13800138000", "wheat01", "1.2万", "wheat_dy", "麦子姐", 800.0)
    take_in(database, "streamers", mapped("streamers", head, row))
    accounts = (
        "SELECT a.platform, a.account_no, a.nickname, f.followers FROM platform_account a "
        "JOIN follower_snapshot f ON f.account_id = a.id ORDER BY a.id"
    )
    assert asked(database, accounts) == [
        ("快手", "wheat01", None, 12_000),
        ("抖音", "wheat_dy", "麦子姐", 800),
    ]


def test_a_bare_follower_column_belongs_to_the_only_platform_column(database: Database) -> None:
    head = ("姓名", "手机号", "抖音号", "粉丝数")
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", "wheat_dy", "3.2w")))
    assert asked(database, "SELECT followers FROM follower_snapshot") == [(32_000,)]


def test_lines_that_contradict_an_earlier_line_are_refused(database: Database) -> None:
    head = ("姓名", "身份证号", "手机号", "账号", "平台")
    rows = (
        ("田小麦", WHEAT, "13800138000", "wheat01", "快手"),
        ("田小麦", WHEAT, "13700137000", "wheat02", "快手"),
        ("谷小米", MILLET, "13900139000", "wheat01", "快手"),
    )
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (1, 0, 0, 2)
    assert [(row, column) for row, column, _ in faults(checked)] == [(5, "手机号"), (6, "姓名")]
    assert "第 4 行" in problem(checked, 5).reason


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
        ("入驻日期", "9月1日", "入驻日期", "缺少年份"),
        ("合同到期", "2020-01-01", "合同到期", "早于签约日期"),
        ("操盘团队", "长" * 201, "操盘团队", "缩短"),
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


def test_refused_personal_numbers_are_quoted_masked(sqlite_database: Database) -> None:
    bad = ("田小麦", "371302199005010124", "1380013800", *PEOPLE[0][3:])
    _, checked = take_in(sqlite_database, "streamers", mapped("streamers", ROSTER, bad))
    assert {one.value for one in checked.problems} == {"******3800"}
    bad = ("田小麦", "371302199005010124", "13800138000", *PEOPLE[0][3:])
    _, checked = take_in(sqlite_database, "streamers", mapped("streamers", ROSTER, bad))
    assert [one.value for one in checked.problems] == ["**************0124"]


@pytest.mark.parametrize(
    ("written", "name"), [("田 小 麦", "田小麦"), ("田　小麦", "田　小麦".replace("　", " "))]
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


def test_a_birth_date_that_contradicts_the_id_is_refused(database: Database) -> None:
    head = ("姓名", "身份证号", "出生日期")
    _, checked = take_in(database, "streamers", mapped("streamers", head, ("田小麦", WHEAT, "1990-05-02")))
    assert problem(checked, 4).column == "出生日期"


def test_a_shared_phone_is_a_remark_and_not_a_merge(database: Database) -> None:
    head = ("姓名", "手机号", "身份证号")
    rows = (("田小麦", "13800138000", WHEAT), ("谷小米", "13800138000", MILLET))
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (2, 0, 0, 0)
    assert "第 4 行" in problem(checked, 5).reason
    _, checked = take_in(database, "streamers", mapped("streamers", head[:2], ("麦小冬", "13800138000")))
    assert "库中另一位" in problem(checked, 4).reason


def test_an_account_of_another_streamer_is_refused(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("姓名", "手机号", "平台", "账号")
    rows = (("麦小冬", "13700137000", "快手", "wheat01"),)
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (0, 0, 0, 1)
    assert "另一位主播" in problem(checked, 4).reason


def test_name_and_phone_find_a_person_whose_id_comes_later(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ("姓名", "手机号"), ("田小麦", "13800138000")))
    head = ("姓名", "手机号", "身份证号")
    outcome, _ = take_in(database, "streamers", mapped("streamers", head, ("田小麦", "138-0013-8000", WHEAT)))
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT id_no_tail, version FROM streamer") == [(WHEAT[-4:], 2)]


def test_our_own_export_with_masked_numbers_changes_nothing(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("主播编号", "姓名", "身份证号", "手机号", "平台", "平台账号")
    rows = (("ZB-000001", "田小麦", f"**************{WHEAT[-4:]}", "*******8000", "快手", "wheat01"),)
    assert counts(take_in(database, "streamers", mapped("streamers", head, *rows))[0]) == (0, 0, 1, 0)
    unknown = (("ZB-000999", "田小麦", None, None, None, None),)
    _, checked = take_in(database, "streamers", mapped("streamers", head, *unknown))
    assert problem(checked, 4).column == "主播编号"


@pytest.mark.parametrize(
    ("mode", "expected", "people"),
    [
        (Mode.ADD, (1, 0, 1, 0), 2),
        (Mode.UPDATE, (0, 1, 1, 0), 1),
        (Mode.UPSERT, (1, 1, 0, 0), 2),
        (Mode.CHECK, (1, 1, 0, 0), 1),
    ],
)
def test_each_mode_touches_what_it_says(
    database: Database, mode: Mode, expected: tuple[int, ...], people: int
) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    changed = [*PEOPLE[0][:6], "休播", *PEOPLE[0][7:]]
    outcome, _ = take_in(database, "streamers", mapped("streamers", ROSTER, changed, PEOPLE[1]), mode=mode)
    assert counts(outcome) == expected
    assert len(asked(database, "SELECT * FROM streamer")) == people
    assert (outcome.batch is None) == (mode is Mode.CHECK)


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 6])
def test_cancelling_at_any_time_leaves_everything_as_it_was(database: Database, calls: int) -> None:
    before = content(database)
    left = calls

    def step(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE), step=step)
    assert content(database) == before


def test_what_another_seat_saved_after_the_check_is_checked_again(database: Database) -> None:
    sheet = mapped("streamers", ROSTER, PEOPLE[0])
    with database.read() as session:
        checked = check_rows(session, KINDS["streamers"], [sheet])
    take_in(database, "streamers", sheet)
    with database.write() as session:
        outcome = save_rows(session, KINDS["streamers"], checked, Mode.UPSERT, FileInfo("a.xlsx"))
    assert counts(outcome) == (0, 0, 1, 0)
    assert len(asked(database, "SELECT * FROM streamer")) == 1


def test_columns_nobody_knows_are_kept_but_not_personal_ones(database: Database) -> None:
    head = ("序号", "姓名", "手机号", "直播间楼层", "银行卡号")
    sheet = mapped("streamers", head, (1.0, "田小麦", "13800138000", "三楼", "6222021234567890"))
    _, checked = take_in(database, "streamers", sheet)
    ((extra,),) = asked(database, "SELECT extra FROM streamer")
    assert "三楼" in str(extra) or "\\u4e09" in str(extra)
    assert "6222" not in str(asked(database, "SELECT * FROM streamer"))
    assert [(column, reason[:4]) for _, column, reason in remarks(checked)] == [("银行卡号", "这一列是")]


def test_lines_with_nothing_but_a_number_are_passed_over(database: Database) -> None:
    head = ("序号", "姓名", "手机号")
    rows = ((1.0, "田小麦", "13800138000"), (2.0, None, ""), (3.0, "-", None), ())
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert (counts(outcome), checked.rows) == ((1, 0, 0, 0), 1)


def test_lines_of_several_sheets_are_one_import(database: Database) -> None:
    sheets = [
        mapped("streamers", ROSTER, PEOPLE[0], name="一组"),
        mapped("streamers", ("姓名", "电话"), ("谷小米", "1390013900"), name="二组"),
    ]
    outcome, checked = take_in(database, "streamers", *sheets)
    assert counts(outcome) == (1, 0, 0, 1)
    assert checked.rejected == {("二组", 4)}
    assert [row_and_column[:2] for row_and_column in faults(checked)] == [(4, "电话")]


def test_a_person_who_left_ends_the_contract_that_day(database: Database) -> None:
    head = ("姓名", "手机号", "状态", "签约日期", "离退日期")
    take_in(
        database,
        "streamers",
        mapped("streamers", head, ("田小麦", "13800138000", "离职", "2025-01-01", "2026-06-30")),
    )
    states = 'SELECT to_state, CAST("on" AS VARCHAR(10)) FROM status_history'
    assert asked(database, states) == [("已离退", "2026-06-30")]
    ended = "SELECT status, CAST(ended_on AS VARCHAR(10)) FROM contract"
    assert asked(database, ended) == [("已解除", "2026-06-30")]


def test_a_blacklisted_streamer_is_not_taken_back_by_a_sheet(database: Database) -> None:
    head = ("姓名", "手机号", "状态")
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", "黑名单")))
    _, checked = take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", "在播")))
    assert problem(checked, 4).column == "状态"


def test_followers_without_a_day_are_noted_only_when_they_moved(database: Database) -> None:
    head = ("姓名", "手机号", "抖音号", "粉丝数", "统计日期")
    take_in(
        database,
        "streamers",
        mapped("streamers", head, ("田小麦", "13800138000", "wheat", 100.0, "2026-01-31")),
    )
    bare = head[:4]
    assert (
        counts(
            take_in(
                database, "streamers", mapped("streamers", bare, ("田小麦", "13800138000", "wheat", 100.0))
            )[0]
        )[2]
        == 1
    )
    take_in(database, "streamers", mapped("streamers", bare, ("田小麦", "13800138000", "wheat", 120.0)))
    take_in(
        database,
        "streamers",
        mapped("streamers", head, ("田小麦", "13800138000", "wheat", 101.0, "2026-01-31")),
    )
    rows = asked(database, 'SELECT followers, CAST("on" AS VARCHAR(10)) FROM follower_snapshot ORDER BY "on"')
    assert rows == [(101, "2026-01-31"), (120, str(date.today()))]


def test_a_renewed_contract_stands_beside_the_old_one(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, PEOPLE[0]))
    head = ("姓名", "身份证号", "签约日期", "合同到期")
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", WHEAT, None, "2028-12-31")))
    take_in(database, "streamers", mapped("streamers", head, ("田小麦", WHEAT, "2029-01-01", "2030-12-31")))
    rows = asked(
        database,
        "SELECT CAST(start_on AS VARCHAR(10)), CAST(end_on AS VARCHAR(10)) FROM contract ORDER BY id",
    )
    assert rows == [("2026-03-05", "2028-12-31"), ("2029-01-01", "2030-12-31")]
