"""The rows behind a figure, counted or added up, come to the figure: every code, every kind of period."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from db.models import RetailMonth
from db.queries import indicators, live_traces, team_traces
from db.queries.dictionary import BY_CODE, INDICATORS
from db.queries.figures import Nature
from db.queries.periods import Period
from db.queries.trace_pages import HOMES, page_of
from db.queries.trace_rows import Adding
from db.queries.traces import Part, total, trace
from db.record import metadata
from db.store import Query, search
from tests.db.figure_world import HOLE, MONTHS, random_world

if TYPE_CHECKING:
    from db.engine import Session

PERIODS = (
    Period(MONTHS[-1], MONTHS[-1]), Period(HOLE, HOLE), Period(202512, 202512), Period(202604, 202606),
    Period(202607, 202609), Period(202501, 202512),
)  # fmt: skip
"""Months, quarters – one of them not over – and a year."""
OURS = [entry for entry in INDICATORS if entry.group in "LA" and entry.code not in ("R01", "R01L")]


def whole(session: Session, part: Part) -> list[object]:
    """Return every row of a list, in the order it is first shown."""
    sort, falls = part.sort
    page = search(session, part.view, Query(sort=((sort, falls),)))
    assert page.total == len(page.ids)
    return list(page.ids)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_the_rows_come_to_the_figure(session: Session, period: Period) -> None:
    random_world(1).fill(session)
    figures = indicators.of(session, period).figures
    for entry in OURS:
        if entry.parts is not None:
            continue
        found = trace(session, entry.code, period)
        assert found is not None, entry.code
        (part,) = found.parts
        come_to = total(session, part)
        assert come_to.rows == len(whole(session, part)), entry.code
        value = figures[entry.code].value
        if value is None:
            assert not come_to.value or entry.code == "L07", entry.code
        else:
            assert (entry.code, come_to.value or 0) == (entry.code, value)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_a_ratio_and_a_difference_are_reckoned_from_their_parts(session: Session, period: Period) -> None:
    random_world(2).fill(session)
    figures = indicators.of(session, period).figures
    for entry in OURS:
        if entry.parts is None:
            continue
        found = trace(session, entry.code, period)
        assert found is not None, entry.code
        assert tuple(part.code for part in found.parts) == entry.parts
        first, second = (total(session, part).value for part in found.parts)
        value = figures[entry.code].value
        if value is None:
            assert not first or not second, entry.code
        elif entry.nature is Nature.RATIO:
            assert first is not None
            assert second is not None
            assert (entry.code, Fraction(first * entry.times, second)) == (entry.code, value)
        else:
            assert (entry.code, (first or 0) - (second or 0)) == (entry.code, value)


def test_the_best_session_is_the_first_of_its_list(session: Session) -> None:
    random_world(1).fill(session)
    period = Period(MONTHS[-1], MONTHS[-1])
    found = trace(session, "L18", period)
    assert found is not None
    (part,) = found.parts
    assert part.how is Adding.BEST
    page = search(session, part.view, Query(sort=(part.sort,)))
    names = [column.name for column in part.view.columns]
    assert page.rows[0].values[names.index("gmv")] == indicators.of(session, period).figures["L18"].value


def test_the_formula_is_told_with_the_thresholds_of_the_base(session: Session) -> None:
    found = trace(session, "L02", Period(202608, 202608))
    assert found is not None
    assert (found.title, found.formula) == ("有效直播场次", "直播时长不少于25分钟的场数")


def test_every_printed_figure_leads_to_rows(session: Session) -> None:
    silent = [e.code for e in INDICATORS if trace(session, e.code, Period(202608, 202608)) is None]
    assert silent == []


def test_every_figure_of_live_results_and_the_team_leads_to_rows(session: Session) -> None:
    told = {**live_traces.TRACES, **team_traces.TRACES}
    assert set(told) == {entry.code for entry in OURS if entry.parts is None}
    assert set(told) <= set(BY_CODE)
    assert trace(session, "L08", Period(202608, 202608)) is not None


def test_a_row_leads_to_the_page_that_shows_it(session: Session) -> None:
    random_world(1).fill(session)
    homes = {}
    for code in ("L01", "L04", "A05", "A06"):
        found = trace(session, code, Period(202501, 202512) if code == "A05" else PERIODS[0])
        assert found is not None
        key = whole(session, found.parts[0])[0]
        assert isinstance(key, int)
        homes[code] = page_of(session, found.view, key)
    lives, streamers, moves, accounts = homes.values()
    assert lives is not None
    assert (lives[0], set(lives[1])) == ("lives", {"key"})
    for home in (streamers, moves, accounts):
        assert home is None or home[0] == "streamers"
    assert moves is not None


def test_what_was_declared_leads_to_its_own_month(session: Session) -> None:
    session.add(RetailMonth(id=7, month=202604, total=5, live=3, note="口径"))
    session.flush()
    found = trace(session, "R01", Period(202601, 202612))
    assert found is not None
    home = page_of(session, found.view, 7)
    assert home == ("reports", {"tab": "declared", "month": 202604, "key": 7})


def test_every_table_named_has_the_column_that_leads_on() -> None:
    for name, home in HOMES.items():
        assert home.column in metadata.tables[name].c, name
        assert not home.month or home.month in metadata.tables[name].c, name
