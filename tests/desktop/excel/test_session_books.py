"""A workbook about one broadcast is one line; several at once are one set of lives and one file kept."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from db.engine import Database
from db.imports import Mode
from desktop.excel.importing import arranged, check_all, load, take
from desktop.excel.loaded import Loaded
from desktop.excel.recognition import nothing_said
from desktop.excel.sheets import open_book
from desktop.excel.surveying import survey
from tests.db.intake.sheets import ROSTER, asked, mapped, take_in
from tests.desktop.excel.books import load_all, write_sheets

FUNNEL, CHANNELS, TALK, GOODS = "流量&转化-转化漏斗", "流量分析-渠道分析", "互动&人群&售后", "商品"


def _book(path: Path, day: int = 8, **more: list[list[Any]]) -> Path:
    """Write the workbook of one broadcast, as the platform saves it."""
    sheets: dict[str, list[list[Any]]] = {
        "基本信息": [
            ["直播标题", "直播时间", "千次观看成交金额"],
            ["开学季专场", f"2026-09-{day:02}_20-00-00~2026-09-{day + 1:02}_01-00-46", "1,204.5"],
        ],
        FUNNEL: [
            ["直播间曝光次数", "直播间观看人数", "成交人数", "平均在线人数"],
            ["12.5万", 8000, 321, "-"],
        ],
        CHANNELS: [
            ["渠道名称", "观看次数", "人均观看时长"],
            ["整体", "1.2万", "3分12秒"],
            ["自然流量", 9000, "3分"],
            ["付费流量", 3000, "4分"],
        ],
        TALK: [["新增粉丝数", "评论次数", "成交人数"], [45, 678, 999]],
        GOODS: [["商品名称", "商品编号", "成交金额"], ["煎饼", "1", 10], ["糁", "2", 20]],
        **more,
    }
    return write_sheets(path, **sheets)


def _line(loaded: Loaded) -> dict[str, Any]:
    """Return the one line by column name, what is not known by its header."""
    (found,) = loaded.found
    ((_, cells),) = found.mapped.sheet.rows
    header = found.mapped.sheet.header
    return {found.mapped.mapping.get(at, text): cells[at] for at, text in enumerate(header)}


def _name(day: int) -> str:
    """Return what the platform calls the file."""
    return f"直播间详情页_整场数据下载_2026-09-30_15-40-44(小禾_2026-09-{day:02}_20-00-00).xlsx"


def test_the_sheets_of_one_broadcast_are_one_line(tmp_path: Path) -> None:
    file = _book(tmp_path / _name(8))
    (loaded,) = load_all(file)
    assert loaded.kind.name == "lives"
    assert _line(loaded) == {
        "title": "开学季专场",
        "start_at": "2026-09-08_20-00-00~2026-09-09_01-00-46",
        "千次观看成交金额": "1,204.5",
        "exposures": "12.5万",
        "viewers": 8000,
        "buyers": 321,
        "average_online": "-",
        "views": "1.2万",
        "人均观看时长": "3分12秒",
        "new_fans": 45,
        "comments": 678,
        "platform": "抖音",
        "nickname": "小禾",
    }
    assert any("4个工作表并成一行" in note for note in loaded.notes)
    assert any(GOODS in note and "明细，没有读取" in note for note in loaded.notes)


def test_every_sheet_says_what_became_of_it(tmp_path: Path) -> None:
    views = survey(open_book(_book(tmp_path / _name(8))), nothing_said)
    assert [(view.kind, view.trouble) for view in views] == [
        ("lives", ""),
        *[("", "已并入“基本信息”，作为一场直播的数据读取。")] * 3,
        ("", "是一场直播里的明细，没有读取。"),
    ]


def test_labels_with_values_beside_them_are_one_line_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["单场复盘"],
        ["直播时间：", datetime(2026, 9, 8, 20), "平台", "快手"],
        ["账号", "ks001", "主播", "王小禾"],
        ["支付GMV", "1.2万", "订单数", 30],
    ):
        book.active.append(row)
    book.save(tmp_path / "复盘.xlsx")
    (loaded,) = load_all(tmp_path / "复盘.xlsx")
    assert _line(loaded) == {
        "单场复盘": "",
        "start_at": datetime(2026, 9, 8, 20),
        "platform": "快手",
        "account_no": "ks001",
        "presenters": "王小禾",
        "gmv": "1.2万",
        "orders": 30,
    }


def test_a_list_of_broadcasts_is_a_list_however_short(tmp_path: Path) -> None:
    header = ["开播时间", "平台", "账号", "支付GMV", "成交订单数"]
    line = ["2026-09-01 20:00", "快手", "ks001", 1200, 30]
    for number in (1, 2, 5):
        book = openpyxl.Workbook()
        for row in (header, *[line] * number):
            book.active.append(row)
        book.save(tmp_path / "直播.xlsx")
        (loaded,) = load_all(tmp_path / "直播.xlsx")
        assert not loaded.is_session
        assert len(loaded.found[0].mapped.sheet.rows) == number


def test_a_sheet_that_explains_the_columns_is_no_broadcast(tmp_path: Path) -> None:
    explained = [
        ["列", "说明"],
        ["开播时间", "格式如 2026-09-01 20:00"],
        ["平台", "快手、抖音"],
        ["支付GMV", "元"],
    ]
    explained += [["账号", "必填"], ["成交订单数", "整数"]]
    header = ["开播时间", "平台", "账号", "支付GMV", "成交订单数"]
    book = openpyxl.Workbook()
    for row in (header, ["2026-09-01 20:00", "快手", "ks001", 1200, 30]):
        book.active.append(row)
    sheet = book.create_sheet("填写说明")
    for row in explained:
        sheet.append(row)
    book.save(tmp_path / "直播.xlsx")
    (loaded,) = load_all(tmp_path / "直播.xlsx")
    assert not loaded.is_session
    assert loaded.found[0].mapped.sheet.header == tuple(header)


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base that knows the account."""
    header = (*ROSTER, "抖音昵称")
    person = dict.fromkeys(header, None) | {"姓名": "王小禾", "抖音号": "dy001", "抖音昵称": "小禾"}
    take_in(database, "streamers", mapped("streamers", tuple(person), tuple(person.values())))
    return database


