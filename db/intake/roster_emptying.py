"""Empty cells of a roster that empty fields of known people and their accounts, where the user wants that."""

from typing import Any

from db import checks
from db.imports import Checked
from db.intake.columns import NUMBERED
from db.intake.erasing import Blanks
from db.intake.lists import LISTED
from db.intake.people import Account, Person
from db.models import PlatformAccount, Streamer
from db.models.words import StreamerState
from db.store.words import shown_values

_FROM_ID = ("birth_on", "gender")
_ACCOUNT = {
    "nickname": "nickname",
    "account_registrant": "registrant",
    "account_opened_on": "opened_on",
}
"""Columns of a roster that tell of an account → its fields."""
_GONE = (StreamerState.LEFT, StreamerState.TRANSFERRED)
LEFT_ON_STAYS = "已离退的主播须有离退日期，这一格没有清空"


def empty(checked: Checked, people: list[Person]) -> list[Person]:
    """Return the people that may be saved, with None in the fields to be emptied.

    Followers and contracts are never taken out. Who could not be saved so is refused with the reason.
    """
    if not checked.wishes.erases:
        return people
    own = Blanks(checked, Streamer)
    general = Blanks(checked, PlatformAccount, called=_ACCOUNT)
    headed = {
        word: Blanks(checked, PlatformAccount, called={f"{word}.nickname": "nickname"}) for word in NUMBERED
    }
    for person in people:
        if person.known is None:
            continue
        _empty_person(checked, own, person)
        for account in person.accounts:
            if account.known is not None:
                _empty_account(checked, general, headed.get(account.platform), person, account)
    return [person for person in people if not checked.lines.bad.intersection(person.lines)]


def _empty_person(checked: Checked, blanks: Blanks, person: Person) -> None:
    """Note the fields of a person to be emptied; refuse one who could not be saved without them."""
    row: dict[str, Any] = person.known or {}
    names = [name for name in blanks.of(person.lines) if name not in person.values and row[name] is not None]
    if row["id_no"] is not None and "id_no" not in names:
        names = [name for name in names if name not in _FROM_ID]
    if "left_on" in names and person.values.get("status", row["status"]) in _GONE:
        names.remove("left_on")
        checked.lines.warn(person.lines[0], "left_on", LEFT_ON_STAYS)
    if not names:
        return
    said = {name: value for name, value in person.values.items() if name not in LISTED}
    whole = {**row, **shown_values(Streamer, row), **said}
    before = {(fault.label, fault.reason) for fault in checks.check(Streamer, whole)}
    for fault in checks.check(Streamer, whole | dict.fromkeys(names)):
        if (fault.label, fault.reason) not in before:
            for line in person.lines:
                checked.lines.fail(line, _name(checked, fault.label), fault.reason)
            return
    person.values |= dict.fromkeys(names)


def _empty_account(
    checked: Checked, general: Blanks, headed: Blanks | None, person: Person, account: Account
) -> None:
    """Note the fields of an account to be emptied, of the lines that tell of it."""
    for blanks, column in ((general, "account_no"), (headed, f"{account.platform}.no")):
        numbers = checked.lines.columns.get(column)
        own = [line for line in person.lines if numbers and numbers[line] == account.account_no]
        for name in blanks.of(own) if blanks is not None and own else ():
            if (account.known or {}).get(name) is not None:
                account.values.setdefault(name, None)


def _name(checked: Checked, label: str) -> str:
    """Return the column of a label."""
    return next((one.name for one in checked.kind.columns if one.label == label), label)
