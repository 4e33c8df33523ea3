"""Tables of people as workbooks: days and amounts are real cells, codes are text, nothing is a formula."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from db import lifecycle, store
from db.engine import Session
from db.errors import NotAllowed
from db.models import Contract, LivePresenter, LiveSession, Org, PlatformAccount
from db.models.words import Platform
from db.queries.periods import Period
from db.store.giving import Purpose, givings
from desktop.excel.people_tables import Days, Handing, days_of, make_income, make_relations, make_roster
from tests.db.contract_world import contract, person

QUARTER = Period(202507, 202509)
DAYS = days_of(QUARTER)
ID_NO = "110101199503042113"
WHOLE = Purpose("核对名册", "市商务局")


@pytest.fixture
def bound(session: Session) -> int:
    """Save a streamer with a document, an account and a contract that was broken off for an odd reason."""
    org = store.save(session, Org, {"name": "=HYPERLINK(1)", "credit_code": "91371300MA3TEYJ11Q"})
    key = person(
        session, "韩沉", id_no=ID_NO, phone="13800001234", birth_on=None, status="在播", stage_name="+沉"
    )
    store.save(
        session, PlatformAccount, {"streamer_id": key, "platform": Platform.KUAISHOU, "account_no": "0012345"}
    )
    made = contract(session, key, date(2025, 1, 1), status="生效", org_id=org)
    lifecycle.move(session, Contract, made, "已解除", date(2025, 8, 31), "@对方要求")
    return key


def cells(sheet: Worksheet, row: int) -> dict[str, object]:
    """Return the cells of a row of the table by header."""
    return {head.value: cell.value for head, cell in zip(sheet[2], sheet[row], strict=True)}


def live(session: Session, streamer: int, commission: int | None, number: int) -> None:
    """Add a session somebody presented alone."""
    start = datetime(2025, 8, number, 20)
    session.add(
        LiveSession(
            id=number, code=f"CC-{number}", start_at=start, month=202508, platform=Platform.KUAISHOU,
            account_id=1, commission=commission,
        )
    )  # fmt: skip
    session.flush()
    session.add(LivePresenter(session_id=number, streamer_id=streamer))
    session.flush()


@pytest.mark.usefixtures("bound")
def test_the_relations_are_written_with_exact_days_and_masked_numbers(
    session: Session, tmp_path: Path
) -> None:
    written = make_relations(session, DAYS, Handing(tmp_path))
    assert (written.rows, written.path.name) == (1, "2025年第三季度机构—主播关系表.xlsx")
    book = load_workbook(written.path)
    sheet = book.worksheets[0]
    found = cells(sheet, 3)
    assert found["机构名称"] == "=HYPERLINK(1)"
    assert (found["统一社会信用代码"], found["证件号码"]) == ("91371300MA3TEYJ11Q", "*" * 14 + "2113")
    assert found["平台账号"] == "快手 0012345"
    assert (found["开始日期"], found["结束日期"]) == (datetime(2025, 1, 1), datetime(2025, 8, 31))
    assert (found["约定到期"], found["结束原因"]) == ("长期", "解除：@对方要求")
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "d", "n"}, "no formula"
    assert sheet["J3"].number_format == "yyyy-mm-dd"
    assert book.sheetnames == ["机构—主播关系表", "填表说明"]
    assert givings(session) == []


def test_what_was_entered_of_income_is_a_number_and_the_rest_is_said(
    session: Session, bound: int, tmp_path: Path
) -> None:
    other = person(session, "白锦曦")
    live(session, bound, 12_345, 1)
    live(session, bound, -345, 2)
    live(session, bound, None, 3)
    live(session, other, None, 4)
    written = make_income(session, QUARTER, Handing(tmp_path))
    sheet = load_workbook(written.path).worksheets[0]
    first, second = cells(sheet, 3), cells(sheet, 4)
    amounts = ("收入总额(元)", "退款(元)", "净额(元)")
    assert [first[name] for name in amounts] == [123.45, 3.45, 120.0]
    assert (first["直播场次"], first["已填收入场次"], first["缺收入场次"]) == (3, 2, 1)
    assert first["说明"] == "1场没有填报佣金"
    assert [second[name] for name in amounts] == ["未填报"] * 3
    assert "非纳税申报表" in str(sheet["A1"].value)
    told = [row[1].value for row in load_workbook(written.path).worksheets[1].iter_rows()]
    assert any("不是纳税申报表" in str(words) for words in told)


@pytest.mark.usefixtures("bound")
def test_a_roster_in_clear_needs_a_purpose_and_is_recorded(session: Session, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        make_roster(session, date.today(), Handing(tmp_path, full=True))
    assert list(tmp_path.glob("*.xlsx")) == []
    masked = make_roster(session, date.today(), Handing(tmp_path))
    whole = make_roster(session, date.today(), Handing(tmp_path, full=True, purpose=WHOLE))
    found = [cells(load_workbook(made.path).worksheets[0], 3) for made in (masked, whole)]
    assert [(row["证件号码"], row["手机号"], row["艺名"]) for row in found] == [
        ("*" * 14 + "2113", "*******1234", "+沉"),
        (ID_NO, "13800001234", "+沉"),
    ]
    (given,) = givings(session)
    assert (given.table, given.people, given.recipient, given.is_full) == ("主播名册", 1, "市商务局", True)
    assert masked.path != whole.path
    assert "韩沉" not in masked.path.name + whole.path.name


def test_a_table_of_one_day_says_which(session: Session, tmp_path: Path) -> None:
    written = make_relations(session, Days.on(date(2025, 9, 5)), Handing(tmp_path))
    assert written.path.name == "2025年9月5日机构—主播关系表.xlsx"
    assert written.rows == 0


@pytest.mark.usefixtures("bound")
def test_each_table_prints_on_pages_as_wide_as_it_is(session: Session, tmp_path: Path) -> None:
    handing = Handing(tmp_path)
    made = (
        make_relations(session, DAYS, handing),
        make_income(session, QUARTER, handing),
        make_roster(session, date.today(), handing),
    )
    for written in made:
        sheet = load_workbook(written.path).worksheets[0]
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (1, "landscape")
        assert sheet.print_title_rows == "$1:$2"
