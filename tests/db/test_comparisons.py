"""What is compared with what: nothing is held against months, people or followers nobody wrote down."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from db.models.words import StreamerState
from db.queries import indicators
from db.queries.periods import Period
from tests.db.figure_world import World

if TYPE_CHECKING:
    from db.engine import Session

AUGUST = 202608


@pytest.fixture
def world() -> World:
    """Return a base with one streamer and one account."""
    made = World()
    made.streamer(stage_name="小满")
    made.account(1)
    return made


def _live(world: World, month: int, **values: object) -> None:
    """Add a session on the tenth of a month."""
    world.session(start_at=datetime(month // 100, month % 100, 10, 20), **values)


@pytest.mark.parametrize(
    ("months", "comparable"),
    [
        ((202501, 202508, 202601, AUGUST), True),
        ((202508, 202601, AUGUST), False),
        ((202508, AUGUST), False),
        ((202501, 202508, 202601, 202607), False),
    ],
)
def test_years_so_far_are_compared_only_over_the_same_months(
    session: Session, world: World, months: tuple[int, ...], *, comparable: bool
) -> None:
    for month in months:
        _live(world, month, gmv=700)
    world.fill(session)
    found = indicators.month(session, AUGUST).figures["L05"]
    assert found.ytd_last_year == 700 * sum(month < 202600 for month in months)
    assert found.ytd_base == (found.ytd_last_year if comparable else None)


@pytest.mark.parametrize(
    ("months", "partly"),
    [
        ((202507, 202509, 202604, 202606, 202607, 202609), set()),
        ((202508, 202604, 202606, 202607, 202609), {"last_year"}),
        ((202605, 202607, 202609), {"last_month"}),
        ((202607, 202609), set()),
        ((202504, 202607), {"last_month", "last_year"}),
    ],
)
def test_quarters_are_compared_only_over_the_same_months(
    session: Session, world: World, months: tuple[int, ...], partly: set[str]
) -> None:
    for month in months:
        _live(world, month, gmv=700, minutes=60)
    for month in (202509, *range(202604, 202610)):
        world.add("retail_month", month=month, total=5, live=3, note="口径")
    world.fill(session)
    figures = indicators.of(session, Period(202607, 202609)).figures
    told = {name for name in ("last_month", "last_year") if getattr(figures["L05"], name) is not None}
    assert {code: figures[code].partly for code in ("L01", "L05", "L20")} == dict.fromkeys(
        ("L01", "L05", "L20"), partly
    )
    now = figures["L05"]
    assert (now.last_month_base is not None, now.last_year_base is not None) == (
        "last_month" in told - partly,
        "last_year" in told - partly,
    )
    assert figures["R01"].partly == figures["L17"].partly == {"last_year"}
    assert indicators.month(session, 202609).figures["R01"].partly == set()


def test_nobody_changes_tier_because_followers_were_never_read(session: Session, world: World) -> None:
    world.turn(1, StreamerState.ACTIVE, date(2025, 1, 1))
    world.add("follower_snapshot", account_id=1, on=date(2026, 7, 31), followers=50_000)
    world.fill(session)
    rows = {row.tier: row for row in indicators.month(session, AUGUST).tiers}
    assert set(rows) == {"千万级", "500万级", "百万级", "腰部", "成长", "新锐"}
    growing = rows["成长"]
    assert (growing.streamers, growing.last_month, growing.last_year) == (1, 1, None)


def test_a_category_that_did_not_sell_a_year_ago_sold_nothing_or_is_unknown(
    session: Session, world: World
) -> None:
    first, second = (world.record("category", name=name, sort=0) for name in ("服饰", "食品"))
    _live(world, 202508, gmv=500, category_id=first)
    _live(world, AUGUST, gmv=700, category_id=second)
    world.fill(session)

    def sold(month: int) -> list[tuple[str, int | None, int | None]]:
        rows = indicators.month(session, month).categories
        return [(row.category, row.gmv, row.gmv_last_year) for row in rows]

    assert sold(AUGUST) == [("食品", 700, 0), ("服饰", 0, 500)]
    assert sold(202508) == [("服饰", 500, None)]
    assert sold(202607) == []
