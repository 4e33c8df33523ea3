"""Live results go in, and the same file again changes nothing."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from db.engine import Database
from db.errors import Cancelled
from db.imports import Mode
from db.rollups import differences
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import (
    EVENING,
    FIGURES,
    LIVES,
    MORNING,
    asked,
    content,
    counts,
    faults,
    mapped,
    problem,
    remarks,
    take_in,
)


def test_lines_become_sessions_of_their_month_with_figures_in_fen_and_minutes(base: Database) -> None:
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, EVENING, MORNING))
    assert counts(outcome) == (2, 0, 0, 0)
    assert faults(checked) == remarks(checked) == []
    assert asked(base, FIGURES) == [
        ("2026-09-01 20:30:00", 280, 202609, 125_000, 123_450, 3_450, 1),
        ("2026-09-03 08:00:00", 120, 202609, 3_000, 0, None, 1),
    ]
    rest = "SELECT platform, account_id, stage, kind, code, live_no FROM live_session ORDER BY id"
    assert asked(base, rest) == [
        ("快手", 1, "已核对", "日常", "CC-000001", "r1"),
        ("快手", 1, "已核对", "日常", "CC-000002", None),
    ]


def test_category_team_and_presenter_come_from_the_streamer_of_the_account(base: Database) -> None:
    take_in(base, "lives", mapped("lives", LIVES, EVENING))
    named = (
        "SELECT c.name, o.name, s.name FROM live_session l JOIN category c ON c.id = l.category_id "
        "JOIN org o ON o.id = l.team_id JOIN live_presenter p ON p.session_id = l.id "
        "JOIN streamer s ON s.id = p.streamer_id"
    )
    assert asked(base, named) == [("服饰鞋包", "小满团队", "田小麦")]


def test_the_same_file_again_changes_nothing(base: Database) -> None:
    sheet = mapped(
        "lives", (*LIVES, "主播", "楼层"), (*EVENING, "田小麦、谷小米", "三楼"), (*MORNING, None, None)
    )
    take_in(base, "lives", sheet)
    before = content(base)
    outcome, _ = take_in(base, "lives", sheet)
    assert (counts(outcome), outcome.batch) == ((0, 0, 2, 0), None)
    assert content(base) == before


def test_new_numbers_of_a_known_session_replace_the_old_ones_and_are_remembered(base: Database) -> None:
    take_in(base, "lives", mapped("lives", LIVES, EVENING, MORNING))
    head = ("开播时间", "快手号", "直播间ID", "成交金额", "观看人次")
    later = (
        ("2026-09-01 20:33", "wheat01", "r1", 2000.0, None),
        ("2026-09-03 08:04", "wheat01", None, None, 3100.0),
    )
    outcome, _ = take_in(base, "lives", mapped("lives", head, *later))
    assert counts(outcome) == (0, 2, 0, 0)
    assert [row[3:] for row in asked(base, FIGURES)] == [(125_000, 200_000, 3_450, 2), (3_100, 0, None, 2)]
    with base.read() as session:
        ((before, after),) = session.execute(
            text("SELECT before, after FROM import_row WHERE entity_id = 1")
        ).all()
    assert "123450" in str(before)
    assert "200000" in str(after)


def test_a_session_that_began_ten_minutes_later_is_another_one(base: Database) -> None:
    take_in(base, "lives", mapped("lives", LIVES, MORNING))
    other = ("2026/9/3 8:10", *MORNING[1:])
    assert counts(take_in(base, "lives", mapped("lives", LIVES, other))[0]) == (1, 0, 0, 0)


@pytest.mark.parametrize(("start", "said"), [("8:05", (0, 1, 0, 0)), ("8:05:01", (1, 0, 0, 0))])
def test_five_minutes_apart_is_one_session_and_a_second_more_is_another(
    base: Database, start: str, said: tuple[int, ...]
) -> None:
    head = ("开播时间", "快手号", "成交金额")
    take_in(base, "lives", mapped("lives", head, ("2026-09-03 8:00", "wheat01", 1)))
    again = mapped("lives", head, (f"2026-09-03 {start}", "wheat01", 2))
    assert counts(take_in(base, "lives", again)[0]) == said


def test_two_session_numbers_minutes_apart_are_two_sessions(base: Database) -> None:
    rows = (EVENING, ("2026-09-01 20:33", *EVENING[1:4], "r2", *EVENING[5:9], None))
    assert counts(take_in(base, "lives", mapped("lives", LIVES, *rows))[0]) == (2, 0, 0, 0)


def test_an_unknown_account_is_named_and_the_way_out_told(base: Database) -> None:
    row = (*EVENING[:3], "nobody99", *EVENING[4:])
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, row, MORNING))
    assert counts(outcome) == (1, 0, 0, 1)
    found = problem(checked, 4)
    assert (found.column, found.value) == ("账号", "nobody99")
    assert "快手账号“nobody99”" in found.reason
    assert "先导入主播花名册" in found.reason


def test_the_platform_may_be_left_out_where_the_account_tells_it(base: Database) -> None:
    head = ("开播时间", "抖音号", "成交金额")
    assert (
        counts(take_in(base, "lives", mapped("lives", head, ("2026-09-01 08:00", "millet", 1.0)))[0])[0] == 1
    )
    head = ("开播时间", "账号", "成交金额")
    assert (
        counts(take_in(base, "lives", mapped("lives", head, ("2026-09-02 08:00", "millet", 1.0)))[0])[0] == 1
    )
    assert set(asked(base, "SELECT platform FROM live_session")) == {("抖音",)}


def test_a_line_told_twice_counts_once_and_two_versions_of_one_session_are_refused(base: Database) -> None:
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, MORNING, MORNING))
    assert counts(outcome) == (1, 0, 1, 0)
    assert "第 4 行" in problem(checked, 5).reason
    other = (*MORNING[:5], 9999.0, *MORNING[6:])
    outcome, checked = take_in(base, "lives", mapped("lives", LIVES, EVENING, MORNING, other))
    assert counts(outcome) == (1, 0, 1, 1)
    assert "第 5 行" in problem(checked, 6).reason


def test_what_a_platform_tells_of_one_session_in_two_sheets_is_put_together(base: Database) -> None:
    span = "2026-09-01_20-30-00~2026-09-02_01-10-00"
    first = mapped("lives", ("账号", "直播时间", "观看次数"), ("wheat01", span, "12.5万"), name="基本信息")
    more = ("wheat01", span, "-", "800")
    second = mapped("lives", ("账号", "直播时间", "观看次数", "成交金额"), more, name="总体数据")
    outcome, checked = take_in(base, "lives", first, second)
    assert counts(outcome) == (1, 0, 1, 0)
    assert asked(base, "SELECT views, gmv, minutes FROM live_session") == [(125_000, 80_000, 280)]
    assert "工作表“基本信息”第 4 行" in problem(checked, 4).reason
    assert counts(take_in(base, "lives", first, second)[0]) == (0, 0, 2, 0)


def test_the_nickname_in_a_platforms_export_neither_hides_the_owner_nor_is_needed(base: Database) -> None:
    head = ("开播时间", "主播抖音号", "主播昵称")
    outcome, _ = take_in(base, "lives", mapped("lives", head, ("2026-09-01 20:30", "millet", "小米好物")))
    assert outcome.warnings == 0
    assert asked(base, "SELECT name FROM streamer s JOIN live_presenter p ON p.streamer_id = s.id") == [
        ("谷小米",)
    ]


def test_an_account_may_be_named_by_its_nickname_alone(base: Database) -> None:
    roster = mapped("streamers", ("姓名", "平台", "账号", "账号昵称"), ("穗小禾", "视频号", "sph9", "小禾家"))
    take_in(base, "streamers", roster)
    rows = (("2026-09-01 20:30", "小禾家"), ("2026-09-02 20:30", "别家"))
    outcome, checked = take_in(base, "lives", mapped("lives", ("开播时间", "视频号昵称"), *rows))
    assert counts(outcome) == (1, 0, 0, 1)
    assert (problem(checked, 5).column, problem(checked, 5).value) == ("视频号昵称", "别家")


def test_presenters_are_found_by_name_or_remarked_upon(base: Database) -> None:
    head = ("开播时间", "账号", "出镜主播")
    rows = (
        ("2026-09-01 08:00", "wheat01", "谷小米、田小麦（主）"),
        ("2026-09-02 08:00", "wheat01", "路人甲"),
        ("2026-09-03 08:00", "wheat01", None),
    )
    outcome, checked = take_in(base, "lives", mapped("lives", head, *rows))
    assert counts(outcome) == (3, 0, 0, 0)
    assert [row for row, _, _ in remarks(checked)] == [5]
    cast = "SELECT session_id, streamer_id FROM live_presenter ORDER BY session_id, streamer_id"
    assert asked(base, cast) == [(1, 1), (1, 2), (3, 1)]
    again = (("2026-09-01 08:00", "wheat01", "谷小米"), *rows[1:])
    assert counts(take_in(base, "lives", mapped("lives", head, *again))[0]) == (0, 1, 2, 0)
    assert asked(base, cast) == [(1, 2), (3, 1)]


def test_who_presented_is_kept_where_a_name_is_unknown_and_shares_where_one_is_added(base: Database) -> None:
    head = ("开播时间", "账号", "出镜主播")
    both = ("2026-09-01 08:00", "wheat01", "谷小米、田小麦")
    take_in(base, "lives", mapped("lives", head, both))
    with base.write() as session:
        session.execute(text("UPDATE live_presenter SET share = 60 WHERE streamer_id = 1"))
    take_in(base, "lives", mapped("lives", head, (*both[:2], "谷小米、路人甲")))
    cast = "SELECT streamer_id, share FROM live_presenter ORDER BY streamer_id"
    assert asked(base, cast) == [(1, 60), (2, None)]
    take_in(base, "streamers", mapped("streamers", ("姓名", "手机号"), ("穗小禾", "13600136000")))
    take_in(base, "lives", mapped("lives", head, (*both[:2], "谷小米、田小麦、穗小禾")))
    assert asked(base, cast) == [(1, 60), (2, None), (3, None)]


def test_a_session_is_refused_when_its_presenter_was_under_16_that_day(base: Database) -> None:
    today = date.today()
    young = id_no(date(today.year - 17, today.month, 1))
    head = ("姓名", "身份证号", "抖音号", "监护人姓名", "监护人电话", "监护人同意日期")
    take_in(
        base,
        "streamers",
        mapped("streamers", head, ("麦小苗", young, "sprout", "麦大田", "13900139000", "2020-01-01")),
    )
    rows = (
        (datetime(today.year - 1, today.month, 1, 8) - timedelta(days=1), "sprout"),
        (datetime(today.year - 1, today.month, 1, 8), "sprout"),
    )
    outcome, checked = take_in(base, "lives", mapped("lives", ("开播时间", "抖音号"), *rows))
    assert counts(outcome) == (1, 0, 0, 1)
    assert "未满16周岁" in problem(checked, 4).reason


def test_a_locked_session_stays_as_it_was_signed(base: Database) -> None:
    locked = mapped("lives", (*LIVES, "数据状态"), (*EVENING, "已锁定"))
    take_in(base, "lives", locked)
    assert counts(take_in(base, "lives", locked)[0]) == (0, 0, 1, 0)
    assert counts(take_in(base, "lives", mapped("lives", LIVES, EVENING))[0]) == (0, 0, 1, 0)
    _, checked = take_in(base, "lives", mapped("lives", LIVES, (*EVENING[:7], 1.0, None, None)))
    assert "锁定" in problem(checked, 4).reason
    assert asked(base, "SELECT gmv FROM live_session") == [(123_450,)]


def test_provisional_figures_stay_out_of_the_month_until_they_are_checked(base: Database) -> None:
    take_in(base, "lives", mapped("lives", (*LIVES, "数据状态"), (*EVENING, "临时"), (*MORNING, None)))
    assert asked(base, "SELECT stage FROM live_session ORDER BY id") == [("临时",), ("已核对",)]
    assert asked(base, "SELECT sessions FROM month_total") == [(1,)]
    take_in(base, "lives", mapped("lives", (*LIVES, "数据状态"), (*EVENING, "已核对")))
    assert asked(base, "SELECT sessions, gmv FROM month_total") == [(2, 123_450)]
    with base.read() as session:
        assert differences(session) == []


@pytest.mark.parametrize(
    ("mode", "expected"), [(Mode.ADD, (1, 0, 1, 0)), (Mode.UPDATE, (0, 1, 1, 0)), (Mode.CHECK, (1, 1, 0, 0))]
)
def test_each_mode_touches_what_it_says(base: Database, mode: Mode, expected: tuple[int, ...]) -> None:
    take_in(base, "lives", mapped("lives", LIVES, EVENING))
    rows = ((*EVENING[:7], 1.0, None, None), MORNING)
    checked, _ = take_in(base, "lives", mapped("lives", LIVES, *rows), mode=Mode.CHECK)
    outcome, _ = take_in(base, "lives", mapped("lives", LIVES, *rows), mode=mode)
    assert counts(outcome) == counts(checked.under(mode)) == expected
    written = [] if mode is Mode.CHECK else [row[4] for row in asked(base, FIGURES)]
    assert written == {Mode.ADD: [123_450, 0], Mode.UPDATE: [100], Mode.CHECK: []}[mode]


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_cancelling_at_any_time_leaves_everything_as_it_was(base: Database, calls: int) -> None:
    before = content(base)
    left = calls

    def step(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(base, "lives", mapped("lives", LIVES, EVENING, MORNING), step=step)
    assert content(base) == before
