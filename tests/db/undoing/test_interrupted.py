"""Undoing that is stopped or killed in the middle leaves the base as it was, whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from db.deeds import move_all, set_all
from db.errors import Cancelled
from db.models import Streamer
from db.opening import check, open_database
from db.rollups import differences as drifts
from db.undoing import undo
from tests.db.intake.sheets import EVENING, LIVES, MORNING, PEOPLE, ROSTER, asked, changed, mapped, take_in
from tests.db.undoing.photographs import differences, photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.deeds import Deed
    from db.engine import Database, Session

_CHILDREN = multiprocessing.get_context("forkserver")
_CHILDREN.set_forkserver_preload(["tests.db.undoing.test_interrupted"])

kills = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")


@pytest.fixture
def base(database: Database) -> Database:
    """Return a base whose second batch changed and added live results."""
    take_in(database, "streamers", mapped("streamers", ROSTER, *PEOPLE))
    header = (*LIVES, "主播")
    take_in(database, "lives", mapped("lives", header, (*EVENING, "田小麦")))
    dearer = (*changed(EVENING, {7: "¥2,000元"}), "谷小米")
    take_in(database, "lives", mapped("lives", header, dearer, (*MORNING, "田小麦")))
    return database


def test_a_cancel_at_any_step_leaves_everything_as_it_was(base: Database) -> None:
    before, steps = photograph(base), 0

    def count(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1

    with base.write() as session:
        undo(session, 3, count)
        session.rollback()
    assert steps
    for last in range(1, steps + 1):
        left = last

        def stop(_done: int, _total: int) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise Cancelled

        with pytest.raises(Cancelled), base.write() as session:
            undo(session, 3, stop)
    assert differences(before, photograph(base)) == {}
    assert asked(base, "SELECT count(*), count(undone_at) FROM import_batch") == [(3, 0)]


def _die_while(url: str, settings: Path, work: Callable[[Session], object], die_at: int) -> None:
    """Do something and be killed before the given writing statement; the last chance is the commit itself."""
    database, seen = open_database(url, settings_folder=settings), []

    @event.listens_for(database.engine, "before_cursor_execute")
    def count(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append(statement)
            if len(seen) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(database.engine, "commit")
    def commit(_c: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with database.write() as session:
        work(session)


def _killed(base: Database, work: Callable[[Session], object], die_at: int) -> None:
    """Let another process do something and be killed at it: everything is as it was, and whole."""
    before = photograph(base)
    counted = asked(base, "SELECT count(*), count(undone_at) FROM import_batch")
    url = base.engine.url.render_as_string(hide_password=False)
    child = _CHILDREN.Process(target=_die_while, args=(url, base.settings_folder, work, die_at))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert differences(before, photograph(base)) == {}
    assert asked(base, "SELECT count(*), count(undone_at) FROM import_batch") == counted
    assert check(base) == []


@kills
@pytest.mark.parametrize("die_at", [2, 5, 8, 12, 10_000])
def test_a_kill_in_the_middle_leaves_everything_as_it_was(base: Database, die_at: int) -> None:
    _killed(base, partial(undo, batch=3), die_at)
    with base.write() as session:
        assert undo(session, 3).undo is not None
    with base.read() as session:
        assert drifts(session) == []


def _move(session: Session) -> Deed:
    """Let one person pause."""
    return move_all(session, Streamer, [1], "休播", reason="休养")


def _set(session: Session) -> Deed:
    """Give everybody an agent."""
    return set_all(session, Streamer, [1, 2], {"agent": "陈果"})


@kills
@pytest.mark.parametrize("do", [_move, _set])
@pytest.mark.parametrize("die_at", [2, 6, 10_000])
def test_a_kill_while_something_is_done_or_undone_by_hand_leaves_everything_as_it_was(
    base: Database, do: Callable[[Session], Deed], die_at: int
) -> None:
    before = photograph(base)
    _killed(base, do, die_at)
    with base.write() as session:
        deed = do(session)
    assert deed.batch
    _killed(base, partial(undo, batch=deed.batch), die_at)
    with base.write() as session:
        assert undo(session, deed.batch).kept == ()
    assert differences(before, photograph(base)) == {}
