"""Rosters go in as operators keep them, and the same file again changes nothing."""

from datetime import date

import pytest

from db.engine import Database
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
    moves = 'SELECT from_state, to_state, CAST("on" AS VARCHAR(10)) FROM status_history '
    states = moves + "WHERE entity = 'streamer' ORDER BY id"
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
    assert asked(database, "SELECT roles FROM org") == [("操盘团队",)]
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


def test_what_is_headed_by_a_platform_joins_the_account_of_the_bare_columns(database: Database) -> None:
    head = ("姓名", "平台", "账号", "抖音昵称", "抖音粉丝数", "快手粉丝数")
    row = ("田小麦", "抖音", "wheat_dy", "麦子姐", "3.2w", 5_000.0)
    _, checked = take_in(database, "streamers", mapped("streamers", head, row))
    joined = "platform_account a JOIN follower_snapshot f ON f.account_id = a.id"
    assert asked(database, f"SELECT nickname, followers FROM {joined}") == [("麦子姐", 32_000)]  # noqa: S608
    assert [(column, reason[:8]) for _, column, reason in remarks(checked)] == [
        ("快手粉丝数", "没有填写快手账号")
    ]


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        (("快手", "wheat01", "2026-01-01", None), "在播"),
        ((None, None, "2026-01-01", None), "已签约"),
        ((None, None, None, "2026-12-31"), "已签约"),
        ((None, None, None, None), "线索"),
    ],
)
def test_a_roster_without_states_tells_them_by_account_and_contract(
    sqlite_database: Database, cells: tuple[str | None, ...], state: str
) -> None:
    head = ("姓名", "平台", "平台账号", "签约日期", "合同到期")
    take_in(sqlite_database, "streamers", mapped("streamers", head, ("田小麦", *cells)))
    assert asked(sqlite_database, "SELECT status FROM streamer") == [(state,)]


def test_a_contract_may_run_on_or_begin_on_joining_and_is_never_lost_silently(database: Database) -> None:
    head = ("姓名", "入驻日期", "签约日期", "合同到期")
    rows = (
        ("田小麦", None, "2026-01-01", "长期"),
        ("谷小米", "2025-03-01", None, "2027-02-28"),
        ("穗小禾", None, None, "2027-02-28"),
    )
    sheet = mapped("streamers", head, *rows)
    outcome, checked = take_in(database, "streamers", sheet)
    assert counts(outcome) == (3, 0, 0, 0)
    contracts = asked(
        database, "SELECT CAST(start_on AS VARCHAR(10)), end_on IS NULL FROM contract ORDER BY id"
    )
    assert [(start, bool(runs_on)) for start, runs_on in contracts] == [
        ("2026-01-01", True),
        ("2025-03-01", False),
    ]
    assert [(row, column) for row, column, _ in remarks(checked)] == [(6, "合同到期")]
    assert counts(take_in(database, "streamers", sheet)[0]) == (0, 0, 3, 0)


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
    moves = 'SELECT from_state, to_state, CAST("on" AS VARCHAR(10)) FROM status_history '
    states = moves + "WHERE entity = '{}' ORDER BY id"
    assert asked(database, states.format("streamer")) == [
        (None, "已签约", "2025-01-01"),
        ("已签约", "已离退", "2026-06-30"),
    ]
    ended = "SELECT status, CAST(ended_on AS VARCHAR(10)) FROM contract"
    assert asked(database, ended) == [("已解除", "2026-06-30")]
    assert asked(database, states.format("contract")) == [
        (None, "生效", "2025-01-01"),
        ("生效", "已解除", "2026-06-30"),
    ]


def test_a_state_from_a_roster_never_comes_before_the_last_one(database: Database) -> None:
    head = ("姓名", "手机号", "状态", "入驻日期", "离退日期")

    def say(*line: str | None) -> None:
        take_in(database, "streamers", mapped("streamers", head, ("田小麦", "13800138000", *line)))

    say("在播", "2025-01-01", None)
    say("离职", None, "2026-06-30")
    say("在播", None, None)
    assert asked(database, "SELECT status, left_on FROM streamer") == [("在播", None)]
    say("离职", None, "2026-06-30")  # the old day again: it is over
    states = asked(database, 'SELECT to_state, CAST("on" AS VARCHAR(10)) FROM status_history ORDER BY id')
    assert [state for state, _ in states] == ["在播", "已离退", "在播", "已离退"]
    assert [day for _, day in states] == sorted(day for _, day in states)


def test_a_contract_does_not_end_before_it_begins(database: Database) -> None:
    head = ("姓名", "手机号", "状态", "签约日期", "离退日期")
    line = ("田小麦", "13800138000", "在播", "2026-08-01", "2026-06-30")
    take_in(database, "streamers", mapped("streamers", head, line))
    assert asked(database, "SELECT status, ended_on FROM contract") == [("生效", None)]


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
