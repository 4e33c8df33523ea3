"""Followers of a roster are noted on the day they were read, or the day the roster is of."""

from datetime import date

from db.engine import Database
from tests.db.intake.sheets import asked, counts, mapped, take_in


def test_followers_of_a_guessed_day_fill_a_gap_and_never_replace_a_count(database: Database) -> None:
    head = ("姓名", "平台", "平台账号", "粉丝数")
    august, september = date(2026, 8, 31), date(2026, 9, 30)
    exact = mapped("streamers", head, ("田小麦", "快手", "wheat01", 125_432), as_of=september)
    take_in(database, "streamers", exact)
    rounded = ("田小麦", "快手", "wheat01", "12.5万")
    for day, said in ((september, (0, 0, 1, 0)), (august, (0, 1, 0, 0)), (august, (0, 0, 1, 0))):
        outcome, _ = take_in(database, "streamers", mapped("streamers", head, rounded, month_end=day))
        assert counts(outcome) == said
    rows = asked(database, 'SELECT followers, CAST("on" AS VARCHAR(10)) FROM follower_snapshot ORDER BY "on"')
    assert rows == [(125_000, "2026-08-31"), (125_432, "2026-09-30")]


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
