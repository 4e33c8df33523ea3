"""The state every record was in on a day."""

from datetime import date

from db.engine import Session
from db.lifecycle import states_at
from db.record import Record


def state_on(session: Session, model: type[Record], day: date) -> dict[int, str]:
    """Return {key: state} at the end of a day; who was not yet known is left out."""
    return {row.entity_id: row.state for row in session.execute(states_at(day, model))}
