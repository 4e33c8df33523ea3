"""What the base knows of the people and accounts of a roster, asked in a handful of questions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from db.engine import Session
from db.intake.people import AccountKey, Person
from db.models.words import Platform
from db.queries.among import among
from db.queries.tables import ACCOUNTS, STREAMERS

Row = dict[str, Any]


class Known:
    """Keys of living streamers and accounts that occur in a roster."""

    def __init__(self, session: Session, people: Iterable[Person]) -> None:
        people = list(people)
        self._session = session
        self._is_empty = session.execute(select(STREAMERS.c.id).limit(1)).first() is None
        self.by_id = self._keys("id_no_index", {person.id_index for person in people})
        self.by_code = self._keys("code", {person.code for person in people})
        self.accounts = known_accounts(
            session, {account.account_no for person in people for account in person.accounts}
        )
        self.by_phone: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        phones = {person.phone_index for person in people}
        for key, phone, name in self._ask("phone_index", phones, "name"):
            self.by_phone[phone].append((key, name))
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        for key, name in self._ask("name", {person.name for person in people if is_keyless(person)}):
            self.by_name[name].append(key)

    def rows(self, keys: Iterable[int]) -> dict[int, Row]:
        """Return whole rows of living streamers by key."""
        wanted = set(keys)
        if not wanted:
            return {}
        asked = among(self._session, STREAMERS.c.id, wanted) & STREAMERS.c.deleted_at.is_(None)
        rows = self._session.execute(select(STREAMERS).where(asked)).mappings()
        return {row["id"]: dict(row) for row in rows}

    def _keys(self, name: str, values: set[str | None]) -> dict[str, int]:
        """Return the key of the streamer for each value of a unique column."""
        return {value: key for key, value in self._ask(name, values)}

    def _ask(self, name: str, values: set[str | None], *more: str) -> list[Any]:
        """Return key, column and more of the living streamers with one of these values in a column."""
        wanted = values - {None}
        if not wanted or self._is_empty:
            return []
        columns = [STREAMERS.c[one] for one in ("id", name, *more)]
        alive = STREAMERS.c.deleted_at.is_(None)
        query = select(*columns).where(among(self._session, STREAMERS.c[name], wanted), alive)
        return list(self._session.execute(query))


def known_accounts(session: Session, numbers: Iterable[str]) -> dict[AccountKey, Row]:
    """Return the rows of living accounts with one of these numbers, by platform and number."""
    numbers = set(numbers)
    if not numbers:
        return {}
    alive = ACCOUNTS.c.deleted_at.is_(None)
    query = select(ACCOUNTS).where(among(session, ACCOUNTS.c.account_no, numbers), alive)
    rows = session.execute(query).mappings()
    return {(Platform(row["platform"]), row["account_no"]): dict(row) for row in rows}


def is_keyless(person: Person) -> bool:
    """Say whether nothing but the name tells who a person is."""
    return not (person.code or person.id_index or person.phone_index or person.accounts)
