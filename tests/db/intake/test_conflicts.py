"""What somebody typed after an import stays, until the user takes what the file says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import lifecycle, store
from db.engine import Database
from db.imports import Change, Mode, Outcome, Wishes, check_rows, save_rows
from db.intake import KINDS
from db.intake.by_hand import by_hand
from db.models import Org, Support
from db.record import Record
from tests.db.intake.sheets import FIRST_ROW, SOURCE, asked, counts, mapped, take_in
from tests.db.partner_world import code

HEADER = ("企业名称", "统一社会信用代码", "联系人", "电话", "合作等级", "结算方式")
RICE = ("沂河丰禾食品有限公司", code(1), "谷小米", "13800138000", "核心", "月结")
CLOTH = ("罗庄恒泰服饰厂", code(2), "田小麦", "13900139000", "普通", "现结")
TAKES_ALL = Wishes(overwrites=None)


def take(
    database: Database,
    *rows: Any,
    wishes: Wishes | None = None,
    mode: Mode = Mode.UPSERT,
    header: Any = HEADER,
) -> Outcome:
    """Take a list of companies in."""
    return take_in(database, "partners", mapped("partners", header, *rows), mode=mode, wishes=wishes)[0]


def edit(database: Database, values: Mapping[str, Any], key: int = 1, model: type[Record] = Org) -> None:
    """Change a record by hand, as its page does."""
    with database.write() as session:
        store.save(session, model, values, key, store.load(session, model, key).version)


def stored(database: Database, name: str = RICE[0]) -> tuple[Any, ...]:
    """Return contact, tail of the phone, level and terms of a company."""
    (row,) = asked(
        database,
        f"SELECT contact, phone_tail, coop_level, payment_terms FROM org WHERE name = '{name}'",  # noqa: S608
    )
    return row


def other(row: tuple[Any, ...], **cells: Any) -> tuple[Any, ...]:
    """Return a line with other cells under 联系人, 电话, 合作等级, 结算方式."""
    places = {"contact": 2, "phone": 3, "level": 4, "terms": 5}
    return tuple(
        {places[name]: value for name, value in cells.items()}.get(at, cell) for at, cell in enumerate(row)
    )


def told(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Return (row, label, old, new, whether it is a conflict) of the changes."""
    return [(one.row, one.label, one.old, one.new, one.is_conflict) for one in outcome.changes]


def test_a_field_typed_after_the_import_stays_and_the_others_of_its_line_are_written(
    database: Database,
) -> None:
    take(database, RICE, CLOTH)
    edit(database, {"contact": "高粱"})
    again = other(RICE, contact="谷大米", level="普通"), CLOTH
    outcome = take(database, *again)
    assert stored(database) == ("高粱", "8000", "普通", "月结")
    assert counts(outcome) == (0, 1, 1, 0)
    assert outcome.conflicts == 1
    assert told(outcome) == [
        (FIRST_ROW, "联系人", "高粱", "谷大米", True),
        (FIRST_ROW, "合作等级", "核心", "普通", False),
    ]
    assert asked(database, "SELECT conflicts FROM import_batch ORDER BY id DESC LIMIT 1") == [(1,)]


def test_it_stays_at_every_later_import_too(database: Database) -> None:
    take(database, RICE)
    edit(database, {"contact": "高粱"})
    for level in ("普通", "核心", "普通"):
        assert take(database, other(RICE, level=level)).conflicts == 1
        assert stored(database)[0] == "高粱"


def test_only_the_lines_the_user_names_take_the_place_of_what_was_typed(database: Database) -> None:
    take(database, RICE, CLOTH)
    edit(database, {"contact": "高粱"})
    edit(database, {"contact": "大豆"}, key=2)
    lines = other(RICE, contact="谷大米"), other(CLOTH, contact="田大麦")
    outcome = take(database, *lines, wishes=Wishes(overwrites=frozenset({("Sheet1", FIRST_ROW + 1)})))
    assert (stored(database)[0], stored(database, CLOTH[0])[0]) == ("高粱", "田大麦")
    assert outcome.conflicts == 1
    assert counts(outcome) == (0, 1, 1, 0)
    assert [one.is_conflict for one in outcome.changes] == [True, True]


def test_once_taken_from_the_file_it_is_the_files(database: Database) -> None:
    take(database, RICE)
    edit(database, {"contact": "高粱"})
    assert take(database, other(RICE, contact="谷大米"), wishes=TAKES_ALL).conflicts == 0
    assert take(database, RICE).conflicts == 0
    assert stored(database)[0] == "谷小米"


def test_what_was_never_imported_or_typed_before_the_import_is_no_conflict(database: Database) -> None:
    with database.write() as session:
        store.save(session, Org, {"name": RICE[0], "credit_code": code(1), "contact": "高粱"})
    edit(database, {"contact": "大豆"})
    outcome = take(database, RICE)
    assert (outcome.conflicts, stored(database)[0]) == (0, "谷小米")
    assert take(database, other(RICE, contact="谷大米")).conflicts == 0


