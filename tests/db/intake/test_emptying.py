"""Empty cells leave known records as they are, unless the user wants them to empty the fields."""

from typing import Any

import pytest

from db.engine import Database
from db.imports import Outcome, Wishes
from tests.db.intake.sheets import asked, counts, mapped, take_in
from tests.db.partner_world import code

HEADER = ("企业名称", "统一社会信用代码", "联系人", "电话", "合作等级", "角色", "保证金")
RICE = ("沂河丰禾食品有限公司", code(1), "谷小米", "13800138000", "核心", "工厂", 5000)
BARE = (*RICE[:2], None, None, None, None, None)
STORED = "SELECT contact, phone, phone_index, phone_tail, coop_level, deposit FROM org"
ERASES = Wishes(erases=True)


def take(database: Database, *rows: Any, wishes: Wishes | None = None, header: Any = HEADER) -> Outcome:
    """Take a list of companies in."""
    return take_in(database, "partners", mapped("partners", header, *rows), wishes=wishes)[0]


def test_an_empty_cell_leaves_a_known_record_as_it_is(database: Database) -> None:
    take(database, RICE)
    before = asked(database, STORED)
    assert counts(take(database, BARE)) == (0, 0, 1, 0)
    assert asked(database, STORED) == before


def test_an_empty_cell_empties_the_field_when_the_user_says_so(database: Database) -> None:
    take(database, RICE)
    outcome = take(database, BARE, wishes=ERASES)
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, STORED) == [(None,) * 6]
    told = [(one.label, one.old, one.new) for one in outcome.changes]
    assert told == [
        ("联系人", "谷小米", ""),
        ("联系电话", "*******8000", ""),
        ("合作等级", "核心", ""),
        ("保证金", "5,000.00", ""),
    ]


def test_what_a_record_cannot_do_without_is_never_emptied(database: Database) -> None:
    take(database, RICE)
    assert counts(take(database, (None, *BARE[1:]), wishes=ERASES)) == (0, 1, 0, 0)
    assert asked(database, "SELECT name, roles, status FROM org") == [(RICE[0], "工厂", "潜在")]


@pytest.mark.parametrize("cell", ["-", "无", "#N/A", "<NULL>", "*******8000"])
def test_a_dash_an_error_and_a_masked_number_empty_nothing(database: Database, cell: str) -> None:
    take(database, RICE)
    line = (*RICE[:3], cell, *RICE[4:])
    assert counts(take(database, line, wishes=ERASES)) == (0, 0, 1, 0)
    assert asked(database, "SELECT phone_tail FROM org") == [("8000",)]


def test_a_column_the_sheet_does_not_have_empties_nothing(database: Database) -> None:
    take(database, RICE)
    assert counts(take(database, RICE[:3], wishes=ERASES, header=HEADER[:3])) == (0, 0, 1, 0)


def test_of_two_columns_with_one_meaning_both_have_to_be_empty(database: Database) -> None:
    take(database, RICE)
    header = ("企业名称", "统一社会信用代码", "联系人", "对接人")
    assert counts(take(database, (*RICE[:2], None, "谷小米"), wishes=ERASES, header=header)) == (0, 0, 1, 0)
    assert counts(take(database, (*RICE[:2], "—", None), wishes=ERASES, header=header)) == (0, 0, 1, 0)
    assert counts(take(database, (*RICE[:2], " ", None), wishes=ERASES, header=header)) == (0, 1, 0, 0)


def test_a_link_is_emptied_only_when_all_that_tells_of_it_is_empty(database: Database) -> None:
    header = ("品牌名称", "企业名称", "主营类目")
    take_in(database, "brands", mapped("brands", header, ("沂河丰禾", RICE[0], "粮油")))
    lacking = mapped("brands", header, ("沂河丰禾", None, "粮油"))
    assert counts(take_in(database, "brands", lacking)[0]) == (0, 0, 1, 0)
    outcome = take_in(database, "brands", lacking, wishes=ERASES)[0]
    assert [(one.label, one.old, one.new) for one in outcome.changes] == [("权属企业", RICE[0], "")]
    assert asked(database, "SELECT org_id FROM brand") == [(None,)]


def test_of_several_lines_of_one_record_every_one_has_to_be_empty(database: Database) -> None:
    take(database, RICE)
    assert counts(take(database, (*RICE[:2], "-"), RICE[:2], wishes=ERASES, header=HEADER[:3])) == (
        0,
        0,
        2,
        0,
    )
    assert asked(database, "SELECT contact FROM org") == [("谷小米",)]
    assert counts(take(database, RICE[:2], RICE[:2], wishes=ERASES, header=HEADER[:3])) == (0, 2, 0, 0)
    assert asked(database, "SELECT contact FROM org") == [(None,)]
