"""What a declaration may say: own codes, fixed fields, records made on the way, keys, states, sealing."""

from collections.abc import Sequence
from typing import Any

import pytest

from db.engine import Database
from db.imports import Checked, MappedSheet, Mode, Outcome, Sheet, SheetKind, check_rows, save_rows
from db.intake.declared import Declared, Link, Review, declared
from db.models import Attendance, Course, Org, Qualification, Streamer, Training
from db.models.words import StreamerState
from db.search import find
from tests.db.intake.sheets import SOURCE, WHEAT, asked, counts, faults, remarks

COURSES = declared(Declared("courses", "课程", Course, "课程", keys=(("name",),), own_codes=True))
TRAININGS = declared(Declared("trainings", "培训", Training, "培训", keys=(("title", "start_at"),)))
ATTENDANCE = declared(
    Declared(
        "attendance",
        "签到",
        Attendance,
        "签到",
        keys=(("training_id", "streamer_id"),),
        links=(
            Link("training_id", by={}, shows="code"),
            Link("streamer_id", makes=True, fresh={"status": StreamerState.LEAD}),
        ),
    )
)
PARTNERS = declared(Declared("partners", "企业", Org, "企业", keys=(("credit_code",), ("name",))))
FROZEN = declared(Declared("partners", "企业", Org, "企业", keys=(("name",),), fixed=("status",)))
PAPERS = declared(Declared("papers", "资质", Qualification, "资质", keys=(("org_id", "kind", "number?"),)))
PEOPLE = declared(Declared("people", "人员", Streamer, "主播", keys=(("id_no",), ("name", "phone"))))


def take(
    database: Database, kind: SheetKind, header: Sequence[str], *rows: Sequence[Any], mode: Mode = Mode.UPSERT
) -> tuple[Outcome, Checked]:
    """Take a sheet of a kind in; headers are labels, unknown ones stay unknown."""
    names = {column.label: column.name for column in reversed(kind.columns)}
    mapping = {at: names[text] for at, text in enumerate(header) if text in names}
    sheet = MappedSheet(Sheet("Sheet1", tuple(header), tuple(enumerate(rows, 4))), mapping)
    with database.write() as session:
        checked = check_rows(session, kind, [sheet])
        return save_rows(session, kind, checked, mode, SOURCE), checked


def labels(kind: SheetKind) -> dict[str, str]:
    """Return what the columns of a kind are called."""
    return {column.name: column.label for column in kind.columns}


def test_records_keep_the_codes_a_sheet_gives_and_new_ones_are_numbered_after_them(
    database: Database,
) -> None:
    header = ("课程编号", "课程名称", "学时")
    outcome, _ = take(database, COURSES, header, ("KC-000040", "话术", 1.5), (None, "镜头感", 2))
    assert counts(outcome) == (2, 0, 0, 0)
    stored = asked(database, "SELECT code, name, credit FROM course ORDER BY id")
    assert stored == [("KC-000040", "话术", 15), ("KC-000041", "镜头感", 20)]
    again, _ = take(database, COURSES, header, ("KC-000040", "直播话术", None))
    assert counts(again) == (0, 1, 0, 0)
    assert asked(database, "SELECT name, credit FROM course ORDER BY id") == [
        ("直播话术", 15),
        ("镜头感", 20),
    ]


def test_a_name_that_must_be_unique_is_not_taken_twice(database: Database) -> None:
    header = ("课程编号", "课程名称")
    take(database, COURSES, header, ("A", "话术"), ("B", "镜头感"))
    outcome, checked = take(database, COURSES, header, ("A", "镜头感"), ("C", "选品"), ("D", "选品"))
    assert counts(outcome) == (1, 0, 0, 2)
    assert faults(checked) == [
        (4, "课程名称", "已登记在 B 名下，请核对是否重复"),
        (6, "课程名称", "与第 5 行相同，请核对是否重复"),
    ]


def test_a_code_of_a_deleted_record_is_refused(database: Database) -> None:
    take(database, COURSES, ("课程编号", "课程名称"), ("A", "话术"))
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE course SET deleted_at = created_at")
    _, checked = take(database, COURSES, ("课程编号", "课程名称"), ("A", "话术"))
    assert faults(checked) == [(4, "课程编号", "这个编号的记录已删除，请先恢复，或清空此格")]


@pytest.fixture
def training(base: Database) -> Database:
    """Return a base with one training, PX-000001."""
    take(base, TRAININGS, ("培训主题", "开始时间", "教室"), ("话术课", "2026-09-01 09:00", "三楼"))
    return base


