"""Figures and days as operators write them, through the import: what is stored, what is said."""

from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from tests.journeys.dirty_sheets import (
    ACCOUNTS,
    FIRST,
    ROSTER,
    Said,
    asked,
    live_cells,
    roster_cells,
    sentence,
    take_in,
    write,
)

ABOUT = "写的是约数，按数字部分记"
UNITS = {
    "12.5万": 125_000,
    "3.2亿": 320_000_000,
    "2.4w": 24_000,
    "2.4W": 24_000,
    "1.2k": 1_200,
    "5千": 5_000,
    "1亿2000万": 120_000_000,
    "12万5千": 125_000,
    "3亿2千万": 320_000_000,
    "1.2万": 12_000,
}
ESTIMATES = {
    "约3000": 3_000,
    "近3万": 30_000,
    "超3000": 3_000,
    "3000余": 3_000,
    "300余万": 3_000_000,
    "3万多": 30_000,
    "3万左右": 30_000,
    "不足500": 500,
    "突破3万": 30_000,
    "至少300": 300,
    "3000以上": 3_000,
    "10w+": 100_000,
    "大概300": 300,
    "不到500": 500,
    "高于30": 30,
}
AFTER_SIGNS = {
    "¥12.5万": 125_000,
    "¥１２．５万": 125_000,
    "￥3.2亿": 320_000_000,
    "３万元": 30_000,
    "１．２亿": 120_000_000,
}
WIDE = {
    "１２３，４５６": 123_456,
    "1，234，567": 1_234_567,
    "1,234.50": 1_234.5,
    "12。5": 12.5,
    "1 234": 1_234,
    "1.234,56": "分不清逗号是千分位还是小数点",
    "1234,5": "分不清逗号是千分位还是小数点",
    "12,3456": "逗号或小数点位置不对",
    "1万2万": "不是数字",
    "12万5": "不是数字",
}
NOTHING = (
    *("-", "--", "—", "——", "－", "/", "无", "暂无", "N/A", "#N/A", "#DIV/0!", "<NULL>", "nan", "", None),
    *("未填写", "无数据", "(空)", "不详", " — "),
)
ZERO = (0, "0", "０", "0.00", "¥0")


@pytest.mark.parametrize(
    "column", [("观看人次", "views", 1), ("成交金额", "gmv", 100)], ids=lambda each: each[0]
)
def test_row_1_display_units_multiply_and_estimates_are_taken_with_a_remark(
    sqlite_database: Database, tmp_path: Path, column: tuple[str, str, int]
) -> None:
    header, field, factor = column
    expected = {cell: Said(count * factor) for cell, count in UNITS.items()}
    expected |= {cell: Said(count * factor, ABOUT) for cell, count in ESTIMATES.items()}
    found = live_cells(sqlite_database, tmp_path, (header, field), list(expected))
    assert found == expected


def test_rows_2_and_3_wide_digits_signs_and_grouping_are_read_and_swapped_signs_refused(
    sqlite_database: Database, tmp_path: Path
) -> None:
    expected: dict[str, Any] = {**AFTER_SIGNS, **WIDE}
    found = live_cells(sqlite_database, tmp_path, ("成交金额", "gmv"), list(expected))
    for cell, wanted in expected.items():
        said = found[cell]
        if isinstance(wanted, str):
            assert said.stored is None, cell
            assert wanted in said.sentence, cell
        else:
            assert said == Said(round(wanted * 100)), cell


@pytest.mark.parametrize("name", ["直播.xlsx", "直播.csv"])
def test_row_4_what_means_nothing_is_missing_and_nought_stays_nought(
    sqlite_database: Database, tmp_path: Path, name: str
) -> None:
    cells = (*NOTHING, *ZERO)
    take_in(sqlite_database, write(tmp_path / "名册.xlsx", ROSTER, ACCOUNTS), "streamers")
    rows = [
        (f"2026-09-{at + 1:02} 20:00", "快手", "wheat01", f"n{at}", cell) for at, cell in enumerate(cells)
    ]
    file = write(tmp_path / name, ("开播时间", "平台", "账号", "场次ID", "成交金额"), rows)
    assert take_in(sqlite_database, file, "lives").checked.problems == []
    found: dict[str, Any] = dict(asked(sqlite_database, "SELECT live_no, gmv FROM live_session"))
    wanted: dict[Any, Any] = {**dict.fromkeys(NOTHING), **dict.fromkeys(ZERO, 0)}
    assert {cell: found[f"n{at}"] for at, cell in enumerate(cells)} == wanted


