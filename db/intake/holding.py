"""Fields typed by hand since an import, that another one would change: they stay unless the user says so."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db import checks
from db.engine import Session
from db.imports import Checked
from db.intake.by_hand import by_hand
from db.intake.declared_items import Item, New, Review, no_review
from db.intake.lines import Lines
from db.record import Record
from db.store import completing
from db.store.words import shown_values

_TIED = {
    "birth_on": "id_no",
    "edition": "previous_id",
    "gender": "id_no",
    "id_kind": "id_no",
    "match_key": "name",
    "month": "start_at",
    "platform": "account_id",
    "value": "value_text",
}
"""What follows from a field → that field: both stay, or both change."""
_UNSAVED = 0


def held_of(changed: Collection[str], typed: Collection[str]) -> frozenset[str]:
    """Return which of the fields a line changes stay as they are, of those typed by hand."""
    stay = {name for name in changed if name in typed}
    return frozenset(stay | {name for name in changed if _TIED.get(name) in stay})


def overwrites(checked: Checked, lines: Lines, own: Sequence[int]) -> bool:
    """Say whether one of a record's lines takes the place of what was typed by hand."""
    wishes = checked.wishes
    if not wishes.overwrites:
        return wishes.overwrites is None
    return any(wishes.overwrites_line((lines.sheet_of(line).sheet.name, lines.rows[line])) for line in own)


def kept_of(checked: Checked, item: Item) -> frozenset[str]:
    """Return the fields of an item that stay as they were typed: none once its line takes their place."""
    return frozenset() if not item.held or overwrites(checked, checked.lines, item.lines) else item.held


def hold(review: Review, changes: dict[Item, dict[str, Any]]) -> None:
    """Note which fields of each item stay; all of them where the others alone would make no sense."""
    model, session = review.kind.model, review.session
    known = {item.id: item for item in changes if item.id is not None}
    for key, typed in by_hand(session, model, list(known)).items() if known else ():
        item = known[key]
        item.held = held_of(changes[item], typed)
        if item.held and item.held != changes[item].keys() and _is_odd(review, item):
            item.held = frozenset(changes[item])


def _is_odd(review: Review, item: Item) -> bool:
    """Say whether a record could not be saved with the fields that stay beside those that change."""
    given = {name: value for name, value in item.values.items() if name not in item.held}
    given = {name: _UNSAVED if type(value) is New else value for name, value in given.items()}
    model, row = review.kind.model, item.known or {}
    if review.kind.complete is no_review:
        given |= completing.completed(review.session, model, row | given)
    return is_odd(review.session, model, row, given)


def is_odd(session: Session, model: type[Record], row: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Say whether a stored row could not be saved with other values in some fields."""
    whole = {**row, **shown_values(model, row), **given}
    faults = checks.check(model, whole) or completing.faults(session, model, whole, row["id"])
    return next(iter(faults), None) is not None
