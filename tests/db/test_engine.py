"""Sessions: a reader sees one moment, a writer's work is there whole or not at all, faults are sentences."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import select

from db.engine import APPLICATION_ID, Database, is_sqlite, open_engine
from db.errors import Conflict, DatabaseUnavailable
from db.models import Category, Setting
from db.secrets import Secrets

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from tests.databases import PostgresTemplates


def _add(session: Session, name: str) -> None:
    session.add(Setting(name=name, value="1"))


def _names(session: Session) -> set[str]:
    return {name for name in session.exec(select(Setting.name)) if not name.endswith("_id")}


def _opened(url: str | Path) -> Database:
    return Database(open_engine(url), Secrets(bytes(32)), "测试员")


def test_what_was_written_is_there_for_the_next_reader(database: Database) -> None:
    with database.write() as session:
        _add(session, "a")
    with database.read() as session:
        assert _names(session) == {"a"}


def test_an_exception_undoes_the_whole_session(database: Database) -> None:
    with pytest.raises(KeyError), database.write() as session:
        _add(session, "a")
        session.flush()
        raise KeyError
    with database.read() as session:
        assert _names(session) == set()


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable, match="只读"), database.read() as session:
        _add(session, "a")
        session.flush()
    with database.write() as session:  # and the connection it used can write again
        _add(session, "b")
    with database.read() as session:
        assert _names(session) == {"b"}


def test_a_reader_sees_one_moment_while_others_save(database: Database) -> None:
    with database.read() as session:
        assert _names(session) == set()
        with database.write() as writing:
            _add(writing, "a")
        assert _names(session) == set()
    with database.read() as session:
        assert _names(session) == {"a"}


def test_readers_and_writers_in_many_threads_lose_nothing(database: Database) -> None:
    def work(number: int) -> int:
        with database.write() as session:
            _add(session, f"n{number}")
        with database.read() as session:
            return len(_names(session))

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(work, range(40)))
    assert max(seen) == 40
    with database.read() as session:
        assert _names(session) == {f"n{number}" for number in range(40)}


def test_a_second_writer_waits_for_the_first(sqlite_database: Database) -> None:
    begun, order = threading.Event(), []

    def second() -> None:
        begun.wait()
        with sqlite_database.write() as session:
            order.append("second")
            _add(session, "b")

    thread = threading.Thread(target=second)
    thread.start()
    with sqlite_database.write() as session:
        begun.set()
        _add(session, "a")
        thread.join(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_lock_that_stays_is_a_sentence(sqlite_database: Database) -> None:
    impatient = _opened(sqlite_database.engine.url.database or "")
    event.listen(impatient.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20"))
    with sqlite_database.write() as session:
        _add(session, "a")
        session.flush()
        with pytest.raises(DatabaseUnavailable, match="占用"), impatient.write():
            pytest.fail("two writers at once")
    impatient.close()


def test_a_full_disk_is_a_sentence_and_keeps_what_was_saved(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        _add(session, "a")
    with pytest.raises(DatabaseUnavailable, match="磁盘空间已满"), sqlite_database.write() as session:
        session.connection().execute(text("PRAGMA max_page_count=1"))
        session.add_all([Setting(name=f"big{n}", value="x" * 2000) for n in range(200)])
        session.flush()
    with sqlite_database.read() as session:
        assert _names(session) == {"a"}


def test_a_stale_save_is_a_conflict(database: Database) -> None:
    with database.write() as session:
        session.add(Category(code="LM-1", name="水产"))
    with database.read() as session:
        mine = session.exec(select(Category)).one()
        session.expunge(mine)
    with database.write() as session:
        session.exec(select(Category)).one().name = "水果"
    with pytest.raises(Conflict, match="刚被别人修改过"), database.write() as session:
        mine.name = "农资"
        session.add(mine)
    with database.read() as session:
        assert session.exec(select(Category.name)).one() == "水果"


def test_our_own_mistakes_are_not_called_a_database_fault(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add_all([Setting(name="a", value="1"), Setting(name="a", value="2")])
    with (
        pytest.raises(DBAPIError, match="nothing_of_the_kind"),
        database.read() as session,
    ):
        session.connection().execute(text("SELECT * FROM nothing_of_the_kind"))


def test_links_between_records_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.connection().execute(
            text("INSERT INTO live_presenter (session_id, streamer_id) VALUES (99, 99)")
        )


def test_every_connection_to_a_file_is_set_up_for_safety(sqlite_database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "secure_delete": 1,
        "application_id": APPLICATION_ID,
    }
    with sqlite_database.read() as one, sqlite_database.write() as two:
        for session in (one, two):
            found = {n: session.connection().execute(text(f"PRAGMA {n}")).scalar() for n in expected}
            assert found == {**expected, "mmap_size": found["mmap_size"]}
            assert found["mmap_size"] in (0, None)


def test_closing_leaves_one_file_without_a_log(sqlite_database: Database) -> None:
    path = sqlite_database.engine.url.database or ""
    with sqlite_database.write() as session:
        _add(session, "a")
    sqlite_database.close()
    folder = sqlite_database.settings_folder
    assert folder is not None
    raw = driver.connect(f"file:{path}?immutable=1", uri=True)
    assert ("a",) in raw.execute("SELECT name FROM setting").fetchall()
    raw.close()


@pytest.mark.parametrize(
    "content", [b"\x00" * 8192, "姓名,平台\n王佳怡,快手\n".encode(), b"SQLite format 3\x00" + b"x" * 2000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "base.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseUnavailable), _opened(path).read() as session:
        session.connection()
    assert path.read_bytes() == content


def test_an_empty_file_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "base.db"
    path.touch()
    with pytest.raises(DatabaseUnavailable, match="空的"):
        open_engine(path)
    assert path.stat().st_size == 0


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = driver.connect(str(path))
    other.execute("CREATE TABLE moz_places (id INTEGER)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseUnavailable, match="不是本程序的数据库"), _opened(path).write() as session:
        session.connection()
    assert path.read_bytes() == before


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(DatabaseUnavailable, match="SQLite 版本过旧"):
        open_engine(tmp_path / "base.db")


@pytest.mark.parametrize(
    "url", ["mysql://root@localhost/base", "postgresql://[::1", "http://example.com/base"]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="数据库地址"):
        open_engine(url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_a_server_that_is_not_there_is_a_sentence_without_the_password(scheme: str) -> None:
    server = _opened(f"{scheme}://lin:hunter2@127.0.0.1:1/base")
    with pytest.raises(DatabaseUnavailable, match="连不上") as caught, server.read() as session:
        session.connection()
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
    server.close()


def test_a_missing_database_on_the_server_is_named_as_such(postgres: PostgresTemplates) -> None:
    with postgres.copy() as address:
        server = _opened(address.replace("test_", "missing_"))
        with pytest.raises(DatabaseUnavailable, match="没有这个数据库"), server.read() as session:
            session.connection()
        server.close()


def test_a_cut_connection_is_a_sentence_and_the_next_session_works(postgres_database: Database) -> None:
    with pytest.raises(DatabaseUnavailable, match="连不上"), postgres_database.write() as session:
        _add(session, "a")
        session.flush()
        pid = session.connection().execute(text("SELECT pg_backend_pid()")).scalar()
        with postgres_database.read() as other:
            other.connection().execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        _add(session, "b")
        session.flush()
    with postgres_database.read() as session:
        assert _names(session) == set()


def test_sqlite_and_postgres_are_told_apart(database: Database, session: Session) -> None:
    expected = database.engine.url.get_backend_name() == "sqlite"
    assert is_sqlite(session) is is_sqlite(database.engine) is is_sqlite(session.connection()) is expected
