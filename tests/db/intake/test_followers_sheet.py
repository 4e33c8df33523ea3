"""账号粉丝数: one number per account and day; typed ones stay, guessed days fill gaps only."""

from datetime import date, timedelta
from typing import Any

import pytest

from db.engine import Database
from db.imports import Mode, Wishes, check_rows, save_rows
from db.intake import KINDS
from db.queries import indicators
from db.queries.export import streamers
from db.store.followers import record_followers
from tests.db.intake.sheets import SOURCE, asked, counts, faults, mapped, remarks, take_in

HEAD = ("平台", "账号", "统计日期", "粉丝数")
KEPT = (
    'SELECT a.account_no, CAST(f."on" AS VARCHAR(10)), f.followers FROM follower_snapshot f '
    'JOIN platform_account a ON a.id = f.account_id ORDER BY f."on", a.account_no'
)
SINCE = date(2026, 9, 1)


def kept(database: Database) -> list[tuple[Any, ...]]:
    """Return account, day and number of every count."""
    return asked(database, KEPT)


@pytest.fixture
def bare(base: Database) -> Database:
    """Return the base without the counts its roster brought."""
    with base.write() as session:
        session.connection().exec_driver_sql("DELETE FROM follower_snapshot")
    return base


def test_counts_are_taken_by_account_and_day_and_taken_again_change_nothing(bare: Database) -> None:
    rows = (("KS", "wheat01", "2026/9/1", "12.5万"), ("抖音", "millet", date(2026, 9, 2), 3_000.0))
    outcome, checked = take_in(bare, "followers", mapped("followers", HEAD, *rows))
    assert (counts(outcome), checked.problems) == ((2, 0, 0, 0), [])
    assert kept(bare) == [("wheat01", "2026-09-01", 125_000), ("millet", "2026-09-02", 3_000)]
    assert counts(take_in(bare, "followers", mapped("followers", HEAD, *rows))[0]) == (0, 0, 2, 0)


def test_another_count_takes_the_place_of_an_imported_one_and_is_told(bare: Database) -> None:
    take_in(bare, "followers", mapped("followers", HEAD, ("快手", "wheat01", "2026-09-01", 100)))
    outcome, _ = take_in(bare, "followers", mapped("followers", HEAD, ("快手", "wheat01", "2026-09-01", 120)))
    assert counts(outcome) == (0, 1, 0, 0)
    assert [(one.label, one.old, one.new) for one in outcome.changes] == [("粉丝数", "100", "120")]
    assert kept(bare) == [("wheat01", "2026-09-01", 120)]


def test_a_count_typed_over_an_imported_one_stays_unless_the_line_is_chosen(bare: Database) -> None:
    take_in(bare, "followers", mapped("followers", HEAD, ("快手", "wheat01", "2026-09-01", 100)))
    ((key,),) = asked(bare, "SELECT id FROM platform_account WHERE account_no = 'wheat01'")
    with bare.write() as session:
        record_followers(session, key, SINCE, 111)
    sheet = mapped("followers", HEAD, ("快手", "wheat01", "2026-09-01", 120))
    outcome, _ = take_in(bare, "followers", sheet)
    assert (counts(outcome), outcome.conflicts) == ((0, 0, 1, 0), 1)
    assert [(one.old, one.new, one.is_conflict) for one in outcome.changes] == [("111", "120", True)]
    assert kept(bare) == [("wheat01", "2026-09-01", 111)]
    with bare.write() as session:
        wishes = Wishes(overwrites=frozenset({("Sheet1", 4)}))
        checked = check_rows(session, KINDS["followers"], [sheet], wishes=wishes)
        outcome = save_rows(session, KINDS["followers"], checked, Mode.UPSERT, SOURCE)
    assert (counts(outcome), outcome.conflicts) == ((0, 1, 0, 0), 0)
    assert asked(bare, "SELECT followers, source FROM follower_snapshot") == [(120, "导入")]


def test_modes_leave_alone_what_they_do_not_mean(bare: Database) -> None:
    take_in(bare, "followers", mapped("followers", HEAD, ("快手", "wheat01", "2026-09-01", 100)))
    both = mapped(
        "followers", HEAD, ("快手", "wheat01", "2026-09-01", 5), ("快手", "wheat01", "2026-09-02", 6)
    )
    assert counts(take_in(bare, "followers", both, mode=Mode.CHECK)[0]) == (1, 1, 0, 0)
    assert counts(take_in(bare, "followers", both, mode=Mode.ADD)[0]) == (1, 0, 1, 0)
    assert counts(take_in(bare, "followers", both, mode=Mode.UPDATE)[0]) == (0, 1, 1, 0)
    assert [count for _, _, count in kept(bare)] == [5, 6]


