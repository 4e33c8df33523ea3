"""Where in the trail lies what was done in the window at one moment, and which of it was taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from db.engine import Session
from db.models import ImportBatch, ImportRow, Trail
from db.queries.batches import HAND
from db.queries.tables import table_of

_BATCHES, _ROWS, _TRAIL = table_of(ImportBatch), table_of(ImportRow), table_of(Trail)


@dataclass(frozen=True, slots=True)
class Told:
    """One moment: its batch, what was done in words, its lines of the trail, and whether it stands.

    ``records`` counts those it was done to; ``undoes`` is the moment it took back, None for one that did
    something of its own.
    """

    batch: int
    words: str
    lines: range
    records: int
    stands: bool
    undoes: int | None


def moments_of(session: Session, entity: str, key: int) -> list[Told]:
    """Return the moments that changed a record, the oldest first."""
    mine = select(_ROWS.c.batch_id).where(_ROWS.c.entity == entity, _ROWS.c.entity_id == key)
    return list(_told(session.execute(_asked(_BATCHES.c.id.in_(mine))).mappings()))


def taken_back(session: Session, after: int = 0) -> set[int]:
    """Return the lines of the trail after a place that count for nothing: what was undone, and the undoing.

    Only where all of it was: of one undone in part each line counts.
    """
    of, back = _BATCHES.c, _BATCHES.alias()
    wholly = select(back.c.undoes).where(
        back.c.kind == HAND, back.c.undoes.is_not(None), back.c.rejected == 0, back.c.undone_at.is_(None)
    )
    gone = or_(of.id.in_(wholly), of.undoes.is_not(None) & (of.rejected == 0))
    found = _told(session.execute(_asked(gone, _TRAIL.c.id > after)).mappings())
    return {line for one in found for line in one.lines}


def _asked(*where: ColumnElement[bool]) -> Select[Any]:
    """Return the question for some moments, each with the line of the trail that closes it."""
    of, closing = _BATCHES.c, _TRAIL.c
    return (
        select(
            of.id,
            of.file_name,
            of.rows,
            of.added,
            of.updated,
            of.undone_at,
            of.undoes,
            closing.id.label("place"),
        )
        .join(_TRAIL, (closing.entity == _BATCHES.name) & (closing.entity_id == of.id))
        .where(of.kind == HAND, *where)
        .order_by(of.id)
    )


def _told(rows: Iterable[Mapping[Any, Any]]) -> Iterable[Told]:
    """Yield moments from their rows."""
    for row in rows:
        lines = range(row["place"] - row["rows"], row["place"] + 1)
        yield Told(
            row["id"],
            row["file_name"],
            lines,
            row["updated"] + row["added"],
            row["undone_at"] is None,
            row["undoes"],
        )
