"""Lives as people lay them out in workbooks and text files, and what is stored of each layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

HEADER = ("开播时间", "平台", "账号", "成交金额", "订单数")
ONE = ("2026-09-01 20:00", "快手", "wheat01", 100, 3)
TWO = ("2026-09-02 20:00", "快手", "wheat01", 250.5, 4)
STORED = [("2026-09-01 20:00", 10_000, 3), ("2026-09-02 20:00", 25_050, 4)]
TEN_THOUSANDS = [(at, gmv * 10_000, orders) for at, gmv, orders in STORED]


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


def as_text(encoding: str, sign: str = ",", end: str = "") -> bytes:
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
    Layout("16 a row of instructions", [HEADER, ("必填，格式如2026-09-01", "下拉选择", "必填"), ONE, TWO]),
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
    Layout("20 GBK", file="直播.csv", text=as_text("gb18030")),
    Layout("20 UTF-8 with a mark, tabs", file="直播.txt", text=as_text("utf-8-sig", "\t")),
    Layout("20 UTF-16", file="直播.csv", text=as_text("utf-16", "\t")),
    Layout("20 semicolons, trailing ones too", file="直播.csv", text=as_text("gb18030", ";", ";;")),
    Layout(
        "22 the unit stands in the title",
        [["9月直播数据", None, None, None, "单位：万元"], HEADER, ONE, TWO],
        TEN_THOUSANDS,
        said=("“万元”",),
    ),
    Layout(
        "22 the unit stands in the header of one column",
        [("开播时间", "平台", "账号", "成交金额（万元）", "订单数"), ONE, TWO],
        TEN_THOUSANDS,
    ),
    *(
        Layout(
            f"22 the title says {unit}",
            [[f"单位：{unit}"], HEADER, ONE, TWO],
            [(at, gmv * factor, orders) for at, gmv, orders in STORED],
            said=(f"“{unit}”",),
        )
        for unit, factor in {"百元": 100, "千元": 1_000, "十万元": 10**5, "千万元": 10**7}.items()
    ),
    Layout(
        "22 headers say 百元 and 千单",
        [("开播时间", "平台", "账号", "成交金额（百元）", "订单数(千单)"), ONE, TWO],
        [(at, gmv * 100, orders * 1_000) for at, gmv, orders in STORED],
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
