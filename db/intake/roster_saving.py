"""Write what a roster changes: people, accounts, followers, contracts, states, and what was before."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db import search, secrets
from db.engine import Session
from db.imports import Checked, Mode, Outcome
from db.intake.bulk import insert, record_columns, reserve, update
from db.intake.changes import Changes
from db.intake.history import SOURCE, Before, State, add_states, remember, sealed_columns
from db.intake.lists import LISTED, Names
from db.intake.people import Person
from db.intake.roster_changes import Settling
from db.intake.roster_contracts import write_contracts
from db.intake.roster_plan import SEALED, Plan, first_state, plan
from db.models import Contract, FollowerSnapshot, PlatformAccount, StatusHistory, Streamer
from db.models.words import (
    AccountKind,
    AccountState,
    IdKind,
    StreamerState,
    Verified,
)
from db.queries.among import among
from db.queries.tables import table_of
from db.steps import Step
from db.store.followers import BY_HAND

_STREAMER, _ACCOUNT, _CONTRACT = table_of(Streamer), table_of(PlatformAccount), table_of(Contract)
_SNAPSHOT, _STATUS = table_of(FollowerSnapshot), table_of(StatusHistory)
_ENDED = (StreamerState.LEFT, StreamerState.TRANSFERRED, StreamerState.REJECTED)


def save(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good lines of a roster in the caller's transaction; Mode.CHECK only counts."""
    people: list[Person] = checked.good
    names = Names(session)
    made = plan(session, people, names, mode)
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.changes = changes = Changes([mapped.sheet.name for mapped in checked.sheets])
    outcome.conflicts = _lines(Settling(session, checked, made, names, changes).settle(step))
    outcome.added = len(made.new)
    outcome.updated = sum(len(person.lines) - 1 for person in made.new) + _lines(made.touched)
    outcome.unchanged = _lines(made.left_alone)
    outcome.new = _lines([person for person in people if person.known is None])
    outcome.known = _lines(people) - outcome.new
    if mode is not Mode.CHECK and outcome.added + outcome.updated:
        _Writer(session, names, batch, step).write(made)
    changes.close(session)
    return outcome


def _lines(people: Sequence[Person]) -> int:
    """Return how many lines tell of these people."""
    return sum(len(person.lines) for person in people)


