"""Who presented a session is one list: taken back whole, or left whole when it is another one by now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from db import store
from db.deeds import take_back, to_one
from db.models import LiveSession, PlatformAccount, Streamer
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Database, Session
    from db.undoing import Reversal

START = datetime(2026, 9, 1, 20)
Shares = dict[int, int | None]


@pytest.fixture
def live(database: Database) -> int:
    """Add a session of the first of four people."""
    with database.write() as session:
        people = [
            store.save(session, Streamer, {"name": name}) for name in ("韩沉", "陆远", "周也", "白锦曦")
        ]
        account = {"streamer_id": people[0], "platform": "快手", "account_no": "ks1"}
        key = store.save(session, PlatformAccount, account)
        ends = START + timedelta(hours=2)
        return store.save(session, LiveSession, {"account_id": key, "start_at": START, "end_at": ends})


@pytest.fixture
def other(database: Database, live: int) -> int:
    """Add an account of the last of them."""
    assert live
    with database.write() as session:
        return store.save(
            session, PlatformAccount, {"streamer_id": 4, "platform": "快手", "account_no": "ks4"}
        )


def done(database: Database, live: int, do: Callable[[Session, int], object]) -> int:
    """Do something to the session with its version, and return the moment."""
    with database.write() as session:
        version = store.load(session, LiveSession, live).version
        deed = to_one(session, LiveSession, live, lambda whom: f"修改{whom}", lambda: do(session, version))
    assert deed.batch
    return deed.batch


def present(database: Database, live: int, shares: Shares) -> int:
    """Let some people have presented it, and return the moment."""
    return done(database, live, lambda session, version: store.set_presenters(session, live, version, shares))


def move(database: Database, live: int, account: int) -> int:
    """Let it have been on another account, whose owner presents then; return the moment."""
    fields = {"account_id": account}
    return done(
        database, live, lambda session, version: store.save(session, LiveSession, fields, live, version)
    )


def shares_of(database: Database, live: int) -> Shares:
    """Return who presented it."""
    with database.read() as session:
        return {each.streamer_id: each.share for each in store.presenters(session, live)}


def back(database: Database, moment: int) -> Reversal:
    """Undo a moment."""
    with database.write() as session:
        return take_back(session, moment)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({2: 60}, {3: 40}),
        ({1: 60, 2: 40}, {1: 60}),
        ({1: 60, 2: 40}, {1: 60, 2: 40, 3: None}),
        ({1: None, 2: None}, {}),
        ({}, {4: 100}),
    ],
)
def test_a_list_that_is_another_one_by_now_stays_until_that_one_is_undone(
    database: Database, live: int, first: Shares, then: Shares
) -> None:
    before = photograph(database)
    one = present(database, live, first)
    between = photograph(database)
    other = present(database, live, then)
    left = back(database, one)
    assert [each.reason for each in left.kept] == ["出镜主播之后又改过，保留现在的内容"]
    assert (left.undo, shares_of(database, live)) == (None, then)
    assert back(database, other).kept == ()
    assert differences(between, photograph(database)) == {}
    again = back(database, one)
    assert again.kept == ()
    assert differences(before, photograph(database)) == {}
    assert again.undo
    assert back(database, again.undo).kept == ()
    assert differences(between, photograph(database)) == {}


def test_who_stayed_in_the_list_keeps_nothing_from_going_back(
    database: Database, live: int, other: int
) -> None:
    present(database, live, {1: 50, 2: 50})
    before = photograph(database)
    moment = move(database, live, other)
    assert shares_of(database, live) == {2: 50, 4: None}
    assert back(database, moment).kept == ()
    assert differences(before, photograph(database)) == {}


def test_an_account_stays_with_a_list_that_was_typed_after_it(
    database: Database, live: int, other: int
) -> None:
    moment = move(database, live, other)
    present(database, live, {3: 100})
    assert [each.entity for each in back(database, moment).kept] == ["live_session"]
    assert shares_of(database, live) == {3: 100}
