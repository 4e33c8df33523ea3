"""The sample workbooks read a second time, without the program: plain rows, exact numbers, nothing clever.

Money is in 分, durations in minutes. Whatever these readers do not expect is an error, never a blank.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

FOLDER = Path(__file__).parents[2] / "resources" / "samples"
NOBODY = "ks_not_in_roster"
"""The account that stands in no roster."""
_BLANK = {None, "", "-", "--", "无"}
_HEADER_LEAST = 6
"""Cells of a header at least; titles and the groups above a header have fewer."""

_MEASURES = (
    "views", "viewers", "fans", "orders", "buyers", "units", "goods", "gmv", "refund",
)  # fmt: skip
_LIVE_COLUMNS = {
    "抖音": (
        "直播开始时间", "主播抖音号", "直播时长(分钟)",
        "直播间观看次数", "直播间观看人数", "新增粉丝数", "成交订单数", "成交人数", "成交件数",
        "带货商品数", "成交金额", "退款金额",
    ),
    "快手": (
        "开播时间", "快手号", "直播时长",
        "观看人次", "观看人数", "涨粉", "支付订单数", "支付人数", "件数",
        "上架商品数", "支付GMV", "直播间退款金额",
    ),
    "视频号": (
        "开播时间", "视频号ID", "时长(小时)",
        "观看次数", "观看人数", "新增粉丝", "成交订单数", "成交人数", "成交件数",
        "没有这一列", "成交金额", "退款金额",
    ),
}  # fmt: skip
"""Start, account, duration, then the measures."""
_IN_WAN = "视频号"
"""The platform whose money is in 万元, not 元."""
_ROSTER_COLUMNS = {
    "id_no": "身份证号 证件号码 身份证 身份证号码",
    "state": "主播状态 当前状态 状态 在播状态",
    "joined": "入驻日期 入职日期 加入日期 入驻时间",
    "signed": "签约日期 签约时间",
    "end": "合同到期 合同到期日 到期日期 合同截止",
    "left": "离退日期 离职日期",
    "first_live": "首播日期",
    "verified": "实名核验 实名状态 核验状态",
    "consent": "监护人同意日期",
}


@dataclass(frozen=True)
class Live:
    """One broadcast; None where the sheet says nothing."""

    month: int
    account: str
    minutes: int
    views: int | None
    viewers: int | None
    fans: int | None
    orders: int | None
    buyers: int | None
    units: int | None
    goods: int | None
    gmv: int | None
    refund: int | None


@dataclass
class Member:
    """One person of the rosters."""

    birth: date
    state: str
    joined: date | None
    signed: date
    end: date
    left: date | None
    first_live: date | None
    verified: bool
    consent: date | None
    accounts: set[str] = field(default_factory=set)


def lives() -> list[Live]:
    """Return every broadcast of an account that a roster knows."""
    found = []
    for path in sorted(FOLDER.glob("直播_*")):
        platform = path.stem.split("_")[1]
        money = 1_000_000 if platform == _IN_WAN else 100
        start, account, minutes, *headers = _LIVE_COLUMNS[platform]
        for row in _rows(path):
            if row.get(account) in _BLANK or row[account] == NOBODY:
                continue
            year, month = re.findall(r"\d+", str(row[start]))[:2]
            measures = {
                name: _whole(row.get(header), money if name in ("gmv", "refund") else 1)
                for name, header in zip(_MEASURES, headers, strict=True)
            }
            found.append(Live(int(year + month), str(row[account]), _minutes(row[minutes]), **measures))
    return found


def members() -> dict[str, Member]:
    """Return everybody of the five rosters by ID number; 示例丙, 丁 and 戊 are there to be refused."""
    found: dict[str, Member] = {}
    for path in sorted(FOLDER.glob("名册*")):
        for row in _rows(path):
            said = {
                name: next((row[header] for header in headers.split() if header in row), None)
                for name, headers in _ROSTER_COLUMNS.items()
            }
            number = str(said["id_no"]).strip()
            if not re.fullmatch(r"\d{17}[\dX]", number) or any("示例" in str(cell) for cell in row.values()):
                continue
            days = {
                name: _day(said[name])
                for name in ("joined", "signed", "end", "left", "first_live", "consent")
            }
            known = found.setdefault(
                number,
                Member(
                    birth=_day(number[6:14]),  # type: ignore[arg-type]
                    state=str(said["state"]),
                    verified=said["verified"] == "已核验",
                    **days,  # type: ignore[arg-type]
                ),
            )
            known.accounts |= {
                str(cell) for cell in row.values() if re.match("(ks|dy|sph)_", str(cell or ""))
            }
    return found


def followers() -> list[tuple[str, date, int]]:
    """Return (account, day, followers) of every month end that was noted."""
    (path,) = FOLDER.glob("粉丝*")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["平台账号"], date.fromisoformat(row["统计日期"]), int(row["粉丝数"]))
            for row in csv.DictReader(file)
        ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of all sheets below their header."""
    for sheet in _sheets(path):
        header: list[str] = []
        for row in sheet:
            if header:
                yield dict(zip(header, row, strict=False))
            elif sum(cell is not None for cell in row) >= _HEADER_LEAST:
                header = [str(cell) for cell in row]


def _sheets(path: Path) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of each sheet; a text file is one sheet."""
    if path.suffix == ".xlsx":
        book = load_workbook(path, read_only=True)
        yield from (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
        book.close()
        return
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    lines = text.splitlines()
    yield [tuple(row) for row in csv.reader(lines, delimiter="\t" if "\t" in lines[0] else ",")]


def _whole(cell: object, times: int) -> int | None:
    """Read 12, 3.4, ¥1,234.50, 12.5万 and 99.90元, so many times, a half rounded up."""
    if cell in _BLANK:
        return None
    found = re.fullmatch(r"¥?(\d[\d,]*(?:\.\d+)?)(万)?元?", str(cell))
    assert found, cell
    value = Fraction(found[1].replace(",", "")) * (10_000 if found[2] else 1)
    return int(value * times + Fraction(1, 2))


def _minutes(cell: object) -> int:
    """Read 95 (minutes), 3小时24分, and 3.4 (hours, which have a point or are few)."""
    found = re.fullmatch(r"(\d+)小时(\d+)分", str(cell))
    if found:
        return int(found[1]) * 60 + int(found[2])
    value = Fraction(str(cell))
    return int(value * (60 if value < 10 else 1) + Fraction(1, 2))


def _day(cell: object) -> date | None:
    """Read 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日 and 20260901."""
    if cell in _BLANK:
        return None
    parts = re.findall(r"\d+", str(cell))
    if len(parts) == 1:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    return date(*map(int, parts[:3]))
