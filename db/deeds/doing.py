"""Delete, move or set a field of one record or of many, and take any of it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from db import store
from db.columns import column
from db.deeds.deed import Deed, each, named
from db.engine import Session
from db.lifecycle import move
from db.queries.tables import table_of
from db.record import Record
from db.steps import Step, no_step
from db.store.reading import row_of
from db.store.words import readable, word_of
from db.undoing import Reversal, as_moment, undo


def delete_all(session: Session, model: type[Record], keys: Sequence[int], step: Step = no_step) -> Deed:
    """Delete records softly; those still in use, or to be kept, are refused."""

    def do(key: int) -> None:
        store.delete(session, model, key, row_of(session, model, key)["version"])

    return each(session, model, keys, do, lambda whom: f"删除{whom}", step)


def move_all(  # noqa: PLR0913 - what a user says of a move
    session: Session,
    model: type[Record],
    keys: Sequence[int],
    to: str,
    on: date | None = None,
    reason: str = "",
    *,
    step: Step = no_step,
) -> Deed:
    """Move records to a state as of a day, each through its gates; nothing is passed over."""
    return each(
        session,
        model,
        keys,
        lambda key: move(session, model, key, to, on, reason),
        lambda whom: f"将{whom}变更为“{to}”",
        step,
    )


def save_one(
    session: Session,
    model: type[Record],
    values: Mapping[str, object],
    key: int | None,
    version: int | None,
) -> Deed:
    """Add (no ``key``) or change a record as ``store.save`` does; a change can be undone."""
    if key is None:
        made = store.save(session, model, values, None, version)
        return Deed(f"新增{named(session, model, made)}", 1, key=made)
    deed = to_one(
        session,
        model,
        key,
        lambda whom: f"修改{whom}",
        lambda: store.save(session, model, values, key, version),
    )
    return replace(deed, key=key)


def to_one(
    session: Session,
    model: type[Record],
    key: int,
    words: Callable[[str], str],
    do: Callable[[], object],
    records: Callable[[], int] = lambda: 1,
) -> Deed:
    """Do anything to one record as a moment that can be undone; raises what it raises.

    ``words`` and ``records`` are asked for once it is done: they tell of how many that hang on it.
    """
    about, whom = (table_of(model).name, key), named(session, model, key)
    with as_moment(session, "", about) as moment:
        do()
        moment.words, moment.records = words(whom), records()
    return Deed(moment.words, moment.records, (), moment.batch)


def set_all(
    session: Session,
    model: type[Record],
    keys: Sequence[int],
    values: Mapping[str, object],
    step: Step = no_step,
) -> Deed:
    """Give records the same values in some fields, checked as a form's are."""

    def do(key: int) -> None:
        store.save(session, model, values, key, row_of(session, model, key)["version"])

    said = "、".join(_said(session, model, name, value) for name, value in values.items())
    return each(session, model, keys, do, lambda whom: f"将{whom}的{said}", step)


def take_back(session: Session, batch: int) -> Reversal:
    """Undo what was done at a moment, or do again what was undone; raises NotAllowed.

    Who offers that asks here, so that ``db.undoing`` is loaded when something is undone, not with a page.
    """
    return undo(session, batch)


def _said(session: Session, model: type[Record], name: str, value: object) -> str:
    """Return what a field is set to in words."""
    shown = column(model, name)
    word = readable(session, shown, word_of(value))
    return f"{shown.label}设为“{word}”" if word else f"{shown.label}清空"