def test_row_23_a_negative_amount_is_remarked_on_and_a_negative_count_refused(
    sqlite_database: Database, tmp_path: Path
) -> None:
    found = live_cells(sqlite_database, tmp_path, ("成交金额", "gmv"), ["-5", "(1,200)", "-1.2万"])
    assert {cell: said.stored for cell, said in found.items()} == {
        "-5": -500,
        "(1,200)": -120_000,
        "-1.2万": -1_200_000,
    }
    assert all("退款请填在退款金额里" in said.sentence for said in found.values())


def test_row_23_a_negative_count_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    found = live_cells(sqlite_database, tmp_path, ("成交订单数", "orders"), ["-5", "5"])
    assert found == {"-5": Said(None, "不能为负数"), "5": Said(5)}


DAYS: dict[Any, str] = {
    "2026/9/1": "2026-09-01",
    "2026.9.1": "2026-09-01",
    "2026年9月1日": "2026-09-01",
    "20260901": "2026-09-01",
    20260901: "2026-09-01",
    "20260901.0": "2026-09-01",
    "２０２６／９／１": "2026-09-01",
    "2026、9、1": "2026-09-01",
    "2026\\9\\1": "2026-09-01",
    "2026 9 1": "2026-09-01",
    "2026年9月1号 (周二)": "2026-09-01",
    "二〇二六年九月一日": "2026-09-01",
    "2026年十二月二十三日": "2026-12-23",
    "1-Sep-26": "2026-09-01",
    "Sep 1, 2026": "2026-09-01",
    "2026-09-01_20-30-00~2026-09-02_01-10-00": "2026-09-01",
    44562: "2022-01-01",
    "44562": "2022-01-01",
    43942.9654398148: "2020-04-21",
    "43942.9654398148": "2020-04-21",
    20000: "1954-10-03",
}
NO_DAYS: dict[Any, str] = {
    19_999: "不是日期",
    80_001: "不是日期",
    "2026/2/30": "没有这一天",
    "2026年9月": "缺少日",
    "去年": "看不懂",
    "1/9/2026": "分不清月和日",
    "5-9-2026": "分不清月和日",
    "1/9/26": "分不清月和日",
    "9月初": "看不懂",
}


def test_rows_6_and_7_days_in_every_spelling_and_serial_numbers(
    sqlite_database: Database, tmp_path: Path
) -> None:
    found = roster_cells(sqlite_database, tmp_path, ("入驻日期", "joined_on"), [*DAYS, *NO_DAYS])
    assert {cell: found[cell] for cell in DAYS} == {cell: Said(day) for cell, day in DAYS.items()}
    for cell, wanted in NO_DAYS.items():
        assert found[cell].stored is None, cell
        assert wanted in found[cell].sentence, cell


YEARS = {
    ("2026年9月名册.xlsx", "9月", None): "没有写年份，按 2026 年记",
    ("名册.xlsx", "2026年9月", None): "没有写年份，按 2026 年记",
    ("名册.xlsx", "9月", "2026-08-01"): "没有写年份，按 2026 年记",
    ("名册.xlsx", "9月", None): "缺少年份",
}
"""Name of the file and of the sheet, another day of the column → what is said of 9月1日."""


@pytest.mark.parametrize("place", YEARS, ids=str)
def test_row_7_a_missing_year_is_that_of_file_sheet_or_column_and_told(
    sqlite_database: Database, tmp_path: Path, place: tuple[str, str, str | None]
) -> None:
    name, title, other = place
    rows = [("麦冬", "13800138000", "9月1日"), ("麦香", "13800138001", other)]
    file = write(tmp_path / name, ("姓名", "手机号", "入驻日期"), rows, title=title)
    taken = take_in(sqlite_database, file, "streamers")
    assert YEARS[place] in sentence(taken, FIRST)
    stored = asked(sqlite_database, "SELECT joined_on FROM streamer WHERE name = '麦冬'")
    assert stored == ([] if YEARS[place] == "缺少年份" else [("2026-09-01",)])


MOMENTS: dict[Any, tuple[str, str | None]] = {
    43942.9654398148: ("2020-04-21 23:10:14", None),
    "2026-09-01_20-30-00~2026-09-02_01-10-00": ("2026-09-01 20:30:00", "2026-09-02 01:10:00"),
    "2026-09-03 20-30-00~23-10-00": ("2026-09-03 20:30:00", "2026-09-03 23:10:00"),
    "2026/9/5 25:10": ("2026-09-06 01:10:00", None),
    "2026年9月7日 晚8点半": ("2026-09-07 20:30:00", None),
    "2026-09-08T12:30:00Z": ("2026-09-08 20:30:00", None),
    "2026-09-09T20:30:00+08:00": ("2026-09-09 20:30:00", None),
}


