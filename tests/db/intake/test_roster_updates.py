"""A roster of people the base knows: what is listed, what stays, what is emptied, what needs a correction."""

from datetime import date
from typing import Any

import pytest

from db import lifecycle, store
from db.engine import Database
from db.imports import Mode, Outcome, Wishes
from db.models import Contract, PlatformAccount, Report, Streamer
from db.models.report_words import ReportState
from db.record import Record
from tests.db.intake.sheets import (
    FIRST_ROW,
    MILLET,
    PEOPLE,
    ROSTER,
    asked,
    changed,
    content,
    counts,
    faults,
    mapped,
    remarks,
    take_in,
)

WHEAT_LINE, MILLET_LINE = PEOPLE
NAME, ID, PHONE, PLATFORM, ACCOUNT, FANS, STATE, TEAM, CATEGORY, JOINED, SIGNED, ENDS = range(len(ROSTER))
TAKES_ALL, ERASES = Wishes(overwrites=None), Wishes(erases=True)


def take(database: Database, *rows: Any, header: Any = ROSTER, **how: Any) -> tuple[Outcome, Any]:
    """Take a roster in."""
    sheet = mapped("streamers", header, *rows, as_of=date(2026, 9, 10))
    return take_in(database, "streamers", sheet, **how)


def edit(database: Database, values: dict[str, Any], key: int = 1, model: type[Record] = Streamer) -> None:
    """Change a record by hand."""
    with database.write() as session:
        store.save(session, model, values, key, store.load(session, model, key).version)


