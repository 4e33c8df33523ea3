"""What was taken in, batch by batch: who, when, from which file, what became of it, and whether it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from db.engine import Session
from db.models import ImportBatch, KeptFile
from db.queries.tables import table_of
from db.record import local

MERGE, UNDO, HAND = "merge", "undo", "hand"
"""Modes of batches that no sheet made: two records made one, a batch that takes another one back, and what
was done in the window at one moment (its kind too, and that of the batch that takes it back)."""
_BATCHES, _FILES = table_of(ImportBatch), table_of(KeptFile)


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch; times are local.

    ``kind`` is the name of the kind of sheet, "merge" or "hand". Of an import the counts are lines of its
    file. Of a batch that takes back the one it ``undoes`` they are rows: ``added`` those removed,
    ``updated`` those restored, ``rejected`` those kept. ``has_file`` and ``has_errors`` say whether the file
    as it was handed in and the workbook of its refused lines are still kept.
    """

    id: int
    kind: str
    mode: str
    file_name: str
    file_hash: str
    errors_hash: str | None
    at: datetime
    by: str
    rows: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    warnings: int
    conflicts: int
    undone_at: datetime | None
    undoes: int | None
    has_file: bool
    has_errors: bool

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back and does not stand any more."""
        return self.undone_at is not None

    @property
    def is_undo(self) -> bool:
        """Whether it takes another batch back."""
        return self.undoes is not None


def batches(session: Session) -> list[Batch]:
    """Return every import and merge, and what took one back, the newest first."""
    return _batches(session, _BATCHES.c.kind != HAND)


def deeds(session: Session, most: int) -> list[Batch]:
    """Return what was done in the window, moment by moment, the newest first; ``updated`` counts records."""
    return _batches(session, _BATCHES.c.kind == HAND, _BATCHES.c.undoes.is_(None), most=most)


def batch(session: Session, id: int) -> Batch | None:  # noqa: A002 - the field's own name
    """Return one batch; None when there is none of this key."""
    return next(iter(_batches(session, _BATCHES.c.id == id)), None)


def earlier(session: Session, kind: str, hash: str) -> Batch | None:  # noqa: A002 - the field's own name
    """Return the newest batch that took in the same file as the same kind and still stands; None for none."""
    if not hash:
        return None
    of = _BATCHES.c
    same = of.kind == kind, of.file_hash == hash, of.undoes.is_(None), of.undone_at.is_(None)
    return next(iter(_batches(session, *same)), None)


def undone_by(session: Session, id: int) -> Batch | None:  # noqa: A002 - the field's own name
    """Return the batch that took one back and stands: undoing it brings that one back. None for none."""
    of = _BATCHES.c
    return next(iter(_batches(session, of.undoes == id, of.undone_at.is_(None))), None)


def _batches(session: Session, *where: ColumnElement[bool], most: int | None = None) -> list[Batch]:
    """Return some batches, the newest first, no more than ``most``."""
    of = _BATCHES.c
    has_file = exists().where(_FILES.c.sha256 == of.file_hash)
    has_errors = exists().where(_FILES.c.sha256 == of.errors_hash)
    asked = select(_BATCHES, has_file.label("has_file"), has_errors.label("has_errors"))
    asked = asked.where(*where).order_by(of.id.desc()).limit(most)
    return [_batch(row) for row in session.execute(asked).mappings()]


def _batch(row: Mapping[Any, Any]) -> Batch:
    """Return a stored batch with its times as the clock on the wall shows them."""
    values = {one.name: row[one.name] for one in fields(Batch)}
    undone = values["undone_at"]
    return Batch(**values | {"at": local(values["at"]), "undone_at": undone and local(undone)})
