"""A restore replaces everything or nothing, and only by what is sound."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlmodel import select

from db import backup
from db.backup import back_up, finish_restore, restore
from db.backup_list import SUFFIX
from db.errors import DatabaseUnavailable, FileTrouble
from db.models import Setting
from db.opening import check, open_database, restore_backup
from tests.db.database_files import add_settings, path_of, saved_settings

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Database


def test_restoring_brings_the_old_state_back_and_keeps_the_new_one_aside(
    sqlite_database: Database, tmp_path: Path
) -> None:
    add_settings(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    add_settings(sqlite_database, "new")
    sqlite_database.close()
    moved = restore(copy, path_of(sqlite_database))
    assert moved is not None
    assert saved_settings(path_of(sqlite_database)) == {"old"}
    assert saved_settings(moved / "base.db") == {"old", "new"}
    assert copy.exists()


def test_a_restored_database_is_sound_and_says_that_it_was_restored(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    add_settings(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    add_settings(sqlite_database, "new", "newer")
    path = path_of(sqlite_database)
    sqlite_database.close()
    restore_backup(copy, path, settings_folder=settings_folder, user="站长")
    database = open_database(path, settings_folder=settings_folder)
    assert check(database) == []
    with database.read() as session:
        row = (
            session.connection()
            .execute(text('SELECT action, "by", reason FROM trail ORDER BY id DESC'))
            .first()
        )
        assert row == ("恢复备份", "站长", copy.name)
    database.close()


@pytest.mark.parametrize("deleted", [False, True])
def test_a_log_left_by_a_crash_does_not_leak_into_the_restored_file(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path, *, deleted: bool
) -> None:
    add_settings(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    add_settings(sqlite_database, *(f"new{n}" for n in range(50)))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in path_of(sqlite_database).parent.glob(
        "base.db*"
    ):  # what a killed program leaves: file, -wal, -shm
        shutil.copyfile(file, crashed / file.name)
    assert (crashed / "base.db-wal").stat().st_size > 0
    if deleted:
        (crashed / "base.db").unlink()
    moved = restore(copy, crashed / "base.db")
    assert moved is not None
    assert {file.name for file in moved.iterdir()} == (
        {"base.db-wal", "base.db-shm"} if deleted else {"base.db"}
    )
    assert [file.name for file in crashed.iterdir() if file.is_file()] == ["base.db"]
    database = open_database(crashed / "base.db", settings_folder=settings_folder)
    with database.read() as session:
        assert [n for n in session.exec(select(Setting.name)) if not n.endswith("_id")] == ["old"]
    database.close()


def test_a_database_in_use_is_not_replaced(sqlite_database: Database, tmp_path: Path) -> None:
    add_settings(sqlite_database, "a")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    add_settings(sqlite_database, "b")
    path = path_of(sqlite_database)
    with pytest.raises(DatabaseUnavailable, match="请先关闭所有窗口"):
        restore(copy, path)
    assert sorted(p.name for p in path.parent.iterdir() if "恢复" in p.name or "restoring" in p.name) == []
    add_settings(sqlite_database, "c")
    sqlite_database.close()
    assert saved_settings(path) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" * 600, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 4080]
)
def test_a_file_that_is_no_backup_is_refused_and_nothing_moves(
    sqlite_database: Database, tmp_path: Path, content: bytes
) -> None:
    add_settings(sqlite_database, "a")
    sqlite_database.close()
    foreign = tmp_path / f"base_20261122-120000_000001{SUFFIX}"
    foreign.write_bytes(content)
    with pytest.raises(FileTrouble):
        restore(foreign, path_of(sqlite_database))
    assert saved_settings(path_of(sqlite_database)) == {"a"}


def test_a_restore_stopped_half_way_is_finished_at_the_next_start(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_settings(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    add_settings(sqlite_database, "new")
    path = path_of(sqlite_database)
    sqlite_database.close()

    def stop(_part: Path, _path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(backup, "publish", stop)
        restore(copy, path)
    assert not path.exists()
    open_database(path, settings_folder=settings_folder).close()
    assert saved_settings(path) == {"old"}
    finish_restore(path)  # nothing left to do
    assert not path.with_name("base.db.restoring").exists()


def test_a_backup_can_be_restored_where_no_database_is(sqlite_database: Database, tmp_path: Path) -> None:
    add_settings(sqlite_database, "a")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    assert restore(copy, tmp_path / "new" / "base.db") is None
    assert saved_settings(tmp_path / "new" / "base.db") == {"a"}


def test_a_backup_whose_key_is_not_here_is_refused_before_anything_moves(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    add_settings(sqlite_database, "mine")
    sqlite_database.close()
    foreign = open_database(tmp_path / "other.db", settings_folder=tmp_path / "another user")
    copy = back_up(foreign.engine, tmp_path / "copies").path
    foreign.close()
    with pytest.raises(DatabaseUnavailable, match="找不到这份数据的密钥"):
        restore_backup(copy, path_of(sqlite_database), settings_folder=settings_folder)
    assert saved_settings(path_of(sqlite_database)) == {"mine"}
