"""What 工作台 draws is what the report counts: counted again from plain rows, and led back to the rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from db import store
from db.models import PlatformAccount, Streamer
from db.models.brand_words import BrandStage
from db.queries import home_shares, home_trends, indicators, live_totals
from db.queries.brands import BRANDS
from db.queries.declared import thresholds
from db.queries.known_values import known_values
from db.queries.lives import LIVES
from db.queries.month_ends import at_end
from db.queries.periods import month_period, months_before
from db.queries.roster import STREAMERS
from db.queries.tables import HISTORY
from db.queries.tiers import Tier
from db.queries.today import LIVE_CARDS, TEAM_CARDS
from db.queries.traces import total, trace
from db.record import metadata
from db.store import Query, search
from tests.db import brand_report_oracle, figure_oracle, training_oracle
from tests.db.brand_report_world import random_brands
from tests.db.figure_world import HOLE, MONTHS, random_world
from tests.db.record_world import RecordWorld, trainings

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.home_trends import Trend

CARDS = (*LIVE_CARDS, *TEAM_CARDS)
ASKED = (MONTHS[-1], HOLE, 202509, 202609)
"""The last month with sessions, one inside without any, one in between, and one that has none yet."""
_AT = datetime(2026, 1, 1, tzinfo=UTC)


def live(session: Session, month: int) -> dict[str, Trend]:
    """Return the trends of live results up to a month."""
    totals, known = live_totals.read(session, month), known_values(session)
    found = home_trends.live_trends(session, month, totals, thresholds(session), known)
    return found | home_trends.team_trends(session, month, known)


@pytest.mark.parametrize("month", ASKED)
def test_every_month_of_a_line_is_counted_again_from_the_rows(session: Session, month: int) -> None:
    world = random_world(5)
    world.fill(session)
    months = [months_before(month, back) for back in range(23, -1, -1)]
    expected = [figure_oracle.figures(world, each) for each in months]
    found = live(session, month)
    assert set(found) == set(CARDS)
    for code, line in found.items():
        assert (code, line) == (code, tuple(each[code][0] for each in expected))


def test_a_line_ends_with_the_card_and_the_month_before_it_compares_to(session: Session) -> None:
    random_world(5).fill(session)
    found, figures = live(session, MONTHS[-1]), indicators.month(session, MONTHS[-1]).figures
    for code in CARDS:
        figure = figures[code]
        assert found[code][-1] == figure.value
        assert found[code][-2] == figure.last_month
        assert found[code][-13] == figure.last_year


def test_what_was_entered_by_hand_stands_for_an_earlier_month_and_never_for_the_own(session: Session) -> None:
    random_world(5).fill(session)
    last, before = MONTHS[-1], MONTHS[-2]
    counted = live(session, last)
    for number, (code, month) in enumerate([(code, month) for code in CARDS for month in (before, last)]):
        row: dict[str, Any] = {
            "code": f"LS-{number}", "indicator": code, "month": month, "is_ytd": False, "value_text": "0",
            "value": 777, "version": 1, "created_at": _AT, "created_by": "", "updated_at": _AT,
            "updated_by": "", "deleted_at": None, "is_demo": False, "batch_id": None,
        }  # fmt: skip
        session.execute(metadata.tables["baseline_value"].insert().values(**row))
    found, figures = live(session, last), indicators.month(session, last).figures
    for code in CARDS:
        assert found[code][-2:] == (777, counted[code][-1])
        assert figures[code].last_month == 777


def on_air(session: Session) -> int:
    """Add somebody on air since July."""
    who = store.save(session, Streamer, {"name": "韩沉"})
    day = {"on": date(2026, 7, 1), "from_state": "待首播", "to_state": "在播"}
    session.execute(update(HISTORY).where(HISTORY.c.entity_id == who).values(**day))
    return who


def test_where_followers_of_all_are_known_no_tier_stands_for_the_others(session: Session) -> None:
    account = {"streamer_id": on_air(session), "platform": "快手", "account_no": "ks1"}
    assert home_shares.team_by_tier(session, 202609)[Tier.UNKNOWN] == 1
    key = store.save(session, PlatformAccount, account)
    store.record_followers(session, key, date(2026, 8, 31), 12_500)
    found = home_shares.team_by_tier(session, 202609)
    assert Tier.UNKNOWN not in found
    assert sum(found.values()) == 1


def test_before_anybody_is_known_the_line_of_the_team_is_missing_and_not_zero(session: Session) -> None:
    on_air(session)
    (line,) = home_trends.team_trends(session, 202609, known_values(session)).values()
    assert line == (None,) * 21 + (1, 1, 1)


@pytest.mark.parametrize("seed", [3, 4])
def test_training_month_by_month_is_counted_again_from_the_rows(session: Session, seed: int) -> None:
    world = trainings(Random(seed), RecordWorld())  # noqa: S311 - nothing here is a secret
    world.fill(session)
    last = 202608
    months = [months_before(last, back) for back in range(23, -1, -1)]
    found = home_trends.training_trends(session, last, known_values(session))
    assert set(found) == {"T01", "T02", "T04"}
    expected = [training_oracle.figures(world, [[month]] * 5) for month in months]
    for code, line in found.items():
        assert (code, line) == (code, tuple(each[code][0] for each in expected))
    assert any(found["T04"])


@pytest.mark.parametrize("month", ASKED)
def test_the_team_by_tier_is_the_reports_and_each_tier_leads_to_its_people(
    session: Session, month: int
) -> None:
    random_world(6).fill(session)
    found = home_shares.team_by_tier(session, month)
    rows = indicators.month(session, month).tiers
    told = {row.tier: row.streamers for row in rows}
    assert {str(tier): people for tier, people in found.items() if people} == {
        tier: people for tier, people in told.items() if people
    }
    assert sum(found.values()) == sum(told.values()) > 0
    for tier, people in found.items():
        page = search(session, STREAMERS, Query(filters=(("tier_then", at_end(month, [tier])),)))
        assert (tier, page.total) == (tier, people)


@pytest.mark.parametrize("month", [MONTHS[-1], 202509])
def test_the_sales_by_category_are_the_reports_and_each_leads_to_its_sessions(
    session: Session, month: int
) -> None:
    random_world(7).fill(session)
    found = home_shares.sales_by_category(session, month)
    figures = indicators.month(session, month)
    told = [(row.category, row.gmv) for row in figures.categories if row.sessions]
    assert list(found.items()) == told
    assert sum(gmv or 0 for gmv in found.values()) == figures.figures["L05"].value
    sessions = {row.category: row.sessions for row in figures.categories}
    for name in found:
        page = search(session, LIVES, Query(filters=(("category_then", at_end(month, [name])),)))
        assert (name, page.total) == (name, sessions[name])
    page = search(session, LIVES, Query(filters=(("category_then", at_end(month, list(found))),)))
    assert page.total == figures.figures["L01"].value


@pytest.mark.parametrize("month", [202606, 202512, 202401])
def test_the_stages_of_the_brands_are_the_reports_and_each_leads_to_its_brands(
    session: Session, month: int
) -> None:
    world = random_brands(2)
    world.fill(session)
    found, expected = home_shares.brands(session, month), brand_report_oracle.at_end(world, month)
    if found is None:
        assert expected["B01"] is None
        return
    assert (found.whole, found.recognised) == (expected["B01"], expected["B04"])
    for stage, count in found.stages.items():
        assert (stage, count) == (stage, expected[f"B02{stage.name}"])
        page = search(session, BRANDS, Query(filters=(("stage_then", at_end(month, [stage])),)))
        assert (stage, page.total) == (stage, count)
    assert BrandStage.SX not in found.stages


def test_the_rows_behind_a_card_come_to_its_figure(session: Session) -> None:
    random_world(5).fill(session)
    figures = indicators.outline(session, MONTHS[-1])
    for code in CARDS:
        found = trace(session, code, month_period(MONTHS[-1]))
        assert found is not None
        assert (code, total(session, found.parts[0]).value) == (code, figures[code].value)


def test_an_empty_base_divides_nothing(session: Session) -> None:
    assert home_shares.team_by_tier(session, 202609) == {}
    assert home_shares.sales_by_category(session, 202609) == {}
    assert home_shares.brands(session, 202609) is None
    assert set(live(session, 202609)["A02"]) == {None}
