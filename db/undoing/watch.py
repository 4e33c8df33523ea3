"""See every row a session writes, whoever writes it, and keep what each was: images for taking it back.

Statements handed to the session are looked at before they run; what goes round it (the trail, the search
index, the sums that triggers keep) needs none, because it follows from the rows again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, event, func, select
from sqlalchemy.orm import ORMExecuteState

from db.engine import Session
from db.intake.history import Before, image
from db.queries.among import among
from db.record import metadata
from db.undoing.shapes import ASIDE, WHO, WHOLE, is_record, owner_column

Row = Mapping[str, Any]


class Watch:
    """The rows one session touched: what each was first; ``images`` compares with what it is now."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._was: defaultdict[Table, dict[int, Row]] = defaultdict(dict)
        self._last: dict[Table, int] = {}

    def images(self, batch: int) -> Before:
        """Return the images of everything written, under the key of a batch."""
        found = Before(self._session, batch)
        for table in sorted({*self._was, *self._last}, key=lambda one: one.name):
            found.rows += self._of_table(table)
        return found

    def see(self, state: ORMExecuteState) -> None:
        """Look at the rows a statement is about to write."""
        if state.is_insert or state.is_update or state.is_delete:
            statement: Any = state.statement
            table = statement.table
            if not _is_kept(table):
                return
            if state.is_insert:
                self._note_last(table)
            else:
                self._note_rows(table, statement.whereclause)

    def see_flush(self, session: Session, _context: object, _instances: object) -> None:
        """Look at the rows the objects of a session are about to write."""
        for one in session.new:
            if _is_kept(table := type(one).__table__):
                self._note_last(table)
        for one in (*session.dirty, *session.deleted):
            if _is_kept(table := type(one).__table__):
                self._note_rows(table, table.c.id == one.id)

    def _note_last(self, table: Table) -> None:
        """Note the last key of a table: rows above it are new. Nobody else writes meanwhile."""
        if table not in self._last:
            self._last[table] = self._session.scalar(select(func.max(table.c.id))) or 0

    def _note_rows(self, table: Table, where: Any) -> None:
        """Note what the rows are that answer a condition."""
        asked = select(table) if where is None else select(table).where(where)
        for row in self._session.execute(asked).mappings().all():
            if row["id"] <= self._last.get(table, row["id"]):
                self._was[table].setdefault(row["id"], dict(row))

    def _of_table(self, table: Table) -> Iterator[tuple[str, int, Row | None, Row | None]]:
        """Yield table, key and both images of each row of one table that is not what it was.

        Of a list that is saved as a whole every row, so that undoing can tell whether it is that list still.
        """
        was, now, last = self._was[table], self._now(table), self._last.get(table)
        for key in sorted({*was, *now}):
            new = now.get(key)
            old = was.get(key, None if last is not None and key > last else new)
            if old is None or new is None:
                yield table.name, key, old and image(old), new and image(new)
                continue
            changed = {name for name in old if table in WHOLE or old[name] != new[name]}
            if changed:
                own = changed - WHO if is_record(table) else changed
                before, after = ({name: row[name] for name in sorted(own)} for row in (old, new))
                yield table.name, key, image(before), image(after)

    def _now(self, table: Table) -> dict[int, Row]:
        """Return the rows of a table that were written, as they are; of a whole list all its rows."""
        was, last = self._was[table], self._last.get(table)
        mine = among(self._session, table.c.id, was.keys())
        if last is not None:
            mine |= table.c.id > last
        if table in WHOLE and (owner := owner_column(table)) is not None:
            held = among(self._session, owner, {row[owner.name] for row in was.values()})
            mine = held | owner.in_(select(owner).where(mine))
        asked = select(table).where(mine)
        return {row["id"]: dict(row) for row in self._session.execute(asked).mappings()}


@contextmanager
def watching(session: Session) -> Iterator[Watch]:
    """Watch what a session writes within."""
    watch = Watch(session)
    event.listen(session, "do_orm_execute", watch.see)
    event.listen(session, "before_flush", watch.see_flush)
    try:
        yield watch
        session.flush()
    finally:
        event.remove(session, "do_orm_execute", watch.see)
        event.remove(session, "before_flush", watch.see_flush)


def _is_kept(table: object) -> bool:
    """Say whether images are kept of a table's rows."""
    return isinstance(table, Table) and table.metadata is metadata and table.name not in ASIDE
