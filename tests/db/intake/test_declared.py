"""Kinds of sheets made from a declaration, looked at through 合同台账."""

from typing import Any

import pytest

from db import store
from db.engine import Database
from db.errors import Cancelled
from db.imports import Mode
from db.intake import KINDS
from db.intake.lines import NOT_TAKEN
from db.models import Streamer
from tests.db.intake.sheets import (
    PEOPLE,
    asked,
    content,
    counts,
    faults,
    mapped,
    remarks,
    take_in,
)

HEADER = ("主播", "主播编号", "手机号", "合同类型", "签约机构", "签约日期", "合同到期", "档案编号")
WHEAT = ("田小麦", None, None, "独家", "小满文化传媒有限公司", "2026-04-01", "2027-03-31", "A-01")
MILLET = ("谷小米", None, None, "劳务协议", None, "2026-05-01", "长期", None)
STORED = (
    "SELECT s.name, c.kind, o.name, c.start_on, c.end_on, c.archive_no, c.status, c.version FROM contract c "
    "JOIN streamer s ON s.id = c.streamer_id LEFT JOIN org o ON o.id = c.org_id "
    "WHERE c.kind <> '经纪约' ORDER BY c.id"
)


def _take(database: Database, *rows: tuple[Any, ...], header: Any = HEADER, **options: Any) -> Any:
    """Take contracts in."""
    return take_in(database, "contracts", mapped("contracts", header, *rows), **options)


def _texts(rows: list[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """Return stored rows as words, the same on both databases."""
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


def _second_wheat(database: Database) -> str:
    """Add another streamer called 田小麦 and return her code."""
    with database.write() as session:
        key = store.save(session, Streamer, {"name": "田小麦"})
        return store.load(session, Streamer, key).code


def test_lines_become_records_with_links_codes_and_defaults(base: Database) -> None:
    outcome, checked = _take(base, WHEAT, MILLET)
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked) == [(4, "签约机构", "库中没有这个签约机构，导入时新增")]
    assert _texts(asked(base, STORED)) == [
        ("田小麦", "独家", "小满文化传媒有限公司", "2026-04-01", "2027-03-31", "A-01", "生效", "1"),
        ("谷小米", "劳务协议", "", "2026-05-01", "", "", "生效", "1"),
    ]
    codes = asked(base, "SELECT code, batch_id FROM contract WHERE kind <> '经纪约' ORDER BY id")
    assert [code[:3] for code, _ in codes] == ["HT-", "HT-"]
    assert {batch for _, batch in codes} == {outcome.batch}
    assert asked(base, "SELECT match_key FROM org WHERE name LIKE '小满文化%'") == [("小满文化传媒",)]


def test_the_same_sheet_again_changes_nothing(base: Database) -> None:
    _take(base, WHEAT, MILLET)
    before = content(base)
    outcome, _ = _take(base, WHEAT, MILLET)
    assert counts(outcome) == (0, 0, 2, 0)
    assert outcome.batch is None
    assert content(base) == before


def test_an_empty_cell_never_erases_and_a_new_value_is_remembered_with_the_old_one(base: Database) -> None:
    _take(base, WHEAT)
    later = ("田小麦", None, None, "独家", None, "2026-04-01", None, "B-02")
    outcome, _ = _take(base, later)
    assert counts(outcome) == (0, 1, 0, 0)
    (row,) = _texts(asked(base, STORED))
    assert row == ("田小麦", "独家", "小满文化传媒有限公司", "2026-04-01", "2027-03-31", "B-02", "生效", "2")
    (kept,) = asked(base, "SELECT entity, before, after FROM import_row ORDER BY id DESC LIMIT 1")
    assert kept[0] == "contract"
    assert "A-01" in str(kept[1])
    assert "B-02" in str(kept[2])


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.ADD, (1, 0, 1, 0)),
        (Mode.UPDATE, (0, 1, 1, 0)),
        (Mode.UPSERT, (1, 1, 0, 0)),
        (Mode.CHECK, (1, 1, 0, 0)),
    ],
)
def test_a_mode_writes_only_its_own_lines(
    base: Database, mode: Mode, expected: tuple[int, int, int, int]
) -> None:
    _take(base, WHEAT)
    before = content(base)
    changed = (*WHEAT[:-1], "B-02")
    outcome, _ = _take(base, changed, MILLET, mode=mode)
    assert counts(outcome) == expected
    assert (outcome.new, outcome.known) == (1, 1)
    assert (content(base) == before) is (mode is Mode.CHECK)


def test_a_name_of_several_people_is_refused_with_their_codes_and_teams(base: Database) -> None:
    other = _second_wheat(base)
    outcome, checked = _take(base, WHEAT, MILLET)
    assert counts(outcome) == (1, 0, 0, 1)
    ((row, column, reason),) = faults(checked)
    assert (row, column) == (4, "主播")
    assert reason.startswith("库中有 2 位叫“田小麦”：ZB-000001（小满团队 · 尾号8000）")
    assert f"{other}（无团队）" in reason
    assert reason.endswith("请填写主播编号或手机号")


