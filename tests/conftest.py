"""Databases for every test that asks: SQLite and a real PostgreSQL. Qt stays out of here."""

from __future__ import annotations

import gc
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypotheses

from db.engine import Database
from db.opening import open_database
from desktop.settings import config_folder, data_folder, log_folder
from tests.databases import PostgresTemplates, postgres_server, server_binaries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlmodel import Session


_MUCH = 20_000
"""Objects made and not dropped since garbage was collected last."""

# A busy machine is slow, not wrong: no invented case has a time limit.
hypotheses.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypotheses.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _another_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test meet the data of the person who runs it: every user folder is another one."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(home / "localappdata"))  # platformdirs asks Windows
        for name in ("BASEDESK_DB", "BASEDESK_LANG"):
            patch.delenv(name, raising=False)
        for folder in (data_folder(), config_folder(), log_folder()):
            assert folder.is_relative_to(home)
        yield


@pytest.fixture(autouse=True)
def _garbage_dies_in_this_thread() -> Iterator[None]:
    """Collect cyclic garbage between tests: widgets in it would die in whichever thread made the most."""
    gc.disable()
    yield
    if gc.get_count()[0] > _MUCH:
        gc.collect()
        gc.freeze()  # what stays, stays: the next walk goes through what is new alone


@pytest.fixture(scope="session")
def settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that holds the key of all test databases."""
    return tmp_path_factory.mktemp("settings")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, settings_folder: Path) -> Path:
    """Make a migrated, empty database file, closed."""
    path = tmp_path_factory.mktemp("template") / "base.db"
    open_database(path, settings_folder=settings_folder).close()
    return path


@pytest.fixture(scope="session")
def postgres(settings_folder: Path) -> Iterator[PostgresTemplates]:
    """Start a PostgreSQL, one per test process; skips without one unless BASEDESK_REQUIRE_POSTGRES=1."""
    binaries = server_binaries()
    if binaries is None:
        if os.environ.get("BASEDESK_REQUIRE_POSTGRES") == "1":
            pytest.fail(
                "PostgreSQL is missing: install it (Debian: apt-get install postgresql) and run again"
            )
        pytest.skip("no PostgreSQL on this machine")
    with postgres_server(binaries) as address:
        templates = PostgresTemplates(address, settings_folder)
        yield templates
        templates.close()


@pytest.fixture
def sqlite_database(tmp_path: Path, sqlite_template: Path, settings_folder: Path) -> Iterator[Database]:
    """Open a fresh database file, migrated and empty."""
    path = tmp_path / "base.db"
    shutil.copyfile(sqlite_template, path)
    database = open_database(path, settings_folder=settings_folder, user="测试员")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres: PostgresTemplates, settings_folder: Path) -> Iterator[Database]:
    """Open a fresh database on PostgreSQL, migrated and empty."""
    with postgres.copy() as address:
        database = open_database(address, settings_folder=settings_folder, user="测试员")
        yield database
        database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """Open a fresh database, once on SQLite and once on PostgreSQL."""
    found = request.getfixturevalue(f"{request.param}_database")
    assert isinstance(found, Database)
    return found


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Begin a writing session of a fresh database; what the test leaves unsaved is dropped."""
    with database.write() as found:
        yield found
        found.rollback()
