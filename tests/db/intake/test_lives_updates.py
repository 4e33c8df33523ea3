"""Live results told again: what is listed, what stays, what is emptied, what needs a correction."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from db import store
from db.engine import Database
from db.imports import Mode, Outcome, Wishes
from db.models import LiveSession, Report
from db.models.report_words import ReportState
from tests.db.intake.sheets import (
    EVENING,
    FIRST_ROW,
    LIVES,
    MORNING,
    asked,
    changed,
    counts,
    faults,
    mapped,
    remarks,
    take_in,
)

WHO = (*LIVES, "出镜主播")
SIGNED = "2026年9月的报告已签署，这一行会改变已报送的数，导入后请办理更正"


def take(base: Database, *rows: Any, header: Any = LIVES, **how: Any) -> tuple[Outcome, Any]:
    """Take live results in."""
    return take_in(base, "lives", mapped("lives", header, *rows), **how)


def edit(base: Database, values: dict[str, Any], key: int = 1) -> None:
    """Change a session by hand."""
    with base.write() as session:
        store.save(session, LiveSession, values, key, store.load(session, LiveSession, key).version)


def told(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Return (row, label, old, new, whether it is a conflict) of the changes."""
    return [(one.row, one.label, one.old, one.new, one.is_conflict) for one in outcome.changes]


def sign(base: Database, month: int = 202609) -> None:
    """Have a signed report of a month."""
    with base.write() as session:
        session.add(Report(code=f"YB-{month}", first=month, last=month, status=ReportState.SIGNED))


def test_what_differs_is_listed_before_it_is_written(base: Database) -> None:
    take(base, EVENING, MORNING)
    again = changed(EVENING, {5: "13万", 7: 2000, 8: 0})
    checked, _ = take(base, again, MORNING, mode=Mode.CHECK)
    assert told(checked) == [
        (FIRST_ROW, "观看人次", "125000", "130000", False),
        (FIRST_ROW, "支付GMV", "1,234.50", "2,000.00", False),
        (FIRST_ROW, "退款金额", "34.50", "0.00", False),
    ]
    assert asked(base, "SELECT views, gmv FROM live_session ORDER BY id")[0] == (125_000, 123_450)
    done, _ = take(base, again, MORNING)
    assert list(done.changes) == list(checked.changes)
    assert {one.code for one in done.changes} == {"CC-000001"}


def test_new_teams_and_other_presenters_are_told_by_name(base: Database) -> None:
    header = (*WHO, "操盘团队")
    take(base, (*EVENING, "田小麦", "小满团队"), header=header)
    line = (*EVENING, "田小麦、谷小米", "大暑团队")
    checked, _ = take(base, line, header=header, mode=Mode.CHECK)
    assert told(checked) == [
        (FIRST_ROW, "操盘团队", "小满团队", "大暑团队", False),
        (FIRST_ROW, "出镜主播", "田小麦", "田小麦、谷小米", False),
    ]
    assert told(take(base, line, header=header)[0]) == told(checked)


def test_a_figure_typed_by_hand_stays_and_the_others_are_written(base: Database) -> None:
    take(base, EVENING)
    edit(base, {"gmv": 99_900})
    outcome, _ = take(base, changed(EVENING, {5: "13万", 7: 2000}))
    assert told(outcome) == [
        (FIRST_ROW, "支付GMV", "999.00", "2,000.00", True),
        (FIRST_ROW, "观看人次", "125000", "130000", False),
    ]
    assert asked(base, "SELECT views, gmv FROM live_session") == [(130_000, 99_900)]
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 1, 0, 0))
    assert take(base, changed(EVENING, {5: "13万", 7: 2000}))[0].conflicts == 1


def test_the_user_takes_the_files_figures_for_a_line(base: Database) -> None:
    take(base, EVENING, MORNING)
    edit(base, {"gmv": 99_900})
    edit(base, {"gmv": 88_800}, key=2)
    wishes = Wishes(overwrites=frozenset({("Sheet1", FIRST_ROW + 1)}))
    outcome, _ = take(base, EVENING, MORNING, wishes=wishes)
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 1, 1, 0))
    assert asked(base, "SELECT gmv FROM live_session ORDER BY id") == [(99_900,), (0,)]
    assert take(base, EVENING, MORNING)[0].conflicts == 1


def test_a_start_typed_by_hand_keeps_its_month(base: Database) -> None:
    line = changed(EVENING, {0: "2026-09-01 00:03", 1: "2026-09-01 02:00", 9: None})
    take(base, line)
    edit(base, {"start_at": datetime(2026, 8, 31, 23, 59)})
    outcome, _ = take(base, changed(line, {5: "13万"}))
    assert outcome.conflicts == 1
    assert asked(base, "SELECT month, views FROM live_session") == [(202608, 130_000)]


def test_presenters_set_by_hand_stay(base: Database) -> None:
    take(base, (*EVENING, "田小麦"), header=WHO)
    with base.write() as session:
        version = store.load(session, LiveSession, 1).version
        store.set_presenters(session, 1, version, {2: 60, 1: None})
    outcome, _ = take(base, (*EVENING, "田小麦"), header=WHO)
    assert told(outcome) == [(FIRST_ROW, "出镜主播", "田小麦、谷小米", "田小麦", True)]
    presented = "SELECT streamer_id, share FROM live_presenter ORDER BY streamer_id"
    assert (outcome.conflicts, asked(base, presented)) == (1, [(1, None), (2, 60)])
    take(base, (*EVENING, "田小麦"), header=WHO, wishes=Wishes(overwrites=None))
    assert asked(base, presented) == [(1, None)]


