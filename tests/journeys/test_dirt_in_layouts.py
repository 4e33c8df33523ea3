"""Workbooks as people lay them out, one kind of disorder each, taken in through the import."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from db.engine import Database
from db.errors import FileTrouble
from desktop.excel.importing import Taken, load
from tests.journeys.dirty_sheets import asked, take_in

ROSTER = (("姓名", "手机号", "平台", "平台账号"), ("田小麦", "13800138000", "快手", "wheat01"))
HEADER = ("开播时间", "平台", "账号", "成交金额", "订单数")
ONE = ("2026-09-01 20:00", "快手", "wheat01", 100, 3)
TWO = ("2026-09-02 20:00", "快手", "wheat01", 250.5, 4)
STORED = [("2026-09-01 20:00", 10_000, 3), ("2026-09-02 20:00", 25_050, 4)]
TEN_THOUSANDS = [(at, gmv * 10_000, orders) for at, gmv, orders in STORED]


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def base(database: Database, tmp_path: Path) -> Database:
    """Return a base with one streamer and one account."""
    take_in(database, _sheet(tmp_path / "名册.xlsx", *ROSTER), "streamers")
    return database


def _sheet(
    path: Path, *rows: Sequence[Any], merged: Sequence[str] = (), change: Callable[[Any], None] | None = None
) -> Path:
    """Write a workbook of one sheet; ``change`` does something more to it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in merged:
        book.active.merge_cells(place)
    if change:
        change(book.active)
    book.save(path)
    return path


def _lives(database: Database) -> list[tuple[str, Any, Any]]:
    """Return start, GMV in 分 and orders of what is stored."""
    rows = asked(database, "SELECT start_at, gmv, orders FROM live_session ORDER BY start_at")
    return [(str(start)[:16], gmv, orders) for start, gmv, orders in rows]


@dataclass(frozen=True)
class Layout:
    """One layout: rows of a sheet (or what writes the file), what is stored, what is said of it."""

    name: str
    rows: Sequence[Sequence[Any]] = ()
    stored: Sequence[tuple[str, Any, Any]] = tuple(STORED)
    said: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    change: Callable[[Any], None] | None = None
    file: str = "直播2026年.xlsx"
    text: bytes | None = None


def _hide(sheet: Any) -> None:
    """Hide a row, a column and the sheet itself behind another one."""
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.parent.create_sheet("封面").append(["九月"])
    sheet.parent.active = 1
    sheet.sheet_state = "hidden"


def _months(sheet: Any) -> None:
    """Make the sheet that of August and add September, days written alone."""
    sheet.title = "8月"
    more = sheet.parent.create_sheet("9月")
    for row in (HEADER, ("1日 20:00", *ONE[1:]), ("2日 20:00", *TWO[1:])):
        more.append(row)


def _text(encoding: str, sign: str = ",", end: str = "") -> bytes:
    """Return the two lines as text."""
    rows: list[list[Any]] = [[*HEADER, "备注"], [*ONE, '"一行\n两行"'], [*TWO, "无"]]
    return "\n".join(sign.join(str(cell) for cell in row) + end for row in rows).encode(encoding)


