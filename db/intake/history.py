"""What an import changed, row by row: images of the fields before and after, sealed ones still sealed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import SQLModel

from db.engine import Session
from db.intake.bulk import insert, reserve
from db.models import ImportRow, StatusHistory, Trail
from db.queries.tables import table_of
from db.record import metadata, now
from db.secrets import Secrets, tail
from db.steps import Step
from db.store.words import word_of

Fields = Mapping[str, Any]
State = tuple[int | None, Any, Any, date | None]
"""Key of a record, the state before, the state after, and since when (None = from the start)."""
Image = Mapping[str, str | None]
"""Fields of a row, each as a word: what ``image`` makes of a row."""
SOURCE = "导入"
_ROW, _STATUS, _TRAIL = table_of(ImportRow), table_of(StatusHistory), table_of(Trail)


def image(fields: Fields) -> dict[str, str | None]:
    """Return fields as an image keeps them: exact, so that they can be put back as they were."""
    return {name: _exact(value) for name, value in fields.items()}


def _exact(value: Any) -> str | None:
    """Return the word of a value; moments to the microsecond in UTC, lists as JSON."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
        return moment.isoformat(sep=" ")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else word_of(value)


class Before:
    """Collects images of rows before and after; records a batch adds need none, they carry its key."""

    def __init__(self, session: Session, batch: int) -> None:
        self.session = session
        self.batch = batch
        self.rows: list[tuple[str, int, Image | None, Image | None]] = []

    def changed(self, model: type[SQLModel], key: int, row: Fields, fields: Fields) -> None:
        """Note the fields of a row that change, as they were and as they will be."""
        before = image({name: row.get(name) for name in fields})
        self.rows.append((table_of(model).name, key, before, image(fields)))

    def added(self, model: type[SQLModel], key: int, row: Fields) -> None:
        """Note a new row that carries no batch (who presented a session), whole."""
        self.rows.append((table_of(model).name, key, None, image(row)))

    def removed(self, model: type[SQLModel], key: int, row: Fields) -> None:
        """Note a row that is deleted for good, whole."""
        self.rows.append((table_of(model).name, key, image(row), None))


def remember(session: Session, before: Before, step: Step) -> None:
    """Write what was collected."""
    rows = before.rows
    columns: dict[str, Sequence[Any]] = {
        "id": reserve(session, _ROW.name, len(rows)),
        "batch_id": [before.batch] * len(rows),
        "entity": [entity for entity, _, _, _ in rows],
        "entity_id": [key for _, key, _, _ in rows],
        "before": [old for _, _, old, _ in rows],
        "after": [new for _, _, _, new in rows],
    }
    insert(session, _ROW.name, columns, step)


@contextmanager
def moves_by_rule(session: Session, batch: int, step: Step) -> Iterator[None]:
    """Keep the moves that rules make within (a training that is over, a contract renewed) as the batch's own.

    They are read off the audit trail, which tells of each what it was before.
    """
    trailed = session.scalar(select(func.max(_TRAIL.c.id))) or 0
    moved = session.scalar(select(func.max(_STATUS.c.id))) or 0
    yield
    fresh = _STATUS.c.id > moved, _STATUS.c.batch_id.is_(None)
    session.execute(update(_STATUS).where(*fresh).values(batch_id=batch))
    before = Before(session, batch)
    asked = select(_TRAIL.c.entity, _TRAIL.c.entity_id, _TRAIL.c.changes).where(_TRAIL.c.id > trailed)
    for entity, key, changes in session.execute(asked.order_by(_TRAIL.c.id)).all():
        table = metadata.tables[entity]
        fields = {name: pair for name, pair in (changes or {}).items() if name in table.c}
        if fields and session.scalar(select(table.c.batch_id).where(table.c.id == key)) != batch:
            old, new = ({name: pair[side] for name, pair in fields.items()} for side in (0, 1))
            before.rows.append((entity, key, old, new))
    remember(session, before, step)


def add_states(session: Session, entity: str, moves: Sequence[State], batch: int, step: Step) -> None:
    """Write the history of states that an import tells of records of one table."""
    if not moves:
        return
    columns: dict[str, Sequence[Any]] = {
        "id": reserve(session, _STATUS.name, len(moves)),
        "entity": [entity] * len(moves),
        "entity_id": [key for key, _, _, _ in moves],
        "from_state": [state for _, state, _, _ in moves],
        "to_state": [state for _, _, state, _ in moves],
        "on": [on for _, _, _, on in moves],
        "at": [now()] * len(moves),
        "by": [session.info["user"]] * len(moves),
        "reason": [SOURCE] * len(moves),
        "batch_id": [batch] * len(moves),
    }
    insert(session, _STATUS.name, columns, step)


def sealed_columns(
    keys: Secrets, table: str, name: str, values: Sequence[str | None], indexes: Sequence[str | None]
) -> dict[str, list[str | None]]:
    """Return the three columns of a sealed field: the sealed text, its index (given) and its tail."""
    place, empty = f"{table}.{name}", None
    return {
        name: [empty if value is None else keys.seal(value, place) for value in values],
        f"{name}_index": list(indexes),
        f"{name}_tail": [empty if value is None else tail(value) for value in values],
    }