def test_a_file_that_says_what_was_typed_is_no_conflict(database: Database) -> None:
    take(database, RICE)
    edit(database, {"contact": "高粱", "phone": "13700137000"})
    outcome = take(database, other(RICE, contact="高粱", phone="13700137000"))
    assert (outcome.conflicts, counts(outcome), len(outcome.changes)) == (0, (0, 0, 1, 0), 0)


def test_a_sealed_value_in_conflict_is_told_masked(database: Database) -> None:
    take(database, RICE)
    edit(database, {"phone": "13700137000"})
    (change,) = take(database, other(RICE, phone="13600136000")).changes
    assert change == Change(
        "Sheet1", FIRST_ROW, "JG-000001", "联系电话", "*******7000", "*******6000", is_conflict=True
    )
    assert stored(database)[1] == "7000"


def test_an_import_taken_back_is_as_if_it_had_never_been(database: Database) -> None:
    take(database, RICE)
    edit(database, {"contact": "高粱"})
    take(database, other(RICE, contact="谷大米"), wishes=TAKES_ALL)
    with database.write() as session:  # as taking it back leaves it
        session.connection().exec_driver_sql("UPDATE import_batch SET undone_at = at WHERE id = 2")
        session.connection().exec_driver_sql("UPDATE org SET contact = '高粱'")
    assert take(database, RICE).conflicts == 1
    assert stored(database)[0] == "高粱"


def test_the_check_tells_what_the_import_will_do(database: Database) -> None:
    take(database, RICE, CLOTH)
    edit(database, {"contact": "高粱"})
    lines = other(RICE, contact="谷大米", terms="季结"), other(CLOTH, terms="季结")
    checked = take(database, *lines, mode=Mode.CHECK)
    assert stored(database) == ("高粱", "8000", "核心", "月结")
    done = take(database, *lines)
    assert (checked.conflicts, counts(checked)) == (done.conflicts, counts(done)) == (1, (0, 2, 0, 0))
    assert list(checked.changes) == list(done.changes)
    added = take(database, *lines, mode=Mode.ADD)
    assert (added.conflicts, len(added.changes)) == (0, 0)
    assert (checked.under(Mode.ADD).conflicts, len(checked.under(Mode.ADD).changes)) == (0, 0)
    assert checked.under(Mode.UPDATE).conflicts == 1


def test_what_the_user_decides_between_check_and_save_holds(database: Database) -> None:
    take(database, RICE, CLOTH)
    edit(database, {"contact": "高粱"})
    edit(database, {"contact": "大豆"}, key=2)
    lines = other(RICE, contact="谷大米"), other(CLOTH, contact="田大麦")
    with database.write() as session:
        kind = KINDS["partners"]
        checked = check_rows(session, kind, [mapped("partners", HEADER, *lines)])
        shown = save_rows(session, kind, checked, Mode.CHECK, SOURCE)
        assert (shown.conflicts, shown.updated) == (2, 0)
        checked.wishes = Wishes(overwrites=frozenset({("Sheet1", FIRST_ROW)}))
        assert save_rows(session, kind, checked, Mode.CHECK, SOURCE).conflicts == 1
        done = save_rows(session, kind, checked, Mode.UPSERT, SOURCE)
    assert (done.conflicts, done.updated) == (1, 1)
    assert (stored(database)[0], stored(database, CLOTH[0])[0]) == ("谷大米", "大豆")


def test_where_the_other_fields_would_make_no_sense_alone_the_whole_line_stays(database: Database) -> None:
    header = ("品牌", "扶持方面", "扶持项目", "已获", "已用")
    take_in(database, "brands", mapped("brands", ("品牌名称", "主营产品"), ("沂河丰禾", "粮油")))
    line = ("沂河丰禾", "流量红利", "开播流量券", 10, 5)
    take_in(database, "supports", mapped("supports", header, line))
    edit(database, {"used": 8}, model=Support)
    outcome, _ = take_in(database, "supports", mapped("supports", header, (*line[:3], 3, 2)))
    assert [one.is_conflict for one in outcome.changes] == [True, True]
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 0, 1, 0))
    assert asked(database, "SELECT granted, used FROM support") == [(10, 8)]


def test_a_move_the_program_made_by_itself_is_no_hand(database: Database) -> None:
    take(database, RICE, CLOTH)
    with database.write() as session:
        lifecycle.move_by_rule(session, Org, 1, "限制合作", date.today(), "资质过期")
        lifecycle.move(session, Org, 2, "黑名单", reason="供货掺假")
    with database.read() as session:
        assert by_hand(session, Org, [1, 2]) == {2: {"status"}}
