"""账号日退款: one amount per account and day, exactly as written; L07 once every account has told."""

from datetime import date, datetime, timedelta

import pytest

from db.engine import Database
from db.imports import Mode
from db.models import LiveSession, PlatformAccount, Report
from db.models.report_words import ReportState
from db.models.words import Platform
from db.queries import indicators
from tests.db.intake.sheets import asked, counts, faults, mapped, remarks, take_in

HEADER = ("平台", "账号", "日期", "退款金额(元)")
ROWS = "SELECT account_id, month, refund_by_refund_date FROM account_day ORDER BY id"


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base with two accounts of one number, and a third."""
    with database.write() as session:
        for key, platform, number in (
            (1, Platform.KUAISHOU, "a1"),
            (2, Platform.DOUYIN, "a1"),
            (3, Platform.DOUYIN, "b2"),
        ):
            session.add(PlatformAccount(id=key, code=f"ZH-{key}", platform=platform, account_no=number))
    return database


def test_refunds_are_taken_by_account_and_day_and_taken_again_change_nothing(base: Database) -> None:
    sheet = mapped(
        "refunds", HEADER, ("快手", "a1", "2026-08-03", "1,234.50"), ("抖音", "b2", date(2026, 8, 4), 0)
    )
    outcome, checked = take_in(base, "refunds", sheet)
    assert (counts(outcome), checked.problems) == ((2, 0, 0, 0), [])
    assert asked(base, ROWS) == [(1, 202608, 123_450), (3, 202608, 0)]
    assert counts(take_in(base, "refunds", sheet)[0]) == (0, 0, 2, 0)


def test_another_amount_takes_the_place_of_the_one_before_and_that_is_remembered(base: Database) -> None:
    for amount in ("100", "90"):
        sheet = mapped("refunds", HEADER, ("抖音", "b2", "2026-08-03", amount))
        outcome, _ = take_in(base, "refunds", sheet)
    assert counts(outcome) == (0, 1, 0, 0)
    assert asked(base, ROWS) == [(3, 202608, 9_000)]
    ((before, after),) = asked(base, "SELECT before, after FROM import_row")
    assert ("10000" in str(before), "9000" in str(after)) == (True, True)


def test_modes_leave_alone_what_they_do_not_mean(base: Database) -> None:
    take_in(base, "refunds", mapped("refunds", HEADER, ("抖音", "b2", "2026-08-03", 100)))
    both = mapped("refunds", HEADER, ("抖音", "b2", "2026-08-03", 5), ("抖音", "b2", "2026-08-04", 6))
    assert counts(take_in(base, "refunds", both, mode=Mode.CHECK)[0]) == (1, 1, 0, 0)
    assert counts(take_in(base, "refunds", both, mode=Mode.ADD)[0]) == (1, 0, 1, 0)
    assert counts(take_in(base, "refunds", both, mode=Mode.UPDATE)[0]) == (0, 1, 1, 0)
    assert asked(base, ROWS) == [(3, 202608, 500), (3, 202608, 600)]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ((None, "a1", "2026-08-03", 1), "平台", "在几个平台都有"),
        (("快手", "b2", "2026-08-03", 1), "账号", "库中没有快手账号“b2”"),
        (("抖音", None, "2026-08-03", 1), "账号", "请填写平台账号"),
        (("抖音", "b2", None, 1), "日期", "请填写退款日期"),
        (("抖音", "b2", date.today() + timedelta(days=1), 1), "日期", "晚于今天"),
        (("抖音", "b2", "2026-08-03", None), "退款金额(元)", "没有退款填 0"),
        (("抖音", "b2", "2026-08-03", -1), "退款金额(元)", "不能为负数"),
        (("抖音", "b2", "2026-08-03", "若干"), "退款金额(元)", "不是数字"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_words(
    base: Database, row: tuple[object, ...], column: str, said: str
) -> None:
    outcome, checked = take_in(base, "refunds", mapped("refunds", HEADER, row))  # type: ignore[arg-type]
    assert counts(outcome) == (0, 0, 0, 1)
    ((_, where, reason),) = faults(checked)
    assert where == column
    assert said in reason
    assert asked(base, ROWS) == []


def test_a_day_told_twice_counts_once_and_with_two_amounts_not_at_all(base: Database) -> None:
    same, other = ("抖音", "b2", "2026-08-03", 100), ("抖音", "b2", "2026-08-03", 200)
    outcome, _ = take_in(base, "refunds", mapped("refunds", HEADER, same, same))
    assert counts(outcome) == (1, 0, 1, 0)
    outcome, checked = take_in(base, "refunds", mapped("refunds", HEADER, same, other))
    assert counts(outcome) == (0, 0, 1, 1)
    assert "第 4 行" in faults(checked)[0][2]


def test_l07_is_there_once_every_account_that_was_live_has_told(base: Database) -> None:
    with base.write() as session:
        for key in (1, 3):
            session.add(
                LiveSession(
                    code=f"CC-{key}", start_at=datetime(2026, 8, key, 20), month=202608, account_id=key,
                    platform=Platform.KUAISHOU if key == 1 else Platform.DOUYIN, gmv=1,
                )
            )  # fmt: skip
    take_in(base, "refunds", mapped("refunds", HEADER, ("快手", "a1", "2026-08-03", 1)))
    with base.read() as session:
        assert indicators.month(session, 202608).figures["L07"].value is None
    take_in(base, "refunds", mapped("refunds", HEADER, ("抖音", "b2", "2026-08-09", "0.25万")))
    with base.read() as session:
        assert indicators.month(session, 202608).figures["L07"].value == 100 + 250_000


def test_another_amount_is_listed_and_remarked_on_where_its_month_is_signed(base: Database) -> None:
    told = ("快手", "a1", "2026-08-03", 100), ("抖音", "b2", "2026-09-03", 100)
    take_in(base, "refunds", mapped("refunds", HEADER, *told))
    with base.write() as session:
        session.add(Report(code="YB-1", first=202608, last=202608, status=ReportState.SIGNED))
    again = [(*line[:3], 120.5) for line in told]
    outcome, checked = take_in(base, "refunds", mapped("refunds", HEADER, *again))
    assert [(one.row, one.code, one.label, one.old, one.new) for one in outcome.changes] == [
        (4, "ZH-1", "退款金额", "100.00", "120.50"),
        (5, "ZH-3", "退款金额", "100.00", "120.50"),
    ]
    assert [(row, column) for row, column, _ in remarks(checked)] == [(4, "日期")]
    assert remarks(take_in(base, "refunds", mapped("refunds", HEADER, *again))[1]) == []
