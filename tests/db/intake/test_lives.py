"""Live results go in as platforms and operators write them, and the same file again changes nothing."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from db.engine import Database
from db.errors import Cancelled
from db.imports import Mode
from db.intake import KINDS
from db.rollups import differences
from db.values import Raw
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import (
    PEOPLE,
    ROSTER,
    asked,
    content,
    counts,
    faults,
    mapped,
    problem,
    remarks,
    take_in,
)

HEAD = (
    "直播开始时间",
    "直播结束时间",
    "平台",
    "账号",
    "直播间ID",
    "观看次数",
    "观看人数",
    "成交金额",
    "退款金额",
    "直播时长(小时)",
)
EVENING = (
    "2026-09-01 20:30",
    "2026-09-02 01:10",
    "快手",
    "wheat01",
    "r1",
    "12.5万",
    "8万",
    "¥1,234.50元",
    "34.5",
    4.67,
)
MORNING = ("2026/9/3 8:00", "10:00", "KS", "wheat01", None, 3000.0, 2500.0, 0.0, "-", None)
FIGURES = (
    "SELECT SUBSTR(CAST(start_at AS VARCHAR(30)), 1, 19), minutes, month, views, gmv, refund, version "
    "FROM live_session ORDER BY id"
)


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two streamers and their accounts: wheat01 on 快手, millet on 抖音."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    return database


def test_lines_become_sessions_of_their_month_with_figures_in_fen_and_minutes(base: Database) -> None:
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, EVENING, MORNING))
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
    take_in(base, "lives", mapped("lives", HEAD, EVENING))
    named = (
        "SELECT c.name, o.name, s.name FROM live_session l JOIN category c ON c.id = l.category_id "
        "JOIN org o ON o.id = l.team_id JOIN live_presenter p ON p.session_id = l.id "
        "JOIN streamer s ON s.id = p.streamer_id"
    )
    assert asked(base, named) == [("服饰鞋包", "小满团队", "田小麦")]


def test_the_same_file_again_changes_nothing(base: Database) -> None:
    sheet = mapped(
        "lives", (*HEAD, "主播", "楼层"), (*EVENING, "田小麦、谷小米", "三楼"), (*MORNING, None, None)
    )
    take_in(base, "lives", sheet)
    before = content(base)
    outcome, _ = take_in(base, "lives", sheet)
    assert (counts(outcome), outcome.batch) == ((0, 0, 2, 0), None)
    assert content(base) == before


def test_new_numbers_of_a_known_session_replace_the_old_ones_and_are_remembered(base: Database) -> None:
    take_in(base, "lives", mapped("lives", HEAD, EVENING, MORNING))
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
    take_in(base, "lives", mapped("lives", HEAD, MORNING))
    other = ("2026/9/3 8:10", *MORNING[1:])
    assert counts(take_in(base, "lives", mapped("lives", HEAD, other))[0]) == (1, 0, 0, 0)


def test_two_session_numbers_minutes_apart_are_two_sessions(base: Database) -> None:
    rows = (EVENING, ("2026-09-01 20:33", *EVENING[1:4], "r2", *EVENING[5:9], None))
    assert counts(take_in(base, "lives", mapped("lives", HEAD, *rows))[0]) == (2, 0, 0, 0)


def test_an_unknown_account_is_named_and_the_way_out_told(base: Database) -> None:
    row = (*EVENING[:3], "nobody99", *EVENING[4:])
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, row, MORNING))
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
    row: list[Raw] = [changes.get(at, cell) for at, cell in enumerate(EVENING)]
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, row))
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
    row: list[Raw] = [changes.get(at, cell) for at, cell in enumerate(EVENING)]
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, row))
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


def test_a_sheet_in_wan_yuan_multiplies_money_and_nothing_else(base: Database) -> None:
    head = ("开播时间", "账号", "成交金额", "退款金额(元)", "观看人次", "观看人数(万)")
    row = ("2026-09-01 20:30", "wheat01", 12.5, 300.0, 3000.0, 0.25)
    take_in(base, "lives", mapped("lives", head, row, factor=10_000))
    assert asked(base, "SELECT gmv, refund, views, viewers FROM live_session") == [
        (12_500_000, 30_000, 3_000, 2_500)
    ]


def test_a_line_told_twice_counts_once_and_two_versions_of_one_session_are_refused(base: Database) -> None:
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, MORNING, MORNING))
    assert counts(outcome) == (1, 0, 1, 0)
    assert "第 4 行" in problem(checked, 5).reason
    other = (*MORNING[:5], 9999.0, *MORNING[6:])
    outcome, checked = take_in(base, "lives", mapped("lives", HEAD, EVENING, MORNING, other))
    assert counts(outcome) == (1, 0, 1, 1)
    assert "第 5 行" in problem(checked, 6).reason


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
    take_in(base, "lives", mapped("lives", (*HEAD, "数据状态"), (*EVENING, "已锁定")))
    _, checked = take_in(base, "lives", mapped("lives", HEAD, (*EVENING[:7], 1.0, None, None)))
    assert "锁定" in problem(checked, 4).reason
    assert asked(base, "SELECT gmv FROM live_session") == [(123_450,)]


def test_provisional_figures_stay_out_of_the_month_until_they_are_checked(base: Database) -> None:
    take_in(base, "lives", mapped("lives", (*HEAD, "数据状态"), (*EVENING, "临时"), (*MORNING, None)))
    assert asked(base, "SELECT stage FROM live_session ORDER BY id") == [("临时",), ("已核对",)]
    assert asked(base, "SELECT sessions FROM month_total") == [(1,)]
    take_in(base, "lives", mapped("lives", (*HEAD, "数据状态"), (*EVENING, "已核对")))
    assert asked(base, "SELECT sessions, gmv FROM month_total") == [(2, 123_450)]
    with base.read() as session:
        assert differences(session) == []


@pytest.mark.parametrize(
    ("mode", "expected"), [(Mode.ADD, (1, 0, 1, 0)), (Mode.UPDATE, (0, 1, 1, 0)), (Mode.CHECK, (1, 1, 0, 0))]
)
def test_each_mode_touches_what_it_says(base: Database, mode: Mode, expected: tuple[int, ...]) -> None:
    take_in(base, "lives", mapped("lives", HEAD, EVENING))
    rows = ((*EVENING[:7], 1.0, None, None), MORNING)
    outcome, _ = take_in(base, "lives", mapped("lives", HEAD, *rows), mode=mode)
    assert counts(outcome) == expected
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
        take_in(base, "lives", mapped("lives", HEAD, EVENING, MORNING), step=step)
    assert content(base) == before


def test_headers_that_mean_several_things_are_asked_about() -> None:
    ask = KINDS["lives"].ask
    names = {column.name for column in KINDS["lives"].columns}
    assert {"销售额", "场观", "成交量", "流水"} <= set(ask)
    assert all(set(meanings) <= names for meanings in ask.values())


def test_no_header_of_a_kind_means_two_columns() -> None:
    for kind in KINDS.values():
        said = [header for column in kind.columns for header in column.headers]
        assert len(said) == len(set(said))