LAYOUTS = (
    Layout(
        "15 merged title and a header of two rows",
        [
            ["2026年9月田家基地直播明细", *[None] * 4],
            ["开播时间", "账号信息", None, "成交", None],
            [None, "平台", "账号", "金额", "订单数"],
            ONE,
            TWO,
        ],
        merged=("A1:E1", "A2:A3", "B2:C2", "D2:E2"),
    ),
    Layout(
        "15 merged cells hold for every row they cover",
        [HEADER, ONE, (TWO[0], None, None, *TWO[3:])],
        merged=("B2:B3", "C2:C3"),
    ),
    Layout("16 a row that tells how to fill in", [HEADER, ("必填，格式如2026-09-01", "下拉选择", "必填"), ONE, TWO]),
    Layout(
        "17 sums, signatures and the header once more are no data",
        [
            HEADER, ONE, ("小计", None, None, 100, 3), HEADER, TWO, ("合计", None, None, 350.5, 7),
            ("制表：田某", None, "审核："), ("注：金额未扣退款",),
        ],
    ),
    Layout(
        "17 a sum that is not that of the rows is told with both figures",
        [HEADER, ONE, TWO, ("合计", None, None, 400, 7)],
        said=("“合计”写的是 400，各行相加是 350.5，相差 49.5",),
    ),
    Layout("18 what is hidden is read and told", [HEADER, ONE, TWO], change=_hide,
           said=("是隐藏的", "1个隐藏行", "隐藏列（D列）", "“封面”没有找到")),
    Layout(
        "18 a sheet for each month",
        [HEADER, ("31日 20:00", *ONE[1:])],
        [("2026-08-31 20:00", 10_000, 3), *STORED],
        change=_months,
    ),
    Layout(
        "19 formulas that were never calculated",
        [HEADER, (*ONE[:3], "=50*2", 3), TWO],
        [("2026-09-01 20:00", None, 3), STORED[1]],
        said=("有公式还没有计算结果",),
    ),
    Layout("20 GBK", file="直播.csv", text=_text("gb18030")),
    Layout("20 UTF-8 with a mark, tabs", file="直播.txt", text=_text("utf-8-sig", "\t")),
    Layout("20 UTF-16", file="直播.csv", text=_text("utf-16", "\t")),
    Layout("20 semicolons, trailing ones too", file="直播.csv", text=_text("gb18030", ";", ";;")),
    Layout(
        "22 the unit stands in the title",
        [["9月直播数据", None, None, None, "单位：万元"], HEADER, ONE, TWO],
        TEN_THOUSANDS,
        said=("“×10,000元”",),
    ),
    Layout(
        "22 the unit stands in the header of one column",
        [("开播时间", "平台", "账号", "成交金额（万元）", "订单数"), ONE, TWO],
        TEN_THOUSANDS,
    ),
    Layout(
        "24 growth beside figures is no figure",
        [(*HEADER, "GMV环比"), (*ONE, "↑12.5%"), (*TWO, "+12.5")],
    ),
    Layout(
        "27 days as numbers, texts and days in one column",
        [
            HEADER, (46266 + 20 / 24, *ONE[1:]), (datetime(2026, 9, 2, 20), *TWO[1:]),
            ("2026.9.3 20:00", *TWO[1:]),
        ],
        [*STORED, ("2026-09-03 20:00", 25_050, 4)],
    ),
    Layout(
        "29 a line twice in one file is one broadcast",
        [HEADER, ONE, TWO, ONE],
    ),
    Layout(
        "a cross table: figures in rows, days in columns",
        [
            ["账号：wheat01", "平台：快手"],
            ["板块", "指标", "月TTL", "9月1日", "9月2日", "9月3日"],
            ["成交", "整体成交金额", 350.5, 100, "250.5", "#DIV/0!"],
            [None, "成交金额", 350.5, 100, "250.5", "#DIV/0!"],
            [None, "订单数", 7, 3, 4, "-"],
        ],
        [("2026-09-01 00:00", 10_000, 3), ("2026-09-02 00:00", 25_050, 4)],
        said=("“月TTL”是汇总列", "每天一列"),
    ),
    Layout(
        "a cross table: accounts in rows, days in columns, the figure in the title",
        [
            ["9月每日成交金额（单位：万元）"],
            ["平台", "账号", "9月1日", "9月2日", "9月3日", "合计"],
            ["快手", "wheat01", 0.01, "250.5元", None, 0.03505],
        ],
        [("2026-09-01 00:00", 10_000, None), ("2026-09-02 00:00", 25_050, None)],
    ),
    Layout(
        "columns repeated under merged groups",
        [
            ["账号", "9月1日", None, "9月2日", None],
            [None, "成交金额", "订单数", "成交金额", "订单数"],
            ["wheat01", 100, 3, 250.5, 4],
        ],
        [("2026-09-01 00:00", 10_000, 3), ("2026-09-02 00:00", 25_050, 4)],
        merged=("A1:A2", "B1:C1", "D1:E1"),
    ),
    Layout(
        "platform and account stand above the header",
        [
            ["平台：快手", "账号：wheat01"], ("开播时间", "成交金额", "订单数"),
            (ONE[0], *ONE[3:]), (TWO[0], *TWO[3:]),
        ],
        said=("每一行都按“平台：快手、平台账号：wheat01”读取",),
    ),
    Layout(
        "a list read from pictures",
        file="识别.csv",
        text=(
            "文件名,开播时间,平台,账号,直播时长(秒),PV(曝光),累计观看人数,ACU(平均在线),成交金额,订单数\n"
            "a.png,2026-09-01 20:00,快手,wheat01,7200,<NULL>,1.2万,<NULL>,100,3\n"
            "b.png,2026-09-02 20:00,快手,wheat01,<NULL>,12.5w,<NULL>,35,250.5,4\n"
        ).encode(),
    ),
)  # fmt: skip


