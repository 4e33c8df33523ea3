"""活动台账: campaigns with their three lists in a sheet, the tree of one sheet, out and in again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db import store
from db.engine import Database
from db.imports import Checked, MappedSheet, Mode, Outcome, Sheet, check_rows, save_rows
from db.intake import KINDS
from db.intake.campaigns import pieces
from db.models import Campaign, CampaignLine
from db.queries.campaigns import lines_of
from tests.db.intake.sheets import (
    EVENING,
    LIVES,
    MORNING,
    SOURCE,
    asked,
    counts,
    faults,
    mapped,
    remarks,
    take_in,
)

HEADER = ("活动名称", "上级活动", "类型", "开始日期", "结束日期", "地点", "主题", "场景", "内容")
FAIR = (
    "年货节",
    "沂河四季购",
    "消费季",
    "2026-01-10",
    "2026-02-08",
    "兰山",
    "年味\n团圆",
    "大集；直播间",
    "开幕",
)
SERIES = ("沂河四季购", None, "系列", "2026-01-01", None, None, None, None, None)


def take(
    database: Database,
    *rows: Sequence[Any],
    header: Sequence[str] = HEADER,
    name: str = "campaigns",
    mode: Mode = Mode.UPSERT,
) -> tuple[Outcome, Checked]:
    kind = KINDS[name]
    names = {column.label: column.name for column in reversed(kind.columns)}
    mapping = {at: names[label] for at, label in enumerate(header)}
    sheet = MappedSheet(Sheet("Sheet1", tuple(header), tuple(enumerate(rows, 2))), mapping)
    with database.write() as session:
        checked = check_rows(session, kind, [sheet])
        return save_rows(session, kind, checked, mode, SOURCE), checked


def lists(database: Database, name: str) -> dict[str, list[str]]:
    with database.read() as session:
        key = next(key for key, called in store.names(session, Campaign) if called == name)
        return {kind: [one.text for one in lines] for kind, lines in lines_of(session, key).items()}


def test_a_sheet_brings_a_tree_with_its_lists_the_series_below_its_campaign(database: Database) -> None:
    outcome, checked = take(database, FAIR, SERIES)
    assert faults(checked) == []
    assert counts(outcome) == (2, 0, 0, 0)
    tree = "SELECT c.name, p.name FROM campaign c LEFT JOIN campaign p ON p.id = c.parent_id ORDER BY c.id"
    assert asked(database, tree) == [("年货节", "沂河四季购"), ("沂河四季购", None)]
    assert lists(database, "年货节") == {
        "主题": ["年味", "团圆"],
        "场景": ["大集", "直播间"],
        "内容": ["开幕"],
    }


def test_the_same_sheet_again_changes_nothing(database: Database) -> None:
    take(database, SERIES, FAIR)
    assert counts(take(database, SERIES, FAIR)[0]) == (0, 0, 2, 0)


def test_a_line_more_is_added_and_what_was_written_of_the_others_stays(database: Database) -> None:
    take(database, SERIES, FAIR)
    with database.write() as session:
        key = session.scalar(text("SELECT id FROM campaign_line WHERE text = '年味'"))
        store.save(session, CampaignLine, {"reaction": "群众叫好"}, key, 1)
    more = (*FAIR[:6], "年味；新春；团圆", None, "开幕\n灯会")
    outcome, _ = take(database, more)
    assert counts(outcome) == (0, 1, 0, 0)
    assert lists(database, "年货节") == {
        "主题": ["年味", "团圆", "新春"],
        "场景": ["大集", "直播间"],
        "内容": ["开幕", "灯会"],
    }
    reaction = "SELECT reaction FROM campaign_line WHERE text = '年味'"
    assert asked(database, reaction) == [("群众叫好",)]


def test_lines_that_come_to_a_list_are_told_and_written_beside_what_was_typed(database: Database) -> None:
    take(database, SERIES, FAIR)
    with database.write() as session:
        key = session.scalar(text("SELECT id FROM campaign WHERE name = '年货节'"))
        version = store.load(session, Campaign, key).version
        store.save(session, Campaign, {"place": "罗庄"}, key, version)
    outcome, _ = take(database, SERIES, (*FAIR[:6], "年味\n烟火", *FAIR[7:]))
    assert [(one.label, one.old, one.new, one.is_conflict) for one in outcome.changes] == [
        ("地点", "罗庄", "兰山", True),
        ("主题", "", "烟火", False),
    ]
    assert (counts(outcome), outcome.conflicts) == ((0, 1, 1, 0), 1)


def test_only_checking_writes_nothing(database: Database) -> None:
    outcome, _ = take(database, SERIES, FAIR, mode=Mode.CHECK)
    assert counts(outcome)[0] == 2
    assert asked(database, "SELECT count(*) FROM campaign_line") == [(0,)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            ("年货节", "无此系列", *FAIR[2:]),
            "上级活动",
            "库里和本表里都没有这个上级活动，请先登记，或核对名称",
        ),
        (
            ("年货节", None, "消费季", "2026-02-08", "2026-01-10", *FAIR[5:]),
            "开始日期",
            "开始日期晚于结束日期，请核对",
        ),
        (
            (*FAIR[:1], None, *FAIR[2:6], "字" * 201, None, None),
            "主题",
            "每条最多 200 个字，请缩短或分成几条",
        ),
    ],
)
def test_a_line_is_refused_with_its_column_and_what_to_do(
    database: Database, row: Sequence[Any], column: str, reason: str
) -> None:
    outcome, checked = take(database, row)
    assert counts(outcome) == (0, 0, 0, 1)
    assert faults(checked) == [(2, column, reason)]


def test_a_name_alone_means_the_only_campaign_of_that_name(database: Database) -> None:
    header = ("活动名称", "地点")
    take(database, SERIES, FAIR)
    assert counts(take(database, ("年货节", "河东"), header=header)[0]) == (0, 1, 0, 0)
    take(database, ("年货节", None, "消费季", "2027-01-10", *FAIR[4:4], None, None, None, None, None))
    outcome, checked = take(database, ("年货节", "兰陵"), header=header)
    assert counts(outcome) == (0, 0, 0, 1)
    ((_, _, reason),) = faults(checked)
    assert reason.startswith("有 2 个同名活动（HD-0000")


@pytest.mark.parametrize("name", ["campaigns", "cityfigures"])
def test_what_is_exported_and_taken_in_again_changes_nothing(database: Database, name: str) -> None:
    take(database, SERIES, FAIR)
    figure = ("专业快手电商主播", "超过1.5万名", "临沂市，快手平台", "2022-06-26", "公开报道")
    title = ("城市称号", "电商之都", "临沂市", None, "公开报道")
    take(database, figure, title, header=("指标", "原文写法", "口径", "截至", "来源"), name="cityfigures")
    kind = KINDS[name]
    with database.read() as session:
        lines = list(kind.lines(session, full=True))
    labels = [one.label for one in kind.template]
    rows = [[line.get(one.name) for one in kind.template] for line in lines]
    outcome, checked = take(database, *rows, header=labels, name=name)
    assert faults(checked) == []
    assert counts(outcome) == (0, 0, 2, 0)


def test_a_figure_of_a_sheet_is_understood(database: Database) -> None:
    header = ("指标", "原文写法", "口径", "来源")
    take(database, ("主播", "300余位", "临沂市", "公开报道"), header=header, name="cityfigures")
    stored = asked(database, "SELECT as_written, comparator, value, unit FROM city_figure")
    assert stored == [("300余位", "余", 300.0, "位")]
    with database.read() as session:
        code = session.scalar(text("SELECT code FROM city_figure"))
    take(database, (code, "电商之都"), header=("城市数据编号", "原文写法"), name="cityfigures")
    stored = asked(database, "SELECT as_written, comparator, value, unit FROM city_figure")
    assert stored == [("电商之都", "无", None, None)]


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("年味\n团圆", ["年味", "团圆"]),
        ("1、年味；2、团圆", ["年味", "团圆"]),
        ("（1）年味;（2）团圆；", ["年味", "团圆"]),
        ("2026年新春；年味；年味", ["2026年新春", "年味"]),
        ("", []),
        (None, []),
    ],
)
def test_a_cell_holds_several_lines(cell: str | None, lines: list[str]) -> None:
    assert pieces(cell) == lines


@pytest.fixture
def fairs(base: Database) -> Database:
    """Add a campaign of one name, and two that share theirs."""
    with base.write() as session:
        for name, start in (("年货节", None), ("秋收专场", date(2025, 9, 1)), ("秋收专场", date(2026, 9, 1))):
            store.save(session, Campaign, {"name": name, "start_on": start})
    return base


def test_live_results_name_their_campaign(fairs: Database) -> None:
    header = (*LIVES, "所属活动")
    sheet = mapped("lives", header, (*EVENING, "年货节"), (*MORNING, "HD-000003"))
    outcome, checked = take_in(fairs, "lives", sheet)
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked) == []
    linked = "SELECT c.code FROM live_session l JOIN campaign c ON c.id = l.campaign_id ORDER BY l.id"
    assert asked(fairs, linked) == [("HD-000001",), ("HD-000003",)]
    assert counts(take_in(fairs, "lives", sheet)[0]) == (0, 0, 2, 0)


def test_an_unknown_campaign_is_a_remark_and_erases_nothing(fairs: Database) -> None:
    header = (*LIVES, "所属活动")
    take_in(fairs, "lives", mapped("lives", header, (*EVENING, "年货节")))
    outcome, checked = take_in(fairs, "lives", mapped("lives", header, (*EVENING, "无此活动")))
    assert counts(outcome) == (0, 0, 1, 0)
    assert remarks(checked) == [(4, "所属活动", "库里没有这个活动，未关联；请先在“活动”里登记")]
    _, checked = take_in(fairs, "lives", mapped("lives", header, (*EVENING, "秋收专场")))
    assert remarks(checked) == [(4, "所属活动", "有 2 个同名活动，未关联；请改填活动编号")]
    assert asked(fairs, "SELECT campaign_id FROM live_session") == [(1,)]


def test_sessions_go_out_with_their_campaign_and_come_in_unchanged(fairs: Database) -> None:
    header = (*LIVES, "所属活动")
    take_in(fairs, "lives", mapped("lives", header, (*EVENING, "年货节"), (*MORNING, "HD-000003")))
    kind = KINDS["lives"]
    with fairs.read() as session:
        lines = list(kind.lines(session, full=True))
    assert [line["campaign_id"] for line in lines] == ["年货节", "HD-000003"]
    columns = [
        one for one in kind.template if one.name in ("platform", "account_no", "start_at", "campaign_id")
    ]
    rows = [[line[one.name] for one in columns] for line in lines]
    outcome, checked = take_in(fairs, "lives", mapped("lives", [one.label for one in columns], *rows))
    assert faults(checked) == []
    assert counts(outcome) == (0, 0, 2, 0)
