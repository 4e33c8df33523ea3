"""Workbooks nobody would make: headers of every kind, days, sums and values thrown together."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from db.intake import KINDS
from desktop.excel.book import Book, RawSheet, Rows
from desktop.excel.reading import LEFT_OUT, Reading

NAMES = (("Sheet1",), ("基本信息", "互动&售后"), ("9月", "8月"), ("甲", "乙", "丙"))
_WORDS = [text for kind in KINDS.values() for column in kind.columns for text in column.headers]
_OTHERS = (
    *(
        "9月1日",
        "9月2日",
        "9月3日",
        "1月",
        "2月",
        "3月",
        "月TTL",
        "周一",
        "周二",
        "整体",
        "9.1",
        "9.2",
        "9.3",
    ),
    *("合计", "小计", "总　计", "制表：", "填写说明", "单位：万元", "单位：百元", "2026年9月", "账号：ks001"),
    *("快手", "抖音", "ks001", "直播时间", "2026-09-08_20-00-00~2026-09-09_01-00-46", "-", "<NULL>", "1.2万"),
    *("12.5%", "1", "2", "3", "4", "5", "\u3000", "🙂", "=1+1", "1" * 400, "\u200b", "(", "[", "\\"),
)


def odd_cell(chance: Random) -> Any:
    """Return whatever a cell may hold."""
    of = chance.choice
    return of(
        (
            *(
                "",
                "",
                of(_WORDS),
                of(_WORDS),
                of(_WORDS),
                of(_OTHERS),
                of(_OTHERS),
                str(chance.randint(0, 31)),
            ),
            *(
                of((0.0, 1.0, 2.0, 9.5, 1e17, -3.0, 46266.5)),
                float(chance.randint(0, 31)),
                chance.random() < 0.5,
            ),
            *(
                date(2026, chance.randint(1, 12), of((1, 1, 15))),
                datetime(2026, 9, chance.randint(1, 30), 20),
            ),
            timedelta(minutes=chance.randint(0, 3000)),
        )
    )


def odd_sheet(chance: Random, name: str) -> RawSheet:
    """Return a sheet, half of the time with the header of some kind and perhaps columns of days."""
    rows: list[list[Any]] = []
    width = chance.randint(1, 12)
    if chance.random() < 0.6:
        kind = chance.choice(list(KINDS.values()))
        head = [chance.choice(column.headers) for column in kind.columns][:width]
        measure = chance.choice(("", "GMV", "粉丝数"))
        months = [f"{n}月{measure}" for n in range(1, chance.randint(3, 6))]
        days = [f"9月{n}日" for n in range(1, chance.randint(3, 9))]
        rows += [
            [odd_cell(chance) for _ in range(chance.randint(1, width))] for _ in range(chance.randint(0, 3))
        ]
        rows.append(head + chance.choice(([], months, days)))
        width = len(rows[-1])
    rows += [[odd_cell(chance) for _ in range(width)] for _ in range(chance.randint(0, 15))]
    numbers = sorted(chance.sample(range(1, 40), len(rows)))
    places = [(chance.randint(1, 10), chance.randint(0, 8)) for _ in range(chance.randint(0, 4))]
    merged = tuple(
        (top, left, top + chance.randint(0, 3), left + chance.randint(0, 3)) for top, left in places
    )
    return RawSheet(name, rows=Rows.of(list(zip(numbers, rows, strict=True))), merged=merged)


def odd_book(chance: Random) -> Book:
    """Return a workbook of odd sheets."""
    sheets = [odd_sheet(chance, name) for name in chance.choice(NAMES)]
    return Book(Path("直播2026年.xlsx"), "0" * 64, sheets, content=b"odd")


def odd_readings(chance: Random, book: Book) -> dict[str, Reading]:
    """Return what a user may have decided on some of the sheets."""
    of = chance.choice
    return {
        sheet.name: Reading(
            kind=of((None, None, LEFT_OUT, "lives", "streamers", "metrics", "baselines", "followers")),
            header_row=of((None, None, 1, 2, 5)),
            factor=of((None, 100, 10_000)),
            given=of(({}, {"平台": "快手"}, {"account_no": "ks001"})),
        )
        for sheet in book.sheets
        if chance.random() < 0.5
    }
