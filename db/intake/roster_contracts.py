"""Write the contracts a roster tells of, in the state their days tell, with the history of that state."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from db.intake.bulk import insert, record_columns, update
from db.intake.history import Before, State, add_states
from db.intake.lists import Names
from db.intake.people import Person
from db.intake.roster_plan import Plan
from db.lifecycle.contracts import state_told, turns
from db.models import Contract
from db.models.words import ContractKind, ContractState
from db.queries.tables import table_of
from db.steps import Step

_CONTRACT = table_of(Contract)
_RUNS = (ContractState.ACTIVE, ContractState.EXPIRED)


def write_contracts(names: Names, made: Plan, before: Before, step: Step) -> None:
    """Insert new contracts and write the new ends of known ones."""
    session, fresh, today = before.session, made.new_contracts, date.today()
    columns = record_columns(session, Contract, len(fresh), before.batch)
    ended = [_ended_on(person, start) for person, start, _ in fresh]
    states = [state_told(start, end, left, today) for (_, start, end), left in zip(fresh, ended, strict=True)]
    columns |= {
        "streamer_id": [person.id for person, _, _ in fresh],
        "org_id": [names.find("mcn_id", person.values.get("mcn_id")) for person, _, _ in fresh],
        "kind": [ContractKind.AGENCY] * len(fresh),
        "start_on": [start for _, start, _ in fresh],
        "end_on": [end for _, _, end in fresh],
        "ended_on": ended,
        "status": states,
    }
    insert(session, _CONTRACT.name, columns, step)
    told: Sequence[State] = [
        (key, *turn)
        for key, (_, start, end), left, state in zip(columns["id"], fresh, ended, states, strict=True)
        for turn in turns(state, start, end, left)
    ]
    add_states(session, _CONTRACT.name, told, before.batch, step)
    _write_ends(made, before, today, step)


def _write_ends(made: Plan, before: Before, today: date, step: Step) -> None:
    """Write the new ends of known contracts; one that runs on again, or has run out by now, says so."""
    moves: list[State] = []
    changed: dict[int, dict[str, Any]] = {}
    for key, (row, fields) in made.changed_contracts.items():
        changed[key] = dict(fields)
        for state in _moved(row, fields["end_on"], today):
            changed[key]["status"] = state
            moves.append((key, row["status"], state, today))
        before.changed(Contract, key, row, changed[key])
    update(before.session, _CONTRACT.name, changed, step)
    add_states(before.session, _CONTRACT.name, moves, before.batch, step)


def _moved(row: dict[str, Any], end: date, today: date) -> Iterator[ContractState]:
    """Yield the state a new end brings a contract to, when that is another."""
    if row["status"] in _RUNS:
        told = ContractState.EXPIRED if end < today else ContractState.ACTIVE
        if told != row["status"]:
            yield told


def _ended_on(person: Person, start: date) -> date | None:
    """Return when a contract ended because its streamer left; None when they left before it began."""
    left: date | None = person.values.get("left_on")
    return left if left is not None and left >= start else None
