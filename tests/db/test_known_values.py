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
from tests.db.figure_world import MONTHS, World, random_world

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
_known = some.dictionaries(
    some.tuples(some.sampled_from((*CODES, *STOCKS)), some.sampled_from((*range(202401, 202413), *MONTHS))),
    some.integers(0, 10**11),
    max_size=12,
)


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
@given(
    seed=some.sampled_from(sorted(WORLDS)),
    text=some.sampled_from(sorted(PERIODS)),
    signed=_known,
    corrected=_known,
    entered=_known,
)
def test_signed_figures_come_before_entered_ones_and_both_before_the_rows(
    session: Session, seed: int, text: str, signed: Known, corrected: Known, entered: Known
) -> None:
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
