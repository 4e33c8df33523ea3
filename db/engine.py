"""Open a database, SQLite or PostgreSQL, and work in it: one reader's moment or one writer's transaction."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from db.errors import DatabaseUnavailable
from db.places import refuse_unsafe
from db.troubles import EMPTY, FOREIGN, GONE, trouble_as_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.secrets import Secrets

__all__ = ["Database", "Engine", "Session", "is_sqlite", "open_engine", "sqlite_path"]

APPLICATION_ID = 0x42445A42  # "BDZB" in the file header, so that a foreign file is known as one
_OLDEST_SQLITE = (3, 51, 3)  # before it two connections could corrupt a WAL file: https://sqlite.org/wal.html
_PRAGMAS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "cache_size=-16384",  # 16 MB a connection: with 64 an import was no faster, and two of them 100 MB larger
)
_TURN = 0x42445452  # PostgreSQL: one writer at a time, who also lengthens the chain of the trail
_POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "basedesk",
    "options": "-c lock_timeout=5s -c statement_timeout=10min -c timezone=UTC",
}


@dataclass(frozen=True)
class Database:
    """An opened database with the keys of its sealed columns and the name of who works in it.

    Safe to share between threads. ``at_close`` is called before the last connection goes.
    """

    engine: Engine
    secrets: Secrets
    user: str = ""
    settings_folder: Path | None = None
    at_close: Callable[[Database], None] | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the data and cannot write; raises DatabaseUnavailable."""
        with trouble_as_sentence(), self._session(writes=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give the one writing session: saved at the end, undone on any exception.

        Raises DatabaseUnavailable (nothing was written) and Conflict (a stale record).
        """
        with trouble_as_sentence(), self._session(writes=True) as session:
            session.connection()  # takes the writer's lock now, before anything is read
            take_turn(session)
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection; the write-ahead log of a file is emptied into it first.

        A server or disk that is gone or full by now changes nothing of what was saved: it is no error here.
        """
        with suppress(DatabaseUnavailable, OSError):
            if self.at_close is not None:
                self.at_close(self)
        with suppress(DatabaseUnavailable):
            if is_sqlite(self.engine):
                with trouble_as_sentence(), self.engine.connect() as connection:
                    raw: Any = connection.connection.driver_connection
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.engine.dispose()

    def _session(self, *, writes: bool) -> Session:
        """Return a session that knows its secrets and its user."""
        engine = self.engine.execution_options(writes=writes, **_moment(self.engine, writes=writes))
        return Session(engine, expire_on_commit=False, info={"secrets": self.secrets, "user": self.user})


def take_turn(session: Session) -> None:
    """Wait until no other seat is writing, and keep the others waiting to the end.

    Who wrote a row first and waited for the trail then would wait for an import that waits for this row.
    """
    if not is_sqlite(session):  # on SQLite a writing session is the only one anyway
        session.execute(select(func.pg_advisory_xact_lock(_TURN)))


def open_engine(url: str | Path) -> Engine:
    """Return an engine for a file path, ``sqlite:///…`` or ``postgresql://…``; connects when first used.

    Raises DatabaseUnavailable for an address that cannot be read, an unsafe place and a foreign file.
    """
    path = sqlite_path(url)
    return _open_postgres(str(url)) if path is None else _open_sqlite(path)


def sqlite_path(url: str | Path) -> Path | None:
    """Return the file an address names; None when it names a server."""
    text = str(url)
    if isinstance(url, Path) or "://" not in text:
        return Path(text).absolute()
    return Path(_parsed(text).database or "").absolute() if text.startswith("sqlite") else None


def is_sqlite(bind: Session | Connection | Engine) -> bool:
    """Say whether a session, connection or engine works on SQLite; it is PostgreSQL otherwise."""
    engine = bind.get_bind() if isinstance(bind, Session) else bind
    return engine.dialect.name == "sqlite"


def _open_sqlite(path: Path) -> Engine:
    """Return an engine for a file: readers in any thread beside one writer."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - a seat on PostgreSQL does without

    if driver.sqlite_version_info < _OLDEST_SQLITE:
        raise DatabaseUnavailable("随程序安装的 SQLite 版本过旧，可能损坏数据。请重新安装程序。")
    refuse_unsafe(path)
    if path.exists() and path.stat().st_size == 0:  # SQLite would take it for a new database
        raise DatabaseUnavailable(EMPTY)

    file = _File(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver,
        creator=partial(_connect, driver, file),
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=10,
        pool_use_lifo=True,
    )
    event.listen(engine, "begin", lambda connection: _begin(connection, file))
    return engine


class _File:
    """A database file known by what it is: an open one can be moved away, and another take its name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: tuple[int, int] | None = None

    def refuse_gone(self) -> None:
        """Raise DatabaseUnavailable when the file opened first does not lie at its place any more."""
        if self._known not in (None, self._found()):
            raise DatabaseUnavailable(GONE)

    def note(self) -> None:
        """Remember the file that was opened."""
        self._known = self._known or self._found()

    def _found(self) -> tuple[int, int] | None:
        """Return device and number of what lies at the place; None when nothing does."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _begin(connection: Connection, file: _File) -> None:
    """Begin as SQLite should: a writer takes its lock at once, a reader cannot write."""
    writes = connection.get_execution_options().get("writes", True)
    if writes:
        file.refuse_gone()  # what is written into a file without a name is lost
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect(driver: Any, file: _File) -> Any:
    """Return a new connection to a file, set up for safety first."""
    file.refuse_gone()  # SQLite would make a new, empty one
    connection = driver.connect(str(file.path), isolation_level=None, check_same_thread=False, timeout=5.0)
    with ExitStack() as undo:
        undo.callback(connection.close)
        _refuse_foreign(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        file.note()
        undo.pop_all()
    return connection


def _refuse_foreign(connection: Any) -> None:
    """Mark a new file as ours; refuse another program's before anything in it is changed."""
    ((mark,),) = connection.execute("PRAGMA application_id").fetchall()
    ((changes,),) = connection.execute("PRAGMA schema_version").fetchall()
    if mark == 0 and changes == 0:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    elif mark != APPLICATION_ID:
        raise DatabaseUnavailable(FOREIGN)


def _open_postgres(url: str) -> Engine:
    """Return an engine for a server, through psycopg 3."""
    parsed = _parsed(url)
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise DatabaseUnavailable("数据库地址要以 postgresql:// 开头，或者是一个文件路径。")
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        connect_args={k: v for k, v in _POSTGRES_OPTIONS.items() if k not in parsed.query},
        pool_size=5,
        pool_pre_ping=True,
    )


def _parsed(url: str) -> URL:
    """Return an address in its parts."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUnavailable("数据库地址写得不对，请检查。") from None


def _moment(engine: Engine, *, writes: bool) -> dict[str, Any]:
    """Return the options that let a reader on PostgreSQL see one moment, as it does on SQLite by itself."""
    if writes or is_sqlite(engine):
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