def test_an_unknown_column_stays_with_records_that_have_room_for_it(training: Database) -> None:
    assert asked(training, "SELECT month FROM training") == [(202609,)]
    ((extra,),) = asked(training, "SELECT CAST(extra AS VARCHAR(99)) FROM training")
    assert "三楼" in extra


def test_who_is_not_known_yet_is_added_once_with_phone_state_and_history(training: Database) -> None:
    header = ("培训", "姓名", "手机号", "签到")
    outcome, checked = take(
        training,
        ATTENDANCE,
        header,
        ("PX-000001", "苗小豆", "13700137000", "出勤"),
        ("话术课", "田小麦", None, "迟到"),
        ("PX-000001", "苗小豆", "13700137000", None),
    )
    assert counts(outcome) == (2, 1, 0, 0)
    assert faults(checked) == []
    assert (4, "姓名", "库中没有这个姓名，导入时新增") in remarks(checked)
    person = asked(training, "SELECT code, status, phone_tail FROM streamer WHERE name = '苗小豆'")
    assert person == [("ZB-000003", "线索", "7000")]
    with training.read() as session:
        assert find(session, "苗小豆")
    history = asked(
        training,
        "SELECT h.to_state FROM status_history h JOIN streamer s ON s.id = h.entity_id "
        "WHERE h.entity = 'streamer' AND s.name = '苗小豆'",
    )
    assert history == [("线索",)]


def test_nobody_is_added_for_lines_a_mode_leaves_alone(training: Database) -> None:
    header = ("培训", "姓名", "签到")
    outcome, _ = take(training, ATTENDANCE, header, ("PX-000001", "苗小豆", "出勤"), mode=Mode.UPDATE)
    assert counts(outcome) == (0, 0, 1, 0)
    assert asked(training, "SELECT COUNT(*) FROM streamer") == [(2,)]


def test_companies_are_found_without_their_legal_suffix_or_by_credit_code(database: Database) -> None:
    own, label = labels(PARTNERS), labels(PAPERS)
    code = "91330100799655058B"
    take(database, PARTNERS, (own["name"], own["credit_code"]), ("沂河商贸有限公司", code))
    header = (label["org_id"], "统一社会信用代码", label["kind"], label["number"])
    outcome, checked = take(
        database,
        PAPERS,
        header,
        ("沂河商贸", None, "营业执照", "1"),
        ("沂河商贸（临沂）", code, "保险", None),
        ("沂水商贸", None, "保险", None),
    )
    assert counts(outcome) == (2, 0, 0, 1)
    assert [reason for _, _, reason in remarks(checked)] == [
        "库中这个统一社会信用代码的名称不同，按统一社会信用代码对应"
    ]
    assert [row for row, _, _ in faults(checked)] == [6]


def test_a_key_that_may_be_empty_finds_the_record_where_it_is_empty(database: Database) -> None:
    label = labels(PAPERS)
    take(database, PARTNERS, (labels(PARTNERS)["name"],), ("沂河商贸有限公司",))
    header = (label["org_id"], label["kind"], label["number"], label["issuer"])
    take(database, PAPERS, header, ("沂河商贸", "保险", None, "甲"), ("沂河商贸", "保险", "7", "乙"))
    outcome, _ = take(
        database, PAPERS, header, ("沂河商贸", "保险", None, "丙"), ("沂河商贸", "保险", "8", "丁")
    )
    assert counts(outcome) == (1, 1, 0, 0)
    stored = asked(database, "SELECT number, issuer FROM qualification ORDER BY id")
    assert stored == [(None, "丙"), ("7", "乙"), ("8", "丁")]


def test_a_state_told_by_a_sheet_is_a_move_and_an_odd_one_a_remark(database: Database) -> None:
    label = labels(PARTNERS)
    header = (label["name"], label["status"])
    take(database, PARTNERS, header, ("沂河商贸", "潜在"), ("沂水商贸", "潜在"))
    outcome, checked = take(database, PARTNERS, header, ("沂河商贸", "资料收集"), ("沂水商贸", "合格在册"))
    assert counts(outcome) == (0, 2, 0, 0)
    assert remarks(checked) == [(5, label["status"], "状态由“潜在”改为“合格在册”，不是通常的顺序，请核对")]
    moves = asked(
        database,
        "SELECT o.name, h.from_state, h.to_state, h.reason FROM status_history h "
        "JOIN org o ON o.id = h.entity_id WHERE h.entity = 'org' ORDER BY h.id",
    )
    assert moves[2:] == [
        ("沂河商贸", "潜在", "资料收集", "导入"),
        ("沂水商贸", "潜在", "合格在册", "导入"),
    ]


