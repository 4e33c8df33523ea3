"""A program killed at any moment: what was acknowledged is there, the rest is there whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, inspect, text
from sqlmodel import Session, select

from db import trail, upgrade
from db.engine import is_sqlite, open_engine
from db.models import Setting
from db.opening import check, open_database
from db.rollups import differences
from tests.db.figure_world import random_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from db.engine import Database

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

_ROWS = 5
_CHILDREN = multiprocessing.get_context("forkserver")  # a clean parent: no connections, no threads
_CHILDREN.set_forkserver_preload(["tests.db.test_killed", "alembic.command", "alembic.config"])


def _write_for_ever(url: str, settings: Path, pipe: Connection) -> None:
    """Save batch after batch, each acknowledged once it is committed."""
    database = open_database(url, settings_folder=settings)
    with database.read() as session:
        number = trail.head(session).id
    while True:
        number += 1
        with database.write() as session:
            session.add_all([Setting(name=f"{number}.{row}", value="x" * 500) for row in range(_ROWS)])
            trail.record(session, "新增", "setting", number, None)
        pipe.send(number)


@pytest.mark.parametrize("kills", [6])
def test_a_killed_writer_loses_nothing_it_acknowledged(database: Database, kills: int) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    settings = database.settings_folder
    assert settings is not None
    acknowledged = 0
    for round_ in range(kills):
        here, there = _CHILDREN.Pipe(duplex=False)
        child = _CHILDREN.Process(target=_write_for_ever, args=(url, settings, there))
        child.start()
        there.close()
        for _ in range(1 + 3 * round_ % 8):
            acknowledged = here.recv()
        child.kill()
        child.join()
        while here.poll():
            try:
                acknowledged = here.recv()
            except EOFError:
                break
        here.close()
        again = open_database(url, settings_folder=settings)
        assert check(again) == []
        with again.read() as session:
            names = [n for n in session.exec(select(Setting.name)) if not n.endswith("_id")]
            last = trail.head(session).id
        again.close()
        assert acknowledged <= last <= acknowledged + 1
        assert sorted(names) == sorted(f"{n}.{row}" for n in range(1, last + 1) for row in range(_ROWS))
    assert acknowledged >= kills


def _upgrade_and_die(url: str, die_at: int) -> None:
    """Upgrade and be killed before the given writing statement; the last chance is the commit itself."""
    engine, seen = open_engine(url), []

    @event.listens_for(engine, "before_cursor_execute")
    def count(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("CREATE", "INSERT", "UPDATE", "DROP", "ALTER")):
            seen.append(statement)
            if len(seen) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(engine, "commit")
    def commit(_c: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    upgrade.upgrade(engine)


@pytest.mark.parametrize("die_at", [1, 4, 9, 20, 35, 10_000])
def test_a_killed_upgrade_leaves_the_old_version_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, die_at: int
) -> None:
    path, settings = tmp_path / "base.db", tmp_path / "settings"
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "REVISIONS", upgrade.REVISIONS[:1])
        engine = open_engine(path)
        upgrade.upgrade(engine)
        engine.dispose()
    child = _CHILDREN.Process(target=_upgrade_and_die, args=(str(path), die_at))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    engine = open_engine(path)
    assert upgrade.revision_of(engine) == upgrade.REVISIONS[0]
    with engine.connect() as connection:
        tables = (
            connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars().all()
        )
    assert "live_session" not in tables
    assert is_sqlite(engine)
    engine.dispose()
    database = open_database(path, settings_folder=settings)
    assert check(database) == []
    database.close()


def _create_and_die(path: str, settings: Path) -> None:
    """Make a new database and be killed when it is finished but not yet in its place."""

    def die(_part: Path, _path: Path) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    pytest.MonkeyPatch().setattr("db.opening.publish", die)
    open_database(path, settings_folder=settings)


def test_a_killed_first_start_can_be_started_again(tmp_path: Path) -> None:
    path, settings = tmp_path / "base.db", tmp_path / "settings"
    child = _CHILDREN.Process(target=_create_and_die, args=(str(path), settings))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert not path.exists()
    database = open_database(path, settings_folder=settings)
    assert check(database) == []
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def older(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of a base of an older version, with everything a report counts in it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            address = str(tmp_path / "older.db")
        else:
            address = stack.enter_context(request.getfixturevalue("postgres").copy("template0"))
        engine = open_engine(address)
        with monkeypatch.context() as patch:
            patch.setattr(upgrade, "REVISIONS", upgrade.REVISIONS[: upgrade.REVISIONS.index(_OLDER) + 1])
            upgrade.upgrade(engine)
        with Session(engine) as session:
            random_world(4).fill(session)
            session.commit()
        engine.dispose()
        yield address


_OLDER = "0011"
"""The last version without the sums a report is made of."""


def _upgrade_until(url: str, statement: int) -> None:
    """Upgrade, and be killed right before a statement (0: before the commit)."""
    engine = open_engine(url)
    seen: list[None] = []

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_: Any) -> None:
        seen.append(None)
        if len(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(engine, "commit")
    def commit(*_: Any) -> None:
        if not statement:
            os.kill(os.getpid(), signal.SIGKILL)

    upgrade.upgrade(engine)


def _held(url: str) -> dict[str, Any]:
    """Return the version of a base, its tables, and how many rows each has."""
    engine = open_engine(url)
    with engine.execution_options(writes=False).connect() as connection:
        names = [
            name for name in inspect(connection).get_table_names() if not name.startswith("streamer_search")
        ]
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in names}  # noqa: S608
    version = upgrade.revision_of(engine)
    engine.dispose()
    return {"version": version or "", **counts}


def test_a_killed_upgrade_leaves_the_older_version_whole_and_the_next_one_ends_it(older: str) -> None:
    before = _held(older)
    assert before["version"] == _OLDER
    for statement in (4, 12, 25, 40, 0):
        child = _CHILDREN.Process(target=_upgrade_until, args=(older, statement))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL, statement
        assert _held(older) == before
    engine = open_engine(older)
    upgrade.upgrade(engine)
    with Session(engine) as session:
        assert differences(session) == []
    engine.dispose()
    after = _held(older)
    assert after["version"] == upgrade.REVISIONS[-1]
    assert {name: after[name] for name in before if name not in ("version", "code_counter")} == {
        name: count for name, count in before.items() if name not in ("version", "code_counter")
    }
    assert after["month_sum"]
