"""Workbooks as users send them, and the kinds of sheets they are read as."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from db.columns import Column, Shown
from db.imports import SheetKind
from db.models import LiveSession
from db.values import Kind
from desktop.excel.book import Book, RawSheet
from desktop.excel.importing import tables_of
from desktop.excel.loaded import Loaded
from desktop.excel.reading import Readings
from desktop.excel.recognition import MemoryOf, fits_of, kind_of_book, nothing_said
from desktop.excel.sheets import open_book
from desktop.excel.surveying import survey
from tests.db.identity_numbers import id_no

ROSTER_HEADER = [
    *("姓名", "平台", "账号", "手机号", "身份证号", "状态", "入驻日期", "签约日期", "合同到期", "粉丝数"),
    *("类目", "团队", "直播间号"),
]
LIVES_HEADER = [
    *("开播时间", "关播时间", "平台", "账号", "主播", "时长(小时)", "成交金额", "成交订单数", "是否自营"),
]


def _column(name: str, kind: Kind, *headers: str) -> Column:
    """Return a column known by these headers."""
    return Column(name, Shown(headers[0], headers[1:], kind=kind), kind)


def _unused(*_arguments: Any, **_options: Any) -> Any:
    """Stand for what a header never needs."""
    raise AssertionError


LIVES = SheetKind(
    "lives",
    "直播数据",
    (
        _column("start_at", Kind.MOMENT, "开播时间", "直播开始时间"),
        _column("account_no", Kind.TEXT, "平台账号", "账号"),
        _column("team_id", Kind.LINK, "操盘团队", "团队"),
        _column("minutes", Kind.DURATION, "直播时长", "时长(小时)"),
        _column("gmv", Kind.MONEY, "支付GMV", "成交金额"),
        _column("refund", Kind.MONEY, "退款金额"),
        _column("refund_orders", Kind.COUNT, "退款订单数"),
        _column("phone", Kind.PHONE, "手机", "联系电话"),
    ),
    {"销售额": ("gmv", "refund"), "整体gmv(含券)": ("gmv",)},
    _unused,
    _unused,
    _unused,
    LiveSession,
    (("start_at",),),
)


def write(path: Path, *rows: Sequence[Any], merged: Sequence[str] = (), title: str = "9月") -> Path:
    """Write one sheet with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    book.save(path)
    return path


def write_sheets(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook of several sheets: name → rows."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def load_all(
    path: Path,
    *,
    kind: str | None = None,
    readings: Readings | None = None,
    memory_of: MemoryOf = nothing_said,
) -> tuple[Loaded, ...]:
    """Return the tables of a file as the wizard reads them."""
    encoding = next((one.encoding for one in (readings or {}).values() if one.encoding), "")
    book = open_book(path, encoding=encoding)
    return tables_of(book, survey(book, memory_of, kind, readings))


def recognise(book: Book, memory_of: MemoryOf = nothing_said) -> str:
    """Return the kind a workbook is taken for, else the sentence that asks for it."""
    name, trouble = kind_of_book([fits_of(raw) for raw in book.sheets], memory_of)
    return name or trouble


def read(path: Path, *rows: Sequence[Any], merged: Sequence[str] = (), title: str = "9月") -> RawSheet:
    """Return a sheet with these rows as it is read back."""
    return open_book(write(path, *rows, merged=merged, title=title)).sheets[0]


def roster() -> list[list[Any]]:
    """Return lines of a roster: two accounts of one person, two more good people, two lines with faults."""
    ids = [id_no(date(1990 + n, 3, 4), serial=n) for n in range(4)]
    day, end = datetime(2026, 3, 1), datetime(2028, 3, 1)
    no = (None, None)
    one = ["13800000001", ids[0], "在播", day, day, end]
    return [
        ["2026年9月主播花名册", *[None] * 12],
        ROSTER_HEADER,
        ["张一", "快手", "ks001", *one, "12.5万", "服饰", "一队", "A1"],
        ["张一", "抖音", "dy001", *one, 3000, "服饰", "一队", "A1"],
        ["王二", "快手", "ks002", 13800000002, ids[1], "休播", "2026.3.2", *no, "-", "食品", "=1+1", ""],
        ["李三", "快手", "ks003", "13800000003", 371302199801011000, "在播", day, *no, 0, "服饰", "一队", ""],
        ["赵四", "快手", "ks004", "138000", ids[2], "在播", "去年", *no, 5, "服饰", "一队", "A4"],
        ["孙五", "视频号", "001005", "13800000005", ids[3], "在播", day, *no, 7, "服饰", "一队", "@x"],
        ["合计", *[None] * 8, 128012],
    ]  # fmt: skip


def lives() -> list[list[Any]]:
    """Return live results of the roster's accounts, in 万元; one of an account nobody knows."""
    return [
        ["单位：万元"],
        LIVES_HEADER,
        [datetime(2026, 9, 1, 20), datetime(2026, 9, 2), "快手", "ks001", "张一", 4, 12.3456, 100, "是"],
        ["9月2日 20:00", "9月2日 23:24", "抖音", "dy001", "张一", 3.4, "8000元", "-", "否"],
        [datetime(2026, 9, 3, 20), None, "快手", "ks999", "", 1, 1, 1, ""],
        [datetime(2026, 9, 4, 20, 5, 7), None, "快手", "ks002", "王二", None, 0, 0, None],
    ]  # fmt: skip
