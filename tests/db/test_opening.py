"""Opening: a database is made whole or not at all, its key is found, and a check tells what is wrong."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text

from db import trail, upgrade
from db.backup_list import SUFFIX
from db.engine import Database, is_sqlite
from db.errors import DatabaseUnavailable
from db.models import LiveSession, PlatformAccount
from db.models.words import Platform
from db.opening import backup_folder, check, open_database

if TYPE_CHECKING:
    from tests.databases import PostgresTemplates


def _path(database: Database) -> Path:
    return Path(database.engine.url.database or "")


def test_a_new_database_is_one_file_only_its_user_may_read(tmp_path: Path) -> None:
    path = tmp_path / "数据" / "临沂基地.db"
    database = open_database(path, settings_folder=tmp_path / "settings")
    assert check(database) == []
    database.close()
    assert [file.name for file in path.parent.iterdir()] == ["临沂基地.db"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "settings" / "keys.json").exists()


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_and_a_url_name_the_same_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "base.db"
    open_database(form.format(path), settings_folder=tmp_path / "settings").close()
    assert path.exists()


def test_an_empty_server_database_is_filled(postgres: PostgresTemplates, tmp_path: Path) -> None:
    with postgres.copy("template0") as address:
        database = open_database(
            address.replace("postgresql+psycopg", "postgresql"), settings_folder=tmp_path
        )
        assert check(database) == []
        database.close()


def test_sealed_columns_open_again_after_a_restart(database: Database) -> None:
    sealed = database.secrets.seal("13953900001", "streamer.phone")
    assert database.settings_folder is not None
    url = str(_path(database)) if is_sqlite(database.engine) else _address(database)
    again = open_database(url, settings_folder=database.settings_folder)
    assert again.secrets.open(sealed, "streamer.phone") == "13953900001"
    again.close()


def _address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_another_user_without_the_key_is_told_what_to_bring(
    sqlite_database: Database, tmp_path: Path
) -> None:
    path = _path(sqlite_database)
    sqlite_database.close()
    with pytest.raises(DatabaseUnavailable, match="找不到这份数据的密钥"):
        open_database(path, settings_folder=tmp_path / "another user")
    other = tmp_path / "with a key of his own"
    open_database(tmp_path / "own.db", settings_folder=other).close()
    with pytest.raises(DatabaseUnavailable, match="找不到这份数据的密钥"):
        open_database(path, settings_folder=other)


def test_one_key_serves_all_databases_of_a_user(tmp_path: Path) -> None:
    key_ids = set()
    for name in ("one.db", "two.db"):
        database = open_database(tmp_path / name, settings_folder=tmp_path / "settings")
        key_ids.add(database.secrets.key_id)
        database.close()
    assert len(key_ids) == 1


def test_a_database_that_cannot_be_made_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable):
        open_database(tmp_path / "file" / "base.db", settings_folder=tmp_path / "settings")
    with pytest.raises(DatabaseUnavailable):
        open_database(tmp_path, settings_folder=tmp_path / "settings")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_an_older_file_is_copied_before_it_is_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, settings = tmp_path / "base.db", tmp_path / "settings"
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "REVISIONS", upgrade.REVISIONS[:3])
        open_database(path, settings_folder=settings).close()
    database = open_database(path, settings_folder=settings)
    assert check(database) == []
    database.close()
    (copy,) = backup_folder(path).iterdir()
    assert copy.suffix == SUFFIX
    raw = driver.connect(f"{copy.as_uri()}?immutable=1", uri=True)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (upgrade.REVISIONS[2],)
    raw.close()


def test_windows_that_start_together_make_one_database(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        found = pool.starmap(_identity, [(tmp_path / "base.db", tmp_path / "settings")] * 3, chunksize=1)
    assert len(set(found)) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["base.db", "settings"]


def _identity(path: Path, settings: Path) -> str:
    database = open_database(path, settings_folder=settings)
    with database.read() as session:
        found = (
            session.connection()
            .execute(text("SELECT value FROM setting WHERE name = 'database_id'"))
            .scalar()
        )
    database.close()
    return f"{found} {database.secrets.key_id}"


def _fill(database: Database) -> None:
    with database.write() as session:
        account = PlatformAccount(code="ZH-1", platform=Platform.DOUYIN, account_no="lin")
        session.add(account)
        session.flush()
        assert account.id is not None
        session.add(_live(account.id))
        for number in range(5):
            trail.record(session, "新增", "live_session", number, None)


def _live(account: int) -> LiveSession:
    return LiveSession(
        code="CC-1",
        start_at=datetime(2026, 9, 1, 20),
        month=202609,
        platform=Platform.DOUYIN,
        account_id=account,
        gmv=5,
    )


def test_a_sound_database_has_nothing_to_report(database: Database) -> None:
    _fill(database)
    assert check(database) == []


def test_month_totals_that_differ_from_their_sessions_are_reported(database: Database) -> None:
    _fill(database)
    with database.write() as session:
        session.connection().execute(text("UPDATE month_total SET gmv = gmv + 1"))
    assert check(database) == ["2026年9月的汇总与场次明细不一致，请用 basedesk check --mend 重新汇总。"]


def test_a_trail_cut_while_the_program_was_closed_is_reported(database: Database) -> None:
    _fill(database)
    url = str(_path(database)) if is_sqlite(database.engine) else _address(database)
    database.close()
    with database.write() as session:
        if is_sqlite(session):
            session.connection().execute(text("DROP TRIGGER trail_stays"))
        else:
            session.connection().execute(text("SET LOCAL session_replication_role = replica"))
        session.connection().execute(text("DELETE FROM trail WHERE id > 3"))
    assert database.settings_folder is not None
    again = open_database(url, settings_folder=database.settings_folder)
    found = ["审计记录末尾缺少 2 条（应有 5 条）。"]
    assert check(again) == found
    again.close()  # closing must not take the shorter trail for the right one
    again = open_database(url, settings_folder=database.settings_folder)
    assert check(again) == found
    again.close()


def test_a_damaged_page_is_reported_with_what_to_do(sqlite_database: Database) -> None:
    _fill(sqlite_database)
    path = _path(sqlite_database)
    with sqlite_database.read() as session:
        page = (
            session.connection()
            .execute(text("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_live_session_gmv'"))
            .scalar_one()
        )
    sqlite_database.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 8 : page * 4096] = b"\x55" * (4096 - 8)
    path.write_bytes(content)
    assert sqlite_database.settings_folder is not None
    database = open_database(path, settings_folder=sqlite_database.settings_folder)
    (sentence,) = check(database)
    assert "用最近的备份恢复" in sentence
    database.close()


def test_a_record_pointing_nowhere_is_reported(sqlite_database: Database) -> None:
    raw = driver.connect(str(_path(sqlite_database)))
    raw.execute("INSERT INTO account_day (account_id, month, \"on\") VALUES (77, 202609, '2026-09-01')")
    raw.commit()
    raw.close()
    assert check(sqlite_database) == ["account_day 表第 1 行指向的记录不存在（platform_account）。"]


def test_a_copy_of_a_database_opens_with_the_same_key(sqlite_database: Database, tmp_path: Path) -> None:
    path = _path(sqlite_database)
    sqlite_database.close()
    shutil.copyfile(path, tmp_path / "moved.db")
    assert sqlite_database.settings_folder is not None
    moved = open_database(tmp_path / "moved.db", settings_folder=sqlite_database.settings_folder)
    assert moved.secrets.key_id == sqlite_database.secrets.key_id
    moved.close()
    anchors = list((sqlite_database.settings_folder / "trails").iterdir())
    assert all(set(json.loads(file.read_text())) == {"id", "mac"} for file in anchors)
