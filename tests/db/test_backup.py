"""Backups are proven before they count; a restore replaces everything or nothing."""

from __future__ import annotations

import os
import shutil
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlmodel import select

from db import backup, trail
from db.backup import SUFFIX, back_up, backups, finish_restore, restore, thin, verify
from db.errors import DatabaseUnavailable, FileTrouble, NotAllowed
from db.models import Setting
from db.opening import check, open_database, restore_backup

if TYPE_CHECKING:
    from db.engine import Database


def _path(database: Database) -> Path:
    return Path(database.engine.url.database or "")


def _add(database: Database, *names: str) -> None:
    with database.write() as session:
        session.add_all([Setting(name=name, value="1") for name in names])
        trail.record(session, "新增", "setting", None, None)


def _names(path: Path) -> set[str]:
    """Read a closed file without our own code."""
    raw = driver.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return {name for (name,) in raw.execute("SELECT name FROM setting") if not name.endswith("_id")}
    finally:
        raw.close()


def _hurt(path: Path, at: int, size: int = 64) -> None:
    content = bytearray(path.read_bytes())
    content[at : at + size] = os.urandom(size)
    path.write_bytes(content)


def test_a_backup_holds_what_was_saved_in_one_file(sqlite_database: Database, tmp_path: Path) -> None:
    _add(sqlite_database, "a", "b")
    made = back_up(sqlite_database.engine, tmp_path / "copies")
    assert [p.name for p in (tmp_path / "copies").iterdir()] == [made.path.name]
    assert made.path.name.startswith("base_")
    assert made.path.name.endswith(f"_000001{SUFFIX}")
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert _names(made.path) == {"a", "b"}
    verify(made.path)


