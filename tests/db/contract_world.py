"""What the tests of contracts share: people, contracts, states."""

from datetime import date, timedelta

import pytest

from db import lifecycle, store
from db.engine import Session
from db.errors import BadValues
from db.models import Contract, Streamer
from db.queries.tables import HISTORY, table_of

TODAY = date.today()
LAST_YEAR = TODAY - timedelta(days=365)


def person(session: Session, name: str = "韩沉", **more: object) -> int:
    """Add a grown-up, verified streamer."""
    fields = {"name": name, "birth_on": date(1995, 3, 4), "verified": "已核验", "joined_on": LAST_YEAR}
    return store.save(session, Streamer, fields | more)


def contract(session: Session, streamer: int, start: date = LAST_YEAR, **more: object) -> int:
    """Add a contract, a signed draft unless said otherwise."""
    fields: dict[str, object] = {
        "streamer_id": streamer,
        "start_on": start,
        "status": "草稿",
        "sign_method": "纸质",
    }
    return store.save(session, Contract, fields | more)


def faults(session: Session, streamer: int, **more: object) -> dict[str, str]:
    """Return what is refused of a contract, by the label of the field."""
    with pytest.raises(BadValues) as trouble:
        contract(session, streamer, **more)  # type: ignore[arg-type]
    return {fault.label: fault.reason for fault in trouble.value.problems}


def state(session: Session, key: int) -> object:
    """Return the present state of a contract."""
    return store.load(session, Contract, key).values["status"]


def states(session: Session, key: int) -> list[tuple[str | None, str, date]]:
    """Return every move of a contract as it was entered: before, after, since when."""
    of = HISTORY.c
    asked = HISTORY.select().where(of.entity == table_of(Contract).name, of.entity_id == key).order_by(of.id)
    return [(row.from_state, row.to_state, row.on) for row in session.execute(asked)]


def reasons(session: Session, key: int, to: str, on: date | None = None) -> tuple[str, ...]:
    """Return what stands between a contract and a state."""
    (found,) = (each for each in lifecycle.moves(session, Contract, key, on) if each.to == to)
    assert found.allowed == (not found.reasons)
    return found.reasons
