"""What a check offers for refused cells, and what becomes of them once the user allows it."""

import json
from datetime import date

import pytest

from db.engine import Database
from db.imports import Checked, MappedSheet, Mode, Offer, Outcome, Severity, Wishes, check_rows, save_rows
from db.intake import KINDS
from tests.db.identity_numbers import id_no
from tests.db.intake.sheets import SOURCE, asked, counts, faults, mapped, remarks

JOINED = "SELECT name, CAST(joined_on AS VARCHAR(10)) FROM streamer ORDER BY id"
HEAD = ("姓名", "手机号", "入驻日期")


def taken(database: Database, kind: str, sheet: MappedSheet, *allowed: Offer) -> tuple[Outcome, Checked]:
    """Check and save a sheet with what the user allows."""
    with database.write() as session:
        wishes = Wishes(allows=frozenset(allowed))
        checked = check_rows(session, KINDS[kind], [sheet], wishes=wishes)
        return save_rows(session, KINDS[kind], checked, Mode.UPSERT, SOURCE), checked


def offered(checked: Checked) -> set[Offer]:
    """Return what a check offers."""
    return {offer for problem in checked.problems for offer in problem.offers}


def roster(*days: str) -> MappedSheet:
    """Return people who joined on some days."""
    return mapped(
        "streamers",
        HEAD,
        *(
            (f"麦{name}", f"1380013800{at}", day)
            for at, (name, day) in enumerate(zip("冬春夏秋", days, strict=False))
        ),
    )


@pytest.mark.parametrize(
    ("offer", "days"),
    [(Offer.DAY_FIRST, ["2026-09-05", "2026-08-07"]), (Offer.MONTH_FIRST, ["2026-05-09", "2026-07-08"])],
)
def test_day_or_month_first_is_asked_once_for_a_file_and_holds_for_all_its_days(
    database: Database, offer: Offer, days: list[str]
) -> None:
    sheet = roster("5/9/2026", "7-8-26")
    outcome, checked = taken(database, "streamers", sheet)
    assert counts(outcome) == (0, 0, 0, 2)
    assert offered(checked) == {Offer.DAY_FIRST, Offer.MONTH_FIRST}
    assert all("分不清月和日" in reason for _, _, reason in faults(checked))
    outcome, checked = taken(database, "streamers", sheet, offer)
    assert (counts(outcome), checked.problems) == ((2, 0, 0, 0), [])
    assert [day for _, day in asked(database, JOINED)] == days


def test_a_day_that_can_only_be_read_one_way_tells_the_order_of_the_others(database: Database) -> None:
    outcome, checked = taken(database, "streamers", roster("5/9/2026", "25/9/2026", "2026-01-02"))
    assert counts(outcome) == (3, 0, 0, 0)
    assert [day for _, day in asked(database, JOINED)] == ["2026-09-05", "2026-09-25", "2026-01-02"]
    ((row, column, reason),) = remarks(checked)
    assert (row, column) == (4, "入驻日期")
    assert "日/月/年" in reason
    assert "25/9/2026" in reason


def test_days_that_contradict_each_other_leave_the_question_open(database: Database) -> None:
    outcome, checked = taken(database, "streamers", roster("5/9/2026", "25/9/2026", "9/26/2026"))
    assert counts(outcome) == (2, 0, 0, 1)
    assert offered(checked) == {Offer.DAY_FIRST, Offer.MONTH_FIRST}


def test_a_day_that_begins_with_its_year_is_not_turned_round(database: Database) -> None:
    taken(database, "streamers", roster("26/9/1", "26-09-02", "20260903"), Offer.DAY_FIRST)
    assert [day for _, day in asked(database, JOINED)] == ["2026-09-01", "2026-09-02", "2026-09-03"]


def test_moments_of_live_results_follow_the_same_answer(base: Database) -> None:
    head = ("开播时间", "关播时间", "平台", "账号")
    sheet = mapped("lives", head, ("5/9/2026 20:30", "5/9/2026 23:10", "快手", "wheat01"))
    assert offered(taken(base, "lives", sheet)[1]) == {Offer.DAY_FIRST, Offer.MONTH_FIRST}
    assert counts(taken(base, "lives", sheet, Offer.DAY_FIRST)[0]) == (1, 0, 0, 0)
    sql = "SELECT SUBSTR(CAST(start_at AS VARCHAR(30)), 1, 16) FROM live_session"
    assert asked(base, sql) == [("2026-09-05 20:30",)]


