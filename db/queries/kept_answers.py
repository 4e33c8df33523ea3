"""Answers that are given again as long as nothing was committed since: on the connection that found them.

SQLite tells of others' commits by ``data_version`` and of a connection's own by ``total_changes``; two equal
snapshots of PostgreSQL see the same rows. Both are asked inside the reader's own moment, so that an answer is
never older than what the reader sees.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from sqlalchemy import text

from db.engine import Session, is_sqlite

T = TypeVar("T")
_PLACE = "kept answers"
_MOST = 64
"""Answers of one connection; all of them go when there are more."""
_SNAPSHOT = text("SELECT pg_current_snapshot()::text")


def kept(session: Session, question: Hashable, work: Callable[[Session], T]) -> T:
    """Return the answer to a question about the data of now, asked anew only when something was committed."""
    connection = session.connection()
    if connection.get_execution_options().get("writes"):
        return work(session)
    known: dict[Hashable, tuple[object, object]] = connection.info.setdefault(_PLACE, {})
    stamp = _stamp(session)
    found = known.get(question)
    if found is not None and found[0] == stamp:
        return cast("T", found[1])
    if len(known) >= _MOST:
        known.clear()
    answer = work(session)
    known[question] = (stamp, answer)
    return answer


def _stamp(session: Session) -> object:
    """Return what changes with every commit that this connection can see."""
    connection = session.connection()
    if is_sqlite(session):
        raw: Any = connection.connection.driver_connection
        return connection.exec_driver_sql("PRAGMA data_version").scalar(), raw.total_changes
    return connection.scalar(_SNAPSHOT)