def test_rows_6_to_8_moments_spans_and_hours_beyond_midnight(
    sqlite_database: Database, tmp_path: Path
) -> None:
    take_in(sqlite_database, write(tmp_path / "名册.xlsx", ROSTER, ACCOUNTS), "streamers")
    header = ("开播时间", "平台", "账号", "场次ID")
    rows = [(cell, "快手", "wheat01", f"n{at}") for at, cell in enumerate(MOMENTS)]
    taken = take_in(sqlite_database, write(tmp_path / "直播.xlsx", header, rows), "lives")
    sql = "SELECT live_no, SUBSTR(start_at, 1, 19), SUBSTR(end_at, 1, 19) FROM live_session"
    found = {number: (start, end) for number, start, end in asked(sqlite_database, sql)}
    assert {cell: found.get(f"n{at}") for at, cell in enumerate(MOMENTS)} == MOMENTS
    said = {cell: sentence(taken, at + FIRST) for at, cell in enumerate(MOMENTS)}
    assert {cell: words for cell, words in said.items() if words} == {
        "2026-09-08T12:30:00Z": "写的是世界时（Z），已换算成北京时间"
    }


DURATIONS = {
    "3小时24分": 204,
    "3:24": 204,
    "3:24:00": 204,
    "半小时": 30,
    "一个半小时": 90,
    "2h": 120,
    "204分钟": 204,
}


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("直播时长(小时)", {3.4: 204, 24: 1440}),
        ("直播时长(分钟)", {204: 204, 24: 24}),
        ("时长", {204: 204, 3.4: 204}),
    ],
)
def test_row_8_a_duration_is_in_the_unit_of_its_header_and_no_longer_than_a_day(
    sqlite_database: Database, tmp_path: Path, header: str, plain: dict[float, int]
) -> None:
    cells: dict[Any, int] = {**DURATIONS, **plain}
    found = live_cells(
        sqlite_database, tmp_path, (header, "minutes"), [*cells, "25小时", "24:01:00", "约3小时"]
    )
    assert {cell: found[cell].stored for cell in cells} == cells
    assert all("24 小时" in found[cell].sentence for cell in ("25小时", "24:01:00"))
    assert found["约3小时"] == Said(180, ABOUT)


@pytest.mark.parametrize(
    ("header", "rates"),
    [
        ("分成比例", {"30%": "30%", 0.3: "30%", 0.455: "45.5%", 1: "100%"}),
        ("分成比例", {"30%": "30%", 30: "30%", 12.5: "12.5%", 1: "1%", 0.5: "0.5%"}),
        ("分成比例(%)", {0.5: "0.5%", 0.8: "0.8%"}),
    ],
)
def test_row_5_a_column_of_shares_is_in_parts_or_in_percent_as_most_of_its_cells_are(
    sqlite_database: Database, tmp_path: Path, header: str, rates: dict[Any, str]
) -> None:
    take_in(sqlite_database, write(tmp_path / "名册.xlsx", ROSTER, ACCOUNTS), "streamers")
    columns = ("主播姓名", "合同类型", "开始日期", "结束日期", header)
    rows = [
        ("田小麦", "培训协议", f"20{at}-01-01", f"20{at}-02-01", cell) for at, cell in enumerate(rates, 10)
    ]
    taken = take_in(sqlite_database, write(tmp_path / "合同.xlsx", columns, rows), "contracts")
    assert taken.outcome.rejected == 0
    stored = [split for (split,) in asked(sqlite_database, "SELECT split FROM contract ORDER BY start_on")]
    assert stored == list(rates.values())


@pytest.mark.parametrize("cell", ["150%", "1200%", "三七分", "5:5"])
def test_row_5_a_share_of_more_than_all_or_in_other_words_is_refused(
    sqlite_database: Database, tmp_path: Path, cell: str
) -> None:
    take_in(sqlite_database, write(tmp_path / "名册.xlsx", ROSTER, ACCOUNTS), "streamers")
    columns = ("主播姓名", "合同类型", "开始日期", "结束日期", "分成比例")
    rows = [("田小麦", "培训协议", "2026-01-01", "2026-02-01", cell)]
    taken = take_in(sqlite_database, write(tmp_path / "合同.xlsx", columns, rows), "contracts")
    assert taken.outcome.rejected == 1
    assert "分成" in sentence(taken, FIRST)
