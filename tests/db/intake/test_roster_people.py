"""Who in a roster is who: lines of one person, keys, and people who only look alike."""

from db.engine import Database
from tests.db.intake.sheets import (
    MILLET,
    PEOPLE,
    ROSTER,
    WHEAT,
    asked,
    counts,
    faults,
    mapped,
    problem,
    take_in,
)


def test_two_lines_of_one_person_are_one_streamer_with_two_accounts(database: Database) -> None:
    head = ("姓名", "身份证号", "平台", "账号", "粉丝数", "备注")
    rows = (
        ("田小麦", WHEAT, "快手", "wheat01", "1万", "主号"),
        ("田小麦", WHEAT, "抖音", "wheat_dy", "2万", "副号"),
    )
    outcome, _ = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (1, 1, 0, 0)
    assert asked(database, "SELECT name, remark FROM streamer") == [("田小麦", "主号；副号")]
    assert len(asked(database, "SELECT * FROM platform_account")) == 2


def test_lines_that_contradict_an_earlier_line_are_refused(database: Database) -> None:
    head = ("姓名", "身份证号", "手机号", "账号", "平台")
    rows = (
        ("田小麦", WHEAT, "13800138000", "wheat01", "快手"),
        ("田小麦", WHEAT, "13700137000", "wheat02", "快手"),
        ("谷小米", MILLET, "13900139000", "wheat01", "快手"),
    )
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (1, 0, 0, 2)
    assert [(row, column) for row, column, _ in faults(checked)] == [(5, "手机号"), (6, "姓名")]
    assert "第 4 行" in problem(checked, 5).reason


def test_a_shared_phone_is_a_remark_and_not_a_merge(database: Database) -> None:
    head = ("姓名", "手机号", "身份证号")
    rows = (("田小麦", "13800138000", WHEAT), ("谷小米", "13800138000", MILLET))
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (2, 0, 0, 0)
    assert "第 4 行" in problem(checked, 5).reason
    _, checked = take_in(database, "streamers", mapped("streamers", head[:2], ("麦小冬", "13800138000")))
    assert "库中另一位" in problem(checked, 4).reason


def test_an_account_of_another_streamer_is_refused(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("姓名", "手机号", "平台", "账号")
    rows = (("麦小冬", "13700137000", "快手", "wheat01"),)
    outcome, checked = take_in(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (0, 0, 0, 1)
    assert "另一位主播" in problem(checked, 4).reason


def test_name_and_phone_find_a_person_whose_id_comes_later(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ("姓名", "手机号"), ("田小麦", "13800138000")))
    head = ("姓名", "手机号", "身份证号")
    outcome, _ = take_in(database, "streamers", mapped("streamers", head, ("田小麦", "138-0013-8000", WHEAT)))
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(database, "SELECT id_no_tail, version FROM streamer") == [(WHEAT[-4:], 2)]


def test_our_own_export_with_masked_numbers_changes_nothing(database: Database) -> None:
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    head = ("主播编号", "姓名", "身份证号", "手机号", "平台", "平台账号")
    rows = (("ZB-000001", "田小麦", f"**************{WHEAT[-4:]}", "*******8000", "快手", "wheat01"),)
    assert counts(take_in(database, "streamers", mapped("streamers", head, *rows))[0]) == (0, 0, 1, 0)
    unknown = (("ZB-000999", "田小麦", None, None, None, None),)
    _, checked = take_in(database, "streamers", mapped("streamers", head, *unknown))
    assert problem(checked, 4).column == "主播编号"