def test_a_fixed_field_is_only_for_new_records(database: Database) -> None:
    label = labels(FROZEN)
    header = (label["name"], label["status"])
    take(database, FROZEN, header, ("沂河商贸", "资料收集"))
    outcome, checked = take(database, FROZEN, header, ("沂河商贸", "潜在"), ("沂水商贸", "潜在"))
    assert counts(outcome) == (1, 0, 0, 1)
    (fault,) = faults(checked)
    assert fault[2] == f"已登记的企业不能用表格改{label['status']}，请在页面上办理"


def test_sealed_fields_are_found_by_index_exported_masked_and_left_as_they_are(database: Database) -> None:
    header = ("姓名", "身份证号", "手机号")
    take(database, PEOPLE, header, ("田小麦", WHEAT, "13800138000"))
    with database.read() as session:
        (masked,) = PEOPLE.lines(session, full=False)
        (clear,) = PEOPLE.lines(session, full=True)
    assert (masked["id_no"][-4:], masked["phone"]) == (WHEAT[-4:], "*******8000")
    assert set(masked["id_no"][:-4]) == {"*"}
    assert (clear["id_no"], clear["phone"]) == (WHEAT, "13800138000")
    again, _ = take(database, PEOPLE, header, ("田小麦", WHEAT, masked["phone"]))
    assert counts(again) == (0, 0, 1, 0)
    later, _ = take(database, PEOPLE, header, ("田小麦", WHEAT, "13900139000"))
    assert counts(later) == (0, 1, 0, 0)
    ((before,),) = asked(database, "SELECT CAST(before AS VARCHAR(2000)) FROM import_row")
    assert "13800138000" not in before
    assert asked(database, "SELECT phone_tail FROM streamer") == [("9000",)]


def test_hooks_may_refuse_and_remark_on_items(database: Database) -> None:
    def look(review: Review) -> None:
        for item in review.items:
            if "禁" in item.values["name"]:
                review.refuse(item, "名称不妥，请修改", "name")
            else:
                review.warn(item, "请核对", "name")

    kind = declared(Declared("courses", "课程", Course, "课程", keys=(("name",),), faults=look))
    outcome, checked = take(database, kind, ("课程名称",), ("话术",), ("禁语",))
    assert counts(outcome) == (1, 0, 0, 1)
    assert (faults(checked), remarks(checked)) == (
        [(5, "课程名称", "名称不妥，请修改")],
        [(4, "课程名称", "请核对")],
    )


def test_records_of_one_name_are_exported_by_code(database: Database) -> None:
    own, label = labels(PARTNERS), labels(PAPERS)
    codes = ("91330100799655058B", "911101080828461726")
    rows = [("沂河商贸", code) for code in codes]
    by_code = Declared("partners", "企业", Org, "企业", keys=(("credit_code",),), faults=lambda _: None)
    take(database, declared(by_code), (own["name"], own["credit_code"]), *rows)
    header = ("统一社会信用代码", label["kind"])
    take(database, PAPERS, header, *((code, "保险") for code in codes))
    with database.read() as session:
        lines = list(PAPERS.lines(session, full=False))
    assert [line["org_id"] for line in lines] == ["JG-000001", "JG-000002"]
    assert [line["org_id.credit_code"] for line in lines] == list(codes)


def test_a_record_that_two_columns_name_is_added_once(database: Database) -> None:
    label = labels(TRAININGS)
    made = declared(
        Declared(
            "trainings",
            "培训",
            Training,
            "培训",
            keys=(("title", "start_at"),),
            links=(Link("trainer_org_id", makes=True), Link("host_org_id", makes=True)),
        )
    )
    header = (label["title"], label["start_at"], label["trainer_org_id"], label["host_org_id"])
    line = ("话术课", "2026-09-01 09:00", "沂河商贸有限公司", "沂河商贸")
    outcome, checked = take(database, made, header, line)
    assert (counts(outcome), len(remarks(checked))) == ((1, 0, 0, 0), 1)
    assert asked(database, "SELECT name FROM org") == [("沂河商贸有限公司",)]
    assert asked(database, "SELECT COUNT(*) FROM training WHERE trainer_org_id = host_org_id") == [(1,)]
