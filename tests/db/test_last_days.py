"""The last day of a period is a day of it: consent, documents, brands, and when a report may be handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from db.models.brand_words import BrandStage
from db.models.partner_words import DocumentKind, PartnerState
from db.models.words import OrgRoleKind, StreamerState
from db.queries import check_rules, indicators
from db.queries.completeness import Measure
from db.queries.periods import Period
from db.queries.report_checks import CheckResult, checks
from db.queries.report_parts import report_parts
from tests.db.brand_report_world import BrandWorld
from tests.db.figure_world import World
from tests.db.record_world import RecordWorld

if TYPE_CHECKING:
    from db.engine import Session

AUGUST = 202608
QUARTER = Period(202607, 202609)


@pytest.mark.parametrize(("consent", "complete"), [(date(2026, 8, 31), 1), (date(2026, 9, 1), 0)])
def test_a_guardian_may_consent_on_the_last_day(session: Session, consent: date, complete: int) -> None:
    world = World()
    minor = {"birth_on": date(2009, 5, 1), "guardian_name": "监护人", "guardian_phone": "sealed"}
    world.streamer(**minor, guardian_consent_on=consent)
    world.turn(1, StreamerState.ACTIVE, date(2026, 1, 1))
    world.contract(1, date(2026, 1, 1))
    world.fill(session)
    found = indicators.month(session, AUGUST).figures
    assert (found["A07"].value, found["A07C"].value) == (1, complete)


@pytest.mark.parametrize(
    ("valid_to", "valid", "due"),
    [
        (date(2026, 8, 30), 0, (0, 0)),
        (date(2026, 8, 31), 1, (1, 1)),
        (date(2026, 9, 30), 1, (1, 1)),
        (date(2026, 10, 1), 1, (0, 1)),
        (date(2026, 11, 29), 1, (0, 1)),
        (date(2026, 11, 30), 1, (0, 0)),
    ],
)
def test_a_document_holds_on_the_day_it_names(
    session: Session, valid_to: date, valid: int, due: tuple[int, int]
) -> None:
    world = RecordWorld()
    org = world.company(roles=OrgRoleKind.SUPPLIER)
    world.move("org", org, PartnerState.QUALIFIED, date(2026, 1, 1))
    world.insert("mandatory_document", kind=DocumentKind.LICENCE)
    world.insert("qualification", org_id=org, kind=DocumentKind.LICENCE, valid_to=valid_to, verified="未核验")
    world.fill(session)
    found = indicators.month(session, AUGUST).figures
    assert (found["P04"].value, found["P01"].value) == (valid, 1)
    assert (found["P05"].value, found["P05Q"].value) == due


def test_a_brand_first_known_on_the_last_day_makes_the_month_one_without_steps(session: Session) -> None:
    world = BrandWorld()
    world.stage(world.brand(), BrandStage.S0, date(2026, 8, 31))
    world.fill(session)
    found = indicators.month(session, AUGUST).figures
    assert (found["B01"].value, found["B03"].value, found["B03D"].value) == (1, 0, 0)
    assert (found["B01"].last_month, found["B03"].last_month) == (None, None)


@pytest.mark.parametrize(("today", "running"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False)])
def test_a_month_is_handed_in_after_its_last_day(
    session: Session, monkeypatch: pytest.MonkeyPatch, today: date, *, running: bool
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return today

    monkeypatch.setattr(check_rules, "date", Clock)
    found = {finding.key for finding in checks(session, indicators.month(session, AUGUST)).findings}
    assert ("running" in found) == running


@pytest.mark.parametrize(("refund", "blocks"), [(1000, False), (1001, True)])
def test_all_that_was_sold_may_be_given_back_but_no_more(
    session: Session, refund: int, *, blocks: bool
) -> None:
    world = World()
    world.account(None)
    world.session(start_at=datetime(2026, 8, 31, 23, 59), gmv=1000, refund=refund)
    world.fill(session)
    found = {finding.key for finding in checks(session, indicators.month(session, AUGUST)).findings}
    assert ("refunds" in found) == blocks


def test_a_quarter_is_complete_with_the_people_employed_at_its_end(session: Session) -> None:
    world = BrandWorld()
    world.blank("employment_month", month=QUARTER.last, direct=5)
    world.fill(session)
    measures = checks(session, indicators.of(session, QUARTER)).measures
    assert [(each.told, each.asked) for each in measures if each.label == "从业人员已申报"] == [(1, 1)]


@pytest.mark.parametrize(("held_on", "cited"), [(date(2026, 8, 31), 1), (date(2026, 9, 1), 0)])
def test_a_benchmark_of_the_last_day_is_cited(session: Session, held_on: date, cited: int) -> None:
    world = RecordWorld()
    flags = {"is_benchmark": True, "is_cross_border": False, "is_national_first": False}
    world.insert("campaign_event", name="单场3000万元", kind="其他", held_on=held_on, **flags)
    world.fill(session)
    assert len(report_parts(session, Period(AUGUST, AUGUST)).cited) == cited


@pytest.mark.parametrize(("told", "complete"), [(79, False), (80, True)])
def test_eighty_points_are_enough(told: int, *, complete: bool) -> None:
    result = CheckResult((), (Measure("支付GMV已填报", 100, told, 100),))
    assert (result.score, result.is_complete) == (told, complete)


def test_more_than_was_asked_brings_no_more_points() -> None:
    assert Measure("网络零售额已申报", 5, 2, 1).reached == Measure("网络零售额已申报", 5, 1, 1).reached
