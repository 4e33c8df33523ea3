"""Two seats write on the same report: nobody's words are lost, and each is told in a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from db.engine import Database, Session
from db.errors import AppError, Conflict
from db.models import Trail
from db.models.report_words import ReportState
from db.opening import check
from db.queries.report_differences import differences
from db.queries.report_standing import report_of, reports_of
from db.queries.tables import table_of
from db.reports.correcting import begin_correction
from db.reports.signing import sign
from db.reports.texts import keep_text, texts_of
from tests.db.reports.office import SEPTEMBER, change, furnish, ready, signed, submit


def at_once(database: Database, *works: Callable[[Session], object]) -> list[str]:
    """Do pieces of work in the same moment, each at a seat of its own; return what each was told."""
    together = Barrier(len(works))

    def seat(work: Callable[[Session], object]) -> str:
        together.wait()
        try:
            with database.write() as session:
                work(session)
        except AppError as trouble:
            return str(trouble)
        return ""

    with ThreadPoolExecutor(len(works)) as seats:
        return list(seats.map(seat, works))


def test_of_two_that_sign_at_once_one_signs_and_the_other_is_told(database: Database) -> None:
    with database.write() as session:
        furnish(session)
        submit(session)
        first, second = ready(session, signer="王主任"), ready(session, signer="李主任")
    told = at_once(database, lambda session: sign(session, first), lambda session: sign(session, second))
    assert sorted(map(bool, told)) == [False, True]
    assert max(told) == "只有“待签署”的报告可以签署，请刷新后再试。"
    with database.read() as session:
        report = report_of(session, SEPTEMBER)
    assert report is not None
    assert (report.state, report.signer) == (ReportState.SIGNED, ["王主任", "李主任"][told.index("")])
    assert check(database) == []


def test_of_two_that_begin_a_correction_at_once_one_begins_and_the_other_is_told(database: Database) -> None:
    with database.write() as session:
        furnish(session)
        signed(session)
        change(session, 2, gmv=240_000_000)
        reasons = {each.code: "漏记" for each in differences(session, SEPTEMBER)}
    told = at_once(database, *[lambda session: begin_correction(session, SEPTEMBER, reasons)] * 2)
    assert sorted(told) == ["", "第1号更正还在编制，没有重复发起。"]
    with database.read() as session:
        assert len(reports_of(session, SEPTEMBER)) == 2


def test_two_that_begin_the_same_report_with_different_texts_both_keep_theirs(database: Database) -> None:
    with database.write() as session:
        furnish(session)
    told = at_once(
        database,
        *(lambda session, key=key: keep_text(session, SEPTEMBER, key, "", f"写{key}", "") for key in "九十"),
    )
    assert told == ["", ""]
    with database.read() as session:
        assert texts_of(session, SEPTEMBER) == {"九": "写九", "十": "写十"}


def test_of_two_that_write_on_one_text_the_later_is_told_and_overwrites_nothing(database: Database) -> None:
    with database.write() as session:
        furnish(session)
        keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    told = at_once(
        database,
        *(
            lambda session, words=words: keep_text(session, SEPTEMBER, "九", "", words, "仓储不足")
            for words in ("仓储不足，人手不足", "仓储已足")
        ),
    )
    assert sorted(told) == ["", "这段文字刚被其他窗口改过，您写的还没有保存。"]
    with database.read() as session:
        kept = texts_of(session, SEPTEMBER)["九"]
    assert kept == ["仓储不足，人手不足", "仓储已足"][told.index("")]


def test_who_wrote_meanwhile_is_named_and_both_sides_are_handed_back(session: Session) -> None:
    keep_text(session, SEPTEMBER, "九", "", "仓储不足")
    session.info["user"] = "李统计"
    with pytest.raises(Conflict, match="刚被测试员改过") as told:
        keep_text(session, SEPTEMBER, "九", "", "人手不足", "")
    assert told.value.fields == {"九": ("人手不足", "仓储不足")}
    keep_text(session, SEPTEMBER, "九", "", "人手不足", "仓储不足")
    rows = session.execute(table_of(Trail).select().where(table_of(Trail).c.action == "修改文字")).mappings()
    assert [(row["by"], row["changes"]) for row in rows] == [
        ("测试员", {"九": [None, "仓储不足"]}),
        ("李统计", {"九": ["仓储不足", "人手不足"]}),
    ]
    session.info["user"] = "测试员"


def test_a_text_that_was_taken_back_meanwhile_is_a_conflict_too(session: Session) -> None:
    keep_text(session, SEPTEMBER, "一.本月", "全月2场。", "全月两场。", "全月2场。")
    keep_text(session, SEPTEMBER, "一.本月", "全月2场。", "全月2场。", "全月两场。")
    with pytest.raises(Conflict):
        keep_text(session, SEPTEMBER, "一.本月", "全月2场。", "全月两场整。", "全月两场。")
    assert texts_of(session, SEPTEMBER) == {}


def test_pauses_of_one_writer_leave_one_line_in_the_trail(session: Session) -> None:
    before = ""
    for words in ("仓", "仓储", "仓储不足\n"):
        keep_text(session, SEPTEMBER, "九", "", words, before)
        before = words
    of = table_of(Trail).c
    assert len(session.execute(table_of(Trail).select().where(of.action == "修改文字")).all()) == 1
    assert texts_of(session, SEPTEMBER) == {"九": "仓储不足\n"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("𠮷野家😀👨‍👩‍👧 与 =1+1", "𠮷野家😀👨‍👩‍👧 与 =1+1"),
        ("退\x00货\x07率\x1b[31m高\ud842", "退货率[31m高"),
        ("甲\n\t乙", "甲\n\t乙"),
        ("𠮷" * 8000, "𠮷" * 8000),
    ],
)
def test_whatever_is_pasted_can_be_kept_on_every_database(session: Session, typed: str, kept: str) -> None:
    keep_text(session, SEPTEMBER, "九", "", typed)
    assert texts_of(session, SEPTEMBER) == {"九": kept}


def test_nobody_writes_on_a_report_that_another_seat_signed_meanwhile(database: Database) -> None:
    with database.write() as session:
        furnish(session)
        submit(session)
        wanted = ready(session)
    told = at_once(
        database,
        lambda session: sign(session, wanted),
        lambda session: keep_text(session, SEPTEMBER, "九", "", "太晚了", ""),
    )
    sentences = {
        "生成文件后报告文字又有修改，没有签署。请重新签署。",
        "报告已签署，报告文字不能再改；确需修改请办理数据更正。",
    }
    assert sorted(map(bool, told)) == [False, True]
    assert max(told) in sentences
