"""Every figure of the report equals the one counted again from the rows in plain Python."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from db.queries import indicators
from db.queries.dictionary import INDICATORS
from tests.db import figure_oracle
from tests.db.figure_world import HOLE, MONTHS, NO_REFUNDS, World, random_world

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.figures import Figure, ReportFigures

ASKED = [MONTHS[0], HOLE, HOLE + 1, NO_REFUNDS, 202512, 202601, 202602, MONTHS[-1], 202609, 202401]
"""The first month, an empty one, a turn of the year, a February, the last, one after and one before."""


def _values(figures: ReportFigures) -> dict[str, tuple[object, ...]]:
    """Return the five values of every figure."""
    return {code: _five(one) for code, one in figures.figures.items()}


def _five(one: Figure) -> tuple[object, ...]:
    """Return the five values of a figure."""
    return one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_the_one_counted_from_the_rows(session: Session, seed: int) -> None:
    world = random_world(seed)
    world.fill(session)
    for month in ASKED:
        found, expected = _values(indicators.month(session, month)), figure_oracle.figures(world, month)
        assert {code: (month, found[code]) for code in expected} == {
            code: (month, values) for code, values in expected.items()
        }


def test_every_figure_of_live_results_and_the_team_is_counted_again(session: Session) -> None:
    random_world(3).fill(session)
    found = indicators.month(session, MONTHS[-1]).figures
    counted = {entry.code for entry in INDICATORS if entry.group in "LRA"}
    assert counted <= set(found)
    assert counted == set(figure_oracle.figures(random_world(3), MONTHS[-1]))


def test_figures_stand_in_the_order_of_the_dictionary(session: Session) -> None:
    random_world(3).fill(session)
    found = list(indicators.month(session, MONTHS[-1]).figures)
    assert found == [entry.code for entry in INDICATORS if entry.code in found]


def test_an_empty_base_has_no_figures_and_no_error(session: Session) -> None:
    found = indicators.month(session, 202609)
    assert {value for values in _values(found).values() for value in values} == {None}
    assert (found.platforms, found.benchmarks, found.categories, found.best) == ((), (), (), None)
    assert found.base.bureau == "临沂市商务局"
    assert {row.gmv for row in found.gmv_by_month} == {None}


def test_other_programs_read_integers_fractions_and_null(session: Session) -> None:
    random_world(1).fill(session)
    figures = indicators.month(session, MONTHS[-1])
    found = json.loads(json.dumps(indicators.to_json(figures)))
    assert set(found["L01"]) == {
        "value",
        "unit",
        "last_month",
        "last_year",
        "ytd",
        "ytd_last_year",
        "declared",
    }
    assert (found["L01"]["unit"], found["L05"]["unit"], found["L03"]["unit"]) == ("场", "分", "分钟")
    assert isinstance(found["L05"]["value"], int)
    assert 0 < found["L08"]["value"] < 1
    assert found["A01"]["ytd"] is None


@pytest.mark.parametrize("month", ASKED)
def test_the_outline_says_what_the_report_says(session: Session, month: int) -> None:
    random_world(2).fill(session)
    whole = indicators.month(session, month)
    figures = indicators.outline(session, month)
    assert {"L01", "L04", "L05", "A02", "A03"} <= set(figures)
    for code, one in figures.items():
        assert _five(one) == _five(whole.figures[code])
        assert code == "A02" or one.note == whole.figures[code].note


def test_sessions_that_name_nobody_leave_the_heads_unknown(session: Session) -> None:
    world = World()
    world.account(None)
    world.session(start_at=datetime(2026, 8, 5, 20), minutes=300)
    world.fill(session)
    found = indicators.month(session, 202608).figures
    assert (found["L01"].value, found["L04"].value, found["A03"].value) == (1, None, None)
