"""The registers of training: read back with openpyxl, every number against what was signed in."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import Session

from db.engine import Database
from db.lifecycle import move
from db.models import Training
from db.models.training_words import AssessmentKind, Present
from db.queries.periods import month_of
from db.store.certifying import rubric
from db.store.signing import enrol, finish_signing, sign
from desktop.reports.training_files import make_register, make_registers
from tests.db.training_world import PAST, TODAY, assess, course, person, training

MONTH = month_of(PAST)


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """Return the header of a sheet and its rows, without title, head line and notes."""
    found = [tuple(cell.value for cell in row) for row in load_workbook(path)[sheet].iter_rows(min_row=3)]
    return [row for row in found if row[0] == found[0][0] or row[1] is not None]


def fill(session: Session) -> list[int]:
    """Hold two trainings with two people, plan one that is called off; return them."""
    one, two = person(session, "王晓梅", "13800001111"), person(session, "李长海")
    lesson = course(session, credit=35, category="合规与消保")
    first = training(session, course_id=lesson, plan_count=3)
    second = training(session, "镜头表现实训", PAST + timedelta(hours=6), credit=20)
    off = training(session, "临时取消的培训", PAST + timedelta(hours=9))
    sign(session, first, one, Present.LATE, told={"minutes": 45, "remark": "堵车"})
    sign(session, first, two, Present.LEAVE)
    sign(session, second, one, Present.ATTENDED)
    enrol(session, second, [two])
    for held in (first, second):
        finish_signing(session, held)
    move(session, Training, off, "已取消", reason="讲师有事")
    scores = {item.name: float(item.full) for item in rubric(session)}
    assess(session, one, AssessmentKind.FINAL, PAST.date(), scores, training_id=first)
    return [first, second, off]


def test_the_register_of_one_training_says_who_came_and_hides_phones(
    session: Session, tmp_path: Path
) -> None:
    path, note = make_register(session, fill(session)[0], tmp_path, TODAY)
    assert (path.name, note) == (f"培训签到登记表_PX-000001_{PAST:%Y%m%d}.xlsx", "")
    assert rows(path, "签到登记") == [
        ("序号", "姓名", "单位/团队", "电话", "签到", "学时", "备注"),
        ("1", "王晓梅", "—", "*******1111", "迟到", 1, "参训 45 分钟；堵车"),
        ("2", "李长海", "—", "—", "请假", 0, None),
    ]
    said = str(load_workbook(path)["签到登记"]["A2"].value)
    assert "培训编号：PX-000001" in said
    assert "学时：3.5" in said
    assert "09:00 至 12:00" in said


def test_the_register_of_a_month_keeps_visits_and_people_side_by_side(
    session: Session, tmp_path: Path
) -> None:
    fill(session)
    made = make_registers(session, MONTH, tmp_path, day=TODAY)
    assert made.month.name == f"{MONTH // 100}年{MONTH % 100}月培训台账.xlsx"
    assert [path.name[:16] for path in made.trainings] == ["培训签到登记表_PX-00000"] * 2
    sums = rows(made.month, "培训汇总")
    assert sums[0][1:5] == ("培训场次（场）", "培训人次（人次）", "培训人数（人）", "培训总学时（学时）")
    assert sums[1] == ("本月", 2, 2, 1, 3, 1, 1, 100, 0)
    held = rows(made.month, "培训活动")
    assert [row[3:] for row in held[1:]] == [
        ("合规专题培训", "合规与消保", "周敏", 3.5, 3, 1, 100, "已完成"),
        ("镜头表现实训", "—", "周敏", 2, 2, 1, "—", "已完成"),
    ]
    (head, line) = rows(made.month, "个人学时")
    assert head[-2:] == (f"{MONTH % 100}月", "合计（学时）")
    assert (line[2], line[-2:]) == ("王晓梅", (3, 3))


def test_a_month_without_training_is_told(session: Session, tmp_path: Path) -> None:
    made = make_registers(session, 202001, tmp_path, day=TODAY)
    assert made.trainings == ()
    assert made.notes == ("2020年1月没有培训记录。",)
    assert rows(made.month, "培训汇总")[1][:3] == ("本月", 0, 0)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_same_register_is_written_into_the_same_bytes(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        held = fill(session)[0]
        files = [make_register(session, held, tmp_path / str(again), TODAY)[0] for again in range(2)]
    assert len({path.read_bytes() for path in files}) == 1
