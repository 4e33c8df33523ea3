"""What an import changed, record by record: the fields before and after, sealed ones still sealed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from db.engine import Session
from db.intake.bulk import insert, reserve
from db.models import ImportRow, StatusHistory
from db.queries.tables import table_of
from db.record import now
from db.secrets import Secrets, tail
from db.steps import Step
from db.store.words import word_of

Fields = Mapping[str, Any]
State = tuple[int | None, Any, Any, date | None]
"""Key of a record, the state before, the state after, and since when (None = from the start)."""
SOURCE = "导入"
_ROW, _STATUS = table_of(ImportRow), table_of(StatusHistory)


class Before:
    """Collects the before and after of changed records; new ones are known by their batch."""

    def __init__(self, session: Session, batch: int) -> None:
        self.session = session
        self.batch = batch
        self.rows: list[tuple[str, int, dict[str, Any], dict[str, Any]]] = []

    def changed(self, model: type[SQLModel], key: int, row: Fields, fields: Fields) -> None:
        """Note the fields of a record that change, as they were and as they will be."""
        before = {name: word_of(row.get(name)) for name in fields}
        after = {name: word_of(value) for name, value in fields.items()}
        self.rows.append((table_of(model).name, key, before, after))


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
