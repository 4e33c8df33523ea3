"""What was signed stays; what changed since is told, explained and corrected in the open."""

import pytest

from db import store
from db.engine import Session
from db.errors import BadValue, BadValues, NotAllowed
from db.lifecycle import history_of, move
from db.models import LiveSession, Report
from db.models.report_words import ReportState as State
from db.queries import indicators
from db.queries.known_values import known_values
from db.queries.periods import Period
from db.queries.report_differences import changes_of, differences, values_of
from db.queries.report_standing import report_of, reports_of, standing
from db.reports.advancing import give_up
from db.reports.correcting import begin_correction, explain
from db.reports.filing import open_file, stored_files
from db.reports.signing import sign
from db.reports.texts import keep_text, texts_of
from tests.db.reports.office import FILES, SEPTEMBER, change, furnish, live, ready, signed, submit

WHY = "平台补录订单"


def reasons(session: Session) -> dict[str, str]:
    return {each.code: WHY for each in differences(session, SEPTEMBER)}


def correct(session: Session) -> int:
    """Correct September with a reason for all that changed, and sign."""
    begin_correction(session, SEPTEMBER, reasons(session))
    return signed(session)


def test_nothing_differs_as_long_as_nothing_changed(session: Session) -> None:
    furnish(session)
    assert differences(session, SEPTEMBER) == ()
    signed(session)
    assert differences(session, SEPTEMBER) == ()


def test_a_changed_row_is_told_beside_what_was_signed_and_changes_none_of_it(session: Session) -> None:
    furnish(session)
    key = signed(session)
    before = values_of(session, key)
    change(session, 2, gmv=240_000_000)
    found = {each.code: each for each in differences(session, SEPTEMBER)}
    assert found["L05"].words == "与已报送数不一致：支付GMV 1,234.56 → 1,240.00 万元"
    assert {"L05", "L09"} <= set(found)
    assert "L01" not in found
    assert values_of(session, key) == before
    stored = stored_files(session, key)
    assert [open_file(session, each.id)[1] for each in stored] == [each.content for each in FILES]


def test_a_change_too_small_to_print_is_no_difference(session: Session) -> None:
    furnish(session)
    signed(session)
    change(session, 2, gmv=234_560_100)
    assert "L05" not in {each.code for each in differences(session, SEPTEMBER)}


def test_a_row_deleted_since_is_a_difference(session: Session) -> None:
    account = furnish(session)
    live(session, account, 8, 100_000_000)
    signed(session)
    store.delete(session, LiveSession, 3, store.load(session, LiveSession, 3).version)
    words = [each.words for each in differences(session, SEPTEMBER)]
    assert "与已报送数不一致：直播场次 3 → 2 场" in words


def test_each_changed_figure_needs_a_reason(session: Session) -> None:
    furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    some = reasons(session)
    del some["L05"]
    with pytest.raises(BadValues) as refused:
        begin_correction(session, SEPTEMBER, some)
    assert [problem.label for problem in refused.value.problems] == ["L05 支付GMV"]


def test_without_a_difference_there_is_nothing_to_correct(session: Session) -> None:
    furnish(session)
    with pytest.raises(NotAllowed, match="报告还没有签署，直接修改即可"):
        begin_correction(session, SEPTEMBER, {})
    signed(session)
    with pytest.raises(NotAllowed, match="没有与已报送数不一致的指标"):
        begin_correction(session, SEPTEMBER, {})


def test_a_correction_lists_old_new_and_reason_and_takes_the_place_of_the_first_report(
    session: Session,
) -> None:
    furnish(session)
    first = signed(session)
    move(session, Report, first, State.SUBMITTED)
    change(session, 2, gmv=240_000_000)
    made = begin_correction(session, SEPTEMBER, reasons(session))
    assert (made.correction, made.corrects_id, made.state) == (1, first, State.DRAFT)
    assert made.words == "第1号更正"
    line = next(each for each in changes_of(session, made.id) if each.code == "L05")
    assert (line.name, line.old, line.new, line.unit, line.reason) == (
        "支付GMV", "1,234.56", "1,240.00", "万元", WHY,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="第1号更正还在编制"):
        begin_correction(session, SEPTEMBER, reasons(session))
    assert signed(session) == made.id
    newest, old = reports_of(session, SEPTEMBER)
    assert (newest.number, newest.state) == ("YB202509-更正1", State.SIGNED)
    assert (old.number, old.state) == ("YB202509", State.CORRECTED)
    assert history_of(session, Report, first)[0].reason == "由第1号更正代替"
    assert differences(session, SEPTEMBER) == ()
    assert [each.code for each in changes_of(session, made.id)] == ["L05", "L09", "L11", "L20"]


