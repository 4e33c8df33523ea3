"""The rows behind each figure of training and partners, tables and ledgers: together they are the figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from db import store
from db.models.partner_words import Papers
from db.queries import indicators, partner_traces, training_traces
from db.queries.dictionary import BY_CODE, INDICATORS
from db.queries.partner_ledger import partner_ledger
from db.queries.partner_tables import MoveKind, partner_tables
from db.queries.periods import Period
from db.queries.trace_rows import Adding, Rows
from db.queries.traces import total, trace
from db.queries.training_ledger import training_ledger
from db.queries.training_tables import training_rows
from db.store.listing import Query
from tests.db import partner_oracle
from tests.db.record_oracle import end_of
from tests.db.record_world import RecordWorld, partners, trainings

if TYPE_CHECKING:
    from db.engine import Session

PERIODS = [Period(202502, 202502), Period(202509, 202509), Period(202510, 202512), Period(202501, 202512)]
TRACES = {**training_traces.TRACES, **partner_traces.TRACES}


def _world(seed: int) -> RecordWorld:
    """Return a base of some size."""
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    return partners(random, trainings(random, RecordWorld(), 40), 40)


def _total(session: Session, rows: Rows) -> int:
    """Count what a list of rows shows, or add its column up, as who looks at it would."""
    view = replace(rows.view, scope=rows.scope)
    page = store.search(session, view, Query(sort=((view.columns[0].name, False),)))
    if rows.how is Adding.COUNT:
        return page.total
    place = [column.name for column in view.columns].index(rows.adds)
    shown = store.rows(session, view, page.ids)
    return sum(int(str(row.values[place])) for row in shown if row.values[place] is not None)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_the_rows_behind_a_figure_are_as_many_as_it_says(session: Session, period: Period) -> None:
    _world(5).fill(session)
    figures = indicators.of(session, period).figures
    for code, finding in TRACES.items():
        found = finding(session, period)
        rows = found if isinstance(found, Rows) else Rows(*found)
        assert (code, _total(session, rows)) == (code, figures[code].value or 0)


def test_every_figure_in_print_leads_to_its_rows(session: Session) -> None:
    _world(8).fill(session)
    period = Period(202501, 202512)
    figures = indicators.of(session, period).figures
    for entry in (entry for entry in INDICATORS if entry.group in "TP"):
        found = trace(session, entry.code, period)
        assert found is not None
        come_to = [total(session, part).value or 0 for part in found.parts]
        value = Fraction(*come_to) if entry.parts and come_to[1] else come_to[0]
        assert (entry.code, value) == (entry.code, figures[entry.code].value or 0)


def test_every_counted_figure_of_training_and_partners_has_its_rows() -> None:
    counted = {entry.code for entry in BY_CODE.values() if entry.group in "TP" and entry.parts is None}
    assert set(TRACES) == counted


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_tables_and_ledgers_say_what_the_figures_say(session: Session, period: Period) -> None:
    _world(6).fill(session)
    value = {code: one.value or 0 for code, one in indicators.of(session, period).figures.items()}
    tables, held = partner_tables(session, period), training_rows(session, period)
    kinds = [move.kind for move in tables.moves]
    assert (kinds.count(MoveKind.CAME), kinds.count(MoveKind.WENT)) == (value["P03"], value["P03E"])
    assert len(tables.due) == value["P05Q"]
    assert sum(line.days_left <= 30 for line in tables.due) == value["P05"]
    assert (len(held), sum(line.there for line in held)) == (value["T01"], value["T02"])
    taught = list(training_ledger(session, period))
    assert [line.code for line in taught] == [line.code for line in held]
    assert sum(line.there for line in taught) == value["T02"]
    assert sum(line.earned or 0 for line in taught) == value["T04"]
    assert sum(line.event is not None for line in taught) == value["T07"]
    known = list(partner_ledger(session, period))
    assert len(known) == value["P01"]
    assert [sum(line.grade == grade for line in known) for grade in "ABCD"] == [
        value[f"P06{grade}"] for grade in "ABCD"
    ]


def test_the_ledger_of_partners_tells_how_they_stood_on_the_last_day(session: Session) -> None:
    world = _world(7)
    world.fill(session)
    day = end_of(202509)
    told = {line.code: line for line in partner_ledger(session, Period(202509, 202509))}
    for org in partner_oracle.partners(world, day):
        line, key = told[org["code"]], org["id"]
        assert line.state == partner_oracle.state(world, key, day)
        assert line.grade == partner_oracle.grade(world, key, day)
        papers = partner_oracle.papers(world, key, day)
        valid = {row["kind"] for row in papers if (row["valid_to"] or day) >= day}
        assert (line.papers is Papers.EXPIRED) == bool({row["kind"] for row in papers} - valid)
    assert len(told) > 5


def test_a_document_renewed_after_the_period_was_due_at_its_end_and_says_so(session: Session) -> None:
    world = RecordWorld()
    org = world.company(roles="工厂", categories="粮油")
    world.move("org", org, "合格在册", date(2025, 3, 9), "资质审核")
    document = {"org_id": org, "kind": "营业执照", "verified": "已核验"}
    world.insert("qualification", **document, number="旧", valid_to=date(2025, 10, 20))
    new = {"issued_on": date(2025, 10, 8), "valid_to": date(2026, 10, 7)}
    world.insert("qualification", **document, number="新", **new)
    world.insert("qualification", **{**document, "kind": "保险"}, number="末", valid_to=date(2025, 9, 30))
    world.fill(session)
    due = partner_tables(session, Period(202509, 202509)).due
    assert [(line.number, line.days_left, line.handling) for line in due] == [
        ("末", 0, "待续办"),
        ("旧", 20, "已续办，有效期至2026年10月7日"),
    ]
    assert indicators.month(session, 202510).figures["P05"].value == 0
    found = TRACES["P05"](session, Period(202509, 202509))
    assert isinstance(found, Rows)
    assert _total(session, found) == len(due)


def test_a_company_that_came_and_went_stands_twice_with_reason_and_papers(session: Session) -> None:
    world = RecordWorld()
    org = world.company(roles="工厂、入驻企业", categories="粮油")
    world.insert("mandatory_document", kind="营业执照")
    world.move("org", org, "合格在册", date(2025, 9, 3), "资质审核")
    world.move("org", org, "限制合作", date(2025, 9, 9), "合格在册")
    world.move("org", org, "暂停", date(2025, 9, 20), "限制合作")
    world.rows["status_history"][-1]["reason"] = "连续两期评价为D"
    world.rows["status_history"][0]["reason"] = None
    world.rows["status_history"][1]["reason"] = None
    world.fill(session)
    moves = partner_tables(session, Period(202509, 202509)).moves
    assert [(move.kind, move.on.day, move.state, move.reason) for move in moves] == [
        ("新增", 3, "合格在册", ""),
        ("退出", 20, "暂停", "连续两期评价为D"),
    ]
    assert {(move.roles, move.goods, move.papers) for move in moves} == {("工厂、入驻企业", "粮油", "缺必备")}
    figures = indicators.month(session, 202509).figures
    assert [figures[code].value for code in ("P01", "P02", "P03", "P03E")] == [0, 0, 1, 1]


def test_what_a_reader_must_know_of_the_figures_is_noted(session: Session) -> None:
    world = RecordWorld()
    world.insert("mandatory_document", kind="营业执照")
    for state in ("合格在册", "限制合作"):
        org = world.company()
        world.move("org", org, state, date(2025, 9, 3))
    world.judge(org, date(2025, 6, 30), "A")
    person = world.streamer()
    at = datetime(2025, 9, 9, 9)
    key = world.insert(
        "training", title="选品", status="已完成", start_at=at, month=202509, is_public_event=False
    )
    world.insert("attendance", training_id=key, streamer_id=person, is_planned=False, present="出勤")
    issued = {"issued_on": date(2025, 1, 1), "kind": "互联网营销师"}
    world.insert("certificate", streamer_id=person, **issued)
    world.fill(session)
    figures = indicators.month(session, 202509).figures
    notes = {code: figures[code].note for code in ("P01", "P04", "P06A", "T04", "T06")}
    assert notes == {
        "P01": "其中限制合作1家",
        "P04": "2家有必备资质缺失或过期",
        "P06A": "另有1家尚未评价",
        "T04": "1场缺学时",
        "T06": "其中1人已不在队或尚未签约",
    }
