"""States of a report, what signing asks for, and what it freezes."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pytest
from sqlalchemy import func, insert, select, update

from db import store
from db.engine import Session
from db.errors import Conflict, NotAllowed
from db.lifecycle import history_of, move, moves
from db.models import FollowerSnapshot, LiveBase, LiveSession, Report, ReportFile, ReportText, ReportValue
from db.models.report_words import ReportState as State
from db.queries import indicators
from db.queries.known_values import as_value
from db.queries.periods import Period
from db.queries.report_seal import hash_of_figures, number_of
from db.queries.report_standing import report_of
from db.queries.tables import table_of
from db.reports.filing import open_file, stored_files
from db.reports.opening import begin
from db.reports.signing import sign
from db.reports.verifying import verify
from tests.db.reports.office import FILES, PEOPLE, SEPTEMBER, furnish, live, ready, signed, submit


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(table_of(model))) or 0


def name_people(session: Session, people: Mapping[str, str | None]) -> None:
    store.save(session, LiveBase, people, 1, store.load(session, LiveBase, 1).version)


def test_a_report_goes_from_draft_to_archive_and_its_history_tells_who_and_when(session: Session) -> None:
    furnish(session)
    key = signed(session)
    move(session, Report, key, State.SUBMITTED)
    move(session, Report, key, State.ARCHIVED)
    told = [(past.from_state, past.to_state, past.by) for past in reversed(history_of(session, Report, key))]
    states = [None, "编制中", "待审核", "待签署", "已签署", "已报送", "归档"]
    assert told == [(old, new, "测试员") for old, new in pairwise(states)]
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert report.signed_on is not None
    assert report.signed_on == report.submitted_on


@pytest.mark.parametrize("state", [State.CHECKING, State.SIGNING])
def test_going_back_to_the_draft_asks_for_a_reason(session: Session, state: State) -> None:
    furnish(session)
    key = submit(session)
    if state is State.CHECKING:
        move(session, Report, key, State.DRAFT, reason="重来")
        move(session, Report, key, State.CHECKING)
    with pytest.raises(NotAllowed, match="须填写原因"):
        move(session, Report, key, State.DRAFT)
    move(session, Report, key, State.DRAFT, reason="第二段写错")
    assert history_of(session, Report, key)[0].reason == "第二段写错"


def test_nothing_leads_back_from_a_signed_report(session: Session) -> None:
    furnish(session)
    key = signed(session)
    assert [each.to for each in moves(session, Report, key)] == ["已报送"]
    for state in (State.DRAFT, State.CHECKING, State.SIGNING, State.CORRECTED, State.ARCHIVED):
        with pytest.raises(NotAllowed, match="不能从“已签署”变更"):
            move(session, Report, key, state, reason="试试")


def test_a_period_that_is_not_over_is_not_submitted(session: Session) -> None:
    furnish(session)
    key = begin(session, Period(299912, 299912)).id
    with pytest.raises(NotAllowed, match="报告期尚未结束"):
        move(session, Report, key, State.CHECKING)


def test_signing_asks_for_signer_people_and_both_files(session: Session) -> None:
    furnish(session)
    submit(session)
    name_people(session, dict.fromkeys(PEOPLE))
    wanted = ready(session, signer=" ")
    bare = type(wanted)(wanted.report, wanted.seal, wanted.texts, FILES[:1], " ")
    with pytest.raises(NotAllowed) as refused:
        sign(session, bare)
    assert str(refused.value) == (
        "没有填写签署人，请在签署时填写；基地资料还没有填写单位负责人、统计负责人、填表人，请先在“设置”中填写；"
        "还没有生成XLSX文件，请用“签署”生成并签署。"
    )


def test_a_report_that_was_not_sent_to_be_signed_is_not_signed(session: Session) -> None:
    furnish(session)
    with pytest.raises(NotAllowed, match="只有“待签署”的报告可以签署"):
        sign(session, ready(session))


def test_signing_freezes_every_figure_exactly_with_the_rows_behind_it(session: Session) -> None:
    furnish(session)
    key = signed(session)
    figures = indicators.of(session, SEPTEMBER).figures
    rows = session.execute(select(table_of(ReportValue))).mappings().all()
    assert {row["indicator"] for row in rows} == set(figures)
    for row in rows:
        figure = figures[row["indicator"]]
        for name in ("value", "last_month", "last_year", "ytd", "ytd_last_year"):
            assert as_value(row[name]) == getattr(figure, name), (row["indicator"], name)
    gmv = next(row for row in rows if row["indicator"] == "L05")
    assert (gmv["value"], gmv["rows"], len(gmv["rows_hash"])) == ("1234560000", 2, 64)
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert (report.id, report.number, report.signer) == (key, "YB202509", "王主任")
    assert report.figures_hash == hash_of_figures("YB202509", figures)
    assert report.short_hash == report.figures_hash[:8]


def test_making_the_same_figures_again_gives_the_same_hash_and_another_row_another_one(
    session: Session,
) -> None:
    account = furnish(session)
    first, again = ready(session).seal, ready(session).seal
    assert (first.figures_hash, first.inputs_hash) == (again.figures_hash, again.inputs_hash)
    live(session, account, 7, 0)
    other = ready(session).seal
    assert first.figures_hash != other.figures_hash
    assert first.inputs_hash != other.inputs_hash


def test_a_change_of_another_month_leaves_the_inputs_of_this_one(session: Session) -> None:
    account = furnish(session)
    first = ready(session).seal
    live(session, account, 7, 5_000, month=8)
    assert ready(session).seal.inputs["L"] == first.inputs["L"]
    assert first.inputs["L"].rows == 2


def test_files_come_back_byte_for_byte_and_lie_sealed(session: Session) -> None:
    furnish(session)
    key = signed(session)
    stored = stored_files(session, key)
    assert [(each.name, each.size, each.sha256) for each in stored] == [
        (each.name, len(each.content), sha256(each.content).hexdigest()) for each in FILES
    ]
    assert [open_file(session, each.id) for each in stored] == [(each.name, each.content) for each in FILES]
    for sealed in session.scalars(select(table_of(ReportFile).c.sealed)):
        assert not any(file.content[:20] in bytes(sealed) for file in FILES)
    assert verify(session) == []


def test_a_damaged_file_is_found_by_the_check(session: Session) -> None:
    furnish(session)
    signed(session)
    of = table_of(ReportFile).c
    session.execute(update(table_of(ReportFile)).where(of.kind == "pdf").values(sha256="0" * 64))
    (said,) = verify(session)
    assert said.startswith("“沂河_2025年9月运行情况报告.pdf”与签署时保存的不一致")


def test_a_lost_file_is_found_by_the_check(session: Session) -> None:
    furnish(session)
    signed(session)
    session.execute(table_of(ReportFile).delete().where(table_of(ReportFile).c.kind == "xlsx"))
    assert verify(session) == ["已签署报告 YB202509 缺少签署时保存的文件，请从备份恢复。"]


def test_a_stored_figure_somebody_changed_is_found_by_the_check(session: Session) -> None:
    furnish(session)
    signed(session)
    of = table_of(ReportValue)
    session.execute(update(of).where(of.c.indicator == "L05").values(ytd="1"))
    (said,) = verify(session)
    assert said.startswith("已签署报告 YB202509 保存的指标与签署时的数据校验码不一致")


def test_followers_read_before_the_period_are_inputs_too(session: Session) -> None:
    furnish(session)
    line = {"account_id": 1, "on": date(2025, 8, 1), "followers": 1_000_000}
    session.execute(insert(table_of(FollowerSnapshot)).values(line))
    before = ready(session).seal.inputs_hash
    session.execute(update(table_of(FollowerSnapshot)).values(followers=1_000_001))
    assert ready(session).seal.inputs_hash != before


@pytest.mark.parametrize(
    ("period", "number"),
    [(Period(202507, 202509), "JB2025Q3"), (Period(202401, 202412), "NB2024")],
)
def test_quarters_and_years_are_signed_alike(session: Session, period: Period, number: str) -> None:
    account = furnish(session)
    live(session, account, 8, 5_000_000, year=2024)
    signed(session, period)
    report = report_of(session, period)
    assert report is not None
    assert (report.number, report.state) == (number, State.SIGNED)
    assert report_of(session, SEPTEMBER) is None


def test_what_was_prepared_before_a_report_went_back_is_not_signed(session: Session) -> None:
    furnish(session)
    key = submit(session)
    wanted = ready(session)
    move(session, Report, key, State.DRAFT, reason="重写")
    submit(session)
    with pytest.raises(Conflict):
        sign(session, wanted)


def test_rows_changed_after_the_files_were_made_stop_the_signing_and_nothing_is_kept(
    session: Session,
) -> None:
    account = furnish(session)
    submit(session)
    wanted = ready(session)
    live(session, account, 9, 100)
    with pytest.raises(NotAllowed, match="生成文件后数据又有变化，没有签署"):
        sign(session, wanted)
    assert not count(session, ReportValue)
    assert not count(session, ReportFile)


def test_a_row_that_changes_no_figure_stops_the_signing_too(session: Session) -> None:
    furnish(session)
    submit(session)
    wanted = ready(session)
    of = table_of(LiveSession)
    session.execute(update(of).where(of.c.id == 1).values(version=of.c.version + 1))
    with pytest.raises(NotAllowed, match="数据又有变化"):
        sign(session, wanted)


def test_a_text_changed_after_the_files_were_made_stops_the_signing(session: Session) -> None:
    furnish(session)
    submit(session)
    wanted = ready(session)
    session.execute(
        table_of(ReportText)
        .insert()
        .values(report_id=wanted.report.id, key="九", generated="", edited="缺人", at=func.now(), by="")
    )
    with pytest.raises(NotAllowed, match="报告文字又有修改"):
        sign(session, wanted)


def test_people_named_later_let_it_be_signed(session: Session) -> None:
    furnish(session, {})
    key = begin(session, SEPTEMBER).id
    with pytest.raises(NotAllowed, match="还没有填写单位负责人、统计负责人、填表人"):
        move(session, Report, key, State.CHECKING)
    name_people(session, PEOPLE)
    submit(session)
    sign(session, ready(session))
    report = report_of(session, SEPTEMBER)
    assert report is not None
    assert report.state is State.SIGNED


def test_numbers_tell_month_quarter_year_and_correction() -> None:
    assert number_of(Period(202609, 202609)) == "YB202609"
    assert number_of(Period(202607, 202609)) == "JB2026Q3"
    assert number_of(Period(202601, 202612)) == "NB2026"
    assert number_of(Period(202609, 202609), 2) == "YB202609-更正2"
