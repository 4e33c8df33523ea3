"""Signed and entered figures in a report: random bases, months and states, counted again in plain Python."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from db.models import load_all
from db.models.report_words import ReportState
from db.queries import indicators
from db.queries.periods import read_period
from db.record import metadata
from tests.db import figure_oracle
from tests.db.figure_world import World, random_world

if TYPE_CHECKING:
    from db.engine import Session
    from tests.db.figure_oracle import Value

load_all()
WORLDS = {seed: random_world(seed) for seed in (11, 12)}
CODES = ("L01", "L05", "L06", "A05")
STOCKS = ("A01", "A06")
PERIODS = {
    "2026-08": figure_oracle.five(202608),
    "2026-02": figure_oracle.five(202602),
    "2025-01": figure_oracle.five(202501),
    "2026Q2": figure_oracle.five_of_quarter(2026, 2),
    "2025Q1": figure_oracle.five_of_quarter(2025, 1),
    "2025": figure_oracle.five_of_year(2025),
}
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_CARRIED: dict[str, Any] = {
    "version": 1, "created_at": _AT, "created_by": "", "updated_at": _AT, "updated_by": "",
    "deleted_at": None, "is_demo": False, "batch_id": None,
}  # fmt: skip
Known = dict[tuple[str, int], int]


@some.composite
def _cases(draw: some.DrawFn) -> tuple[str, Known, Known, Known]:
    """Draw a period, and for it what was signed, corrected and entered, often of the same months."""
    text = draw(some.sampled_from(sorted(PERIODS)))
    months = sorted({month for period in PERIODS[text] for month in period})
    keys = some.tuples(some.sampled_from((*CODES, *STOCKS)), some.sampled_from(months))
    known = some.dictionaries(keys, some.integers(0, 10**11), min_size=4, max_size=40)
    return text, draw(known), draw(known), draw(known)


def _enter(session: Session, known: Known) -> None:
    """Enter figures of earlier months by hand."""
    for number, ((code, month), value) in enumerate(known.items()):
        row = {"code": f"LS-{number}", "indicator": code, "month": month, "is_ytd": False, "value_text": "0"}
        session.execute(metadata.tables["baseline_value"].insert().values(**_CARRIED, **row, value=value))


def _sign(session: Session, known: Known, correction: int = 0) -> None:
    """Sign figures of months."""
    for month in {month for _, month in known}:
        row = {
            "code": f"YB-{month}-{correction}", "first": month, "last": month, "correction": correction,
            "status": ReportState.SIGNED,
        }  # fmt: skip
        insert = metadata.tables["report"].insert().values(**_CARRIED, **row)
        key = session.execute(insert.returning(metadata.tables["report"].c.id)).scalar_one()
        for (code, signed), value in known.items():
            if signed == month:
                session.execute(
                    metadata.tables["report_value"]
                    .insert()
                    .values(report_id=key, indicator=code, value=str(value), ytd=None)
                )


def _expected(
    world: World, periods: list[list[int]], signed: Known, entered: Known
) -> dict[str, list[Value]]:
    """Count the five values of the codes again, month by month."""
    own = periods[0][0] if len(periods[0]) == 1 else 0
    return {code: [_one(world, code, months, own, (signed, entered)) for months in periods] for code in CODES}


def _one(world: World, code: str, months: list[int], own: int, known: tuple[Known, Known]) -> Value:
    """Add a code up over months: signed before entered before counted, the report's own only as counted."""
    told: list[Value] = []
    for month in months:
        beside = [found[code, month] for found in known if (code, month) in found and month != own]
        counted = _counted(world, code, month)
        if beside:
            told.append(beside[0])
        elif counted != "not covered":
            told.append(counted)
    values = [value for value in told if value is not None]
    return None if not told or (len(values) < len(told) and not sum(values)) else sum(values)


def _counted(world: World, code: str, month: int) -> Any:
    """Count one month, or say that no data cover it."""
    key = (id(world), code, month)
    if key not in _SEEN:
        value = figure_oracle.figures(world, month)[code][0]
        reach = [row["month"] for row in world.rows["live_session"] if figure_oracle._counts(row)]
        covered = value is not None or (code != "A05" and min(reach) <= month <= max(reach))
        _SEEN[key] = value if covered else "not covered"
    return _SEEN[key]


_SEEN: dict[tuple[int, str, int], Any] = {}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.sampled_from(sorted(WORLDS)), case=_cases())
def test_signed_figures_come_before_entered_ones_and_both_before_the_rows(
    session: Session, seed: int, case: tuple[str, Known, Known, Known]
) -> None:
    text, signed, corrected, entered = case
    world = WORLDS[seed]
    step = session.begin_nested()
    world.fill(session)
    _sign(session, signed)
    _sign(session, corrected, correction=1)
    _enter(session, entered)
    found = indicators.of(session, read_period(text)).figures
    expected = _expected(world, PERIODS[text], signed | corrected, entered)
    for code, values in expected.items():
        one = found[code]
        assert [one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year] == values, (code, text)
    sold, back = found["L05"], found["L06"]
    for name in ("value", "last_month", "last_year", "ytd", "ytd_last_year"):
        gmv, refund = getattr(sold, name), getattr(back, name)
        rate = None if refund is None or not gmv else Fraction(refund, gmv)
        assert getattr(found["L08"], name) == rate
    _stocks_are_those_of_the_last_month(found, PERIODS[text], world, signed | corrected, entered)
    step.rollback()


