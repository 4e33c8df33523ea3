"""What counts is how it stood at the end of the period's last day: neither the day before nor later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.queries import indicators
from db.queries.partner_ledger import partner_ledger
from db.queries.partner_tables import partner_tables
from db.queries.periods import Period
from tests.db.record_world import RecordWorld

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.figures import Value

SEPTEMBER = Period(202509, 202509)
LAST = date(2025, 9, 30)


def _values(session: Session, *codes: str, month: int = 202509) -> list[Value]:
    """Return some figures of a month."""
    figures = indicators.month(session, month).figures
    return [figures[code].value for code in codes]


def _partner(world: RecordWorld, *moves: tuple[date, str]) -> int:
    """Add a company with its moves."""
    org, before = world.company(roles="工厂"), "潜在"
    for on, state in moves:
        world.move("org", org, state, on, before)
        before = state
    return org


def test_a_document_issued_on_the_last_day_is_there_and_one_of_the_next_is_not(session: Session) -> None:
    world = RecordWorld()
    world.insert("mandatory_document", kind="营业执照")
    for issued in (LAST, date(2025, 10, 1)):
        org = _partner(world, (date(2025, 5, 1), "合格在册"))
        world.insert("qualification", org_id=org, kind="营业执照", verified="未核验", issued_on=issued)
    world.fill(session)
    assert _values(session, "P01", "P04V") == [2, 1]
    assert _values(session, "P01", "P04V", month=202510) == [2, 2]


def test_a_certificate_is_valid_on_the_day_it_names(session: Session) -> None:
    world = RecordWorld()
    issued = {"issued_on": date(2025, 1, 1), "kind": "互联网营销师", "streamer_id": world.streamer()}
    world.insert("certificate", **issued, valid_to=LAST)
    world.fill(session)
    assert _values(session, "T06") == [1]
    assert _values(session, "T06", month=202510) == [0]


def test_a_move_of_the_last_day_counts_and_one_of_the_next_does_not(session: Session) -> None:
    world = RecordWorld()
    _partner(world, (LAST, "合格在册"), (date(2025, 10, 1), "已退出"))
    _partner(world, (date(2025, 10, 1), "合格在册"))
    world.fill(session)
    assert _values(session, "P01", "P03", "P03E") == [1, 1, 0]
    assert _values(session, "P01", "P03", "P03E", month=202510) == [1, 1, 1]


def test_the_ledger_tells_since_when_as_it_was_known_then(session: Session) -> None:
    world = RecordWorld()
    moves = ((2, "合格在册"), (3, "暂停"), (5, "合格在册"), (10, "已退出"), (11, "合格在册"))
    _partner(world, *((date(2025, month, 1), state) for month, state in moves))
    world.fill(session)
    assert [line.since for line in partner_ledger(session, SEPTEMBER)] == [date(2025, 5, 1)]
    assert [line.since for line in partner_ledger(session, Period(202511, 202511))] == [date(2025, 11, 1)]


def test_papers_of_who_came_are_told_as_of_the_last_day(session: Session) -> None:
    world = RecordWorld()
    org = _partner(world, (date(2025, 9, 2), "合格在册"))
    end = date(2025, 9, 20)
    world.insert("qualification", org_id=org, kind="营业执照", verified="已核验", valid_to=end)
    world.fill(session)
    assert [move.papers for move in partner_tables(session, SEPTEMBER).moves] == ["有过期"]


def test_a_company_that_only_went_back_to_being_a_prospect_tells_nothing_of_partners(
    session: Session,
) -> None:
    world = RecordWorld()
    world.move("org", world.company(roles="操盘团队"), "潜在", date(2025, 9, 2), "合格在册")
    world.fill(session)
    assert _values(session, "P01", "P02", "P03E") == [None, None, None]


def test_a_tenant_counts_until_it_is_suspended_whatever_else_it_is(session: Session) -> None:
    world = RecordWorld()
    for state in ("潜在", "资质审核", "限制合作", "暂停", "已退出", "黑名单"):
        world.move("org", world.company(roles="品牌方、入驻企业"), state, date(2025, 9, 2))
    world.company(roles="入驻企业")
    world.fill(session)
    assert _values(session, "P01", "P02") == [1, 3]


def test_what_was_never_recorded_before_is_unknown_and_not_0(session: Session) -> None:
    world = RecordWorld()
    org = _partner(world, (date(2025, 2, 1), "合格在册"))
    world.move("org", world.company(roles="入驻企业"), "潜在", date(2025, 9, 2))
    world.judge(org, date(2025, 8, 31), "B")
    product = world.insert("product", org_id=org, name="蒙山小米")
    world.insert("product_check", product_id=product, checked_on=date(2025, 9, 2), result="通过")
    world.fill(session)
    codes = "P01", "P02", "P06B", "P07"
    assert _values(session, *codes, month=202507) == [1, None, None, None]
    assert _values(session, *codes, month=202508) == [1, None, 1, None]
    assert _values(session, *codes) == [1, 1, 1, 1]
    assert _values(session, *codes, month=202510) == [1, 1, 1, 0]


def test_who_checks_no_products_is_told_so(session: Session) -> None:
    world = RecordWorld()
    _partner(world, (date(2025, 2, 1), "合格在册"))
    world.fill(session)
    assert _values(session, "P07") == [0]
