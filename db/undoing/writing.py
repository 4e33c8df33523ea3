"""Write what undoing does, some thousand rows at a time, each with its images: so it can be undone itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select

from db.engine import Session
from db.intake.bulk import insert, reserve, update
from db.intake.history import Before, Image, image, remember
from db.queries.among import among
from db.record import now
from db.steps import Step, no_step
from db.undoing.plan import Plan
from db.undoing.shapes import DELETED, is_record, table_named, uniques, value_of

_AT_ONCE = 1000
_PAIR = 2


@dataclass(slots=True)
class Writer:
    """Writes one plan under the batch that undoes; what goes is first, to make room for what comes back."""

    session: Session
    batch: int
    step: Step
    total: int
    done: int = 0

    def write(self, plan: Plan) -> None:
        """Write everything of a plan."""
        for name, keys in plan.drops.items():
            for part in self._parts(keys):
                self._drop(name, part)
        moment = now()
        for name, keys in plan.hides.items():
            for part in self._parts(keys):
                self._restore(name, {key: {DELETED: moment} for key in part})
        for name, images in plan.restores.items():
            columns = table_named(name).c
            with self._out_of_the_way(name, images):
                for turn in _in_turn(images):
                    for part in self._parts(turn):
                        self._restore(name, {key: _typed(columns, images[key]) for key in part}, plan)
        for name, images in plan.puts.items():
            for part in self._parts(images):
                self._put(name, {key: images[key] for key in part})

    @contextmanager
    def _out_of_the_way(self, name: str, images: Mapping[int, Image]) -> Iterator[None]:
        """Keep records out of sight while they hand on what no two in sight may share (a name)."""
        table = table_named(name)
        shared = {column for columns in uniques(table) for column in columns}
        moving = [key for key, old in images.items() if DELETED not in old and not shared.isdisjoint(old)]
        if not is_record(table) or len(moving) < _PAIR:
            yield
            return
        alive = among(self.session, table.c.id, moving), table.c[DELETED].is_(None)
        keys = self.session.scalars(select(table.c.id).where(*alive)).all()
        self._show(table, keys, now())
        yield
        self._show(table, keys, None)

    def _show(self, table: Table, keys: Sequence[int], gone: datetime | None) -> None:
        """Bring records into sight (``gone`` None) or out of it, as if nothing had been done to them."""
        mine = among(self.session, table.c.id, keys)
        self.session.execute(table.update().where(mine).values({DELETED: gone}))

    def _parts(self, keys: Iterable[int]) -> Iterator[list[int]]:
        """Yield some thousand keys at a time, and tell how far the work is."""
        listed = sorted(keys)
        for start in range(0, len(listed), _AT_ONCE):
            part = listed[start : start + _AT_ONCE]
            self.step(self.done, self.total)
            yield part
            self.done += len(part)

    def _drop(self, name: str, keys: Sequence[int]) -> None:
        """Delete facts for good; their images hold all of them."""
        table, before = table_named(name), Before(self.session, self.batch)
        mine = among(self.session, table.c.id, keys)
        for row in self.session.execute(select(table).where(mine)).mappings():
            before.rows.append(
                (name, row["id"], image({str(key): value for key, value in row.items()}), None)
            )
        self.session.execute(delete(table).where(mine))
        remember(self.session, before, no_step)

    def _restore(self, name: str, fields: Mapping[int, dict[str, Any]], plan: Plan | None = None) -> None:
        """Write fields of records or facts; the plan knows what they hold now (None: they are in sight)."""
        table, before = table_named(name), Before(self.session, self.batch)
        for key, values in fields.items():
            if plan is None:
                before.rows.append((name, key, {DELETED: None}, image(values)))
                continue
            was, will = plan.said.get((name, key), ({}, {}))
            held = {field: plan.held[name][key].get(field) for field in values}
            before.rows.append((name, key, {**held, **will}, {**image(values), **was}))
        remember(self.session, before, no_step)
        if is_record(table):
            update(self.session, name, fields, no_step)
        else:
            self._overwrite(name, fields)

    def _overwrite(self, name: str, fields: Mapping[int, dict[str, Any]]) -> None:
        """Write fields of facts, which have no version."""
        table = table_named(name)
        for key, values in fields.items():
            if values:
                self.session.execute(table.update().where(table.c.id == key).values(**values))

    def _put(self, name: str, images: Mapping[int, Image]) -> None:
        """Insert rows again under the keys they had, or new ones where those were given away."""
        table, before = table_named(name), Before(self.session, self.batch)
        mine = among(self.session, table.c.id, images.keys())
        taken = sorted(self.session.scalars(select(table.c.id).where(mine)))
        keys = {key: key for key in images} | dict(
            zip(taken, reserve(self.session, name, len(taken)), strict=True)
        )
        rows = [_typed(table.c, old) | {"id": keys[key]} for key, old in images.items()]
        for row in rows:
            before.rows.append((name, row["id"], None, image(row)))
        insert(self.session, name, {field: [row[field] for row in rows] for field in rows[0]}, no_step)
        remember(self.session, before, no_step)


def _in_turn(images: Mapping[int, Image]) -> Iterator[list[int]]:
    """Yield the rows that go out of sight, those that change, then those that come back.

    What no two rows in sight may share is never held by both for a moment.
    """
    turns: tuple[list[int], list[int], list[int]] = [], [], []
    for key, fields in images.items():
        turns[1 if DELETED not in fields else 2 if fields[DELETED] is None else 0].append(key)
    yield from turns


def _typed(columns: Any, fields: Image) -> dict[str, Any]:
    """Return the values of an image, typed by their columns."""
    return {name: value_of(columns[name], word) for name, word in fields.items()}
