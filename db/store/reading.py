"""Load one record for a form, and open one sealed value on request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db import secrets, trail
from db.engine import Session
from db.errors import NotAllowed
from db.queries.tables import table_of
from db.record import Record
from db.store.words import shown_values

GONE = "这条记录已不存在，请刷新列表。"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One record as a form edits it: {field: value}; sealed values masked, links as keys."""

    id: int
    code: str
    version: int
    values: Mapping[str, object]
    deleted: bool = False


def load(session: Session, model: type[Record], id: int) -> Loaded:  # noqa: A002 - the field's own name
    """Return one record, also a deleted one; NotAllowed when there is none."""
    row = row_of(session, model, id)
    return Loaded(id, row["code"], row["version"], shown_values(model, row), row["deleted_at"] is not None)


def reveal(session: Session, model: type[Record], id: int, field: str, reason: str) -> str:  # noqa: A002
    """Return one sealed value in clear, and record who looked at it and why; needs a writing session.

    NotAllowed without a reason or a value.
    """
    if not reason.strip():
        raise NotAllowed("请填写查看原因。")
    sealed: str | None = row_of(session, model, id)[field]
    if sealed is None:
        raise NotAllowed("这一项还没有填写。")
    table = table_of(model)
    value = secrets.of(session).open(sealed, f"{table.name}.{field}")
    trail.record(session, "查看", table.name, id, {field: [None, None]}, reason.strip())
    return value


def row_of(session: Session, model: type[Record], key: int) -> dict[str, Any]:
    """Return the stored row of a record; NotAllowed when there is none."""
    table = table_of(model)
    row = session.execute(select(table).where(table.c.id == key)).mappings().first()
    if row is None:
        raise NotAllowed(GONE)
    return {str(name): value for name, value in row.items()}
