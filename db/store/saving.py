"""Save, delete and restore one record, with checks, code, version, trail and search index."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from db import checks, lifecycle, secrets, trail
from db.columns import Column, columns_of
from db.engine import Session
from db.errors import BadValue, BadValues, Conflict, NotAllowed
from db.queries.lists import masked
from db.queries.tables import table_of
from db.record import Record, local, now
from db.store.codes import next_codes
from db.store.completing import completed, faults, follow, refuse_kept, taken_meanwhile
from db.store.links import broken_links, refuse_used, twins
from db.store.reading import GONE, row_of
from db.store.words import readable, shown_values, word_of
from db.values import Kind, read

_STALE = "这条记录刚被别人修改过，没有保存。请核对后重新修改。"
_TAKEN = "刚有人登记了同样的内容，没有保存。请刷新后核对。"

_OWN = frozenset(Record.model_fields) - {"is_demo", "batch_id"}
_SEALED_WITH = ("_index", "_tail")

Values = Mapping[str, Any]


def save(
    session: Session,
    model: type[Record],
    values: Mapping[str, object],
    id: int | None = None,  # noqa: A002 - the field's own name
    version: int | None = None,
    reason: str | None = None,
) -> int:
    """Add (no ``id``) or change a record and return its key; fields left out of ``values`` stay as they are.

    Sealed values arrive in clear, or masked when they did not change; empty text counts as missing. Raises
    BadValues with every fault, Conflict when ``version`` is stale, NotAllowed when the record is gone or its
    state would change (lifecycle.move does that), KeyError for a field the model does not show.
    """
    row = row_of(session, model, id) if id is not None else {}
    before = row | shown_values(model, row) if row else {}
    given, problems = _read(model, values, known=bool(row))
    if row:
        _refuse_stale(session, model, before, given, version)
    whole = _defaults(model) | {name: before[name] for name in _fields(model) if name in before} | given
    whole |= {} if problems else completed(session, model, whole)
    changed = {name: value for name, value in whole.items() if word_of(value) != word_of(before.get(name))}
    stored = _sealed(session, model, changed)
    problems += checks.check(model, whole)
    problems += broken_links(session, model, given)
    problems += twins(session, model, row | stored, id)
    problems += faults(session, model, whole, id)
    if problems:
        raise BadValues(problems)
    if id is not None and not changed:
        return id
    if id is None:
        key = _add(session, model, stored)
    else:
        _refuse_state(model, changed)
        key = write_row(session, model, row, stored)
    _write_trail(session, model, key, before, stored, reason)
    follow(session, model, key, before, whole)
    return key


def delete(session: Session, model: type[Record], id: int, version: int) -> None:  # noqa: A002
    """Delete softly.

    Raises InUse while others point to it, Conflict when ``version`` is stale, NotAllowed for one to keep.
    """
    row = row_of(session, model, id)
    _refuse_stale(session, model, row, {}, version)
    refuse_kept(session, model, row)
    refuse_used(session, model, id, row["code"])
    write_row(session, model, row, {"deleted_at": now()})
    trail.record(session, "删除", table_of(model).name, id, None)
    follow(session, model, id, row, row)


def restore(session: Session, model: type[Record], id: int) -> None:  # noqa: A002
    """Bring a deleted record back; BadValues when its number or place was given to another meanwhile."""
    row = row_of(session, model, id)
    if row["deleted_at"] is None:
        return
    if taken := [*twins(session, model, row, id), *taken_meanwhile(session, model, row, id)]:
        raise BadValues(taken)
    write_row(session, model, row, {"deleted_at": None})
    trail.record(session, "恢复", table_of(model).name, id, None)
    follow(session, model, id, row, row)


def _fields(model: type[Record]) -> list[str]:
    """Return the fields of a model that may be given: all but those every record keeps of itself."""
    kept = {shown.name + end for shown in columns_of(model) if shown.shown.sealed for end in _SEALED_WITH}
    return [name for name in model.model_fields if name not in _OWN and name not in kept]


def _defaults(model: type[Record]) -> dict[str, Any]:
    """Return what the fields of a new record hold before anyone types."""
    fields = model.model_fields
    return {name: fields[name].default for name in _fields(model) if not fields[name].is_required()}


def _read(model: type[Record], values: Values, *, known: bool) -> tuple[dict[str, Any], list[BadValue]]:
    """Return the values as they are stored and the faults of those that cannot be read.

    Masks of a known record are left out: what they stand for did not change.
    """
    allowed, shown = set(_fields(model)), {one.name: one for one in columns_of(model)}
    given: dict[str, Any] = {}
    problems = []
    for name, value in values.items():
        if name not in allowed:
            raise KeyError(name)
        if known and name in shown and shown[name].shown.sealed and secrets.is_masked(str(value or "")):
            continue
        try:
            given[name] = _tidy(model, shown[name], value) if name in shown else value
        except BadValue as fault:
            problems.append(BadValue(fault.reason, shown[name].label))
    return given, problems


def _tidy(model: type[Record], shown: Column, value: Any) -> Any:
    """Return one value as it is stored; BadValue when it is none of the choices or no number of its kind."""
    if isinstance(value, str) and not isinstance(value, Enum):
        value = value.strip() or None
    if value is None:
        return None
    if shown.kind in (Kind.WORDS, Kind.SPLIT):
        return read(shown.kind, value, choices=shown.choices)[0]
    if shown.choices is not None:
        try:
            return shown.choices(value)
        except ValueError:
            raise BadValue("请从列表中选择") from None
    if shown.kind is Kind.ID_NO:
        return secrets.normalise(value)
    return checks.tidied(model, {shown.name: value})[shown.name]


def _sealed(session: Session, model: type[Record], changed: Values) -> dict[str, Any]:
    """Return changed fields as the table keeps them: sealed ones sealed, with index and tail."""
    stored, keys, table = dict(changed), secrets.of(session), table_of(model).name
    for shown in columns_of(model):
        if shown.shown.sealed and shown.name in changed:
            value = changed[shown.name]
            stored[shown.name] = value and keys.seal(value, f"{table}.{shown.name}")
            stored[f"{shown.name}_index"] = value and keys.index(value)
            stored[f"{shown.name}_tail"] = value and secrets.tail(value)
    return stored


def _refuse_stale(
    session: Session, model: type[Record], before: Values, given: Values, version: int | None
) -> None:
    """Raise Conflict, with both sides, when a record was saved meanwhile; NotAllowed if deleted."""
    if before["deleted_at"] is not None:
        raise NotAllowed(GONE)
    if version == before["version"]:
        return
    sides: dict[str, tuple[str, str]] = {}
    for shown in columns_of(model):
        mine, theirs = word_of(given.get(shown.name)), word_of(before.get(shown.name))
        if shown.name in given and mine != theirs:
            if shown.shown.sealed:
                mine = masked(shown, mine and secrets.tail(mine))
            sides[shown.label] = readable(session, shown, mine), readable(session, shown, theirs)
    raise Conflict(_STALE, sides, before["updated_by"], local(before["updated_at"]))


def _refuse_state(model: type[Record], changed: Values) -> None:
    """Raise NotAllowed when a state would change without its guards."""
    if "status" in changed and lifecycle.governs(model):
        raise NotAllowed("状态不能直接修改，请用“变更状态”。")


def _add(session: Session, model: type[Record], stored: Values) -> int:
    """Insert a record with its code, who and when, and the beginning of its history; return its key."""
    user = session.info["user"]
    (code,) = next_codes(session, model.prefix)
    record = model(**stored, code=code, created_by=user, updated_by=user)
    with _taken_as_conflict():
        session.add(record)
        session.flush()
    key = record.id
    session.expunge(record)
    if key is None:
        raise RuntimeError("a flushed record has a key")
    if lifecycle.governs(model):
        lifecycle.begin(session, model, key, stored)
    return key


def write_row(session: Session, model: type[Record], row: Values, stored: Values) -> int:
    """Update a record at the version it was read at and return its key; Conflict when that is stale."""
    table = table_of(model)
    who = {"updated_at": now(), "updated_by": session.info["user"], "version": row["version"] + 1}
    asked = update(table).where(table.c.id == row["id"], table.c.version == row["version"])
    with _taken_as_conflict():
        written: Any = session.execute(asked.values(**stored, **who))
    if not written.rowcount:
        raise Conflict(_STALE)
    key: int = row["id"]
    return key


def _write_trail(
    session: Session, model: type[Record], key: int, before: Values, stored: Values, reason: str | None
) -> None:
    """Record what changed: field → [old, new], sealed values masked."""
    changes = {}
    for shown in columns_of(model):
        if shown.name in stored:
            new = word_of(stored[shown.name])
            if shown.shown.sealed:
                new = masked(shown, stored[f"{shown.name}_tail"])
            changes[shown.name] = [word_of(before.get(shown.name)), new]
    trail.record(session, "修改" if before else "新增", table_of(model).name, key, changes, reason)


@contextmanager
def _taken_as_conflict() -> Iterator[None]:
    """Raise Conflict when another seat wrote the same number or name in this very moment."""
    try:
        yield
    except IntegrityError:
        raise Conflict(_TAKEN) from None
