"""The records of a declared kind as lines of its sheet; taking them in again changes nothing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import RowMapping, select

from db import secrets
from db.columns import Column, column, columns_of
from db.engine import Session
from db.intake.declared_columns import links_of, target_of
from db.intake.declared_items import CODE, Declared, Link
from db.queries.lists import masked
from db.queries.tables import table_of
from db.record import Record
from db.values import folded
from db.values.personal import mask_further

Row = RowMapping | dict[str, Any]

_BATCH = 500


def lines(
    kind: Declared, session: Session, *, full: bool, only: frozenset[int] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield every living record, or ``only`` some, in the order they came."""
    table = table_of(kind.model)
    links = [_Words(session, kind.model, link, full=full) for link in links_of(kind).values()]
    sealed = [one for one in columns_of(kind.model) if one.shown.sealed]
    scope = [] if kind.scope is None else [kind.scope]
    asked = select(table).where(table.c.deleted_at.is_(None), *scope).order_by(table.c.id)
    for row in session.connection().execute(asked.execution_options(yield_per=_BATCH)).mappings():
        if only is not None and row["id"] not in only:
            continue
        line = dict(row)
        for one in sealed:
            line[one.name] = _opened(session, table.name, one, row, full=full)
        if sealed and not full and "remark" in line:
            line["remark"] = mask_further(line["remark"])
        for link in links:
            line |= link.of(row[link.name])
        if kind.show is not None:
            line |= kind.show(session, dict(row))
        yield line


def _opened(session: Session, table: str, one: Column, row: Row, *, full: bool) -> str | None:
    """Return a sealed value: in clear when everything is asked for, else its mask."""
    sealed, name = row[one.name], one.name
    return (
        secrets.of(session).open(sealed, f"{table}.{name}")
        if full and sealed
        else masked(one, row[f"{name}_tail"])
    )


class _Words:
    """What a sheet calls the records a link points to."""

    def __init__(self, session: Session, model: type[Record], link: Link, *, full: bool) -> None:
        self.name, self._link, self._full, self._session = link.name, link, full, session
        self._target = target_of(model, link.name)
        own, target = table_of(model), table_of(self._target)
        pointed = select(own.c[link.name]).where(own.c[link.name].is_not(None))
        rows = session.execute(select(target).where(target.c.id.in_(pointed))).mappings()
        self._rows = {row["id"]: dict(row) for row in rows}
        named = (name for name in ("name", "title") if name in target.c and not target.c[name].nullable)
        self._field = next(named, CODE)
        self._is_shared = self._shared()
        self._made: dict[int | None, dict[str, Any]] = {None: {}}

    def of(self, key: int | None) -> dict[str, Any]:
        """Return the columns of the sheet that tell which record is meant."""
        if key not in self._made:
            self._made[key] = self._line(key)
        return self._made[key] or {self.name: None}

    def _line(self, key: int | None) -> dict[str, Any]:
        """Return the columns for one record."""
        row = self._rows[key or 0]
        word = row[self._field]
        needs_code = self._link.shows == CODE or (
            CODE not in (self._link.by or {}) and self._is_shared[folded(word)] > 1
        )
        line = {self.name: row[CODE] if needs_code else word}
        for name in self._link.by or {}:
            line[f"{self.name}.{name}"] = row[name] if name == CODE else self._told(row, name)
        return line

    def _told(self, row: Row, name: str) -> str | None:
        """Return a further field of a record."""
        one = column(self._target, name)
        if not one.shown.sealed:
            return str(row[name]) if row[name] else None
        return _opened(self._session, table_of(self._target).name, one, row, full=self._full)

    def _shared(self) -> Counter[str]:
        """Count how many living records have each name."""
        if self._field == CODE or CODE in (self._link.by or {}):
            return Counter()
        table = table_of(self._target)
        asked = select(table.c[self._field]).where(table.c.deleted_at.is_(None))
        return Counter(folded(name) for name in self._session.scalars(asked))
