"""Lines that touch what a signed report counted are taken, and say that a correction is needed."""

from typing import Any

import pytest

from db.engine import Database
from db.models import Report
from db.models.report_words import ReportState
from tests.db.intake.sheets import FIRST_ROW, counts, mapped, remarks, take_in

SIGNED = "{}的报告已签署，这一行会改变已报送的数，导入后请办理更正"
TRAINING = ("培训主题", "开始时间", "讲师", "学时", "备注")
AUGUST = ("直播话术提升", "2026-08-05 14:00", "高粱", 4, "小会议室")
SEPTEMBER = ("合规直播", "2026-09-05 14:00", "高粱", 4, None)


def sign(database: Database, first: int, last: int = 0, status: ReportState = ReportState.SIGNED) -> None:
    """Have a report of some months, as it is after signing."""
    with database.write() as session:
        session.add(Report(code=f"YB-{first}", first=first, last=last or first, status=status))


def take(database: Database, kind: str, header: Any, *rows: Any) -> Any:
    """Take lines of a kind in."""
    return take_in(database, kind, mapped(kind, header, *rows))


def test_a_new_row_of_a_signed_month_is_remarked_on(database: Database) -> None:
    sign(database, 202608)
    outcome, checked = take(database, "trainings", TRAINING, AUGUST, SEPTEMBER)
    assert counts(outcome) == (2, 0, 0, 0)
    assert remarks(checked) == [(FIRST_ROW, "开始时间", SIGNED.format("2026年8月"))]


@pytest.mark.parametrize(("first", "last"), [(202607, 202609), (202601, 202612)])
def test_a_quarter_or_a_year_signed_counts_for_its_months(database: Database, first: int, last: int) -> None:
    sign(database, first, last)
    assert len(remarks(take(database, "trainings", TRAINING, AUGUST, SEPTEMBER)[1])) == 2


def test_a_report_still_written_is_no_signed_one(database: Database) -> None:
    sign(database, 202608, status=ReportState.DRAFT)
    assert remarks(take(database, "trainings", TRAINING, AUGUST)[1]) == []


def test_a_changed_row_is_remarked_on_and_one_told_again_is_not(database: Database) -> None:
    take(database, "trainings", TRAINING, AUGUST, SEPTEMBER)
    sign(database, 202608)
    assert remarks(take(database, "trainings", TRAINING, AUGUST, SEPTEMBER)[1]) == []
    noted = (*AUGUST[:4], "大会议室")
    assert remarks(take(database, "trainings", TRAINING, noted)[1]) == []
    longer = (*AUGUST[:3], 6, None)
    assert remarks(take(database, "trainings", TRAINING, longer)[1]) == [
        (FIRST_ROW, "开始时间", SIGNED.format("2026年8月"))
    ]


def test_a_row_moved_out_of_a_signed_month_is_remarked_on(database: Database) -> None:
    take(database, "trainings", ("培训编号", *TRAINING), ("PX-1", *AUGUST))
    sign(database, 202608)
    moved = ("PX-1", AUGUST[0], "2026-09-06 14:00", *AUGUST[2:])
    assert remarks(take(database, "trainings", ("培训编号", *TRAINING), moved)[1]) == [
        (FIRST_ROW, "开始时间", SIGNED.format("2026年8月"))
    ]


def test_a_sign_in_counts_in_the_month_of_its_training(database: Database) -> None:
    take(database, "streamers", ("姓名", "手机号"), ("田小麦", "13800138000"))
    take(database, "trainings", ("培训编号", *TRAINING), ("PX-1", *AUGUST), ("PX-2", *SEPTEMBER))
    sign(database, 202608)
    header = ("培训编号", "姓名", "签到")
    lines = ("PX-1", "田小麦", "出席"), ("PX-2", "田小麦", "出席")
    assert remarks(take(database, "attendance", header, *lines)[1]) == [
        (FIRST_ROW, "培训编号", SIGNED.format("2026年8月"))
    ]
    assert remarks(take(database, "attendance", header, *lines)[1]) == []


def test_of_what_lasts_only_another_day_changes_what_was_reported(database: Database) -> None:
    header = ("企业名称", "联系人", "合作签约日期")
    take(database, "partners", header, ("沂河丰禾", "谷小米", "2026-08-03"))
    sign(database, 202608)
    assert remarks(take(database, "partners", header, ("沂河丰禾", "谷大米", "2026-08-03"))[1]) == []
    assert remarks(take(database, "partners", header, ("沂河丰禾", "谷大米", "2026-09-03"))[1]) == [
        (FIRST_ROW, "合作签约日期", SIGNED.format("2026年8月"))
    ]
