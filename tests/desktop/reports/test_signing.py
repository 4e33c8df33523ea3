"""A report is signed with the files made of it, and given back as signed whatever happens to the rows."""

from datetime import date
from pathlib import Path

import pytest

from db.engine import Database, Session
from db.errors import NotAllowed
from db.queries.periods import Period
from db.queries.report_differences import differences
from db.queries.report_standing import report_of
from db.reports.correcting import begin_correction
from db.reports.signing import sign
from db.reports.texts import keep_text, kept_texts
from db.steps import no_step
from desktop.pages.reports.drawing import draw_report
from desktop.reports.making import make_report
from desktop.reports.signing import prepare, stored
from tests.db.reports.office import SEPTEMBER, change, furnish, submit
from tests.desktop.reports.drawn import texts_of

DAY = date(2025, 10, 5)


@pytest.fixture
def office(sqlite_database: Database) -> Database:
    """Give a base whose September is ready to be signed, with one text written."""
    with sqlite_database.write() as session:
        furnish(session)
        keep_text(session, SEPTEMBER, "九", "", "仓储能力不足")
        submit(session)
    return sqlite_database


def text_of(content: bytes, folder: Path) -> str:
    """Return the text of a print without its line breaks and spaces."""
    path = folder / "print.pdf"
    path.write_bytes(content)
    return "".join(texts_of(path))


def sign_now(database: Database, period: Period = SEPTEMBER) -> None:
    with database.read() as session:
        prepared = prepare(session, period, "王主任", day=DAY)
    with database.write() as session:
        sign(session, prepared.signing)


def files(session: Session) -> dict[str, bytes]:
    return dict(stored(session, SEPTEMBER))


def test_number_and_hash_stand_on_the_print_that_is_stored(office: Database, tmp_path: Path) -> None:
    sign_now(office)
    with office.read() as session:
        report = report_of(session, SEPTEMBER)
        (print_name, print_), (annex_name, annex) = stored(session, SEPTEMBER)
    assert report is not None
    assert print_name == "沂河直播基地_2025年9月运行情况报告.pdf"
    assert annex_name == "沂河直播基地_2025年9月运行情况报告.xlsx"
    assert (print_[:5], annex[:2]) == (b"%PDF-", b"PK")
    words = text_of(print_, tmp_path)
    assert "报告编号：YB202509" in words
    assert f"数据校验码：{report.short_hash}" in words
    assert "仓储能力不足" in words


def test_a_signed_report_is_written_again_byte_for_byte_after_its_rows_changed(
    office: Database, tmp_path: Path
) -> None:
    sign_now(office)
    with office.write() as session:
        before = files(session)
        change(session, 2, gmv=240_000_000)
    with office.read() as session:
        made = make_report(session, SEPTEMBER, tmp_path)
    assert {each.name: each.read_bytes() for each in (made.pdf, made.xlsx)} == before
    assert made.notes == ("报告已签署，写出的是签署时保存的文件。",)


def test_the_preview_shows_the_stored_print(office: Database) -> None:
    sign_now(office)
    with office.write() as session:
        change(session, 2, gmv=240_000_000)
    with office.read() as session:
        (_name, print_), _annex = stored(session, SEPTEMBER)
        drawing = draw_report(session, no_step, SEPTEMBER)
        draft = draw_report(session, no_step, Period(202508, 202508))
    assert drawing.name == "沂河直播基地_2025年9月运行情况报告"
    assert drawing.pages.content == print_
    assert draft.name == "沂河直播基地_2025年8月运行情况报告"


def test_every_text_is_kept_as_generated_beside_what_was_made_of_it(office: Database) -> None:
    sign_now(office)
    with office.read() as session:
        report = report_of(session, SEPTEMBER)
        assert report is not None
        kept = kept_texts(session, report.id)
    assert kept["九"].edited == "仓储能力不足"
    generated = [text for text in kept.values() if text.edited is None and text.generated]
    assert any("1,234.56万元" in text.generated for text in generated)


def test_what_is_made_twice_of_the_same_rows_has_the_same_numbers(office: Database) -> None:
    with office.read() as session:
        first = prepare(session, SEPTEMBER, "王主任", day=DAY).signing.seal
    with office.read() as session:
        assert prepare(session, SEPTEMBER, "王主任", day=DAY).signing.seal == first


def test_a_row_changed_while_the_files_are_made_stops_the_signing(office: Database) -> None:
    with office.read() as session:
        prepared = prepare(session, SEPTEMBER, "王主任", day=DAY)
    with office.write() as session:
        change(session, 2, gmv=240_000_000)
    with pytest.raises(NotAllowed, match="生成文件后数据又有变化"), office.write() as session:
        sign(session, prepared.signing)


def test_freeze_change_difference_correction_sign_again(office: Database, tmp_path: Path) -> None:
    sign_now(office)
    with office.write() as session:
        first = files(session)
        change(session, 2, gmv=240_000_000)
        found = differences(session, SEPTEMBER)
        assert found[0].words == "与已报送数不一致：支付GMV 1,234.56 → 1,240.00 万元"
        begin_correction(session, SEPTEMBER, {each.code: "平台补录订单" for each in found})
        submit(session)
        assert stored(session, SEPTEMBER) == ()
    sign_now(office)
    with office.read() as session:
        corrected = files(session)
        assert differences(session, SEPTEMBER) == ()
    (print_,) = (content for name, content in corrected.items() if name.endswith(".pdf"))
    words = text_of(print_, tmp_path)
    assert not first.keys() & corrected.keys()
    assert all("（第1号更正）" in name for name in corrected)
    for word in ("YB202509-更正1", "数据更正说明", "1,234.56", "1,240.00", "平台补录订单", "仓储能力不足"):
        assert word in words
