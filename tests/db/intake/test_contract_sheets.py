"""合同台账: overlaps among lines, states by the days, renewals tied, a roster's contract completed."""

from datetime import date, timedelta
from typing import Any

import pytest

from db.engine import Database
from tests.db.intake.sheets import asked, content, counts, faults, mapped, take_in

TODAY = date.today()
DAY = timedelta(days=1)
HEADER = (
    "主播",
    "合同类型",
    "合同状态",
    "合同开始",
    "合同到期",
    "解除日期",
    "合作平台",
    "分成方式",
    "分成约定",
)
STORED = (
    "SELECT kind, status, edition, previous_id FROM contract WHERE deleted_at IS NULL ORDER BY start_on, id"
)
MOVES = (
    'SELECT to_state, CAST("on" AS VARCHAR(10)) FROM status_history '
    "WHERE entity = 'contract' AND entity_id = {} ORDER BY id"
)


def day(days: int) -> str:
    """Return a day so many days from today as a sheet writes it."""
    return (TODAY + days * DAY).isoformat()


def take(base: Database, *rows: tuple[Any, ...]) -> Any:
    """Take lines in, filled up with empty cells."""
    lines = [(*row, *[None] * (len(HEADER) - len(row))) for row in rows]
    return take_in(base, "contracts", mapped("contracts", HEADER, *lines))


@pytest.fixture
def known(database: Database) -> Database:
    """Give a base with two streamers, the first with a contract of her roster."""
    head = ("姓名", "手机号", "签约日期", "合同到期")
    rows = (("田小麦", "13800138000", day(-100), day(99)), ("谷小米", "13900139000", None, None))
    take_in(database, "streamers", mapped("streamers", head, *rows))
    return database


def test_a_line_completes_the_contract_a_roster_made(known: Database) -> None:
    line = ("田小麦", "独家", None, day(-100), day(99), None, "快手、抖音", "比例", "35%")
    outcome, _ = take(known, line)
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(known, "SELECT kind, status, platforms, split FROM contract") == [
        ("独家", "生效", "快手、抖音", "35%")
    ]
    assert counts(take(known, line)[0]) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("start", "end", "ended", "state", "moves"),
    [
        (-50, 50, None, "生效", [("生效", -50)]),
        (-50, -10, None, "到期", [("生效", -50), ("到期", -9)]),
        (-50, 50, -20, "已解除", [("生效", -50), ("已解除", -20)]),
        (-50, None, None, "生效", [("生效", -50)]),
        (9, 50, None, "已签", [("已签", 0)]),
    ],
)
def test_without_a_state_the_days_tell_it(
    known: Database, start: int, end: int | None, ended: int | None, state: str, moves: list[tuple[str, int]]
) -> None:
    days = (day(start), "长期" if end is None else day(end), ended and day(ended))
    take(known, ("谷小米", "劳务协议", None, *days))
    ((key, found),) = asked(known, "SELECT id, status FROM contract WHERE kind = '劳务协议'")
    assert found == state
    assert asked(known, MOVES.format(key)) == [(to, day(on)) for to, on in moves]


def test_lines_of_one_sheet_are_tied_to_what_they_renew(known: Database) -> None:
    rows = (
        ("谷小米", "独家", None, day(-800), day(-436)),
        ("谷小米", "独家", None, day(-70), day(294)),
        ("谷小米", "独家", None, day(-435), day(-71)),
    )
    outcome, _ = take(known, *rows)
    assert counts(outcome) == (3, 0, 0, 0)
    found = asked(known, STORED.replace("WHERE", "WHERE kind = '独家' AND"))
    assert [row[1:3] for row in found] == [("已续签", 1), ("已续签", 2), ("生效", 3)]
    before = content(known)
    assert counts(take(known, *rows)[0]) == (0, 0, 3, 0)
    assert content(known) == before


