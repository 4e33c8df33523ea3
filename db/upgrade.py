"""Bring a database to the newest version: all of it or nothing, after a backup.

Alembic is loaded only when there is something to do; what this program knows is the list ``REVISIONS``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from db.engine import is_sqlite
from db.errors import DatabaseUnavailable
from db.troubles import FOREIGN, trouble_as_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
)
"""Every version of the tables, oldest first, as in migrations/versions (a test compares)."""

_LOCK = 0x42445A42  # PostgreSQL: one program upgrades at a time


def revision_of(engine: Engine) -> str | None:
    """Return the version of a database, None for an empty one.

    Raises DatabaseUnavailable for a newer version than this program knows and for another program's database.
    """
    with trouble_as_sentence(), engine.execution_options(writes=False).connect() as connection:
        return _revision(connection)


def upgrade(engine: Engine, before: Callable[[], object] | None = None) -> bool:
    """Bring a database to the newest version; say whether anything was done.

    ``before`` makes the backup; it is called only for a database that holds something.
    A program stopped half way leaves the old version whole.
    """
    found = revision_of(engine)
    if found == REVISIONS[-1]:
        return False
    if found is not None and before is not None:
        before()
    with trouble_as_sentence(), engine.connect() as connection:
        if is_sqlite(engine):  # tables are rebuilt by copying: checked as a whole at the end instead
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            _run(connection)
        finally:
            connection.rollback()
            connection.invalidate()
    return True


def _run(connection: Connection) -> None:
    """Run what is missing inside one transaction, unless another program has just done so."""
    from alembic import command  # noqa: PLC0415 - 0.4 s, needed once per version
    from alembic.config import Config  # noqa: PLC0415

    if not is_sqlite(connection.engine):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.begin() if not connection.in_transaction() else None
    if _revision(connection) == REVISIONS[-1]:
        return
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, REVISIONS[-1])
    if is_sqlite(connection.engine) and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise DatabaseUnavailable("数据库升级后检查未通过，已恢复原样。请把备份文件发给技术支持。")
    connection.commit()


def _revision(connection: Connection) -> str | None:
    """Return the version a connection sees."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise DatabaseUnavailable(FOREIGN)
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if found not in REVISIONS:
        raise DatabaseUnavailable("数据库来自更新的程序版本，请升级本程序后再打开。数据没有改动。")
    return found
