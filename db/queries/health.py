"""What is known of the database itself: for the page that tells versions, and for who mends a trouble."""

from dataclasses import dataclass

from sqlalchemy import func, inspect, literal_column, select, table

from db.engine import Session, is_sqlite
from db.keys import IDENTITY_SETTING
from db.models import Setting
from db.queries.tables import table_of


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Kind and version of the database, and the newest migration it went through ("" = none)."""

    kind: str
    version: str
    revision: str


def database_facts(session: Session) -> DatabaseFacts:
    """Return what the database is; reads no data."""
    sqlite = is_sqlite(session)
    asked = "sqlite_version()" if sqlite else "current_setting('server_version')"
    version = str(session.scalar(select(literal_column(asked)))).split(" ")[0]
    revision = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return DatabaseFacts("SQLite" if sqlite else "PostgreSQL", version, str(revision or ""))


def base_identity(session: Session) -> str:
    """Return what tells this base from every other: what is remembered of one is of no use in another."""
    of = table_of(Setting).c
    return str(session.scalar(select(of.value).where(of.name == IDENTITY_SETTING)) or "")


def rows_by_table(session: Session) -> dict[str, int]:
    """Return how many rows each table has, deleted records too; seconds on a large base."""
    connection = session.connection()
    names = sorted(inspect(connection).get_table_names())
    counted = (select(func.count()).select_from(table(name)) for name in names)
    return {name: connection.execute(count).scalar_one() for name, count in zip(names, counted, strict=True)}