def test_an_old_id_number_is_converted_only_when_that_is_allowed(database: Database) -> None:
    whole = id_no(date(1990, 5, 1), serial=13)
    old = whole[:6] + whole[8:17]
    sheet = mapped("streamers", ("姓名", "身份证号"), ("田小麦", old))
    outcome, checked = taken(database, "streamers", sheet)
    assert (counts(outcome), offered(checked)) == ((0, 0, 0, 1), {Offer.OLD_ID})
    assert checked.problems[0].value == f"***********{old[-4:]}"
    outcome, checked = taken(database, "streamers", sheet, Offer.OLD_ID)
    assert counts(outcome) == (1, 0, 0, 0)
    assert whole[-4:] in remarks(checked)[0][2]
    sql = "SELECT id_no_tail, CAST(birth_on AS VARCHAR(10)), gender FROM streamer"
    assert asked(database, sql) == [(whole[-4:], "1990-05-01", "男")]
    again = mapped("streamers", ("姓名", "身份证号"), ("田小麦", whole))
    assert counts(taken(database, "streamers", again)[0]) == (0, 0, 1, 0)


def test_an_old_id_number_that_cannot_be_stays_refused(database: Database) -> None:
    sheet = mapped("streamers", ("姓名", "身份证号"), ("田小麦", "371302901332131"))
    outcome, checked = taken(database, "streamers", sheet, Offer.OLD_ID)
    assert counts(outcome) == (0, 0, 0, 1)
    assert "出生日期不存在" in faults(checked)[0][2]


def test_letters_for_digits_in_a_credit_code_are_corrected_only_when_that_is_allowed(
    database: Database,
) -> None:
    sheet = mapped("partners", ("企业名称", "统一社会信用代码"), ("麦田商贸", "9133O1O0799655058B"))
    outcome, checked = taken(database, "partners", sheet)
    assert (counts(outcome), offered(checked)) == ((0, 0, 0, 1), {Offer.MISREAD_CODE})
    outcome, checked = taken(database, "partners", sheet, Offer.MISREAD_CODE)
    assert counts(outcome) == (1, 0, 0, 0)
    assert "91330100799655058B" in remarks(checked)[0][2]
    assert asked(database, "SELECT credit_code FROM org") == [("91330100799655058B",)]


def test_what_is_allowed_changes_nothing_that_was_not_offered(database: Database) -> None:
    sheet = mapped("partners", ("企业名称", "统一社会信用代码"), ("麦田商贸", "91330100799655058C"))
    outcome, checked = taken(database, "partners", sheet, *Offer)
    assert counts(outcome) == (0, 0, 0, 1)
    assert offered(checked) == set()
    assert checked.problems[0].severity is Severity.ERROR


NAMED = "SELECT name, phone_tail, remark FROM streamer ORDER BY name"
PAIR = ("姓名", "手机号", "平台", "账号", "入驻日期")


def test_two_names_in_a_cell_become_two_people_only_when_that_is_allowed(database: Database) -> None:
    rows = (
        ("张三/李四", "13800138000、13900139000", "快手", "both01", "2026-09-01"),
        ("高粱", "13700137000", None, None, "2026-09-02"),
    )
    sheet = mapped("streamers", PAIR, *rows)
    outcome, checked = taken(database, "streamers", sheet)
    assert (counts(outcome), offered(checked)) == ((1, 0, 0, 1), {Offer.SEVERAL_NAMES})
    outcome, checked = taken(database, "streamers", sheet, Offer.SEVERAL_NAMES)
    assert (counts(outcome), checked.rows) == ((2, 0, 1, 0), 3)
    assert asked(database, NAMED) == [
        ("张三", "8000", None),
        ("李四", "9000", None),
        ("高粱", "7000", None),
    ]
    owners = "SELECT s.name FROM platform_account a JOIN streamer s ON s.id = a.streamer_id"
    assert asked(database, owners) == [("张三",)]
    assert "已拆成2行" in remarks(checked)[0][2]
    assert counts(taken(database, "streamers", sheet, Offer.SEVERAL_NAMES)[0]) == (0, 0, 3, 0)


def test_a_row_of_two_names_goes_in_whole_or_not_at_all(database: Database) -> None:
    sheet = mapped("streamers", PAIR, ("张三/李四", "13800138000、1390013900", None, None, None))
    outcome, checked = taken(database, "streamers", sheet, Offer.SEVERAL_NAMES)
    assert (counts(outcome), checked.rows, checked.rejected) == ((0, 0, 0, 1), 1, {("Sheet1", 4)})
    assert asked(database, NAMED) == []