def _stocks_are_those_of_the_last_month(
    found: dict[str, Any], periods: list[list[int]], world: World, signed: Known, entered: Known
) -> None:
    """Compare the stocks: at the end of a period, as signed, entered or counted there."""
    counted = figure_oracle.over(world, periods)
    for code in STOCKS:
        for place, name in ((1, "last_month"), (2, "last_year")):
            month = periods[place][-1]
            known = [values[code, month] for values in (signed, entered) if (code, month) in values]
            assert getattr(found[code], name) == (known[0] if known else counted[code][place])
        assert (found[code].value, found[code].ytd) == (counted[code][0], None)


@pytest.mark.parametrize("text", sorted(PERIODS))
def test_quarters_and_years_equal_those_counted_from_the_rows(session: Session, text: str) -> None:
    world = WORLDS[11]
    world.fill(session)
    found = indicators.of(session, read_period(text)).figures
    for code, values in figure_oracle.over(world, PERIODS[text]).items():
        one = found[code]
        told = (one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year)
        assert (code, told) == (code, values)


def test_a_figure_that_rests_on_an_entered_one_says_which_value_does(session: Session) -> None:
    world = World()
    world.account(None)
    world.session(start_at=datetime(2026, 8, 5, 20), gmv=100)
    world.fill(session)
    _enter(session, {("L05", 202508): 70, ("L05", 202607): 40, ("A01", 202508): 9})
    found = indicators.month(session, 202608).figures
    sold = found["L05"]
    assert (sold.value, sold.last_month, sold.last_year, sold.ytd, sold.ytd_last_year) == (
        100,
        40,
        70,
        140,
        70,
    )
    assert sold.declared == {"last_month", "last_year", "ytd", "ytd_last_year"}
    assert not sold.ytd_comparable
    assert (found["A01"].last_year, set(found["A01"].declared)) == (9, {"last_year"})


def test_the_month_of_the_report_itself_is_always_counted(session: Session) -> None:
    world = World()
    world.account(None)
    world.session(start_at=datetime(2026, 8, 5, 20), gmv=100)
    world.fill(session)
    _sign(session, {("L05", 202608): 90})
    assert indicators.month(session, 202608).figures["L05"].value == 100
    assert indicators.of(session, read_period("2026Q3")).figures["L05"].value == 90


def _small_base(session: Session) -> None:
    """Enter two sessions in August and one in May, presented by two people."""
    world = World()
    world.account(None)
    for month, people in ((8, (1,)), (8, (1, 2)), (5, (2,))):
        key = world.session(start_at=datetime(2026, month, 5, 20), gmv=100, refund=10, minutes=300)
        for person in people:
            world.add("live_presenter", session_id=key, streamer_id=person, share=None)
    for _ in range(2):
        world.turn(world.streamer(), "在播", None)
    world.fill(session)


def test_a_signed_month_comes_before_an_entered_one_and_its_correction_before_both(session: Session) -> None:
    _small_base(session)
    _enter(session, {("L05", 202607): 40, ("L05", 202606): 30})
    _sign(session, {("L05", 202607): 41})
    assert indicators.month(session, 202608).figures["L05"].last_month == 41
    _sign(session, {("L05", 202607): 42}, correction=1)
    found = indicators.month(session, 202608).figures["L05"]
    assert (found.last_month, found.ytd, set(found.declared)) == (42, 100 + 30 + 42 + 200, {"ytd"})
    session.execute(metadata.tables["report"].update().values(deleted_at=_AT))
    assert indicators.month(session, 202608).figures["L05"].last_month == 40


def test_the_stock_of_the_report_itself_is_counted_though_it_is_signed(session: Session) -> None:
    _small_base(session)
    _sign(session, {("A02", 202608): 9})
    assert indicators.month(session, 202608).figures["A02"].value == 2
    assert indicators.month(session, 202609).figures["A02"].last_month == 9


def test_heads_of_a_year_are_counted_over_its_rows_and_known_of_a_year_ago_as_entered(
    session: Session,
) -> None:
    _small_base(session)
    _enter(session, {("L04", 202607): 70, ("L04", 202508): 80})
    row = {
        "code": "LS-y",
        "indicator": "L04",
        "month": 202508,
        "is_ytd": True,
        "value_text": "0",
        "value": 90,
    }
    insert = metadata.tables["baseline_value"].insert()
    session.execute(insert.values(**_CARRIED, **row))
    session.execute(insert.values(**_CARRIED, **row | {"code": "LS-z", "month": 202608, "value": 95}))
    found = indicators.month(session, 202608).figures["L04"]
    assert (found.value, found.last_month, found.last_year) == (2, 70, 80)
    assert (found.ytd, found.ytd_last_year, found.ytd_comparable) == (2, 90, True)
    assert found.declared == {"last_month", "last_year", "ytd_last_year"}


def test_a_ratio_rests_on_what_either_of_its_parts_rests_on(session: Session) -> None:
    _small_base(session)
    _enter(session, {("L05", 202607): 50, ("L05", 202508): 100, ("L06", 202508): 20})
    found = indicators.month(session, 202608).figures["L08"]
    assert (found.value, found.last_month, found.last_year) == (Fraction(1, 10), 0, Fraction(1, 5))
    assert {"last_month", "last_year", "ytd_last_year"} <= found.declared
    assert not found.ytd_comparable


def test_a_year_of_a_ratio_is_compared_only_when_both_its_parts_are_told_over_the_same_months(
    session: Session,
) -> None:
    _small_base(session)
    months = (202505, 202506, 202507, 202508)
    _enter(session, {("L05", month): 100 for month in months} | {("L06", 202508): 20})
    found = indicators.month(session, 202608).figures
    assert (found["L05"].ytd_comparable, found["L06"].ytd_comparable) == (True, False)
    assert not found["L08"].ytd_comparable