def _said(taken: Taken) -> str:
    """Return all that is told of a file."""
    return "\n".join([*taken.loaded.notes, *(one.reason for one in taken.checked.problems)])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_lives_are_read_however_they_are_laid_out(base: Database, tmp_path: Path, layout: Layout) -> None:
    file = tmp_path / layout.file
    if layout.text is not None:
        file.write_bytes(layout.text)
    else:
        _sheet(file, *layout.rows, merged=layout.merged, change=layout.change)
    taken = take_in(base, file, "lives")
    assert _lives(base) == list(layout.stored)
    assert [word for word in layout.said if word not in _said(taken)] == []
    assert taken.outcome.rejected == 0


def test_growth_is_kept_as_it_was_written(base: Database, tmp_path: Path) -> None:
    layout = next(one for one in LAYOUTS if one.name.startswith("24"))
    take_in(base, _sheet(tmp_path / "直播.xlsx", *layout.rows), "lives")
    kept = asked(base, "SELECT extra FROM live_session ORDER BY start_at")
    told = [extra if isinstance(extra, dict) else json.loads(extra) for (extra,) in kept]
    assert told == [{"GMV环比": "↑12.5%"}, {"GMV环比": "+12.5"}]


def test_a_file_sent_again_with_other_figures_changes_the_same_broadcasts(
    base: Database, tmp_path: Path
) -> None:
    first = take_in(base, _sheet(tmp_path / "一.xlsx", HEADER, ONE, TWO), "lives")
    later = ("2026-09-01 20:04", "快手", "wheat01", 120, 3)
    again = _sheet(tmp_path / "二.xlsx", HEADER, later, TWO, ("合计", None, None, 370.5, 7))
    second = take_in(base, again, "lives")
    assert (first.outcome.added, second.outcome.added) == (2, 0)
    assert (second.outcome.updated, second.outcome.unchanged) == (1, 1)
    assert [gmv for _, gmv, _ in _lives(base)] == [12_000, 25_050]
    assert [(one.old, one.new) for one in second.outcome.changes if one.label == "支付GMV"] == [
        ("100.00", "120.00")
    ]


def test_people_with_columns_repeated_for_each_platform_have_all_their_accounts(
    database: Database, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["序号", "姓名", "手机号", "快手", None, None, "抖音", None, None],
        [None, None, None, "账号", "昵称", "粉丝数", "账号", "昵称", "粉丝数"],
        [1, "田小麦", "13800138000", "wheat01", "小麦", "1.2万", "wheat02", "麦子", 3000],
        [2, "豆苗苗", "13800138001", "bean01", "豆豆", 500, None, None, "-"],
    ]
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1")
    taken = take_in(database, _sheet(tmp_path / "名册.xlsx", *rows, merged=merged), "streamers")
    assert taken.outcome.rejected == 0
    sql = (
        "SELECT a.platform, a.account_no, a.nickname, f.followers FROM platform_account a "
        "LEFT JOIN follower_snapshot f ON f.account_id = a.id ORDER BY a.account_no"
    )
    assert asked(database, sql) == [
        ("快手", "bean01", "豆豆", 500),
        ("快手", "wheat01", "小麦", 12_000),
        ("抖音", "wheat02", "麦子", 3000),
    ]


def _cut_dimension(path: Path) -> Path:
    """Write a workbook that says it has one cell, as some versions of WPS do."""
    whole = _sheet(path.with_name("全.xlsx"), HEADER, ONE, TWO)
    with ZipFile(whole) as source, ZipFile(path, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = content.replace(b'<dimension ref="A1:E3"', b'<dimension ref="A1"')
                assert b'<dimension ref="A1"' in content
            target.writestr(part, content)
    return path


def test_a_workbook_that_lies_about_its_size_is_read_whole(base: Database, tmp_path: Path) -> None:
    take_in(base, _cut_dimension(tmp_path / "直播.xlsx"), "lives")
    assert _lives(base) == STORED


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("旧.xls", _COMPOUND + b"\0" * 600, "旧版 .xls 文件：请在 WPS/Excel 中另存"),
        (
            "密.xlsx",
            _COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
            "请在 WPS/Excel 中取消密码",
        ),
        ("假.xlsx", _text("gb18030"), "请把扩展名改为 .csv"),
        ("断.xlsx", b"PK\x03\x04" + b"\0" * 60, "请重新导出"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileTrouble, match=sentence):
        load(tmp_path / name, "lives")


def test_months_of_the_past_are_read_from_a_cross_table(database: Database, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["田家基地2025年历史数据"],
        ["指标", "1月", "2月", "2025年3月", "合计"],
        ["直播场次", 10, "12", "-", 22],
    ]
    taken = take_in(database, _sheet(tmp_path / "历史.xlsx", *rows), "baselines")
    assert taken.outcome.rejected == 0
    sql = "SELECT month, value_text FROM baseline_value ORDER BY month"
    assert asked(database, sql) == [(202501, "10"), (202502, "12")]