def test_the_second_phone_goes_into_the_remark_and_stays_there_once(database: Database) -> None:
    head = ("姓名", "手机号", "备注")
    cell = "13800138000、13900139000"
    outcome, checked = taken(database, "streamers", mapped("streamers", head, ("田小麦", cell, "老学员")))
    assert counts(outcome) == (1, 0, 0, 0)
    assert "其余记在备注里" in remarks(checked)[0][2]
    assert asked(database, NAMED) == [("田小麦", "8000", "老学员；另一电话 13900139000")]
    bare = mapped("streamers", head[:2], ("田小麦", cell))
    assert counts(taken(database, "streamers", bare)[0]) == (0, 0, 1, 0)
    third = mapped("streamers", head[:2], ("田小麦", "13800138000/0539-8123456"))
    assert counts(taken(database, "streamers", third)[0]) == (0, 1, 0, 0)
    told = "老学员；另一电话 13900139000；另一电话 05398123456"
    assert asked(database, NAMED) == [("田小麦", "8000", told)]


def test_the_second_phone_of_a_company_goes_into_its_remark_too(database: Database) -> None:
    head = ("企业名称", "联系电话", "备注")
    first = mapped("partners", head, ("麦田商贸", "13800138000、0539-8123456", "常联系"))
    outcome, checked = taken(database, "partners", first)
    assert counts(outcome) == (1, 0, 0, 0)
    assert "其余记在备注里" in remarks(checked)[0][2]
    told = "常联系；另一电话 05398123456"
    assert asked(database, "SELECT phone_tail, remark FROM org") == [("8000", told)]
    bare = mapped("partners", head[:2], ("麦田商贸", "13800138000、0539-8123456"))
    assert counts(taken(database, "partners", bare)[0]) == (0, 0, 1, 0)


def test_an_export_masks_the_second_phone_and_comes_back_without_a_change(database: Database) -> None:
    cell = "13800138000、0539-8123456"
    taken(database, "streamers", mapped("streamers", ("姓名", "手机号", "备注"), ("田小麦", cell, "老学员")))
    taken(database, "partners", mapped("partners", ("企业名称", "联系电话"), ("麦田商贸", cell)))
    for kind, told in (("streamers", "老学员；另一电话 *******3456"), ("partners", "另一电话 *******3456")):
        with database.read() as session:
            (masked,), (full,) = (list(KINDS[kind].lines(session, full=full)) for full in (False, True))
        assert masked["remark"] == told
        assert full["remark"] == told.replace("*******3456", "05398123456")
        name = {"streamers": "姓名", "partners": "企业名称"}[kind]
        sheet = mapped(kind, ("编号", name, "备注"), (masked["code"], masked["name"], told))
        assert counts(taken(database, kind, sheet)[0]) == (0, 0, 1, 0)


def test_the_end_of_a_contract_told_by_its_month_is_the_last_day(database: Database) -> None:
    head = ("姓名", "手机号", "签约日期", "合同到期")
    people = (("田小麦", "13800138000"), ("高粱", "13700137000"))
    ends = ("2028年2月", "2027.6月底")
    rows = [(*one, "2026-03-01", end) for one, end in zip(people, ends, strict=True)]
    outcome, checked = taken(database, "streamers", mapped("streamers", head, *rows))
    assert counts(outcome) == (2, 0, 0, 0)
    days = [("2028-02-29",), ("2027-06-30",)]
    assert [reason for _, _, reason in remarks(checked)] == [f"只写到月，按 {day} 记" for (day,) in days]
    assert asked(database, "SELECT CAST(end_on AS VARCHAR(10)) FROM contract ORDER BY id") == days


def test_a_role_beside_a_name_is_kept_as_further_information(database: Database) -> None:
    sheet = mapped("streamers", ("姓名", "手机号"), ("田小麦（主）", "13800138000"))
    outcome, checked = taken(database, "streamers", sheet)
    assert counts(outcome) == (1, 0, 0, 0)
    assert "“主”记在附加信息“姓名备注”里" in remarks(checked)[0][2]
    ((extra,),) = asked(database, "SELECT CAST(extra AS VARCHAR(100)) FROM streamer")
    assert json.loads(extra) == {"姓名备注": "主"}
    assert counts(taken(database, "streamers", sheet)[0]) == (0, 0, 1, 0)