def test_a_renewal_follows_the_contract_of_a_roster(known: Database) -> None:
    take(known, ("田小麦", "经纪约", "已签", day(100), day(464)))
    assert asked(known, STORED) == [("经纪约", "生效", 1, None), ("经纪约", "已签", 2, 1)]


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (
            [("谷小米", "独家", None, day(-9), day(9)), ("谷小米", "独家", None, day(5), day(50))],
            [(5, "合同开始", "与第 4 行（独家")],
        ),
        (
            [
                ("谷小米", "独家", None, day(-9), day(9), None, "快手"),
                ("谷小米", "独家", None, day(5), day(50), None, "抖音"),
            ],
            [],
        ),
        ([("谷小米", "独家", "已解除", day(-9), day(9))], [(4, "解除日期", "请填写解除日期")]),
        ([("谷小米", "独家", "到期", day(-9), day(9))], [(4, "合同状态", "还没有到期")]),
        ([("谷小米", "独家", "生效", day(3), day(9))], [(4, "合同状态", "请写“已签”")]),
        ([("田小麦", "经纪约", "草稿", day(-100), day(99))], [(4, "合同状态", "须在合同页办理")]),
        ([("田小麦", "经纪约", "作废", day(-100), day(99))], [(4, "合同状态", "须在合同页办理")]),
        ([("田小麦", "经纪约", None, day(-100), day(120))], [(4, "合同到期", "请作废后再建新版本")]),
    ],
)
def test_what_cannot_be_taken_in_says_why(
    known: Database, rows: list[tuple[Any, ...]], refused: list[tuple[int, str, str]]
) -> None:
    _, checked = take(known, *rows)
    found = faults(checked)
    assert [(row, column) for row, column, _ in found] == [(row, column) for row, column, _ in refused]
    assert all(words in reason for (_, _, reason), (_, _, words) in zip(found, refused, strict=True))


def test_an_exclusive_contract_of_the_base_keeps_others_out(known: Database) -> None:
    take(known, ("谷小米", "独家", None, day(-9), day(9), None, "快手"))
    _, checked = take(
        known, ("谷小米", "经纪约", None, day(0), day(20)), ("谷小米", "独家", None, day(1), day(20))
    )
    ((row, _, reason),) = faults(checked)
    assert row == 5
    assert "HT-000002（独家" in reason
    assert f"{day(1)} 至 {day(9)}" in reason


def test_a_ledger_tells_that_a_contract_was_broken_off(known: Database) -> None:
    take(known, ("田小麦", "经纪约", None, day(-100), day(99), day(-30)))
    assert asked(known, "SELECT status, CAST(ended_on AS VARCHAR(10)) FROM contract") == [
        ("已解除", day(-30))
    ]
    assert asked(known, MOVES.format(1)) == [("生效", day(-100)), ("已解除", day(-30))]


def test_a_contract_taken_in_later_is_the_first_version_of_the_roster_s(known: Database) -> None:
    take(known, ("田小麦", "非独家", None, day(-280), day(-101)))
    assert asked(known, STORED) == [("非独家", "已续签", 1, None), ("经纪约", "生效", 2, 2)]
    assert asked(known, MOVES.format(2)) == [
        ("生效", day(-280)),
        ("到期", day(-100)),
        ("已续签", day(-100)),
    ]


def test_the_way_of_sharing_follows_from_the_share_and_all_platforms_from_a_word(known: Database) -> None:
    rate = ("田小麦", "劳务协议", None, day(-30), day(99), None, "全平台", None, "30%")
    tiers = ("谷小米", "独家", None, day(-30), day(99), None, None, None, "10万元以下 30%；10万元以上 35%")
    outcome, checked = take(known, rate, tiers)
    assert (counts(outcome), faults(checked)) == ((2, 0, 0, 0), [])
    stored = asked(known, "SELECT split_mode, platforms FROM contract WHERE split IS NOT NULL ORDER BY id")
    assert stored == [("比例", None), ("阶梯", None)]
    assert counts(take(known, rate, tiers)[0]) == (0, 0, 2, 0)


def test_a_roster_does_not_stretch_an_exclusive_contract_into_the_next(known: Database) -> None:
    take(
        known,
        ("田小麦", "独家", None, day(-100), day(99), None, "快手"),
        ("田小麦", "独家", None, day(100), day(464), None, "快手"),
    )
    head = ("姓名", "手机号", "签约日期", "合同到期")
    line = ("田小麦", "13800138000", day(-100), day(120))
    outcome, checked = take_in(known, "streamers", mapped("streamers", head, line))
    assert counts(outcome) == (0, 0, 0, 1)
    ((_, column, reason),) = faults(checked)
    assert column == "合同到期"
    assert f"HT-000002（独家，{day(100)} 至 {day(464)}）在快手重叠：{day(100)} 至 {day(120)}" in reason
