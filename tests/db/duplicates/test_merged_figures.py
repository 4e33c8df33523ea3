"""Figures after a merge are those of a base where the person was entered once: fewer heads, the same sums."""

import pytest
from sqlalchemy import text

from db import rollups
from db.duplicates import merge
from db.engine import Session, is_sqlite
from db.models import Streamer
from db.queries import indicators
from tests.db import figure_oracle
from tests.db.duplicates.merged_world import once, twice

MONTHS = (202412, 202508, 202602, 202608)
SUMS = ("L01", "L03", "L05", "L06", "L10", "L12", "A06")


@pytest.mark.parametrize("seed", range(2))
def test_figures_are_those_of_people_entered_once(session: Session, seed: int) -> None:
    world, pairs = twice(seed)
    world.fill(session)
    _count_on(session)
    before = {month: _values(session, month) for month in MONTHS}
    for stays, goes in pairs:
        merge(session, Streamer, stays, goes)
    single = once(world, pairs)
    for month in MONTHS:
        found, expected = _values(session, month), figure_oracle.figures(single, month)
        assert {code: found[code] for code in expected} == expected
        for code in SUMS:
            assert found[code] == before[month][code], (month, code)
    assert rollups.differences(session) == []


def _values(session: Session, month: int) -> dict[str, object]:
    """Return the five values of every figure of a month."""
    figures = indicators.month(session, month).figures
    return {
        code: (one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year)
        for code, one in figures.items()
    }


def _count_on(session: Session) -> None:
    """Let the next line of a history get a key of its own: those of the invented rows were given by hand."""
    if not is_sqlite(session):
        last = "SELECT setval(pg_get_serial_sequence('status_history', 'id'), 100000)"
        session.execute(text(last))
