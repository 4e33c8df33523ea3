"""The header is found where people put it, and says which column is which."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.intake.roster import STREAMERS
from desktop.excel.headers import Found, map_sheet
from tests.desktop.excel.books import LIVES, read

HEADER = ["开播时间", "账号", "成交金额"]
LINE = ["2026-09-01 20:00", "ks001", 12.5]


def _found(path: Path, *rows: Sequence[Any], **options: Any) -> Found:
    """Return what is made of a sheet with these rows; fails when no header is found."""
    found = map_sheet(read(path / "a.xlsx", *rows, **options), LIVES)
    assert found is not None
    return found


def _names(found: Found) -> dict[str, str]:
    """Return header text → column name."""
    return {found.mapped.sheet.header[place]: name for place, name in found.mapped.mapping.items()}


def _numbers(found: Found) -> list[int]:
    """Return the row numbers of the data."""
    return [number for number, _ in found.mapped.sheet.rows]


@pytest.mark.parametrize("above", [0, 1, 5, 18])
def test_a_header_is_found_anywhere_in_the_first_twenty_rows(tmp_path: Path, above: int) -> None:
    found = _found(tmp_path, *([[f"第{n}行"] for n in range(above)]), HEADER, LINE)
    assert found.row == above + 1
    assert _names(found) == {"开播时间": "start_at", "账号": "account_no", "成交金额": "gmv"}
    assert _numbers(found) == [above + 2]


def test_a_header_below_the_first_twenty_rows_is_not_looked_for(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.xlsx", *([[f"第{n}行"] for n in range(25)]), HEADER, LINE)
    assert map_sheet(sheet, LIVES) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["填写说明"], ["1. 开播时间写成 2026-09-01 20:00"], ["2. 账号不要改动"]],
        [["字段", "说明"], ["开播时间", "必填"], ["账号", "必填"], ["成交金额", "元"]],
        [["账号", "成交金额"], ["ks001", 1]],
        [["草稿", "勿删"]],
    ],
)
def test_sheets_that_hold_something_else_have_no_header(tmp_path: Path, rows: list[list[Any]]) -> None:
    assert map_sheet(read(tmp_path / "a.xlsx", *rows), LIVES) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (" 成交\n金额 * ", "gmv"),
        ("支付ＧＭＶ（万元）", "gmv"),
        ("支付gmv【元】", "gmv"),
        ("联系电话(必填)", "phone"),
        ("★手机（11位）", "phone"),
        ("1.手机", "phone"),
        ("时长（小时）", "minutes"),
        ("直播时长(分钟)", "minutes"),
    ],
)
def test_headers_are_known_however_they_are_dressed(tmp_path: Path, written: str, name: str) -> None:
    found = _found(tmp_path, ["开播时间", "账号", written], LINE)
    assert found.mapped.mapping[2] == name


def test_a_two_row_header_is_put_together(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        ["2026年9月直播明细"],
        ["开播时间", "账号", "联系方式", None, "退款", None, "其他"],
        [None, None, "手机", "微信", "金额", "订单数", "操盘团队"],
        ["2026-09-01 20:00", "ks001", "13800138000", "wx", 1, 2, "一队"],
        merged=("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
    )
    assert _names(found) == {
        "开播时间": "start_at",
        "账号": "account_no",
        "手机": "phone",
        "退款金额": "refund",
        "退款订单数": "refund_orders",
        "操盘团队": "team_id",
    }
    assert found.mapped.sheet.header[3] == "联系方式-微信"
    assert (found.row, _numbers(found)) == (3, [4])


def test_a_group_reaches_to_the_right_though_nobody_merged_its_cells(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        ["开播时间", "账号", "退款", None, None, "团队"],
        [None, None, "金额", "订单数", "成交金额", None],
        ["2026-09-01 20:00", "ks001", 1, 2, 3, "一队"],
    )
    columns = ("start_at", "account_no", "refund", "refund_orders", "gmv", "team_id")
    assert tuple(_names(found).values()) == columns
    assert (found.row, _numbers(found)) == (2, [3])


def test_a_line_of_groups_above_a_whole_header_changes_nothing(tmp_path: Path) -> None:
    found = _found(tmp_path, ["基本", None, "成交"], [*HEADER, "备忘"], [*LINE, "x"], merged=("A1:B1",))
    assert found.mapped.sheet.header == (*HEADER, "备忘")


def test_explanations_sums_and_signatures_are_no_data(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        HEADER,
        ["必填，格式如2026-09-01", "文本格式", "示例：12.5万"],
        LINE,
        ["小计", None, 12.5],
        ["2026-09-02 20:00", "ks002", 3],
        HEADER,
        ["2026-09-03 20:00", "ks003", 3],
        [None, "合计：", 15.5],
        ["快手合计", None, 15.5],
        ["制表：张某", None, "审核："],
        ["注：未含退款"],
    )
    assert _numbers(found) == [3, 5, 7]


def test_a_remark_or_a_name_that_sounds_like_an_explanation_stays_data(tmp_path: Path) -> None:
    header = [*HEADER, "备注"]
    rows = [
        ["2026-09-01 20:00", "示例戊", 1, "说明见群"],
        ["2026-09-02 20:00", "注意力传媒", 1, "合计两人出镜"],
    ]
    assert _numbers(_found(tmp_path, header, *rows)) == [2, 3]


@pytest.mark.parametrize(
    ("line", "factor"),
    [
        ("单位：万元", 10_000),
        ("（单位:元）", 1),
        ("金额单位：千元", 1_000),
        ("单位:亿元", 100_000_000),
        ("单位：人", 1),
        ("单位：人、场、万元", 10_000),
        ("填报单位：某某百万元宝公司", 1),
    ],
)
def test_the_unit_above_the_header_holds_for_the_whole_sheet(tmp_path: Path, line: str, factor: int) -> None:
    found = _found(tmp_path, ["9月明细", None, line], HEADER, LINE)
    assert found.mapped.factor == factor
    assert bool([note for note in found.notes if "单位" in note]) is (factor != 1)


@pytest.mark.parametrize(
    ("title", "sheet", "file", "year"),
    [
        ("2026年9月明细", "9月", "", 2026),
        ("明细", "2025年9月", "2024年", 2025),
        ("明细", "9月", "直播_2024-09", 2024),
        ("明细", "9月", "2024年9月至2025年8月", None),
        ("明细", "9月", "电话13820260912", None),
    ],
)
def test_the_year_comes_from_title_sheet_or_file(
    tmp_path: Path, title: str, sheet: str, file: str, year: int | None
) -> None:
    raw = read(tmp_path / "a.xlsx", [title], HEADER, LINE, title=sheet)
    found = map_sheet(raw, LIVES, file_name=file)
    assert found is not None
    assert found.mapped.year == year


def test_the_day_the_figures_were_read_comes_from_the_title(tmp_path: Path) -> None:
    assert _found(tmp_path, ["粉丝数（截至2026年9月30日）"], HEADER, LINE).mapped.as_of == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("title", "file", "day"),
    [
        ("沂河基地2026年9月主播花名册", "名册", date(2026, 9, 30)),
        ("主播花名册", "名册_2024-02", date(2024, 2, 29)),
        ("主播花名册（2026年9月5日）", "名册", None),
        ("2026年8月至2026年9月", "名册", None),
        ("2099年1月名册", "名册", date(2099, 1, 31)),
        ("主播花名册", "名册20260905", None),
    ],
)
def test_followers_belong_to_the_month_a_roster_is_named_after(
    tmp_path: Path, title: str, file: str, day: date | None
) -> None:
    raw = read(tmp_path / "a.xlsx", [title], ["姓名", "快手号", "粉丝数"], ["王小禾", "ks1", 5])
    found = map_sheet(raw, STREAMERS, file_name=file)
    assert found is not None
    assert (found.mapped.as_of, found.mapped.month_end) == (None, day)
    is_over = day is not None and day <= date.today()
    assert any("月末" in note for note in found.notes) == is_over


def test_other_words_of_rosters_are_understood_or_asked(tmp_path: Path) -> None:
    header = ["姓名", "快手号", "合同起始", "所属团队", "所属机构", "擅长品类", "所属公司"]
    found = map_sheet(read(tmp_path / "a.xlsx", header, ["王小禾", "ks1"]), STREAMERS)
    assert found is not None
    named = {name: text for text, name in _names(found).items()}
    assert named["contract_start"] == "合同起始"
    assert (named["team_id"], named["mcn_id"]) == ("所属团队", "所属机构")
    assert named["category_id"] == "擅长品类"
    assert list(found.asked) == [header.index("所属公司")]


def test_an_ambiguous_header_is_asked_and_not_read(tmp_path: Path) -> None:
    found = _found(tmp_path, ["开播时间", "账号", "销售额", "整体GMV（含券）"], [*LINE, 1])
    assert found.asked == {2: ("gmv", "refund"), 3: ("gmv",)}
    assert 2 not in found.mapped.mapping
    assert any("销售额" in note and "请确认" in note for note in found.notes)


def test_what_the_user_said_of_a_header_holds_again(tmp_path: Path) -> None:
    raw = read(tmp_path / "a.xlsx", ["开播时间", "账号", "销售额"], LINE)
    asked: list[tuple[str, ...]] = []

    def memory(header: tuple[str, ...]) -> dict[str, str]:
        asked.append(header)
        return {"销售额": "gmv", "账号": ""}

    found = map_sheet(raw, LIVES, memory)
    assert found is not None
    assert dict(found.mapped.mapping) == {0: "start_at", 1: "", 2: "gmv"}
    assert not found.asked
    assert asked == [("开播时间", "账号", "销售额")]


def test_two_columns_of_one_meaning_are_told(tmp_path: Path) -> None:
    found = _found(tmp_path, [*HEADER, "支付GMV"], [*LINE, 3])
    assert any("支付GMV" in note for note in found.notes)


def test_text_merged_downwards_holds_for_each_line_and_a_figure_only_once(tmp_path: Path) -> None:
    found = _found(
        tmp_path,
        ["开播时间", "操盘团队", "账号", "成交金额"],
        ["2026-09-01", "一队", "ks001", 100],
        ["2026-09-02", None, "ks002", None],
        ["2026-09-03", "二队", "ks003", 7],
        merged=("B2:B3", "D2:D3"),
    )
    rows = found.mapped.sheet.rows
    assert [cells[1] for _, cells in rows] == ["一队", "一队", "二队"]
    assert [cells[3] for _, cells in rows] == [100, "", 7]
    assert rows[1] == list(rows)[1]
    assert list(rows[1:]) == list(rows)[1:]


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    raw = read(tmp_path / "a.xlsx", HEADER, LINE)
    raw.hidden, raw.hidden_rows = True, 2
    found = map_sheet(raw, LIVES)
    assert found is not None
    assert len([note for note in found.notes if "隐藏" in note]) == 2