def test_the_day_of_the_title_counts_where_a_line_has_none_and_a_month_fills_gaps_only(
    bare: Database,
) -> None:
    head = ("平台", "账号", "粉丝数")
    read = mapped("followers", head, ("快手", "wheat01", 100), as_of=date(2026, 9, 20))
    assert counts(take_in(bare, "followers", read)[0]) == (1, 0, 0, 0)
    for followers, said in ((200, (1, 0, 0, 0)), (300, (0, 0, 1, 0))):
        month = mapped("followers", head, ("快手", "wheat01", followers), month_end=date(2026, 9, 30))
        assert counts(take_in(bare, "followers", month)[0]) == said
    assert [(day, count) for _, day, count in kept(bare)] == [("2026-09-20", 100), ("2026-09-30", 200)]
    _, checked = take_in(bare, "followers", mapped("followers", head, ("快手", "wheat01", 100)))
    assert "请填写统计日期" in faults(checked)[0][2]


def test_an_account_is_known_by_its_nickname_too(bare: Database) -> None:
    with bare.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE platform_account SET nickname = '小麦🌾' WHERE account_no = 'wheat01'"
        )
    head = ("账号昵称", "统计日期", "粉丝数")
    outcome, _ = take_in(bare, "followers", mapped("followers", head, ("小麦🌾", "2026-09-01", "1.2w")))
    assert counts(outcome) == (1, 0, 0, 0)
    assert kept(bare) == [("wheat01", "2026-09-01", 12_000)]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (("快手", "nobody", "2026-09-01", 1), "账号", "库中没有快手账号“nobody”"),
        (("快手", None, "2026-09-01", 1), "账号", "请填写平台账号"),
        (("快手", "wheat01", date.today() + timedelta(days=1), 1), "统计日期", "晚于今天"),
        (("快手", "wheat01", "2026-09-01", None), "粉丝数", "请填写粉丝数"),
        (("快手", "wheat01", "2026-09-01", -1), "粉丝数", "不能为负数"),
        (("快手", "wheat01", "2026-09-01", "12.5%"), "粉丝数", "%"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_words(
    bare: Database, row: tuple[Any, ...], column: str, said: str
) -> None:
    outcome, checked = take_in(bare, "followers", mapped("followers", HEAD, row))
    assert counts(outcome) == (0, 0, 0, 1)
    ((_, where, reason),) = faults(checked)
    assert (where, said in reason) == (column, True)
    assert kept(bare) == []


def test_a_day_told_twice_counts_once_and_with_two_numbers_not_at_all(bare: Database) -> None:
    same, other = ("快手", "wheat01", "2026-09-01", 100), ("快手", "wheat01", "2026-09-01", 200)
    assert counts(take_in(bare, "followers", mapped("followers", HEAD, same, same))[0]) == (1, 0, 1, 0)
    outcome, checked = take_in(bare, "followers", mapped("followers", HEAD, same, other))
    assert counts(outcome) == (0, 0, 1, 1)
    assert "第 4 行" in faults(checked)[0][2]


def test_an_estimate_is_taken_with_a_remark_and_the_export_has_every_count(bare: Database) -> None:
    rows = (("快手", "wheat01", "2026-09-01", "约12.5万"), ("抖音", "millet", "2026-09-02", 7))
    outcome, checked = take_in(bare, "followers", mapped("followers", HEAD, *rows))
    assert counts(outcome) == (2, 0, 0, 0)
    assert "约数" in remarks(checked)[0][2]
    with bare.read() as session:
        lines = list(KINDS["followers"].lines(session, full=False))
    told = [(one["platform"].value, one["account_no"], one["on"], one["followers"]) for one in lines]
    assert told == [("快手", "wheat01", SINCE, 125_000), ("抖音", "millet", date(2026, 9, 2), 7)]


def test_the_figures_of_the_month_count_what_was_taken_in(bare: Database) -> None:
    rows = (("快手", "wheat01", "2026-09-30", "100万"), ("抖音", "millet", "2026-09-30", "2万"))
    take_in(bare, "followers", mapped("followers", HEAD, *rows))
    with bare.read() as session:
        assert indicators.month(session, 202609).figures["A04"].value == 1
        assert {line["followers"] for line in streamers(session, full=False)} == {1_000_000, 20_000}
