"""培训签到表: people found by phone, then by name; signs as people write them; what follows."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from db import daily, store
from db.engine import Database
from db.imports import Mode
from db.models import Streamer
from db.queries.training import roll
from tests.db.intake.sheets import asked, content, counts, faults, mapped, remarks, take_in
from tests.db.intake.test_trainings import DAY, HELD, LEDGER, TO_COME, state

SIGN = ("培训编号", "姓名", "联系电话", "签到", "备注")
PHONES = {"王晓梅": "13800001111", "李长海": "13800002222", "张三丰": "13800003333"}
ROLL = (
    "SELECT s.name, a.present, a.minutes, a.is_planned, a.method FROM attendance a "
    "JOIN streamer s ON s.id = a.streamer_id WHERE a.deleted_at IS NULL ORDER BY a.id"
)


@pytest.fixture
def people(database: Database) -> Database:
    """Give a base with three people and one training of the past, one to come."""
    with database.write() as session:
        for name, phone in PHONES.items():
            store.save(session, Streamer, {"name": name, "phone": phone})
    take_in(database, "trainings", mapped("trainings", LEDGER, HELD, TO_COME))
    return database


def sign(database: Database, *rows: tuple[Any, ...], header: tuple[str, ...] = SIGN, **facts: Any) -> Any:
    """Take a sign-in sheet in."""
    return take_in(database, "attendance", mapped("attendance", header, *rows, **facts))


def signs(database: Database) -> list[tuple[Any, ...]]:
    """Return who signed in how."""
    return [(*row[:3], bool(row[3]), row[4]) for row in asked(database, ROLL)]


@pytest.mark.parametrize(
    ("written", "present"),
    [
        ("√", "出勤"), ("✓", "出勤"), (1, "出勤"), ("是", "出勤"), ("到", "出勤"), ("出勤", "出勤"),
        (True, "出勤"), ("迟到", "迟到"), ("早退", "早退"), ("请假", "请假"), ("事假", "请假"),
        ("2026-09-05 13:55", "出勤"), (time(13, 55), "出勤"), (0.58, "出勤"), ("迟到10分钟", "迟到"),
        ("缺勤", "缺席"), ("×", "缺席"), (None, None), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_sign_is_read_as_people_write_it(people: Database, written: Any, present: str | None) -> None:
    outcome, checked = sign(people, ("PX-A-01", "王晓梅", None, written, None))
    assert (counts(outcome), faults(checked)) == ((1, 0, 0, 0), [])
    ((_, found, _, is_planned, method),) = signs(people)
    assert (found, is_planned, method) == (present, present is None, present and "签到表")


def test_who_has_a_time_of_signing_was_there(people: Database) -> None:
    header = ("培训编号", "姓名", "签到时间")
    sign(people, ("PX-A-01", "王晓梅", f"{DAY} 13:55"), ("PX-A-01", "李长海", None), header=header)
    assert [row[:2] for row in signs(people)] == [("王晓梅", "出勤"), ("李长海", None)]


@pytest.mark.parametrize(
    "written", ["9:05", "09：05", "9点5分", "9:05:30", time(9, 5), timedelta(hours=9, minutes=5), 545 / 1440]
)
def test_a_time_of_signing_without_a_day_is_of_the_day_of_the_training(
    people: Database, written: Any
) -> None:
    header = ("培训编号", "姓名", "签到", "签到时间")
    row = ("PX-A-01", "王晓梅", "迟到", written)
    outcome, checked = sign(people, row, header=header)
    assert (counts(outcome), faults(checked)) == ((1, 0, 0, 0), [])
    with people.read() as session:
        (line,) = roll(session, 1).lines
    assert (f"{line.signed_at:%Y-%m-%d %H:%M}", line.present) == (f"{DAY} 09:05", "迟到")
    assert counts(sign(people, row, header=header)[0]) == (0, 0, 1, 0)


@pytest.mark.parametrize("written", ["25:00", "9:75", "上午"])
def test_what_is_no_time_of_signing_is_refused(people: Database, written: str) -> None:
    _outcome, checked = sign(people, ("PX-A-01", "王晓梅", written), header=("培训编号", "姓名", "签到时间"))
    assert len(faults(checked)) == 1


def test_people_are_found_by_phone_then_by_name(people: Database) -> None:
    with people.write() as session:
        store.save(session, Streamer, {"name": "王晓梅", "phone": "13800004444"})
    outcome, checked = sign(
        people,
        ("PX-A-01", "王晓梅", "138 0000 1111", "√", None),  # of two, by phone
        ("PX-A-01", "李 长海", None, "√", None),  # by name, written with a blank
        ("PX-A-01", "张三风", "13800003333", "√", None),  # a name mistyped, the phone right
    )
    assert (counts(outcome), faults(checked)) == ((3, 0, 0, 0), [])
    assert [name for name, *_ in signs(people)] == ["王晓梅", "李长海", "张三丰"]
    ((row, _, reason),) = remarks(checked)
    assert (row, reason[:2]) == (6, "库中")


def test_a_name_of_several_people_lists_them_with_team_and_phone(people: Database) -> None:
    with people.write() as session:
        store.save(session, Streamer, {"name": "王晓梅", "phone": "13800004444"})
    outcome, checked = sign(people, ("PX-A-01", "王晓梅", None, "√", None))
    assert counts(outcome) == (0, 0, 0, 1)
    ((row, column, reason),) = faults(checked)
    assert (row, column) == (4, "姓名")
    assert "ZB-000001（无团队 · 尾号1111）、ZB-000004（无团队 · 尾号4444）" in reason
    assert reason.endswith("请填写主播编号或手机号")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("PX-A-01", "外来的人", None, "√", None), "姓名", "名册里没有这个人"),
        (("PX-A-01", "王晓梅", "13800002222", "√", None), "联系电话", "登记在 ZB-000002"),
        (("PX-A-99", "王晓梅", None, "√", None), "培训编号", "库中没有这场培训"),
        (("PX-A-01", "王晓梅", None, "路过", None), "签到", "不在可选范围内"),
        (("PX-A-01", None, None, "√", None), "姓名", "请填写"),
        (("PX-A-02", "王晓梅", None, "√", None), "签到", "培训还没有开始"),
        ((None, "王晓梅", None, "√", None), "培训编号", "请加一列“培训编号”"),
    ],
)
def test_a_bad_sign_in_says_what_to_do(
    people: Database, row: tuple[Any, ...], column: str, reason: str
) -> None:
    outcome, checked = sign(people, row, ("PX-A-01", "李长海", None, "√", None))
    assert counts(outcome) == (1, 0, 0, 1)
    ((_, found, said),) = faults(checked)
    assert found in (column, "姓名")
    assert reason in said


def test_the_sign_in_finishes_a_past_training_and_only_that(people: Database) -> None:
    sign(people, ("PX-A-02", "王晓梅", None, None, None), ("PX-A-01", "王晓梅", None, "请假", None))
    assert (state(people, "PX-A-01"), state(people, "PX-A-02")) == ("已结束", "计划中")
    outcome, _ = sign(people, ("PX-A-01", "李长海", None, "迟到", None))
    assert (state(people, "PX-A-01"), state(people, "PX-A-02")) == ("已完成", "计划中")
    moved = asked(
        people,
        "SELECT h.from_state, h.to_state, h.by, h.reason, h.batch_id FROM status_history h "
        "JOIN training t ON t.id = h.entity_id "
        "WHERE h.entity = 'training' AND t.code = 'PX-A-01' ORDER BY h.id",
    )
    assert moved[-1] == ("已结束", "已完成", "系统规则", "签到已录入", outcome.batch)
    with people.read() as session:
        assert daily.due(session) == []


def test_a_training_without_a_trainer_is_done_when_one_is_named(people: Database) -> None:
    row = (*HELD[:7], None, HELD[8])
    take_in(people, "trainings", mapped("trainings", LEDGER, ("PX-A-03", "没写讲师的课", *row[2:])))
    _, checked = sign(people, ("PX-A-03", "王晓梅", None, "√", None), ("PX-A-03", "李长海", None, "√", None))
    assert remarks(checked) == [(4, "培训编号", "这场培训没有填写讲师，补上讲师后才算“已完成”")]
    assert state(people, "PX-A-03") == "已结束"
    named = ("PX-A-03", "没写讲师的课", *HELD[2:7], "周敏", HELD[8])
    take_in(people, "trainings", mapped("trainings", LEDGER, named))
    assert state(people, "PX-A-03") == "已完成"


def test_hours_below_the_trainings_become_minutes_and_never_more(people: Database) -> None:
    header = ("培训编号", "姓名", "签到", "学时", "分钟")
    _, checked = sign(
        people,
        ("PX-A-01", "王晓梅", "√", 4, None),
        ("PX-A-01", "李长海", "迟到", "2.5学时", None),
        ("PX-A-01", "张三丰", "√", 6, None),
        header=header,
    )
    assert [row[:3] for row in signs(people)] == [
        ("王晓梅", "出勤", None),
        ("李长海", "迟到", 113),
        ("张三丰", "出勤", None),
    ]
    assert [(row, reason) for row, _, reason in remarks(checked)] == [(6, "超过本场 4 学时，按本场计")]
    with people.read() as session:
        assert [line.credit for line in roll(session, 1).lines] == [40, 25, 40]


def test_minutes_under_a_header_that_names_them_are_minutes(people: Database) -> None:
    _, checked = sign(
        people, ("PX-A-01", "王晓梅", "迟到", 20), header=("培训编号", "姓名", "签到", "参训分钟")
    )
    assert (signs(people)[0][2], remarks(checked)) == (20, [])


def test_a_later_sheet_changes_a_sign_in_and_an_empty_cell_leaves_it(people: Database) -> None:
    sign(people, ("PX-A-01", "王晓梅", None, None, None), ("PX-A-01", "李长海", None, "√", None))
    outcome, _ = sign(
        people, ("PX-A-01", "王晓梅", None, "迟到", "堵车"), ("PX-A-01", "李长海", None, None, None)
    )
    assert counts(outcome) == (0, 1, 1, 0)
    assert signs(people) == [
        ("王晓梅", "迟到", None, True, "签到表"),
        ("李长海", "出勤", None, False, "签到表"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"titles": ("某基地培训签到表", "培训编号：PX-A-01　培训主题：直播合规第1期")},
        {"titles": ("培训主题：直播合规第1期",)},
        {"name": "PX-A-01"},
    ],
)
def test_a_sheet_of_one_training_is_known_by_what_stands_above_it(
    people: Database, facts: dict[str, Any]
) -> None:
    header = ("序号", "姓名", "单位", "签到")
    outcome, checked = sign(
        people, (1, "王晓梅", "一队", "√"), (2, "李长海", "一队", "√"), header=header, **facts
    )
    assert (counts(outcome), faults(checked)) == ((2, 0, 0, 0), [])
    assert state(people, "PX-A-01") == "已完成"


def test_checking_writes_nothing_and_the_same_sheet_again_changes_nothing(people: Database) -> None:
    rows = (("PX-A-01", "王晓梅", None, "√", None), ("PX-A-01", "李长海", None, "请假", "病假"))
    before = content(people)
    take_in(people, "attendance", mapped("attendance", SIGN, *rows), mode=Mode.CHECK)
    assert (signs(people), content(people)) == ([], before)
    sign(people, *rows)
    after = asked(people, "SELECT * FROM attendance ORDER BY id")
    outcome, _ = sign(people, *rows)
    assert counts(outcome) == (0, 0, 2, 0)
    assert asked(people, "SELECT * FROM attendance ORDER BY id") == after


def test_results_and_certificates_come_by_sheet_too(people: Database) -> None:
    results = mapped(
        "assessments",
        ("姓名", "考核类型", "考核日期", "总分", "培训编号"),
        ("王晓梅", "结业", f"{DAY}", 52, "PX-A-01"),
        ("王晓梅", "结业", f"{DAY + timedelta(days=3)}", 75.5, "PX-A-01"),
        ("李长海", "录屏", f"{DAY}", None, None),
    )
    outcome, checked = take_in(people, "assessments", results)
    assert (counts(outcome), faults(checked)) == ((3, 0, 0, 0), [])
    found = asked(people, "SELECT id, total, result, retake_of FROM assessment ORDER BY id")
    assert found == [(1, 52.0, "未通过", None), (2, 75.5, "通过", 1), (3, None, None, None)]
    assert counts(take_in(people, "assessments", results)[0]) == (0, 0, 3, 0)
    sign(people, ("PX-A-01", "王晓梅", None, "√", None))
    papers = mapped(
        "certificates",
        ("姓名", "证书类型", "等级", "证书编号", "发证日期"),
        ("王晓梅", "互联网营销师", "五级", "SL-1", f"{DAY}"),
        ("王晓梅", "结业证", None, "JY-1", f"{DAY}"),
        ("李长海", "互联网营销师", None, "SL-2", f"{DAY}"),
    )
    outcome, checked = take_in(people, "certificates", papers)
    assert counts(outcome) == (2, 0, 0, 1)
    assert faults(checked) == [(6, "等级", "互联网营销师证书请选择等级")]
    assert asked(people, "SELECT number, credit FROM certificate ORDER BY id") == [
        ("SL-1", None),
        ("JY-1", 40),
    ]


def test_sixty_thousand_lines_come_in_within_seconds(sqlite_database: Database) -> None:
    days = [datetime(2025, 1, 1, 9) + timedelta(hours=8 * number) for number in range(600)]
    with sqlite_database.write() as session:
        for number in range(100):
            store.save(session, Streamer, {"name": f"学员{chr(0x4E00 + number)}{chr(0x5000 + number)}"})
    ledger = [
        (f"T{number:04}", f"第{number}期", f"{day:%Y-%m-%d %H:%M}", "周敏") for number, day in enumerate(days)
    ]
    take_in(
        sqlite_database, "trainings", mapped("trainings", ("培训编号", "主题", "开始时间", "讲师"), *ledger)
    )
    names = [name for (name,) in asked(sqlite_database, "SELECT name FROM streamer")]
    rows = [(code, name, None, "√", None) for code, *_ in ledger for name in names]
    outcome, _ = sign(sqlite_database, *rows)
    assert counts(outcome) == (60_000, 0, 0, 0)
    assert asked(sqlite_database, "SELECT status, count(*) FROM training GROUP BY status") == [
        ("已完成", 600)
    ]
