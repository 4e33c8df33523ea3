"""Write the items of a declared kind: new records, changed fields, states, and what was before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import func, select

from db import search, secrets
from db.columns import columns_of
from db.engine import Session
from db.imports import Checked, Mode, Outcome
from db.intake.bulk import insert, record_columns, update
from db.intake.declared_changes import tell
from db.intake.declared_checks import changes_of, defaults_of
from db.intake.declared_items import Declared, Item, New, Turn, Turns, Written
from db.intake.history import Before, add_states, moves_by_rule, remember, sealed_columns
from db.intake.holding import kept_of
from db.lifecycle import Case, governs
from db.lifecycle.governed import rules_of
from db.models import Streamer
from db.queries.among import among
from db.queries.tables import HISTORY, table_of
from db.record import Record
from db.steps import Step
from db.store import completing

Values = Mapping[str, Any]


def save(kind: Declared, session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Write the good items in the caller's transaction; Mode.CHECK only counts."""
    items: list[Item] = checked.good
    new = [item for item in items if item.known is None]
    known = [item for item in items if item.known is not None]
    outcome = Outcome(rejected=len(checked.rejected), warnings=checked.warnings)
    outcome.new, outcome.known = _lines(new), _lines(known)
    differing = [] if mode is Mode.ADD else [item for item in known if _differs(item)]
    outcome.changes = tell(kind, session, checked, differing)
    kept = [item for item in differing if kept_of(checked, item)]
    outcome.conflicts = _lines(kept)
    stays = {id(item) for item in kept}
    changed = [_without_held(item) if id(item) in stays else item for item in differing]
    changed = [item for item in changed if item.changes]
    new = [] if mode is Mode.UPDATE else new
    outcome.added, outcome.updated = len(new), _lines(new) - len(new) + _lines(changed)
    outcome.unchanged = _lines(items) - outcome.added - outcome.updated
    if mode is not Mode.CHECK and (new or changed):
        _write(kind, session, Written(new, changed, batch, step))
    return outcome


def _differs(item: Item) -> bool:
    """Note what the lines of a known item change, and say whether that is anything."""
    item.changes = changes_of(item)
    return bool(item.changes)


def _without_held(item: Item) -> Item:
    """Return an item that leaves alone what was typed by hand."""
    values, changes = (
        {name: value for name, value in fields.items() if name not in item.held}
        for fields in (item.values, item.changes)
    )
    return replace(item, values=values, changes=changes)


def _lines(items: Iterable[Item]) -> int:
    """Return how many lines tell of these items."""
    return sum(len(item.lines) for item in items)


def _write(kind: Declared, session: Session, written: Written) -> None:
    """Write everything: linked records first, then new records, then changes."""
    batch, step = written.batch, written.step
    linked: defaultdict[type[Record], dict[int, New]] = defaultdict(dict)
    for item in (*written.added, *written.changed):
        values = item.values if item.known is None else item.changes
        for value in values.values():
            if type(value) is New and value.id is None:
                linked[value.model][id(value)] = value
    for model, found in linked.items():
        made = list(found.values())
        fresh = add(session, model, [one.values for one in made], batch, step)
        for one, key in zip(made, fresh, strict=True):
            one.id = key
    rows = [_keyed(item.values) | ({"extra": item.extra} if item.extra else {}) for item in written.added]
    codes = [item.code for item in written.added]
    keys = add(session, kind.model, rows, batch, step, codes=codes, turns=kind.turns)
    for item, key in zip(written.added, keys, strict=True):
        item.id = key
    _change(kind, session, written)
    with moves_by_rule(session, batch, step):
        for item in (*written.added, *written.changed):
            old, new = item.known or {}, _keyed(item.values)
            completing.follow(session, kind.model, item.id or 0, old, old | new)
        kind.follow(session, written)


def add(  # noqa: PLR0913 - what a batch of new records needs
    session: Session,
    model: type[Record],
    rows: Sequence[Values],
    batch: int,
    step: Step,
    *,
    codes: Sequence[str | None] = (),
    turns: Turns | None = None,
) -> list[int]:
    """Insert records, sealed values given in clear, with their codes and first states; return their keys.

    ``turns`` tells the states a record has been through; without, it begins in the one it has.
    """
    if not rows:
        return []
    table = table_of(model).name
    columns = record_columns(session, model, len(rows), batch, codes)
    default = defaults_of(model)
    for name in sorted({name for row in rows for name in row} | default.keys()):
        columns[name] = [row.get(name, default.get(name)) for row in rows]
    keys = secrets.of(session)
    for one in columns_of(model):
        if one.shown.sealed and one.name in columns:
            values = columns[one.name]
            indexes = [None if value is None else keys.index(value) for value in values]
            columns |= sealed_columns(keys, table, one.name, values, indexes)
    insert(session, table, columns, step)
    made = list(columns["id"])
    if governs(model):
        told = turns or partial(_begins, model)
        moves = [
            (key, *turn) for key, row in zip(made, rows, strict=True) for turn in told({**default, **row})
        ]
        add_states(session, table, moves, batch, step)
    if model is Streamer:
        search.index_streamers(session, made)
    return made


def _change(kind: Declared, session: Session, written: Written) -> None:
    """Write the changed fields of known records, the moves among them, and what was before."""
    batch, step, table = written.batch, written.step, table_of(kind.model).name
    if governs(kind.model):
        add_states(session, table, _moves(kind, session, table, written.changed), batch, step)
    before, fields = Before(session, batch), {}
    keys = secrets.of(session)
    sealed_names = {one.name for one in columns_of(kind.model) if one.shown.sealed}
    for item in written.changed:
        key, new = item.id or 0, _keyed(item.changes)
        for name in [name for name in new if name in sealed_names]:
            sealed = sealed_columns(keys, table, name, [new[name]], [item.indexes.get(name)])
            new |= {field: one for field, (one,) in sealed.items()}
        before.changed(kind.model, key, item.known or {}, new)
        fields[key] = new
    update(session, table, fields, step)
    remember(session, before, step)


def _moves(
    kind: Declared, session: Session, table: str, changed: Sequence[Item]
) -> list[tuple[int | None, Any, Any, date]]:
    """Return the moves among changes, and add the fields that are written with a move."""
    moved = [item for item in changed if "status" in item.changes]
    last = _last_moves(session, table, [item.id for item in moved])
    today, follow = date.today(), rules_of(kind.model).follow
    moves = []
    for item in moved:
        row, to = item.known or {}, item.changes["status"]
        day = kind.moved_on(item) or today
        on = max(day, last.get(item.id, day))
        moves.append((item.id, row["status"], to, on))
        further = follow(Case(session, row, on), to)
        item.changes |= {name: value for name, value in further.items() if name not in item.values}
    return moves


def _keyed(values: Values) -> dict[str, Any]:
    """Return values with the keys of linked records that were just added."""
    return {name: value.id if type(value) is New else value for name, value in values.items()}


def _begins(model: type[Record], values: Values) -> Iterator[Turn]:
    """Yield the first state of a new record, since the earliest day it tells of."""
    yield None, values["status"], min(day for day in (*rules_of(model).since(values), date.today()) if day)


def _last_moves(session: Session, table: str, keys: list[int | None]) -> dict[int | None, date]:
    """Return the day of the last move of some records: a new one cannot come before it."""
    own = among(session, HISTORY.c.entity_id, keys) & (HISTORY.c.entity == table)
    asked = select(HISTORY.c.entity_id, func.max(HISTORY.c.on)).where(own, HISTORY.c.on.is_not(None))
    return {key: day for key, day in session.execute(asked.group_by(HISTORY.c.entity_id))}  # noqa: C416
