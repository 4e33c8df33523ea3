"""Texts of a report: kept as drafts, taken back, offered again, closed once signed."""

import pytest

from db.engine import Session
from db.errors import NotAllowed
from db.models.report_words import ReportState
from db.queries.periods import Period
from db.queries.report_standing import report_of
from db.reports.texts import MOST, keep_text, kept_texts, offered, texts_of
from tests.db.reports.office import SEPTEMBER, furnish, signed

AUGUST, QUARTER = Period(202508, 202508), Period(202507, 202509)


def test_the_first_text_begins_the_report(session: Session) -> None:
    assert texts_of(session, SEPTEMBER) == {}
    assert report_of(session, SEPTEMBER) is None
    keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert report.state is ReportState.DRAFT
    kept = kept_texts(session, report.id)["九"]
    assert (kept.generated, kept.edited, kept.by) == ("", "仓储不足", "测试员")


def test_the_last_word_counts_and_the_generated_text_stands_beside_it(session: Session) -> None:
    keep_text(session, SEPTEMBER, "一.本月", "全月开展直播2场。", "全月开展直播2场，")
    keep_text(session, SEPTEMBER, "一.本月", "全月开展直播2场。", "全月开展直播2场，势头良好。")
    assert texts_of(session, SEPTEMBER) == {"一.本月": "全月开展直播2场，势头良好。"}
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert kept_texts(session, report.id)["一.本月"].generated == "全月开展直播2场。"


def test_what_says_the_same_as_the_program_is_kept_no_more(session: Session) -> None:
    keep_text(session, SEPTEMBER, "一.本月", "全月开展直播2场。", "别的")
    keep_text(session, SEPTEMBER, "一.本月", "全月开展直播2场。", " 全月开展直播2场。\n")
    keep_text(session, SEPTEMBER, "十", "", "  ")
    assert texts_of(session, SEPTEMBER) == {}


def test_a_generated_text_may_be_left_out_of_the_report(session: Session) -> None:
    keep_text(session, SEPTEMBER, "一.本月", "全月开展直播2场。", "")
    assert texts_of(session, SEPTEMBER) == {"一.本月": ""}


def test_the_text_of_the_latest_earlier_report_of_its_kind_is_offered(session: Session) -> None:
    for period, text in ((Period(202506, 202506), "六月"), (AUGUST, "八月"), (QUARTER, "季度")):
        keep_text(session, period, "九", "", text)
    keep_text(session, Period(202512, 202512), "九", "", "以后")
    assert offered(session, SEPTEMBER, "九") == "八月"
    assert offered(session, AUGUST, "九") == "六月"
    assert offered(session, Period(202510, 202512), "九") == "季度"
    assert offered(session, SEPTEMBER, "十") == ""


def test_a_text_beyond_all_measure_is_refused(session: Session) -> None:
    with pytest.raises(NotAllowed, match="不能超过 8,000 个字"):
        keep_text(session, SEPTEMBER, "九", "", "字" * (MOST + 1))


def test_once_signed_texts_are_kept_as_printed_and_closed(session: Session) -> None:
    furnish(session)
    keep_text(session, SEPTEMBER, "九", "自动生成", "仓储不足")
    session.info["user"], clerk = "王主任", session.info["user"]
    key = signed(session)
    kept = kept_texts(session, key)
    assert (kept["九"].by, kept["一.本月"].by) == (clerk, "王主任")
    assert (kept["一.本月"].generated, kept["一.本月"].edited) == ("全月开展直播2场。", None)
    assert kept["一.本月"].said == "全月开展直播2场。"
    assert kept["九"].said == "仓储不足"
    with pytest.raises(NotAllowed, match="报告已签署，报告文字不能再改"):
        keep_text(session, SEPTEMBER, "九", "", "改口")
