"""What saving a roster would change: compared with the base, nothing written yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from db.engine import Session
from db.imports import Mode
from db.intake.lists import LISTED, Names
from db.intake.people import Account, Person
from db.models import Contract, FollowerSnapshot
from db.models.words import Relation, StreamerState
from db.queries.among import among
from db.queries.contracts import AGENCY
from db.queries.tables import table_of
from db.store.followers import BY_HAND

SEALED = ("id_no", "phone", "guardian_phone")
_CONTRACT, _SNAPSHOT = table_of(Contract), table_of(FollowerSnapshot)


class Recount(NamedTuple):
    """Another follower count of a known day; ``is_typed``: it was corrected by hand after an import."""

    account: Account
    on: date
    before: int
    after: int
    is_typed: bool


@dataclass(slots=True)
class Plan:
    """New people and accounts, and the changed fields of known ones by key; links are still names.

    Of contracts the row is kept beside its new fields.
    """

    new: list[Person] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    new_accounts: list[tuple[Person, Account]] = field(default_factory=list)
    changed_accounts: dict[int, dict[str, Any]] = field(default_factory=dict)
    new_snapshots: list[tuple[Account, date, int]] = field(default_factory=list)
    changed_snapshots: dict[int, Recount] = field(default_factory=dict)
    new_contracts: list[tuple[Person, date, date | None]] = field(default_factory=list)
    changed_contracts: dict[int, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    touched: list[Person] = field(default_factory=list)
    left_alone: list[Person] = field(default_factory=list)


def plan(session: Session, people: Iterable[Person], names: Names, mode: Mode) -> Plan:
    """Return what a mode would change; a known person with nothing new is left alone."""
    made = Plan()
    known = [person for person in people if person.known is not None]
    if mode is not Mode.UPDATE:
        made.new = [person for person in people if person.known is None]
    else:
        made.left_alone = [person for person in people if person.known is None]
    if mode is Mode.ADD:
        made.left_alone += known
        known = []
    compare = _Comparison(session, known, names)
    for person in made.new:
        _add(made, person)
    for person in known:
        (made.touched if compare.person(made, person) else made.left_alone).append(person)
    return made


def first_state(person: Person) -> StreamerState:
    """Return the state of a new streamer: as the roster says, else what its other columns tell."""
    values = person.values
    if "status" in values:
        return StreamerState(values["status"])
    if "left_on" in values:
        return StreamerState.LEFT
    if person.accounts or "first_live_on" in values:
        return StreamerState.ACTIVE
    is_signed = person.contract_start or person.contract_end or values.get("relation") is Relation.SIGNED
    return StreamerState.SIGNED if is_signed else StreamerState.LEAD


def contract_since(person: Person, known: Iterable[date] = ()) -> date | None:
    """Return when the contract a roster tells of began: as written, else the latest, else on joining."""
    if person.contract_start is not None or person.contract_end is None:
        return person.contract_start
    joined = person.values.get("joined_on") or (person.known or {}).get("joined_on")
    since: date | None = max(known, default=joined)
    return since if since is not None and since <= person.contract_end else None


def _add(made: Plan, person: Person) -> None:
    """Plan everything of a new person."""
    for account in person.accounts:
        _plan_account(made, person, account)
        made.new_snapshots += [(account, on, followers) for on, followers in account.followers.items()]
    if (start := contract_since(person)) is not None:
        made.new_contracts.append((person, start, person.contract_end))


def _plan_account(made: Plan, person: Person, account: Account) -> bool:
    """Plan a new account, or what changes on a known one; say whether anything does."""
    if account.id is None or account.known is None:
        made.new_accounts.append((person, account))
        return True
    changes = {name: value for name, value in account.values.items() if account.known[name] != value}
    if account.known["streamer_id"] is None:
        changes["streamer_id"] = person
    if changes:
        made.changed_accounts[account.id] = changes
    return bool(changes)


class _Comparison:
    """Known people of a roster beside what the base has of them."""

    def __init__(self, session: Session, known: list[Person], names: Names) -> None:
        self._session = session
        self._names = names
        self._contracts: defaultdict[int, dict[date, dict[str, Any]]] = defaultdict(dict)
        accounts = [account for person in known for account in person.accounts if account.id is not None]
        self._snapshots = self._on_days(accounts)
        self._latest = self._last([account for account in accounts if not account.is_dated])
        keys = {person.id for person in known if person.contract_start or person.contract_end}
        if keys:
            living = among(session, _CONTRACT.c.streamer_id, keys) & _CONTRACT.c.deleted_at.is_(None)
            rows = [dict(row) for row in session.execute(select(_CONTRACT).where(living)).mappings()]
            for row in sorted(rows, key=lambda row: row["kind"] in AGENCY):  # these before others of that day
                self._contracts[row["streamer_id"]][row["start_on"]] = row

    def person(self, made: Plan, person: Person) -> bool:
        """Plan what changes of a known person; say whether anything does."""
        changes = self._fields(person)
        if changes and person.id is not None:
            made.changed[person.id] = changes
        changed = bool(changes)
        for account in person.accounts:
            changed |= _plan_account(made, person, account)
            changed |= self._followers(made, account)
        return self._contract(made, person) or changed

    def _fields(self, person: Person) -> dict[str, Any]:
        """Return the fields of a known streamer that the roster changes; a value of None empties."""
        row = person.known or {}
        changes: dict[str, Any] = {}
        for name, value in person.values.items():
            if value is None:
                if row[name] is not None:
                    changes[name] = None
            elif name in SEALED:
                if person.indexes[name] != row[f"{name}_index"]:
                    changes[name] = value
            elif name in LISTED:
                key = self._names.find(name, value)
                if key is None or key != row[name]:
                    changes[name] = value
            elif row[name] != value:
                changes[name] = value
        if person.extra.items() - (row["extra"] or {}).items():
            changes["extra"] = (row["extra"] or {}) | person.extra
        return changes

    def _followers(self, made: Plan, account: Account) -> bool:
        """Plan new or corrected follower counts.

        Without a day of their own only when they moved; with a guessed one only where none is known.
        """
        changed = False
        for on, followers in account.followers.items():
            key, before, is_typed = self._snapshots.get((account.id, on), (None, 0, False))
            if key is not None and (before == followers or account.is_guessed):
                continue
            if not account.is_dated and self._latest.get(account.id) == followers:
                continue
            changed = True
            if key is None:
                made.new_snapshots.append((account, on, followers))
            else:
                made.changed_snapshots[key] = Recount(account, on, before, followers, is_typed)
        return changed

    def _contract(self, made: Plan, person: Person) -> bool:
        """Plan a new contract, or the new end of the known one."""
        known = self._contracts[person.id] if person.id is not None else {}
        start = contract_since(person, known)
        if start is None:
            return False
        if start not in known:
            made.new_contracts.append((person, start, person.contract_end))
            return True
        row = known[start]
        if row["kind"] not in AGENCY or person.contract_end in (None, row["end_on"]):
            return False
        made.changed_contracts[row["id"]] = (row, {"end_on": person.contract_end})
        return True

    def _on_days(self, accounts: list[Account]) -> dict[tuple[int | None, date], tuple[int, int, bool]]:
        """Return key, followers and whether they were typed, of the days told of these accounts."""
        days = {on for account in accounts for on in account.followers}
        if not days:
            return {}
        of = _SNAPSHOT.c
        asked = among(self._session, of.account_id, {account.id for account in accounts})
        query = select(of.id, of.account_id, of.on, of.followers, of.source, of.batch_id)
        return {
            (account, on): (key, count, source == BY_HAND and batch is not None)
            for key, account, on, count, source, batch in self._session.execute(
                query.where(asked, of.on.in_(days))
            )
        }

    def _last(self, accounts: list[Account]) -> dict[int | None, int]:
        """Return the latest follower count of accounts."""
        if not accounts:
            return {}
        table = _SNAPSHOT.c
        asked = among(self._session, table.account_id, {account.id for account in accounts})
        last = (
            select(table.account_id, func.max(table.on).label("day")).where(asked).group_by(table.account_id)
        )
        newest = last.subquery()
        query = select(table.account_id, table.followers).join(
            newest, (newest.c.account_id == table.account_id) & (newest.c.day == table.on)
        )
        return {account: followers for account, followers in self._session.execute(query)}  # noqa: C416 - rows
