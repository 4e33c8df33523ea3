"""The figures of training and partners equal those counted again from the rows, whatever the base is like."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.queries import indicators
from db.queries.declared import set_number
from db.queries.periods import Period, Span, period_of
from tests.db import partner_oracle, training_oracle
from tests.db.record_oracle import five
from tests.db.record_world import RecordWorld, partners, trainings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.engine import Database, Session

ASKED = [
    Period(202410, 202410), Period(202501, 202501), Period(202502, 202502), Period(202512, 202512),
    Period(202601, 202601), Period(202604, 202604), Period(202606, 202606), Period(202501, 202503),
    Period(202601, 202603), Period(202501, 202512), Period(202401, 202406),
]  # fmt: skip
"""Months, quarters, a year: before there was anything, at turns of the year, after the last row."""
PROPERTY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def sqlite_session(sqlite_database: Database) -> Iterator[Session]:
    """Begin a session each example undoes what it wrote in."""
    with sqlite_database.write() as found:
        yield found
        found.rollback()


def _check(session: Session, world: RecordWorld, period: Period, codes: str) -> None:
    """Fill a base, compare, and take everything back."""
    with session.begin_nested() as here:
        world.fill(session)
        expected = {code: five for code, five in _expected(world, period).items() if code[0] in codes}
        assert _found(session, period, codes) == expected
        here.rollback()


def _period(data: st.DataObject) -> Period:
    """Draw a month, a quarter or a year around the time things happen in."""
    month = data.draw(
        st.sampled_from([202409, *range(202411, 202413), *range(202501, 202513), *range(202601, 202608)])
    )
    return period_of(month, data.draw(st.sampled_from(Span)))


def _noon(year: int, month: int) -> datetime:
    """Return noon of a day of a month."""
    return datetime(year, month, 9, 12)


def _found(session: Session, period: Period, codes: str) -> dict[str, tuple[object, ...]]:
    """Return the five values of every figure of some subjects."""
    figures = indicators.of(session, period).figures
    return {
        code: (one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year)
        for code, one in figures.items()
        if code[0] in codes
    }


def _expected(world: RecordWorld, period: Period) -> dict[str, tuple[object, ...]]:
    """Return the same, counted from the rows."""
    asked = five(period.first, period.last)
    return {**training_oracle.figures(world, asked), **partner_oracle.figures(world, asked)}


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_of_records_equals_the_one_counted_from_the_rows(session: Session, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    world = partners(random, trainings(random, RecordWorld(), 40), 40)
    world.fill(session)
    for period in ASKED:
        assert (period, _found(session, period, "TP")) == (period, _expected(world, period))


@PROPERTY
@given(data=st.data())
def test_whatever_trainings_there_are_their_figures_are_right(
    sqlite_session: Session, data: st.DataObject
) -> None:
    _check(sqlite_session, trainings(data.draw(st.randoms()), RecordWorld(), 4), _period(data), "T")


@PROPERTY
@given(data=st.data())
def test_whatever_partners_there_are_their_figures_are_right(
    sqlite_session: Session, data: st.DataObject
) -> None:
    _check(sqlite_session, partners(data.draw(st.randoms()), RecordWorld(), 4), _period(data), "P")


def test_lessons_of_an_hour_change_what_is_earned(session: Session) -> None:
    world = trainings(Random(9), RecordWorld(), 30)  # noqa: S311
    world.fill(session)
    set_number(session, "lesson_minutes", 60)
    asked = five(202501, 202512)
    assert (
        _found(session, Period(202501, 202512), "T")["T04"]
        == training_oracle.figures(world, asked, 60)["T04"]
    )
    assert training_oracle.figures(world, asked, 60)["T04"] != training_oracle.figures(world, asked)["T04"]


def test_an_empty_base_knows_nothing_of_training_and_partners(session: Session) -> None:
    found = _found(session, Period(202509, 202509), "TP")
    assert {value for values in found.values() for value in values} == {None}
    assert len(found) == len(_expected(RecordWorld(), Period(202509, 202509)))


def test_a_month_without_trainings_or_moves_has_none_rather_than_being_unknown(session: Session) -> None:
    world = RecordWorld()
    key = world.insert(
        "training",
        title="选品",
        status="已完成",
        start_at=_noon(2025, 3),
        month=202503,
        is_public_event=False,
    )
    person = world.streamer()
    world.insert("attendance", training_id=key, streamer_id=person, is_planned=False, present="出勤")
    world.move("org", world.company(), "合格在册", _noon(2025, 3).date())
    world.fill(session)
    found = _found(session, Period(202506, 202506), "TP")
    assert found["T01"] == (0, 0, None, 1, None)
    assert found["T04"] == (0, 0, None, None, None), "who was there earned what nobody wrote down"
    assert found["P03"] == (0, 0, None, 1, None)
    assert found["P01"] == (1, 1, None, None, None)
