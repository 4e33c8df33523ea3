"""Sums a sheet gives are held against its rows; what is hidden, or stands above the header, is told."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.intake import KINDS
from desktop.excel.headers import Found, map_sheet
from desktop.excel.reading import Reading
from desktop.excel.sheets import open_book
from desktop.excel.sums import differences
from tests.desktop.excel.books import LIVES, read

HEADER = ["开播时间", "账号", "成交金额", "退款订单数", "时长(小时)"]


def _line(day: int, gmv: Any = 10, orders: Any = 1, hours: Any = 2) -> list[Any]:
    return [f"2026-09-{day:02} 20:00", "ks001", gmv, orders, hours]


def _wrong(path: Path, *rows: Sequence[Any]) -> list[tuple[int, str, float, float]]:
    """Return what differs: row, header, their sum, ours."""
    found = map_sheet(read(path / "a.xlsx", *rows), LIVES)
    assert found is not None
    told = differences(found.mapped, LIVES, found.sums)
    return [(one.row, one.header, one.theirs, one.ours) for one in told]


def test_a_sum_that_is_right_says_nothing(tmp_path: Path) -> None:
    rows = [HEADER, _line(1, 10.5, 3), _line(2, "1.2万", "-"), ["合计", None, 12010.5, 3, 4]]
    assert _wrong(tmp_path, *rows) == []


def test_a_sum_that_is_wrong_is_told_with_both_figures(tmp_path: Path) -> None:
    rows = [HEADER, _line(1, 10.5, 3), _line(2, "1.2万", 4), ["合计", None, 13000, 8, 4]]
    assert _wrong(tmp_path, *rows) == [(4, "成交金额", 13000, 12010.5), (4, "退款订单数", 8, 7)]
    found = map_sheet(read(tmp_path / "b.xlsx", *rows), LIVES)
    assert found is not None
    first = next(differences(found.mapped, LIVES, found.sums))
    assert first.sentence.startswith("表中“合计”写的是 13,000，各行相加是 12,010.5，相差 989.5")


def test_sums_of_parts_and_of_all_are_told_apart(tmp_path: Path) -> None:
    rows = [
        HEADER,
        _line(1, 10),
        _line(2, 20),
        ["快手小计", None, 30],
        _line(3, 5),
        ["抖音小计", None, 6],
        ["合计", None, 35],
        ["平均", None, 99],
        ["制表人：", None, 77],
    ]
    assert _wrong(tmp_path, *rows) == [(6, "成交金额", 6, 5)]


def test_a_sum_at_the_top_is_held_against_all_rows_below(tmp_path: Path) -> None:
    assert _wrong(tmp_path, HEADER, ["合计", None, 31], _line(1, 10), _line(2, 20)) == [
        (2, "成交金额", 31, 30)
    ]
    assert _wrong(tmp_path, HEADER, ["合计", None, 30], _line(1, 10), _line(2, 20)) == []


def test_a_sum_after_counted_lines_is_a_sum_and_a_remark_is_none(tmp_path: Path) -> None:
    header = ["序号", "成交金额", "账号", "开播时间", "备注"]
    one, two = [1, 10, "ks001", "2026-09-01", ""], [2, 20, "ks001", "2026-09-02", "累计两场"]
    assert _wrong(tmp_path, header, one, two, [None, 31, "合计"]) == [(4, "成交金额", 31, 30)]
    found = map_sheet(read(tmp_path / "b.xlsx", header, one, [3, 5, None, None, "备注：补"]), LIVES)
    assert found is not None
    assert len(found.mapped.sheet.rows) == 2


@pytest.mark.parametrize("words", ["合　　计", "合 计", "共计：", "汇总", "Total", "总　数", "本月合计"])
def test_sums_are_known_however_they_are_written(tmp_path: Path, words: str) -> None:
    assert _wrong(tmp_path, HEADER, _line(1, 10), _line(2, 20), [words, None, 31]) == [
        (4, "成交金额", 31, 30)
    ]


@pytest.mark.parametrize(
    "words", ["基地负责人（签字）：", "经办人：张某", "（盖章）", "填报日期：2026年9月30日"]
)
def test_a_line_to_sign_is_no_data(tmp_path: Path, words: str) -> None:
    found = map_sheet(read(tmp_path / "a.xlsx", HEADER, _line(1), [words, None, 31]), LIVES)
    assert found is not None
    assert (len(found.mapped.sheet.rows), found.sums) == (1, ())


def test_rows_above_the_header_that_may_be_data_are_told(tmp_path: Path) -> None:
    one: list[list[Any]] = [
        ["账号", "开播时间"],
        ["ks001", "2026-09-01 20:00", 5],
        ["姓名", "平台", "快手号", "手机号"],
    ]
    raw = read(tmp_path / "a.xlsx", *one, ["张一", "快手", "ks001", "13800138000"])
    found = map_sheet(raw, KINDS["streamers"])
    assert found is not None
    assert any("上面第2行像是数据" in note for note in found.notes)
    titles: list[list[Any]] = [
        ["2026年9月名册", "填报日期：2026-09-30", "共12人"],
        one[2],
        ["张一", "快手", "ks001", "1380"],
    ]
    found = map_sheet(read(tmp_path / "b.xlsx", *titles), KINDS["streamers"])
    assert found is not None
    assert not any("像是数据" in note for note in found.notes)


def test_rounding_in_a_sum_is_no_difference_and_neither_is_a_peak_or_a_mean(tmp_path: Path) -> None:
    rows = [HEADER, _line(1, 10.004, 3), _line(2, 20.003, 8), ["合计", None, 30.01, 8, 2]]
    assert _wrong(tmp_path, *rows) == []
    assert _wrong(tmp_path, HEADER, _line(1, 3), _line(2, 5), ["合计", None, 4]) == []


def test_sums_in_the_unit_of_the_sheet_are_held_against_cells_with_units_of_their_own(tmp_path: Path) -> None:
    rows = [["单位：万元"], HEADER, _line(1, 1.5), _line(2, "8000元"), ["合计", None, 2.4]]
    ((row, header, theirs, ours),) = _wrong(tmp_path, *rows)
    assert (row, header, theirs) == (5, "成交金额", 2.4)
    assert ours == pytest.approx(2.3)


def _lives(path: Path, *rows: Sequence[Any], title: str = "9月", said: Reading | None = None) -> Found:
    """Return what is made of a sheet of live results."""
    raw = read(path / "a.xlsx", *rows, title=title)
    found = map_sheet(raw, KINDS["lives"], None, "直播2026年", said or Reading())
    assert found is not None
    return found


def test_platform_and_account_above_the_header_hold_for_every_line(tmp_path: Path) -> None:
    found = _lives(
        tmp_path,
        ["直播明细", "平台：快手"],
        ["账号", "ks001"],
        ["联系电话：13800000001"],
        ["开播时间", "支付GMV"],
        ["2026-09-01 20:00", 5],
        ["2026-09-02 20:00"],
    )
    assert found.mapped.sheet.header == ("开播时间", "支付GMV", "平台", "平台账号")
    assert [found.mapped.mapping[place] for place in (2, 3)] == ["platform", "account_no"]
    assert [list(cells) for _, cells in found.mapped.sheet.rows] == [
        ["2026-09-01 20:00", 5, "快手", "ks001"],
        ["2026-09-02 20:00", "", "快手", "ks001"],
    ]
    assert "工作表“9月”每一行都按“平台：快手、平台账号：ks001”读取。" in found.notes


def test_what_the_user_gives_for_every_line_comes_before_titles_and_after_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["账号：ks001"],
        ["开播时间", "平台", "支付GMV"],
        ["2026-09-01 20:00", "抖音", 5],
    ]
    given = {"account_no": "ks002", "platform": "快手"}
    found = _lives(tmp_path, *rows, said=Reading(given=given))
    assert [list(cells) for _, cells in found.mapped.sheet.rows] == [["2026-09-01 20:00", "抖音", 5, "ks002"]]


@pytest.mark.parametrize(
    ("sheet", "day"),
    [
        ("9月", date(2026, 9, 30)),
        ("02月份", date(2026, 2, 28)),
        ("十二月", date(2026, 12, 31)),
        ("汇总", None),
    ],
)
def test_a_sheet_called_by_a_month_is_of_that_month(tmp_path: Path, sheet: str, day: date | None) -> None:
    found = _lives(tmp_path, ["日期", "账号", "支付GMV"], ["5日", "ks001", 5], title=sheet)
    assert found.mapped.month_end == day


def test_hidden_columns_and_rows_are_counted_wherever_they_stand(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for number in range(30_000):
        sheet.append(_line(number % 30 + 1, number))
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions.group("D", "E", hidden=True)
    for row in (2, 15_000, 30_001):
        sheet.row_dimensions[row].hidden = True
    sheet["C29000"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    (raw,) = open_book(tmp_path / "a.xlsx").sheets
    assert (raw.hidden_rows, raw.hidden_columns, raw.is_uncalculated) == (3, ("C", "D", "E"), True)
    found = map_sheet(raw, LIVES)
    assert found is not None
    assert "工作表“Sheet”有隐藏列（C、D、E列），也一并读取。" in found.notes
    assert "工作表“Sheet”有3个隐藏行，也一并读取。" in found.notes