@pytest.mark.parametrize(("erases", "stays"), [(False, (123_450, 3450, 125_000)), (True, (None, 3450, None))])
def test_an_empty_cell_empties_a_figure_only_when_the_user_says_so(
    base: Database, *, erases: bool, stays: tuple[Any, ...]
) -> None:
    take(base, EVENING)
    outcome, _ = take(base, changed(EVENING, {5: None, 7: " ", 8: "-"}), wishes=Wishes(erases=erases))
    assert asked(base, "SELECT gmv, refund, views FROM live_session") == [stays]
    assert outcome.updated == int(erases)


def test_duration_and_end_are_emptied_only_where_the_line_tells_them_nowhere(base: Database) -> None:
    take(base, EVENING)
    erases = Wishes(erases=True)
    assert counts(take(base, changed(EVENING, {9: None}), wishes=erases)[0]) == (0, 0, 1, 0)
    outcome, _ = take(base, changed(EVENING, {1: None, 9: None}), wishes=erases)
    assert [(one.label, one.new) for one in outcome.changes] == [("关播时间", ""), ("直播时长", "")]
    assert asked(base, "SELECT end_at, minutes, live_no FROM live_session") == [(None, None, "r1")]


def test_lines_that_touch_a_signed_month_are_taken_with_a_remark(base: Database) -> None:
    take(base, EVENING, changed(MORNING, {0: "2026/8/3 8:00"}))
    sign(base)
    again = changed(EVENING, {7: 2000}), changed(MORNING, {0: "2026/8/3 8:00", 7: 5}), MORNING
    outcome, checked = take(base, *again)
    assert counts(outcome) == (1, 2, 0, 0)
    assert remarks(checked) == [(FIRST_ROW, "直播开始时间", SIGNED), (FIRST_ROW + 2, "直播开始时间", SIGNED)]
    assert remarks(take(base, *again)[1]) == []


def test_what_no_figure_counts_needs_no_correction(base: Database) -> None:
    header = (*LIVES, "数据状态", "备注")
    take(base, (*EVENING, None, None), header=header)
    sign(base)
    noted = (*EVENING, None, "补光灯坏了")
    draft = (*MORNING, "临时", None)
    assert remarks(take(base, noted, draft, header=header)[1]) == []
    assert [
        row for row, _, _ in remarks(take(base, noted, (*MORNING, "已核对", None), header=header)[1])
    ] == [FIRST_ROW + 1]


def test_a_session_that_leaves_a_signed_month_is_remarked_on(base: Database) -> None:
    take(base, EVENING)
    sign(base)
    moved = changed(EVENING, {0: "2026-08-31 20:30", 1: "2026-09-01 01:10"})
    assert remarks(take(base, moved)[1]) == [(FIRST_ROW, "直播开始时间", SIGNED)]


def test_a_number_of_the_platform_finds_a_session_and_else_the_start_within_five_minutes(
    base: Database,
) -> None:
    take(base, EVENING, MORNING)
    renumbered = changed(EVENING, {0: "2026-09-01 22:00"})  # the platform's own number: one session
    near = changed(MORNING, {0: "2026/9/3 8:05", 7: 7})
    assert counts(take(base, renumbered, near)[0]) == (0, 2, 0, 0)
    far = changed(MORNING, {0: "2026/9/3 8:11"})
    other = changed(EVENING, {0: "2026-09-01 22:01", 4: "r2"})  # numbers of their own: two sessions
    outcome, checked = take(base, far, other)
    assert (counts(outcome), faults(checked)) == ((2, 0, 0, 0), [])


def test_thousands_of_changed_sessions_are_listed_in_their_order_and_small(base: Database) -> None:
    count = 6000
    first = datetime(2026, 7, 1, 8)
    header = ("开播时间", "平台", "账号", "支付GMV", "观看人次", "备注")
    lines = [
        (f"{first + timedelta(minutes=10 * at)}", "快手", "wheat01", at, at + 1, f"第{at}场")
        for at in range(count)
    ]
    take(base, *lines, header=header)
    again = [(*line[:3], line[3] + 1, line[4], f"{line[5]}补") for line in reversed(lines)]
    outcome, _ = take(base, *again, header=header, mode=Mode.CHECK)
    found = outcome.changes
    assert len(found) == 2 * count
    for place in (0, 511, 512, 1023, 1024, 7776, 2 * count - 2):
        number = count - 1 - place // 2
        assert {
            (one.row, one.label, one.old, one.new) for one in found[place // 2 * 2 : place // 2 * 2 + 2]
        } == {
            (FIRST_ROW + place // 2, "备注", f"第{number}场", f"第{number}场补"),
            (FIRST_ROW + place // 2, "支付GMV", f"{number:,}.00", f"{number + 1:,}.00"),
        }
    assert [one.row for one in found] == sorted(one.row for one in found)
    assert found[-1] == found[2 * count - 1]
    with pytest.raises(IndexError):
        _ = found[2 * count]