def test_several_broadcasts_are_one_batch_and_their_files_are_kept_together(
    base: Database, tmp_path: Path
) -> None:
    files = [_book(tmp_path / _name(day), day) for day in (8, 10, 12)]
    loaded = arranged([one for file in files for one in load_all(file)])
    (joined,) = loaded
    assert [found.mapped.sheet.name for found in joined.found] == [file.stem for file in files]
    with base.read() as session:
        (checked,) = check_all(session, loaded)
    assert (checked.outcome.added, checked.outcome.rejected) == (3, 0)
    with base.write() as session:
        taken = take(session, joined, Mode.UPSERT)
    assert taken.outcome.added == 3
    ((name,),) = asked(base, f"SELECT file_name FROM import_batch WHERE id = {taken.outcome.batch}")  # noqa: S608
    assert name == "直播单场数据（3个文件）.zip"
    with ZipFile(io.BytesIO(joined.source.content or b"")) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == {
            file.name: file.read_bytes() for file in files
        }
    again = arranged([one for file in reversed(files) for one in load_all(file)])
    assert again[0].source.hash == joined.source.hash
    assert asked(
        base,
        "SELECT start_at, end_at, views, viewers, exposures, average_online FROM live_session ORDER BY 1",
    )[0][2:] == (12_000, 8000, 125_000, None)


def test_one_broadcast_taken_in_by_kind_is_the_same(base: Database, tmp_path: Path) -> None:
    loaded = load(_book(tmp_path / _name(8)), "lives")
    assert loaded.is_session
    with base.write() as session:
        assert take(session, loaded, Mode.UPSERT).outcome.added == 1
    with base.write() as session:
        assert take(session, loaded, Mode.UPSERT).outcome.unchanged == 1
