"""Workbooks as people lay them out, one kind of disorder each, taken in through the import."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from db.engine import Database
from db.errors import FileTrouble
from desktop.excel.importing import Taken, load
from tests.journeys.dirty_sheets import asked, take_in
from tests.journeys.layouts import HEADER, LAYOUTS, ONE, STORED, TWO, Layout, as_text

ROSTER = (("姓名", "手机号", "平台", "平台账号"), ("田小麦", "13800138000", "快手", "wheat01"))
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
        ("假.xlsx", as_text("gb18030"), "请把扩展名改为 .csv"),
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
