"""Backups are proven before they count, and thin out as they grow old."""

from __future__ import annotations

import os
import shutil
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlcipher3.dbapi2 as driver

from db import backup
from db.backup import back_up, stem, verify
from db.backup_list import SUFFIX, backups, thin
from db.errors import DatabaseUnavailable, FileTrouble, NotAllowed
from db.opening import open_database, restore_backup
from tests.db.database_files import add_settings, hurt, saved_settings

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Database


def test_a_backup_holds_what_was_saved_in_one_file(sqlite_database: Database, tmp_path: Path) -> None:
    add_settings(sqlite_database, "a", "b")
    made = back_up(sqlite_database.engine, tmp_path / "copies")
    assert [p.name for p in (tmp_path / "copies").iterdir()] == [made.path.name]
    assert made.path.name.startswith("base_")
    assert made.path.name.endswith(f"_000001{SUFFIX}")
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert saved_settings(made.path) == {"a", "b"}
    verify(made.path)


def test_a_backup_made_while_others_write_is_one_whole_moment(
    sqlite_database: Database, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            add_settings(sqlite_database, f"left{number}", f"right{number}")  # always both
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = [back_up(sqlite_database.engine, tmp_path / "copies") for _ in range(5)]
    finally:
        stop.set()
        thread.join()
    for copy in made:
        names = saved_settings(copy.path)
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


def test_two_bases_may_keep_their_backups_in_one_folder(
    sqlite_database: Database, tmp_path: Path, settings_folder: Path
) -> None:
    folder = tmp_path / "copies"
    (tmp_path / "other").mkdir()
    other = open_database(tmp_path / "other" / "base.db", settings_folder=settings_folder)
    only = back_up(other.engine, folder, keep=1)
    for _ in range(3):
        back_up(sqlite_database.engine, folder, keep=1)
    assert backups(folder, stem(other.engine)) == [only]
    assert only.path.exists()
    assert {each.path for each in backups(folder, stem(sqlite_database.engine))}.isdisjoint({only.path})
    other.close()


def test_a_day_that_never_was_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / f"base_20261399-000000_000001{SUFFIX}").touch()
    assert backups(tmp_path, "base") == []


def test_backups_are_listed_newest_first_and_belong_to_one_database(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 18, 0)
    first, second = _pretend(tmp_path, moment, 3), _pretend(tmp_path, moment + timedelta(seconds=1), 9)
    _pretend(tmp_path, moment, stem="other")
    assert [(b.path, b.rows) for b in backups(tmp_path, "base")] == [(second, 9), (first, 3)]


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
        hurt(path, page * 4096 + 2)


def _loose_link(path: Path) -> None:
    raw = driver.connect(str(path))
    raw.execute("INSERT INTO live_presenter (session_id, streamer_id) VALUES (77, 77)")
    raw.commit()
    raw.close()


@pytest.mark.parametrize("spoil", [_foreign, _newer, _cut, _hurt_inside, _loose_link])
def test_a_spoiled_backup_is_refused(sqlite_database: Database, tmp_path: Path, spoil: Any) -> None:
    add_settings(sqlite_database, "a")
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