def test_until_the_correction_is_signed_the_first_report_counts(session: Session) -> None:
    furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    begin_correction(session, SEPTEMBER, reasons(session))
    assert known_values(session).value("L05", SEPTEMBER) == 1_234_560_000
    assert differences(session, SEPTEMBER)
    signed(session)
    assert known_values(session).value("L05", SEPTEMBER) == 1_240_000_000


def test_the_newest_signed_value_is_added_up_in_later_months(session: Session) -> None:
    account = furnish(session)
    signed(session)
    live(session, account, 3, 10_000_000, month=10)
    october = Period(202510, 202510)

    def so_far() -> tuple[object, object]:
        figure = indicators.of(session, october).figures["L05"]
        return figure.last_month, figure.ytd

    assert so_far() == (1_234_560_000, 1_244_560_000)
    change(session, 2, gmv=240_000_000)
    assert so_far() == (1_234_560_000, 1_244_560_000)
    correct(session)
    assert so_far() == (1_240_000_000, 1_250_000_000)


def test_a_correction_is_corrected_again(session: Session) -> None:
    furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    first = correct(session)
    change(session, 2, gmv=250_000_000)
    assert begin_correction(session, SEPTEMBER, reasons(session)).corrects_id == first
    second = signed(session)
    states = [(each.correction, each.state) for each in reports_of(session, SEPTEMBER)]
    assert states == [(2, State.SIGNED), (1, State.CORRECTED), (0, State.CORRECTED)]
    change_of_gmv = next(each for each in changes_of(session, second) if each.code == "L05")
    assert (change_of_gmv.old, change_of_gmv.new) == ("1,240.00", "1,250.00")


def test_what_changes_while_a_correction_is_written_needs_a_reason_before_it_goes_on(
    session: Session,
) -> None:
    account = furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    made = begin_correction(session, SEPTEMBER, reasons(session))
    live(session, account, 8, 0)
    with pytest.raises(NotAllowed, match="没有填写更正原因：直播场次"):
        move(session, Report, made.id, State.CHECKING)
    with pytest.raises(BadValue, match="请填写更正原因"):
        explain(session, made.id, "L01", " ")
    with pytest.raises(NotAllowed, match="L07 与已报送数一致"):
        explain(session, made.id, "L07", WHY)
    for each in changes_of(session, made.id):
        if not each.reason:
            explain(session, made.id, each.code, "漏报一场")
    signed(session)
    assert {each.reason for each in changes_of(session, made.id)} == {WHY, "漏报一场"}
    with pytest.raises(NotAllowed, match="更正说明已签署"):
        explain(session, made.id, "L01", WHY)


def test_a_change_after_the_review_stops_the_signing_of_a_correction(session: Session) -> None:
    account = furnish(session)
    signed(session)
    change(session, 2, gmv=240_000_000)
    begin_correction(session, SEPTEMBER, reasons(session))
    submit(session)
    live(session, account, 8, 0)
    with pytest.raises(NotAllowed, match=r"直播场次、.* 还没有填写更正原因，没有签署"):
        sign(session, ready(session))


def test_a_correction_given_up_leaves_the_first_report_and_its_number_free(session: Session) -> None:
    furnish(session)
    key = signed(session)
    with pytest.raises(NotAllowed, match="没有正在编制的更正"):
        give_up(session, SEPTEMBER)
    change(session, 2, gmv=240_000_000)
    begin_correction(session, SEPTEMBER, reasons(session))
    give_up(session, SEPTEMBER)
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert (report.id, report.state) == (key, State.SIGNED)
    assert begin_correction(session, SEPTEMBER, reasons(session)).correction == 1
    signed(session)
    with pytest.raises(NotAllowed, match="没有正在编制的更正"):
        give_up(session, SEPTEMBER)


def test_texts_alone_can_be_corrected_and_are_taken_over(session: Session) -> None:
    furnish(session)
    keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    first = signed(session)
    made = begin_correction(session, SEPTEMBER, {}, wording="错别字")
    assert texts_of(session, SEPTEMBER) == {"九": "仓储不足"}
    keep_text(session, SEPTEMBER, "九", "", "仓储能力不足")
    (line,) = changes_of(session, made.id)
    assert (line.name, line.old, line.new, line.reason) == ("文字表述", "见原报告", "见本报告", "错别字")
    signed(session)
    old = standing(session, first)
    assert old is not None
    assert old.state is State.CORRECTED
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert report.number == "YB202509-更正1"
