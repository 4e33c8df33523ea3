"""Reminders users wrote down: each with the name of what it is about, where that is still there."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.models import OwnReminder, load_all
from db.queries.among import among
from db.queries.batch_rows import LISTS
from db.queries.lists import name_of
from db.queries.reminders import Reminder, ReminderKind
from db.queries.tables import table_of
from db.record import metadata

OWN = table_of(OwnReminder)


def own(session: Session, _today: date) -> Iterator[Reminder]:
    """Yield every reminder written down, the soonest first; not those of records that were deleted."""
    of = OWN.c
    asked = select(of.id, of.text, of.due_on, of.entity, of.entity_id).where(of.deleted_at.is_(None))
    rows = session.execute(asked.order_by(of.due_on, of.id)).all()
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.entity is not None:
            keys[row.entity].append(row.entity_id)
    names = {entity: _names(session, entity, wanted) for entity, wanted in keys.items()}
    for row in rows:
        if row.entity is None:
            where: tuple[tuple[str, object], ...] = (("kind", ReminderKind.OWN.value),)
            yield Reminder(ReminderKind.OWN, row.text, row.due_on, "reminders", where, OWN.name, row.id)
        elif row.entity_id in names[row.entity]:
            page, part = LISTS.get(row.entity, ("reminders", ""))
            where = (*((("part", part),) if part else ()), ("key", row.entity_id))
            text = f"{names[row.entity][row.entity_id]}：{row.text}"
            yield Reminder(ReminderKind.OWN, text, row.due_on, page, where, OWN.name, row.id)


def _names(session: Session, entity: str, keys: list[int]) -> dict[int, str]:
    """Return what the records of a table are called that are still there."""
    load_all()
    table = metadata.tables[entity]
    alive = among(session, table.c.id, keys), table.c.deleted_at.is_(None)
    return {key: str(name) for key, name in session.execute(select(table.c.id, name_of(table)).where(*alive))}
