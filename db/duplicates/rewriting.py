"""Change stored rows and keep images of what they were, so that all of it can be taken back."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Column, Table, delete, insert, select, update

from db.engine import Session
from db.intake.history import Before, image, remember
from db.queries.among import among
from db.record import now
from db.steps import no_step
from db.undoing.shapes import is_record

Values = Mapping[str, Any]


class Rewriting:
    """Writes rows under one batch; ``save`` stores the images at the end."""

    def __init__(self, session: Session, batch: int) -> None:
        self.session = session
        self.batch = batch
        self._before = Before(session, batch)

    @property
    def count(self) -> int:
        """How many rows were changed."""
        return len({(table, key) for table, key, _old, _new in self._before.rows})

    def change(self, table: Table, row: Values, fields: Values) -> None:
        """Write fields of a row."""
        self._note(table, row["id"], {name: row[name] for name in fields}, fields)
        asked = update(table).where(table.c.id == row["id"])
        self.session.execute(asked.values(**fields, **self._who(table)))

    def add(self, table: Table, fields: Values) -> None:
        """Insert a row."""
        key = self.session.execute(insert(table).values(**fields).returning(table.c.id)).scalar_one()
        row = self.session.execute(select(table).where(table.c.id == key)).mappings().one()
        self._note(table, key, None, {str(name): value for name, value in row.items()})

    def remove(self, table: Table, row: Values) -> None:
        """Delete a row for good; its image holds all of it."""
        self._note(table, row["id"], row, None)
        self.session.execute(delete(table).where(table.c.id == row["id"]))

    def redirect(
        self, link: Column[Any], old: int, new: int, where: Collection[Any] = (), but: Collection[int] = ()
    ) -> None:
        """Let every row that leads to one record lead to another, ``but`` some."""
        table = link.table
        mine = (link == old, *where)
        keys = [key for key in self.session.scalars(select(table.c.id).where(*mine)) if key not in but]
        for key in keys:
            self._note(table, key, {link.name: old}, {link.name: new})
        asked = update(table).where(among(self.session, table.c.id, keys))
        if keys:
            self.session.execute(asked.values({link.name: new, **self._who(table)}))

    def save(self) -> None:
        """Store the images."""
        remember(self.session, self._before, no_step)

    def _note(self, table: Table, key: int, old: Values | None, new: Values | None) -> None:
        """Keep what a row was and what it is."""
        images = (None if fields is None else image(fields) for fields in (old, new))
        before, after = images
        self._before.rows.append((table.name, key, before, after))

    def _who(self, table: Table) -> dict[str, Any]:
        """Return what every change of a record also writes."""
        if not is_record(table):
            return {}
        return {
            "version": table.c.version + 1,
            "updated_at": now(),
            "updated_by": self.session.info["user"],
        }