def test_a_backup_made_while_others_write_is_one_whole_moment(
    sqlite_database: Database, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            _add(sqlite_database, f"left{number}", f"right{number}")  # always both
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = [back_up(sqlite_database.engine, tmp_path / "copies") for _ in range(5)]
    finally:
        stop.set()
        thread.join()
    for copy in made:
        names = _names(copy.path)
        assert len([n for n in names if n.startswith("left")]) * 2 == len(names) == copy.rows * 2
    assert len({copy.path for copy in made}) == 5


def test_a_copy_that_differs_from_its_original_is_thrown_away(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = backup._content, []

    def content(connection: Any) -> Any:
        seen.append(connection)
        if len(seen) == 2:
            connection.execute("DELETE FROM setting")
        return real(connection)

    monkeypatch.setattr(backup, "_content", content)
    with pytest.raises(DatabaseUnavailable, match="没有通过检查"):
        back_up(sqlite_database.engine, tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_backup_in_a_folder_that_cannot_be_is_a_sentence(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable):
        back_up(sqlite_database.engine, tmp_path / "file" / "copies")


def test_a_server_is_backed_up_on_the_server(postgres_database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="pg_dump"):
        back_up(postgres_database.engine, tmp_path)
    with pytest.raises(NotAllowed, match="pg_dump"):
        restore_backup(tmp_path / "x", "postgresql://localhost/base", settings_folder=tmp_path)


def _pretend(folder: Path, made_at: datetime, rows: int = 1, stem: str = "base") -> Path:
    path = folder / f"{stem}_{made_at:%Y%m%d-%H%M%S}_{rows:06d}{SUFFIX}"
    path.touch()
    return path


def test_old_backups_thin_out_by_days_and_weeks(tmp_path: Path) -> None:
    last = datetime(2026, 11, 22, 18, 0)
    hourly = [_pretend(tmp_path, last - timedelta(hours=n)) for n in range(24 * 120)]
    other = _pretend(tmp_path, last - timedelta(days=400), stem="base_二号")
    manual = tmp_path / "复制的数据.db"
    manual.touch()
    thin(tmp_path, "base", keep=5)
    left = [found.made_at for found in backups(tmp_path, "base")]
    assert left[:5] == [last - timedelta(hours=n) for n in range(5)]
    days = {moment.date() for moment in left}
    assert {(last - timedelta(days=n)).date() for n in range(12)} <= days
    assert len({moment.isocalendar()[:2] for moment in left}) >= 10
    assert len(left) < 5 + 12 + 11
    assert last - min(left) < timedelta(days=70)
    assert other.exists()
    assert manual.exists()
    assert set(left) <= {datetime.strptime(p.name[5:20], "%Y%m%d-%H%M%S") for p in hourly}


def test_backups_are_listed_newest_first_and_belong_to_one_database(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 18, 0)
    first, second = _pretend(tmp_path, moment, 3), _pretend(tmp_path, moment + timedelta(seconds=1), 9)
    _pretend(tmp_path, moment, stem="other")
    assert [(b.path, b.rows) for b in backups(tmp_path, "base")] == [(second, 9), (first, 3)]


def test_restoring_brings_the_old_state_back_and_keeps_the_new_one_aside(
    sqlite_database: Database, tmp_path: Path
) -> None:
    _add(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    _add(sqlite_database, "new")
    sqlite_database.close()
    moved = restore(copy, _path(sqlite_database))
    assert moved is not None
    assert _names(_path(sqlite_database)) == {"old"}
    assert _names(moved / "base.db") == {"old", "new"}
    assert copy.exists()


def test_a_restored_database_is_sound_and_says_that_it_was_restored(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    _add(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    _add(sqlite_database, "new", "newer")
    path = _path(sqlite_database)
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
    _add(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    _add(sqlite_database, *(f"new{n}" for n in range(50)))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in _path(sqlite_database).parent.glob(
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
    _add(sqlite_database, "a")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    _add(sqlite_database, "b")
    path = _path(sqlite_database)
    with pytest.raises(DatabaseUnavailable, match="请先关闭所有窗口"):
        restore(copy, path)
    assert sorted(p.name for p in path.parent.iterdir() if "恢复" in p.name or "restoring" in p.name) == []
    _add(sqlite_database, "c")
    sqlite_database.close()
    assert _names(path) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" * 600, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 4080]
)
def test_a_file_that_is_no_backup_is_refused_and_nothing_moves(
    sqlite_database: Database, tmp_path: Path, content: bytes
) -> None:
    _add(sqlite_database, "a")
    sqlite_database.close()
    foreign = tmp_path / f"base_20261122-120000_000001{SUFFIX}"
    foreign.write_bytes(content)
    with pytest.raises(FileTrouble):
        restore(foreign, _path(sqlite_database))
    assert _names(_path(sqlite_database)) == {"a"}


def _foreign(path: Path) -> None:
    other = driver.connect(str(path))
    other.execute("CREATE TABLE messages (id INTEGER)")
    other.close()


def _newer(path: Path) -> None:
    raw = driver.connect(str(path))
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _hurt_inside(path: Path) -> None:
    for page in range(3, 20):
        _hurt(path, page * 4096 + 2)


def _loose_link(path: Path) -> None:
    raw = driver.connect(str(path))
    raw.execute("INSERT INTO org_role (org_id, role) VALUES (77, 'MCN')")
    raw.commit()
    raw.close()


@pytest.mark.parametrize("spoil", [_foreign, _newer, _cut, _hurt_inside, _loose_link])
def test_a_spoiled_backup_is_refused(sqlite_database: Database, tmp_path: Path, spoil: Any) -> None:
    _add(sqlite_database, "a")
    copy = tmp_path / "copy.bdbak"
    if spoil is not _foreign:
        shutil.copyfile(back_up(sqlite_database.engine, tmp_path / "copies").path, copy)
    spoil(copy)
    with pytest.raises(FileTrouble):
        verify(copy)


def test_a_missing_backup_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.bdbak", tmp_path):
        with pytest.raises(FileTrouble, match="找不到"):
            verify(path)


def test_a_restore_stopped_half_way_is_finished_at_the_next_start(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(sqlite_database, "old")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    _add(sqlite_database, "new")
    path = _path(sqlite_database)
    sqlite_database.close()

    def stop(_part: Path, _path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(backup, "publish", stop)
        restore(copy, path)
    assert not path.exists()
    open_database(path, settings_folder=settings_folder).close()
    assert _names(path) == {"old"}
    finish_restore(path)  # nothing left to do
    assert not path.with_name("base.db.restoring").exists()


def test_a_backup_can_be_restored_where_no_database_is(sqlite_database: Database, tmp_path: Path) -> None:
    _add(sqlite_database, "a")
    copy = back_up(sqlite_database.engine, tmp_path / "copies").path
    assert restore(copy, tmp_path / "new" / "base.db") is None
    assert _names(tmp_path / "new" / "base.db") == {"a"}


def test_a_backup_whose_key_is_not_here_is_refused_before_anything_moves(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    _add(sqlite_database, "mine")
    sqlite_database.close()
    foreign = open_database(tmp_path / "other.db", settings_folder=tmp_path / "another user")
    copy = back_up(foreign.engine, tmp_path / "copies").path
    foreign.close()
    with pytest.raises(DatabaseUnavailable, match="找不到这份数据的密钥"):
        restore_backup(copy, _path(sqlite_database), settings_folder=settings_folder)
    assert _names(_path(sqlite_database)) == {"mine"}
