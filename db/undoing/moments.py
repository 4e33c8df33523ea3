"""What a user did at one moment – a save, a move, a deed done to many – kept so that it can be undone.

A moment is a batch like an import's: images of every row it wrote, and a line of the trail that closes it. It
also knows how many lines of the trail before that one are its own: that is how 变更记录 finds it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select

from db import trail
from db.engine import Session
from db.intake.history import remember
from db.models import ImportBatch, Trail
from db.queries.batches import HAND
from db.queries.tables import table_of
from db.steps import no_step
from db.store.history import MOMENT
from db.undoing.watch import watching

_LONGEST = 200
_TRAIL = table_of(Trail)


@dataclass(slots=True)
class Moment:
    """What was done, in words (删除主播“程小满”), to how many records; ``batch`` is its key once written."""

    words: str
    records: int = 1
    batch: int | None = None


@contextmanager
def as_moment(session: Session, words: str, about: tuple[str, int] | None = None) -> Iterator[Moment]:
    """Keep what is written within as one moment; nothing written makes none, an exception keeps nothing.

    ``about`` is the record (table, key) whose 变更记录 tells of it and offers it, though only what hangs on
    that is written.
    """
    moment = Moment(words)
    begun = trail.head(session).id
    with watching(session) as watch:
        yield moment
    seen = watch.images(0)
    if not seen.rows:
        return
    if about is not None:
        if about not in {(table, key) for table, key, _, _ in seen.rows}:
            seen.rows.append((*about, {}, {}))
        if not _is_told(session, begun, *about):
            trail.record(session, MOMENT, *about, None)
    lines = trail.head(session).id - begun
    batch = ImportBatch(
        kind=HAND,
        mode=HAND,
        file_name=moment.words[:_LONGEST],
        file_hash="",
        by=session.info["user"],
        rows=lines,
        updated=moment.records,
    )
    session.add(batch)
    session.flush()
    moment.batch = seen.batch = batch.id or 0
    remember(session, seen, no_step)
    trail.record(session, MOMENT, "import_batch", batch.id, {"rows": [None, lines]}, batch.file_name)


def _is_told(session: Session, begun: int, table: str, key: int) -> bool:
    """Say whether the trail after a place tells of a record."""
    of = _TRAIL.c
    told = select(of.id).where(of.id > begun, of.entity == table, of.entity_id == key).limit(1)
    return session.execute(told).first() is not None
