"""Tables with a column for each day or month are turned, whatever their shape; lists with days are not."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.intake import KINDS
from desktop.excel.headers import Found, map_sheet
from desktop.excel.sheets import open_book
from desktop.excel.time_columns import time_columns
from tests.desktop.excel.books import read, recognise, write

DAYS = ("9月1日", "9月2日", "9月3日")
Rows = list[Any]


def _found(path: Path, kind: str, rows: Rows, title: str = "汇总", merged: Sequence[str] = ()) -> Found:
    """Return what is made of a sheet as a kind."""
    raw = read(path / "a.xlsx", *rows, title=title, merged=merged)
    found = map_sheet(raw, KINDS[kind], None, "2026年日报")
    assert found is not None
    return found


def _lines(found: Found) -> list[dict[str, Any]]:
    """Return the lines by column name; what is not known by its header, what says nothing left out."""
    sheet = found.mapped.sheet
    names = [found.mapped.mapping.get(place, text) for place, text in enumerate(sheet.header)]
    return [
        {name: cell for name, cell in zip(names, cells, strict=True) if name and cell not in ("", None)}
        for _, cells in sheet.rows
    ]


def test_rows_of_figures_become_a_line_for_each_day(tmp_path: Path) -> None:
    rows = [
        ["快手日报（单位：万元）", None, "账号：ks001"],
        ["板块", "指标", "月TTL", "9月1日", "9月2日", "9月3日"],
        ["成交", "支付GMV", 3.5, 1.5, "2", "#N/A"],
        [None, "成交订单数", 30, 10, 20, "-"],
        ["流量", "观看人次", "1.2万", "5,000", 7000, None],
        [None, "点击率", "12%", "12.5%", "11%", "-"],
        ["制表：张某"],
    ]
    found = _found(tmp_path, "lives", rows, merged=("A3:A4", "A5:A6"))
    assert _lines(found) == [
        {
            "day": "9月1日",
            "gmv": 1.5,
            "orders": 10,
            "views": "5,000",
            "点击率": "12.5%",
            "account_no": "ks001",
        },
        {"day": "9月2日", "gmv": "2", "orders": 20, "views": 7000, "点击率": "11%", "account_no": "ks001"},
    ]
    assert (found.mapped.factor, found.mapped.year, found.row) == (10_000, 2026, 2)
    assert any("月TTL" in note and "没有读取" in note for note in found.notes)
    assert any("共2行" in note for note in found.notes)
    assert any("每个账号每天的数按一场直播记" in note for note in found.notes)


def test_figures_of_several_accounts_below_each_other_stay_apart(tmp_path: Path) -> None:
    rows = [
        ["平台", "账号", "指标", "9月1日", "9月2日", "9月3日"],
        ["快手", "ks001", "GMV", 1, 2, 3],
        [None, None, "订单数", 10, 20, 30],
        ["抖音", "dy001", "GMV", 4, 5, 0],
        [None, None, "订单数", 40, 50, 60],
    ]
    lines = _lines(_found(tmp_path, "lives", rows, merged=("A2:A3", "B2:B3", "A4:A5", "B4:B5")))
    assert [(one["account_no"], one["day"], one["gmv"], one["orders"]) for one in lines] == [
        ("ks001", "9月1日", 1, 10),
        ("ks001", "9月2日", 2, 20),
        ("ks001", "9月3日", 3, 30),
        ("dy001", "9月1日", 4, 40),
        ("dy001", "9月2日", 5, 50),
        ("dy001", "9月3日", 0, 60),
    ]


def test_rows_of_accounts_with_the_figure_in_the_title(tmp_path: Path) -> None:
    rows = [
        ["2026年9月各账号每日GMV"],
        ["序号", "平台", "账号", datetime(2026, 9, 1), datetime(2026, 9, 2), datetime(2026, 9, 3), "合计"],
        [1, "快手", "ks001", 10, None, 30, 40],
        [2, "抖音", "dy001", "1.2万", 0, "-", "1.2万"],
        ["合计", None, None, 12010, 0, 30, 12040],
    ]
    found = _found(tmp_path, "lives", rows)
    assert [(one["platform"], one["account_no"], one["day"], one["gmv"]) for one in _lines(found)] == [
        ("快手", "ks001", "2026-09-01", 10),
        ("快手", "ks001", "2026-09-03", 30),
        ("抖音", "dy001", "2026-09-01", "1.2万"),
        ("抖音", "dy001", "2026-09-02", 0),
    ]
    assert [cells[-1] for _, cells in found.mapped.sheet.rows][1] == "第3行第6列"


def test_several_figures_under_each_day(tmp_path: Path) -> None:
    rows = [
        ["账号", "9月1日", None, "9月2日", None, "合计", None],
        [None, "GMV", "订单数", "GMV", "订单数", "GMV", "订单数"],
        ["ks001", 1, 10, 2, 20, 3, 30],
        ["ks002", 3, 30, None, None, 3, 30],
    ]
    merged = ("A1:A2", "B1:C1", "D1:E1", "F1:G1")
    assert _lines(_found(tmp_path, "lives", rows, merged=merged)) == [
        {"account_no": "ks001", "day": "9月1日", "gmv": 1, "orders": 10},
        {"account_no": "ks001", "day": "9月2日", "gmv": 2, "orders": 20},
        {"account_no": "ks002", "day": "9月1日", "gmv": 3, "orders": 30},
    ]


def test_day_and_figure_in_one_cell_of_the_header(tmp_path: Path) -> None:
    rows = [
        ["品牌", "7月GMV", "7月订单数", "8月GMV", "8月订单数", "九月GMV"],
        ["沂河", 1, 10, 2, 20, 3],
    ]
    assert _lines(_found(tmp_path, "metrics", rows)) == [
        {"brand_id": "沂河", "month": "7月", "gmv": 1, "orders": 10},
        {"brand_id": "沂河", "month": "8月", "gmv": 2, "orders": 20},
        {"brand_id": "沂河", "month": "9月", "gmv": 3},
    ]


def test_figures_of_past_months_come_as_indicators_by_months(tmp_path: Path) -> None:
    rows = [
        ["指标", "单位", "2025-10", "2025-11", "2025-12"],
        ["直播场次", "场", 100, 110, 120],
        ["直播GMV", "万元", "1,234.5", 2000, ""],
    ]
    lines = _lines(_found(tmp_path, "baselines", rows))
    assert [(one["indicator"], one["unit"], one["month"], one["value_text"]) for one in lines] == [
        ("直播场次", "场", "2025-10", 100),
        ("直播场次", "场", "2025-11", 110),
        ("直播场次", "场", "2025-12", 120),
        ("直播GMV", "万元", "2025-10", "1,234.5"),
        ("直播GMV", "万元", "2025-11", 2000),
    ]


@pytest.mark.parametrize("weekdays_first", [True, False])
def test_a_row_of_weekdays_is_no_data(tmp_path: Path, *, weekdays_first: bool) -> None:
    rows: Rows = [[None, "账号", *DAYS], [None, None, "周二", "周三", "周四"]]
    rows = [*(reversed(rows) if weekdays_first else rows), ["成交GMV", "ks001", 1, 2, 3]]
    assert [(one["day"], one["gmv"]) for one in _lines(_found(tmp_path, "lives", [["GMV"], *rows]))] == [
        ("9月1日", 1),
        ("9月2日", 2),
        ("9月3日", 3),
    ]


@pytest.mark.parametrize("kind", ["followers", "streamers"])
def test_followers_of_a_month_are_those_of_its_last_day(tmp_path: Path, kind: str) -> None:
    rows = [["姓名", "平台", "账号", "1月粉丝数", "2月粉丝数"], ["王一", "快手", "ks001", 3, 4]]
    day = {"followers": "on", "streamers": "followers_on"}[kind]
    lines = _lines(_found(tmp_path, kind, rows))
    assert [(one[day], one["followers"]) for one in lines] == [("2026-01-31", 3), ("2026-02-28", 4)]


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (["9月1日", "9月2日(周三)", "9月3日"], ["9月1日", "9月2日", "9月3日"]),
        (["2026/9/1", "2026/9/2", "2026/9/3"], ["2026/9/1", "2026/9/2", "2026/9/3"]),
        (["9.1", "9.2", "9.3"], ["9月1日", "9月2日", "9月3日"]),
        ([1, 2, 3, 4], ["1日", "2日", "3日", "4日"]),
        (["1号", "2号", "3号"], ["1号", "2号", "3号"]),
        ([date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)], ["2026-07", "2026-08", "2026-09"]),
        (["202607", "202608", "202609"], ["202607", "202608", "202609"]),
        (["一月", "二月", "十二月"], ["1月", "2月", "12月"]),
    ],
)
def test_days_and_months_are_known_however_they_are_written(
    tmp_path: Path, heads: list[Any], days: list[str]
) -> None:
    raw = read(tmp_path / "a.xlsx", ["账号", *heads], ["ks001", *range(len(heads))])
    found = time_columns(raw)
    assert found is not None
    assert [one.when for one in found.times.values()] == days


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["姓名", "账号", "入驻日期", "签约日期", "合同到期"],
            ["张一", "ks1", "2026-03-01", "2026-03-02", "2028-03-01"],
        ]
        * 3,
        [
            ["开播时间", "账号", "一档", "二档", "三档"],
            ["2026-09-01", "ks1", "1.5", "1.6", "1.7"],
            ["x", "y", "2.1"],
        ],
        [["序号", "1", "2", "3"], ["姓名", "甲", "乙", "丙"]],
        [["月份", "GMV"], ["9月", 1], ["8月", 2], ["7月", 3]],
        [
            ["开播时间", "GMV", "订单数", "场观", "评论"],
            ["2026-09-01", 1, 2, 3, 4],
            ["2026-09-02", 5, 6, 7, 8],
        ],
    ],
)
def test_lists_that_hold_days_are_no_cross_tables(tmp_path: Path, rows: Rows) -> None:
    assert time_columns(read(tmp_path / "a.xlsx", *rows)) is None


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("lives", [["板块", "指标", "月TTL", *DAYS], ["", "GMV", 6, 1, 2, 3], ["", "订单数", 6, 1, 2, 3]]),
        ("metrics", [["品牌", "7月GMV", "7月订单数", "8月GMV", "8月订单数"], ["沂河", 1, 2, 3, 4]]),
        ("baselines", [["指标", "单位", "2025-10", "2025-11", "2025-12"], ["直播场次", "场", 1, 2, 3]]),
        ("refunds", [["每日退款金额"], ["平台", "账号", *DAYS], ["快手", "ks001", 1, 2, 3]]),
        ("lives", [["各账号日GMV"], ["平台", "账号", *DAYS], ["快手", "ks001", 1, 2, 3]]),
    ],
)  # fmt: skip
def test_what_a_cross_table_holds_is_found_out(tmp_path: Path, kind: str, rows: Rows) -> None:
    assert recognise(open_book(write(tmp_path / "日报.xlsx", *rows))) == kind
