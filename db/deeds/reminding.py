"""Reminders a user writes down for several records at once."""

from collections.abc import Sequence
from datetime import date

from db import store
from db.deeds.deed import Deed, each
from db.engine import Session
from db.errors import NotAllowed
from db.models import OwnReminder
from db.queries.tables import table_of
from db.record import Record
from db.steps import Step, no_step
from db.store.reading import GONE, row_of


def remind_all(
    session: Session,
    model: type[Record],
    keys: Sequence[int],
    text: str,
    due_on: date,
    *,
    step: Step = no_step,
) -> Deed:
    """Write down a reminder for each of some records."""
    entity = table_of(model).name

    def do(key: int) -> None:
        if row_of(session, model, key)["deleted_at"] is not None:
            raise NotAllowed(GONE)
        values = {"text": text, "due_on": due_on, "entity": entity, "entity_id": key}
        store.save(session, OwnReminder, values)

    return each(session, model, keys, do, lambda whom: f"给{whom}添加提醒“{text}”", step)