def told(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Return (label, old, new, whether it is a conflict) of the changes."""
    return [(one.label, one.old, one.new, one.is_conflict) for one in outcome.changes]


def sign(database: Database, month: int) -> None:
    """Have a signed report of a month."""
    with database.write() as session:
        session.add(Report(code=f"YB-{month}", first=month, last=month, status=ReportState.SIGNED))


def test_everything_that_changes_of_a_person_is_listed_before_it_is_written(database: Database) -> None:
    take(database, *PEOPLE)
    line = changed(
        WHEAT_LINE, {PHONE: "13700137000", FANS: "13万", STATE: "休播", TEAM: "大暑团队", ENDS: "2029-03-04"}
    )
    before = content(database)
    checked, _ = take(database, line, MILLET_LINE, mode=Mode.CHECK)
    assert content(database) == before
    assert told(checked) == [
        ("手机号", "*******8000", "*******7000", False),
        ("状态", "在播", "休播", False),
        ("操盘团队", "小满团队", "大暑团队", False),
        ("粉丝数（2026-09-10）", "125000", "130000", False),
        ("合同到期", "2028-03-04", "2029-03-04", False),
    ]
    assert {(one.row, one.code) for one in checked.changes} == {(FIRST_ROW, "ZB-000001")}
    assert told(take(database, line, MILLET_LINE)[0]) == told(checked)


def test_accounts_counts_and_contracts_that_come_to_a_person_are_listed(database: Database) -> None:
    take(database, MILLET_LINE)
    line = changed(
        MILLET_LINE,
        {PLATFORM: "快手", ACCOUNT: "millet02", FANS: 900, SIGNED: "2026-09-01", ENDS: "2027-08-31"},
    )
    assert told(take(database, line)[0]) == [
        ("平台账号", "", "快手 millet02", False),
        ("粉丝数（2026-09-10）", "", "900", False),
        ("签约日期", "", "2026-09-01", False),
        ("合同到期", "", "2027-08-31", False),
    ]


def test_what_was_typed_since_stays_wherever_it_is_kept(database: Database) -> None:
    header = (*ROSTER, "账号名称")
    wheat = (*WHEAT_LINE, "小麦直播间")
    take(database, wheat, header=header)
    edit(database, {"phone": "13700137000"})
    edit(database, {"nickname": "麦田直播间"}, model=PlatformAccount)
    with database.write() as session:
        store.record_followers(session, 1, date(2026, 9, 10), 126_000)
    line = changed(wheat, {FANS: "13万", CATEGORY: "母婴"})
    outcome, _ = take(database, line, header=header)
    assert told(outcome) == [
        ("手机号", "*******7000", "*******8000", True),
        ("账号昵称", "麦田直播间", "小麦直播间", True),
        ("粉丝数（2026-09-10）", "126000", "130000", True),
        ("主营类目", "服饰鞋包", "母婴", False),
    ]
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 1, 0, 0))
    stored = "SELECT s.phone_tail, a.nickname, f.followers, c.name FROM streamer s, platform_account a, "
    stored += "follower_snapshot f, category c WHERE c.id = s.category_id"
    assert asked(database, stored) == [("7000", "麦田直播间", 126_000, "母婴")]
    assert counts(take(database, line, header=header)[0]) == (0, 0, 1, 0)
    outcome, _ = take(database, line, header=header, wishes=TAKES_ALL)
    assert (outcome.conflicts, counts(outcome)) == (0, (0, 1, 0, 0))
    assert asked(database, stored) == [("8000", "小麦直播间", 130_000, "母婴")]
    assert take(database, changed(line, {FANS: "14万"}), header=header)[0].conflicts == 0


def test_a_state_moved_by_hand_stays(database: Database) -> None:
    take(database, *PEOPLE)
    with database.write() as session:
        lifecycle.move(session, Streamer, 1, "休播", date(2026, 9, 1), "休假")
    outcome, _ = take(database, *PEOPLE)
    assert told(outcome) == [("状态", "休播", "在播", True)]
    assert asked(database, "SELECT status FROM streamer WHERE id = 1") == [("休播",)]


def test_the_end_of_a_contract_typed_by_hand_stays(database: Database) -> None:
    take(database, WHEAT_LINE)
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE contract SET status = '草稿'")
    edit(database, {"end_on": date(2030, 1, 1)}, model=Contract)
    outcome, _ = take(database, WHEAT_LINE)
    assert told(outcome) == [("合同到期", "2030-01-01", "2028-03-04", True)]
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 0, 1, 0))


def test_an_id_number_typed_by_hand_keeps_the_birth_date_it_tells(database: Database) -> None:
    take(database, (*WHEAT_LINE[:ID], None, *WHEAT_LINE[PHONE:]))
    edit(database, {"id_no": MILLET, "birth_on": date(1985, 2, 3)})
    outcome, checked = take(database, changed(WHEAT_LINE, {ID: None, CATEGORY: "母婴"}))
    assert faults(checked) == []
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT birth_on FROM streamer")[0][0] in (date(1985, 2, 3), "1985-02-03")


def test_only_the_chosen_line_takes_the_files_values(database: Database) -> None:
    take(database, *PEOPLE)
    edit(database, {"phone": "13700137000"})
    edit(database, {"phone": "13600136000"}, key=2)
    outcome, _ = take(database, *PEOPLE, wishes=Wishes(overwrites=frozenset({("Sheet1", FIRST_ROW)})))
    assert (outcome.conflicts, counts(outcome)) == (1, (0, 1, 1, 0))
    assert asked(database, "SELECT phone_tail FROM streamer ORDER BY id") == [("8000",), ("6000",)]


@pytest.mark.parametrize("erases", [False, True])
def test_empty_cells_empty_fields_of_people_and_accounts_only_when_the_user_says_so(
    database: Database, *, erases: bool
) -> None:
    header = (*ROSTER, "账号名称")
    take(database, (*WHEAT_LINE, "小麦直播间"), header=header)
    bare = changed((*WHEAT_LINE, None), dict.fromkeys((PHONE, FANS, TEAM, JOINED, SIGNED, ENDS, STATE)))
    outcome, _ = take(database, bare, header=header, wishes=Wishes(erases=erases))
    stored = "SELECT s.phone, s.phone_index, s.phone_tail, s.team_id, s.status, a.nickname FROM streamer s, "
    (row,) = asked(database, stored + "platform_account a")
    if erases:
        assert told(outcome) == [
            ("手机号", "*******8000", "", False),
            ("操盘团队", "小满团队", "", False),
            ("入驻日期", "2026-03-01", "", False),
            ("账号昵称", "小麦直播间", "", False),
        ]
        assert row == (None, None, None, None, "在播", None)
    else:
        assert (counts(outcome), row[2:]) == ((0, 0, 1, 0), ("8000", 1, "在播", "小麦直播间"))
    assert asked(database, "SELECT count(*) FROM follower_snapshot") == [(1,)]
    assert asked(database, "SELECT count(*) FROM contract WHERE end_on IS NOT NULL") == [(1,)]


def test_what_an_id_number_tells_and_when_somebody_left_are_not_emptied(database: Database) -> None:
    header = ("姓名", "身份证号", "手机号", "状态", "出生日期", "性别", "离退日期")
    line = ("谷小米", MILLET, "13900139000", "离职", "1985-02-03", None, "2026-06-30")
    take(database, line, header=header)
    bare = ("谷小米", None, "13900139000", None, None, None, None)
    outcome, checked = take(
        database, changed(bare, {ID: f"{'*' * 14}{MILLET[-4:]}"}), header=header, wishes=ERASES
    )
    assert counts(outcome) == (0, 0, 1, 0)
    assert remarks(checked) == [(FIRST_ROW, "离退日期", "已离退的主播须有离退日期，这一格没有清空")]


def test_who_could_not_be_saved_without_a_field_is_refused(database: Database) -> None:
    header = ("姓名", "手机号", "出生日期", "监护人姓名", "监护人电话", "监护人同意日期")
    young = (
        "谷小苗",
        "13900139000",
        f"{date.today().year - 17}-01-01",
        "谷大山",
        "13600136000",
        "2026-01-01",
    )
    assert counts(take(database, young, header=header)[0]) == (1, 0, 0, 0)
    outcome, checked = take(database, (*young[:3], None, None, None), header=header, wishes=ERASES)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "监护人" in faults(checked)[0][2]


def test_people_of_whom_a_signed_month_counts_something_else_are_remarked_on(database: Database) -> None:
    take(database, *PEOPLE)
    sign(database, 202609)
    words = "2026年9月的报告已签署，这一行会改变已报送的数，导入后请办理更正"
    later = changed(WHEAT_LINE, {JOINED: "2026-09-02", FANS: None})
    counted = changed(MILLET_LINE, {FANS: 3100})
    assert remarks(take(database, later, counted)[1]) == [
        (FIRST_ROW, "入驻日期", words),
        (FIRST_ROW + 1, "粉丝数", words),
    ]
    resting = changed(MILLET_LINE, {FANS: None, PHONE: "13600136000"})
    assert remarks(take(database, later, resting)[1]) == []