class _Writer:
    """Writes one plan: parents first, then what points to them."""

    def __init__(self, session: Session, names: Names, batch: int, step: Step) -> None:
        self._session = session
        self._names = names
        self._batch = batch
        self._step = step
        self._today = date.today()
        self._secrets = secrets.of(session)

    def write(self, made: Plan) -> None:
        """Write everything of a plan."""
        self._add_lists(made)
        before = Before(self._session, self._batch)
        self._add_people(made.new)
        self._change_people(made, before)
        self._write_accounts(made, before)
        self._write_snapshots(made, before)
        write_contracts(self._names, made, before, self._step)
        remember(self._session, before, self._step)
        keys = [person.id for person in (*made.new, *made.touched) if person.id is not None]
        search.index_streamers(self._session, keys)

    def _add_lists(self, made: Plan) -> None:
        """Add teams, agencies and categories the base does not have."""
        for column in LISTED:
            people = (*made.new, *made.touched)
            said = [name for person in people if (name := person.values.get(column)) is not None]
            if said:
                self._names.add(column, said, self._batch, self._step)

    def _add_people(self, people: list[Person]) -> None:
        """Insert new streamers and their first state."""
        if not people:
            return
        columns = record_columns(self._session, Streamer, len(people), self._batch)
        fields = sorted({name for person in people for name in person.values})
        columns |= {name: [person.values.get(name) for person in people] for name in fields}
        for name in LISTED.keys() & columns.keys():
            keys = {value: self._names.find(name, value) for value in set(columns[name])}
            columns[name] = [keys[value] for value in columns[name]]
        for name in [name for name in SEALED if name in columns]:
            indexes = [person.indexes.get(name) for person in people]
            columns |= sealed_columns(self._secrets, "streamer", name, columns[name], indexes)
        columns["status"] = [first_state(person) for person in people]
        columns["id_kind"] = [person.values.get("id_kind", IdKind.RESIDENT) for person in people]
        columns["verified"] = [person.values.get("verified", Verified.NO) for person in people]
        columns["extra"] = [person.extra or None for person in people]
        insert(self._session, _STREAMER.name, columns, self._step)
        for person, key in zip(people, columns["id"], strict=True):
            person.id = key
        self._add_states(
            [
                (person.id, *turn)
                for person, state in zip(people, columns["status"], strict=True)
                for turn in _turns(person, state)
            ]
        )

    def _change_people(self, made: Plan, before: Before) -> None:
        """Write the changed fields of known streamers, and the moves among them."""
        known = {person.id: person.known or {} for person in made.touched}
        indexes = {person.id: person.indexes for person in made.touched}
        last = self._last_moves([key for key, fields in made.changed.items() if "status" in fields])
        moves, written = [], {}
        for key, fields in made.changed.items():
            row, new = known[key], dict(fields)
            for name in LISTED.keys() & new.keys():
                new[name] = self._names.find(name, new[name])
            for name in [name for name in SEALED if name in new]:
                sealed = sealed_columns(
                    self._secrets, "streamer", name, [new[name]], [indexes[key].get(name)]
                )
                new |= {field: one for field, (one,) in sealed.items()}
            if "status" in new:
                ended = new["status"] in _ENDED
                if not ended and row["status"] in _ENDED:
                    new.setdefault("left_on", None)
                on = (new.get("left_on") or row["left_on"] or self._today) if ended else self._today
                moves.append((key, row["status"], new["status"], max(on, last.get(key, on))))
            written[key] = new
            before.changed(Streamer, key, row, new)
        update(self._session, _STREAMER.name, written, self._step)
        self._add_states(moves)

    def _last_moves(self, keys: list[int]) -> dict[int, date]:
        """Return the day of the last move of some streamers: a new one cannot come before it."""
        own = among(self._session, _STATUS.c.entity_id, keys) & (_STATUS.c.entity == _STREAMER.name)
        asked = select(_STATUS.c.entity_id, func.max(_STATUS.c.on)).where(own, _STATUS.c.on.is_not(None))
        return dict(self._session.execute(asked.group_by(_STATUS.c.entity_id)).all())

    def _write_accounts(self, made: Plan, before: Before) -> None:
        """Insert new accounts and write what changed on known ones."""
        columns = record_columns(self._session, PlatformAccount, len(made.new_accounts), self._batch)
        accounts = [account for _, account in made.new_accounts]
        columns |= {
            "streamer_id": [person.id for person, _ in made.new_accounts],
            "platform": [account.platform for account in accounts],
            "account_no": [account.account_no for account in accounts],
            "kind": [account.values.get("kind", AccountKind.OWN) for account in accounts],
            "status": [account.values.get("status", AccountState.NORMAL) for account in accounts],
        }
        for name in ("nickname", "registrant", "opened_on"):
            columns[name] = [account.values.get(name) for account in accounts]
        insert(self._session, _ACCOUNT.name, columns, self._step)
        for account, key in zip(accounts, columns["id"], strict=True):
            account.id = key
        people = (*made.new, *made.touched)
        rows = {account.id: account.known for person in people for account in person.accounts}
        for key, fields in made.changed_accounts.items():
            if isinstance(owner := fields.get("streamer_id"), Person):
                fields["streamer_id"] = owner.id
            before.changed(PlatformAccount, key, rows.get(key) or {}, fields)
        update(self._session, _ACCOUNT.name, made.changed_accounts, self._step)

    def _write_snapshots(self, made: Plan, before: Before) -> None:
        """Insert new follower counts and correct known ones."""
        fresh = made.new_snapshots
        columns: dict[str, Sequence[Any]] = {
            "id": reserve(self._session, _SNAPSHOT.name, len(fresh)),
            "account_id": [account.id for account, _, _ in fresh],
            "on": [on for _, on, _ in fresh],
            "followers": [followers for _, _, followers in fresh],
            "source": [SOURCE] * len(fresh),
            "batch_id": [self._batch] * len(fresh),
        }
        insert(self._session, _SNAPSHOT.name, columns, self._step)
        for key, one in made.changed_snapshots.items():
            old: dict[str, Any] = {"followers": one.before}
            new: dict[str, Any] = {"followers": one.after}
            if one.is_typed:
                old["source"], new["source"] = BY_HAND, SOURCE
            before.changed(FollowerSnapshot, key, old, new)
            self._session.execute(_SNAPSHOT.update().where(_SNAPSHOT.c.id == key).values(new))

    def _add_states(self, moves: Sequence[State]) -> None:
        """Write the history of the streamers' states."""
        add_states(self._session, _STREAMER.name, moves, self._batch, self._step)


def _turns(person: Person, state: StreamerState) -> Iterator[tuple[Any, Any, date | None]]:
    """Yield the states a roster tells of a new streamer: before, after, since when (None = from the start).

    Who has left was of the team from the day they came: the figures of those months count them.
    """
    values = person.values
    days = (values.get("joined_on"), person.contract_start, values.get("first_live_on"))
    came, left = min((day for day in days if day is not None), default=None), values.get("left_on")
    if state not in _ENDED:
        yield None, state, came
    elif state is StreamerState.REJECTED or came is None or left is None or left <= came:
        yield None, state, left
    else:
        before = StreamerState.ACTIVE if "first_live_on" in values else StreamerState.SIGNED
        yield None, before, came
        yield before, state, left
