"""Workbooks as users send them, and the kinds of sheets they are read as."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from db.columns import Column, Shown
from db.imports import SheetKind
from db.values import Kind
from desktop.excel.book import RawSheet
from desktop.excel.sheets import open_book


def _column(name: str, kind: Kind, *headers: str) -> Column:
    """Return a column known by these headers."""
    return Column(name, Shown(headers[0], headers[1:], kind=kind), kind)


def _unused(*_arguments: Any) -> Any:
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


def read(path: Path, *rows: Sequence[Any], merged: Sequence[str] = (), title: str = "9月") -> RawSheet:
    """Return a sheet with these rows as it is read back."""
    return open_book(write(path, *rows, merged=merged, title=title)).sheets[0]
