"""Every sheet of a file is told for itself; the user's word on a sheet counts; parents are saved first."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from db.errors import FileTrouble
from db.imports import STALE, Mode, Severity
from db.intake import KINDS
from db.intake.order import in_order
from db.queries.memory import remember
from desktop.excel.importing import check_all, memory_of, needs_trial, save
from desktop.excel.reading import LEFT_OUT, Reading
from desktop.excel.recognition import nothing_said
from desktop.excel.sheets import open_book
from desktop.excel.surveying import survey
from tests.db.identity_numbers import id_no
from tests.desktop.excel.books import load_all, write_sheets

ROSTER: list[list[Any]] = [
    ["姓名", "平台", "账号", "手机号", "身份证号"],
    ["王小禾", "快手", "ks001", "13800000001", id_no(date(1990, 3, 4), serial=1)],
]
LIVES: list[list[Any]] = [
    ["开播时间", "平台", "账号", "支付GMV", "成交订单数"],
    ["2026-09-01 20:00", "快手", "ks001", 1200, 30],
    ["2026-09-02 20:00", "快手", "ks001", 1300, 31],
]
PARTNERS: list[list[Any]] = [["企业名称", "法人", "联系人", "主营产品"], ["沂河商贸", "李法", "李联", "煎饼"]]
NOTES: list[list[Any]] = [["想到的", "以后"], ["甲", "乙"]]


def test_each_sheet_of_a_workbook_is_read_as_what_it_is(tmp_path: Path) -> None:
    file = write_sheets(tmp_path / "九月.xlsx", 直播=LIVES, 企业=PARTNERS, 随记=NOTES, 名册=ROSTER, 空=[])
    views = survey(open_book(file), nothing_said)
    assert [(view.raw.name, view.kind) for view in views] == [
        ("直播", "lives"),
        ("企业", "partners"),
        ("随记", ""),
        ("名册", "streamers"),
        ("空", ""),
    ]
    assert [view.raw.name for view in views if view.trouble] == ["随记", "空"]
    loaded = load_all(file)
    assert [one.kind.name for one in loaded] == ["partners", "streamers", "lives"]
    assert [note for one in loaded for note in one.notes] == ["工作表“随记”没有认出是哪类数据，已跳过。"]


def test_what_the_user_says_of_a_sheet_counts(tmp_path: Path) -> None:
    rows = [["直播明细"], ["开播时间", "平台", "账号", "支付GMV"], ["说", "明", "在", "此"], *LIVES]
    file = write_sheets(tmp_path / "九月.xlsx", 直播=rows, 名册=ROSTER)
    said = {"直播": Reading(header_row=2, factor=10_000), "名册": Reading(kind=LEFT_OUT)}
    (loaded,) = load_all(file, readings=said)
    (found,) = loaded.found
    assert (found.row, found.mapped.factor, len(found.mapped.sheet.rows)) == (2, 10_000, 4)
    assert [one.row for one in load_all(file)[1].found] == [4]
    assert loaded.notes[-1:] == ("工作表“直播”写明了金额单位，没有另写单位的金额按“万元”读取，请核对。",)


def test_a_header_of_words_nobody_knows_is_one_when_the_user_says_so(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["甲", "乙"], ["钱", "日子"], [5, "2026-09-01"]]
    file = write_sheets(tmp_path / "a.xlsx", 表=rows)
    with pytest.raises(FileTrouble, match="没有认出"):
        load_all(file)
    (loaded,) = load_all(file, readings={"表": Reading(kind="lives", header_row=2)})
    (found,) = loaded.found
    assert found.mapped.sheet.header == ("钱", "日子")
    assert [number for number, _ in found.mapped.sheet.rows] == [3]
    assert not found.mapped.mapping


def test_a_text_file_is_decoded_as_the_user_says(tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_bytes("姓名,平台,賬號,手機號\n劉小華,快手,ks1,13800000001\n".encode("big5"))
    (loaded,) = load_all(file, kind="streamers", readings={"名册": Reading(encoding="big5", header_row=1)})
    assert loaded.book.encoding == "big5"
    assert loaded.found[0].mapped.sheet.header[0] == "姓名"
    with pytest.raises(FileTrouble, match="改选别的编码"):
        load_all(file, kind="streamers", readings={"名册": Reading(encoding="utf-8")})


def test_a_sheet_whose_header_was_answered_for_is_read_so_again(database: Database, tmp_path: Path) -> None:
    header = ("姓名", "手机号", "签约日期", "合同到期")
    file = write_sheets(tmp_path / "a.xlsx", 直播=LIVES, 合同=[list(header), ["王", "1", "2", "3"]])
    with database.write() as session:
        remember(session, "contracts", header, {"姓名": "streamer_id"})
        memory = partial(memory_of, session)
        assert [one.kind.name for one in load_all(file, memory_of=memory)] == ["contracts", "lives"]


def test_kinds_come_after_what_they_point_to() -> None:
    order = in_order(KINDS)
    assert sorted(order) == sorted(KINDS)
    for first, later in (
        ("streamers", "lives"),
        ("streamers", "contracts"),
        ("streamers", "attendance"),
        ("trainings", "attendance"),
        ("courses", "trainings"),
        ("campaigns", "lives"),
        ("partners", "qualifications"),
        ("partners", "products"),
        ("partners", "brands"),
        ("brands", "metrics"),
        ("brands", "supports"),
    ):
        assert order.index(first) < order.index(later), (first, later)


def test_lives_find_the_streamers_that_come_in_the_same_file_and_checking_writes_nothing(
    database: Database, tmp_path: Path
) -> None:
    loaded = load_all(write_sheets(tmp_path / "九月.xlsx", 直播=LIVES, 名册=ROSTER))
    assert needs_trial(loaded)
    with database.write() as session:
        checked = check_all(session, loaded)
    assert [(one.loaded.kind.name, one.outcome.added, one.outcome.rejected) for one in checked] == [
        ("streamers", 1, 0),
        ("lives", 2, 0),
    ]
    with database.read() as session:
        for table in ("streamer", "live_session", "import_batch", "trail"):
            count = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
            assert count == 0, table
    stamps = {one.checked.stamp for one in checked}
    assert stamps == {STALE}  # keys of what was undone may be others' by now
    with database.write() as session:
        saved = [save(session, one.loaded, one.checked, Mode.UPSERT).added for one in checked]
    assert saved == [1, 2]
    assert not [one for each in checked for one in each.checked.problems if one.severity is Severity.ERROR]