def test_code_or_phone_tell_namesakes_apart(base: Database) -> None:
    other = _second_wheat(base)
    by_code = ("田小麦", other, None, "劳务协议", None, "2026-06-01", None, None)
    by_phone = ("田小麦", None, PEOPLE[0][2], "培训协议", None, "2026-07-01", None, None)
    outcome, checked = _take(base, by_code, by_phone)
    assert faults(checked) == []
    assert counts(outcome) == (2, 0, 0, 0)
    owners = asked(
        base,
        "SELECT c.kind, s.code FROM contract c JOIN streamer s ON s.id = c.streamer_id "
        "WHERE c.kind <> '经纪约' ORDER BY c.id",
    )
    assert owners == [("劳务协议", other), ("培训协议", "ZB-000001")]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({0: "无此人"}, "主播", "库中没有这个主播，请核对名称，或先登记"),
        ({1: "ZB-999999"}, "主播", "库中没有编号 ZB-999999，请核对"),
        ({1: "ZB-000002"}, "主播", "编号 ZB-000002 在库中不叫“田小麦”，请核对"),
        (
            {2: "13900139000"},
            "主播",
            "手机号登记在 ZB-000002（小满团队 · 尾号9000） 名下，与“田小麦”不一致，请核对",
        ),
        ({0: None}, "主播", "请填写"),
        ({3: "长工"}, "合同类型", None),
        ({5: None}, "签约日期", "请填写"),
        ({6: "2020-01-01"}, "合同到期", "合同到期早于合同开始，请核对"),
    ],
)
def test_a_line_is_refused_with_its_column_and_what_to_do(
    base: Database, cells: dict[int, Any], column: str, reason: str | None
) -> None:
    row = tuple(cells.get(at, cell) for at, cell in enumerate(WHEAT))
    outcome, checked = _take(base, row, MILLET)
    assert counts(outcome) == (1, 0, 0, 1)
    ((found_row, found_column, found_reason),) = faults(checked)
    assert (found_row, found_column) == (4, column)
    assert reason is None or found_reason == reason


def test_two_lines_of_one_record_are_put_together(base: Database) -> None:
    first = ("田小麦", None, None, "独家", None, "2026-04-01", None, None)
    outcome, checked = _take(base, first, WHEAT)
    assert counts(outcome) == (1, 1, 0, 0)
    assert (5, "合同编号", "与第 4 行是同一条记录，已合并") in remarks(checked)
    assert len(asked(base, STORED)) == 1


def test_a_line_that_contradicts_an_earlier_one_of_the_same_record_is_refused(base: Database) -> None:
    outcome, checked = _take(base, WHEAT, (*WHEAT[:-1], "B-02"))
    assert counts(outcome) == (1, 0, 0, 1)
    assert faults(checked) == [(5, "档案编号", "与第 4 行是同一条记录，但这一项不同，请核对")]


def test_a_code_finds_its_record_whatever_else_changed(base: Database) -> None:
    _take(base, WHEAT)
    ((code,),) = asked(base, "SELECT code FROM contract WHERE kind = '独家'")
    header = ("合同编号", "档案编号")
    outcome, _ = _take(base, (code, "C-03"), header=header)
    assert counts(outcome) == (0, 1, 0, 0)
    outcome, checked = _take(base, ("HT-999999", "C-03"), header=header)
    assert counts(outcome) == (0, 0, 0, 1)
    assert faults(checked) == [(4, "合同编号", "库中没有这个编号；新合同请清空此格")]


def test_a_column_without_a_field_is_told_of(base: Database) -> None:
    wrong = ("无此人", *WHEAT[1:])
    _, checked = _take(base, (*wrong, "某某"), (*WHEAT, "某某"), header=(*HEADER, "经办人"))
    assert (4, "经办人", NOT_TAKEN) in remarks(checked)


def test_stopping_a_save_leaves_nothing(base: Database) -> None:
    before = content(base)

    def stop(done: int, total: int) -> None:
        if done >= total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        _take(base, WHEAT, MILLET, step=stop)
    assert content(base) == before


def test_what_is_exported_and_taken_in_again_changes_nothing(base: Database) -> None:
    _take(base, WHEAT, MILLET)
    _second_wheat(base)
    kind = KINDS["contracts"]
    with base.read() as session:
        lines = list(kind.lines(session, full=False))
    header = [column.label for column in kind.template]
    rows = [[line.get(column.name) for column in kind.template] for line in lines]
    before = content(base)
    outcome, checked = _take(base, *map(tuple, rows), header=header)
    assert faults(checked) == []
    assert counts(outcome) == (0, 0, 3, 0)
    assert content(base) == before
