"""A person as a roster tells of them, perhaps in several lines: one for each account."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.models.words import Platform

AccountKey = tuple[Platform, str]


@dataclass(slots=True)
class Account:
    """An account as a roster tells of it: ``values`` are fields of PlatformAccount, ``followers`` by day.

    ``is_dated``: the day is known; ``is_guessed``: it is the end of the month the sheet is named after.
    """

    platform: Platform
    account_no: str
    values: dict[str, Any] = field(default_factory=dict)
    followers: dict[date, int] = field(default_factory=dict)
    is_dated: bool = False
    is_guessed: bool = False
    id: int | None = None
    known: dict[str, Any] | None = None

    @property
    def key(self) -> AccountKey:
        """What an account is found by."""
        return self.platform, self.account_no


@dataclass(slots=True)
class Person:
    """A streamer as a roster tells of one: ``values`` are fields of Streamer, links by name, sealed in clear.

    ``indexes`` are the blind indexes of sealed fields, ``known`` is the row in the base, None for a new one;
    ``note`` is what goes into the remark besides.
    """

    lines: list[int]
    values: dict[str, Any]
    accounts: list[Account] = field(default_factory=list)
    contract_start: date | None = None
    contract_end: date | None = None
    extra: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    indexes: dict[str, str] = field(default_factory=dict)
    id: int | None = None
    known: dict[str, Any] | None = None
    note: str = ""

    @property
    def id_index(self) -> str | None:
        """The blind index of the ID number."""
        return self.indexes.get("id_no")

    @property
    def phone_index(self) -> str | None:
        """The blind index of the phone."""
        return self.indexes.get("phone")

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.values["name"])

    def differs(self, other: "Person") -> str:
        """Return the field in which another line contradicts this person; "" when they may be one."""
        for name, value in other.values.items():
            if name != "remark" and self.values.get(name, value) != value:
                return name
        for name in ("contract_start", "contract_end"):
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours is not None and theirs is not None and ours != theirs:
                return name
        mine = {account.key: account for account in self.accounts}
        for account in other.accounts:
            if (same := mine.get(account.key)) is not None:
                for on, followers in account.followers.items():
                    if same.followers.get(on, followers) != followers:
                        return "followers"
        return ""

    def absorb(self, other: "Person") -> None:
        """Take over what another line of the same person says."""
        remarks = [person.values["remark"] for person in (self, other) if "remark" in person.values]
        self.values |= other.values
        if remarks:
            self.values["remark"] = "；".join(dict.fromkeys(remarks))
        self.lines += other.lines
        mine = {account.key: account for account in self.accounts}
        for account in other.accounts:
            if (same := mine.get(account.key)) is None:
                self.accounts.append(account)
            else:
                same.values |= account.values
                same.followers |= account.followers
        self.contract_start = self.contract_start or other.contract_start
        self.contract_end = self.contract_end or other.contract_end
        self.extra = other.extra | self.extra
        self.code = self.code or other.code
        self.indexes |= other.indexes
        self.note = "；".join(dict.fromkeys(filter(None, (self.note, other.note))))
