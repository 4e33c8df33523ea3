"""What a roster changes of known people: listed, and held where it was typed by hand since an import."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from db.columns import Column, columns_of
from db.engine import Session
from db.imports import Checked
from db.intake.by_hand import by_hand
from db.intake.changes import Changes, new_word
from db.intake.declared_changes import EXTRA, extra_words
from db.intake.holding import held_of, is_odd, overwrites
from db.intake.lines import STRIDE
from db.intake.lists import LISTED, Names
from db.intake.people import Person
from db.intake.roster_plan import SEALED, Plan
from db.models import Contract, PlatformAccount, Streamer
from db.queries.lists import masked
from db.queries.tables import STREAMERS
from db.secrets import tail
from db.steps import Step
from db.store.words import word_of

if TYPE_CHECKING:
    from datetime import date

FOLLOWERS, ACCOUNT, OWNER, START, END = "粉丝数（{}）", "平台账号", "归属主播", "签约日期", "合同到期"

Field = tuple[int, Any, Any]


class Settling:
    """One plan beside what people typed since: what stays is taken out of it, all is listed."""

    def __init__(
        self, session: Session, checked: Checked, made: Plan, names: Names, changes: Changes
    ) -> None:
        self._session, self._checked, self._made = session, checked, made
        self._names, self._changes = names, changes
        self._shown = {
            model: {one.name: one for one in columns_of(model)} for model in (Streamer, PlatformAccount)
        }
        self._labels = {one.name: one.label for one in checked.kind.columns}
        self._of = _Owned(made)
        self._typed = {
            model: by_hand(session, model, list(keys)) if keys else {}
            for model, keys in (
                (Streamer, made.changed),
                (PlatformAccount, made.changed_accounts),
                (Contract, made.changed_contracts),
            )
        }

    def settle(self, step: Step) -> list[Person]:
        """List all changes, take out of the plan what stays, and return those of whom something does."""
        kept = []
        for done, person in enumerate(self._made.touched):
            if done % STRIDE == 0:
                step(done, len(self._made.touched))
            held = self._held(person)
            for is_conflict in (True, False):
                fields = self._told(person, held, is_conflict=is_conflict)
                line = self._checked.lines.number_of(person.lines[0])
                code = str((person.known or {})["code"])
                self._changes.add(line, code, fields, is_conflict=is_conflict)
            if any(held.values()) and not overwrites(self._checked, self._checked.lines, person.lines):
                self._leave(held)
                kept.append(person)
        idle = {id(person) for person in kept if not self._is_touched(person)}
        self._made.left_alone += [person for person in kept if id(person) in idle]
        self._made.touched = [person for person in self._made.touched if id(person) not in idle]
        return kept

    def _held(self, person: Person) -> dict[tuple[Any, int], frozenset[str]]:
        """Return what stays: (model, key) → fields; of a snapshot its count."""
        held: dict[tuple[Any, int], frozenset[str]] = {}
        key = person.id or 0
        if (typed := self._typed[Streamer].get(key)) is not None:
            fields = self._made.changed[key]
            stays = held_of(fields, typed)
            rest = {name: value for name, value in fields.items() if name not in stays | LISTED.keys()}
            if stays and rest and is_odd(self._session, Streamer, person.known or {}, rest):
                stays = frozenset(fields)
            held[Streamer, key] = stays
        for account in person.accounts:
            if (typed := self._typed[PlatformAccount].get(account.id or 0)) is not None:
                changed = self._made.changed_accounts[account.id or 0]
                held[PlatformAccount, account.id or 0] = held_of(changed, typed)
        for snapshot in self._of.snapshots.get(id(person), ()):
            if self._made.changed_snapshots[snapshot].is_typed:
                held["snapshot", snapshot] = frozenset({"followers"})
        for contract in self._of.contracts.get(key, ()):
            if (typed := self._typed[Contract].get(contract)) is not None:
                held[Contract, contract] = held_of(self._made.changed_contracts[contract][1], typed)
        return held

    def _leave(self, held: Mapping[tuple[Any, int], frozenset[str]]) -> None:
        """Take out of the plan what stays."""
        places: dict[Any, dict[int, dict[str, Any]]] = {
            Streamer: self._made.changed,
            PlatformAccount: self._made.changed_accounts,
        }
        for (model, key), names in held.items():
            if model in places:
                rest = {name: value for name, value in places[model][key].items() if name not in names}
                places[model][key] = rest
                if not rest:
                    del places[model][key]
            elif model == "snapshot":
                del self._made.changed_snapshots[key]
            elif names:
                del self._made.changed_contracts[key]

    def _is_touched(self, person: Person) -> bool:
        """Say whether anything of a person is left in the plan."""
        made = self._made
        return (
            person.id in made.changed
            or any(account.id in made.changed_accounts for account in person.accounts)
            or any(key in made.changed_snapshots for key in self._of.snapshots.get(id(person), ()))
            or any(key in made.changed_contracts for key in self._of.contracts.get(person.id or 0, ()))
            or id(person) in self._of.further
        )

    def _told(
        self, person: Person, held: Mapping[tuple[Any, int], frozenset[str]], *, is_conflict: bool
    ) -> Iterator[Field]:
        """Yield what differs of a person: what was typed by hand, or the rest."""

        def wanted(model: Any, key: int, name: str) -> bool:
            return (name in held.get((model, key), ())) is is_conflict

        made, key, row = self._made, person.id or 0, person.known or {}
        fields = {name: new for name, new in made.changed.get(key, {}).items() if wanted(Streamer, key, name)}
        yield from self._fields(Streamer, row, fields)
        for account in person.accounts:
            of = account.id or 0
            changed = made.changed_accounts.get(of, {})
            fields = {name: new for name, new in changed.items() if wanted(PlatformAccount, of, name)}
            yield from self._fields(PlatformAccount, account.known or {}, fields)
        for snapshot in self._of.snapshots.get(id(person), ()):
            one = made.changed_snapshots[snapshot]
            if wanted("snapshot", snapshot, "followers"):
                yield self._label(FOLLOWERS.format(one.on)), str(one.before), str(one.after)
        for contract in self._of.contracts.get(key, ()):
            before, new = made.changed_contracts[contract]
            if wanted(Contract, contract, "end_on"):
                yield self._label(END), word_of(before["end_on"]), word_of(new["end_on"])
        if not is_conflict:
            yield from self._further(person)

    def _further(self, person: Person) -> Iterator[Field]:
        """Yield what comes to a person: accounts, follower counts of other days, contracts."""
        for account in self._of.new_accounts.get(id(person), ()):
            yield self._label(ACCOUNT), None, f"{account.platform} {account.account_no}"
        for on, followers in self._of.new_snapshots.get(id(person), ()):
            yield self._label(FOLLOWERS.format(on)), None, str(followers)
        for start, end in self._of.new_contracts.get(id(person), ()):
            yield self._label(START), None, word_of(start)
            yield self._label(END), None, word_of(end)

    def _fields(self, model: Any, row: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Field]:
        """Yield label, old and new word of changed fields of a person or an account."""
        for name, value in fields.items():
            shown = self._shown[model].get(name)
            if name == "extra":
                yield (self._label(EXTRA), *extra_words(row[name] or {}, value))
            elif name == "streamer_id":
                yield self._changes.label(OWNER, people=STREAMERS), word_of(row[name]), new_word(value.name)
            elif shown is not None:
                yield from self._field(model, shown, row, value)

    def _field(self, model: Any, shown: Column, row: Mapping[str, Any], value: Any) -> Iterator[Field]:
        """Yield one changed field: sealed ones masked, lists by name."""
        name = shown.name
        label = self._labels.get(
            name if model is Streamer or name == "nickname" else f"account_{name}", shown.label
        )
        if name in SEALED:
            old = masked(shown, row[f"{name}_tail"])
            yield self._label(label), old, masked(shown, value and tail(value))
        elif name in LISTED:
            found = self._names.find(name, value)
            new = word_of(found) or (new_word(value) if value else None)
            yield self._changes.label(label, shown), word_of(row[name]), new
        else:
            yield self._changes.label(label, shown), word_of(row[name]), word_of(value)

    def _label(self, text: str) -> int:
        """Return the number of a label whose words are told as they are."""
        return self._changes.label(text)


class _Owned:
    """Whose the parts of a plan are: by the person's place in memory, contracts by the streamer's key."""

    def __init__(self, made: Plan) -> None:
        owner = {id(account): id(person) for person in made.touched for account in person.accounts}
        self.snapshots: defaultdict[int, list[int]] = defaultdict(list)
        for key, one in made.changed_snapshots.items():
            self.snapshots[owner[id(one.account)]].append(key)
        self.contracts: defaultdict[int, list[int]] = defaultdict(list)
        for key, (row, _) in made.changed_contracts.items():
            self.contracts[row["streamer_id"]].append(key)
        self.new_accounts: defaultdict[int, list[Any]] = defaultdict(list)
        for person, account in made.new_accounts:
            self.new_accounts[id(person)].append(account)
        self.new_snapshots: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
        for account, on, followers in made.new_snapshots:
            if id(account) in owner:
                self.new_snapshots[owner[id(account)]].append((on, followers))
        self.new_contracts: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
        for person, start, end in made.new_contracts:
            self.new_contracts[id(person)].append((start, end))
        self.further = {*self.new_accounts, *self.new_snapshots, *self.new_contracts}
