"""Enter records that are written as plain data: links by name or code, values as people write them.

An entry is a mapping; all but ``model`` may be left out::

    {"model": "Campaign", "as": "消费季",
     "values": {"name": "沂河年货节", "start_on": "2026-01-10", "parent_id": "沂河四季购"},
     "since": "2025-12-01",
     "moves": [{"to": "筹备", "on": "2025-12-05", "reason": "", "override": false}],
     "children": [{"model": "CampaignLine", "values": {"kind": "主题", "text": "年味"}}]}

``values`` are read as the cells of a sheet are (money in 元 or as 3000万元, days, choices by their
word; a list is several words, or the lines of a long text). A link is the code of a record, its
name, or the ``as`` of an entry before it. ``since`` is the day its first state counts from;
``moves`` are made after the children, one by one, each on its day; one with a ``decision`` (驳回) is
refused to a brand instead. A child links to the entry it stands in. ``record`` (a name or code, or
a mapping of fields) means that the record is there already and only ``values`` are changed. Facts
(joins, snapshots) are entered alike.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, and_, insert, or_, select, update
from sqlmodel import SQLModel

from db import lifecycle, models
from db.columns import Column, columns_of
from db.engine import Session
from db.errors import AppError
from db.lifecycle.brands import refuse
from db.models.brand_words import Decision
from db.queries.lists import name_of
from db.queries.tables import HISTORY, table_of
from db.record import Record
from db.store.reading import row_of
from db.store.saving import save
from db.values import Kind, read

Entry = Mapping[str, Any]
Known = dict[tuple[str, str], int]
"""(table, name, code or ``as``) → key: what was found or entered before."""

_MODELS: Mapping[str, type[SQLModel]] = {name: getattr(models, name) for name in models.__all__}


def enter(session: Session, entries: Iterable[Entry], known: Known | None = None) -> int:
    """Enter records and return how many; ``known`` carries names from one call to the next.

    Raises LookupError for a link that leads to no record or to several, BadValue and BadValues for what the
    checks refuse, NotAllowed for a move its guards refuse; each with a note that names the entry.
    """
    known = {} if known is None else known
    return sum(_enter(session, entry, known, None) for entry in entries)


def _enter(session: Session, entry: Entry, known: Known, parent: tuple[Table, int] | None) -> int:
    """Enter one record with its moves and children; return how many were entered."""
    model = _MODELS.get(entry["model"])
    if model is None or not hasattr(model, "__table__"):
        raise LookupError(f"no model is called {entry['model']}")
    try:
        values = _values(session, model, entry.get("values", {}), known)
        if parent is not None:
            values[_link_to(model, parent[0])] = parent[1]
        key = _saved(session, model, entry, values, known)
        if "as" in entry:
            known[table_of(model).name, entry["as"]] = key
        within = (table_of(model), key)
        count = 1 + sum(_enter(session, child, known, within) for child in entry.get("children", ()))
        _move(session, model, key, entry)
    except (AppError, LookupError) as fault:
        fault.add_note(f"in the entry {entry['model']} {entry.get('values')}")
        raise
    return count


def _saved(
    session: Session, model: type[SQLModel], entry: Entry, values: dict[str, Any], known: Known
) -> int:
    """Save one record and return its key."""
    if not issubclass(model, Record):
        added: Any = session.execute(insert(table_of(model)).values(**values))
        return int(added.inserted_primary_key[0])
    if "record" not in entry:
        return save(session, model, values)
    key = _existing(session, model, entry["record"], known)
    return save(session, model, values, key, row_of(session, model, key)["version"])


def _values(session: Session, model: type[SQLModel], given: Entry, known: Known) -> dict[str, Any]:
    """Return the values as ``save`` takes them: links as keys, words read as a cell's."""
    shown = {one.name: one for one in columns_of(model)}
    table, values = table_of(model), {}
    for name, value in given.items():
        if name not in table.c:
            raise LookupError(f"{table.name} has no field {name}")
        targets = [key.column.table for key in table.c[name].foreign_keys]
        if targets and isinstance(value, str | Mapping):
            values[name] = _key(session, targets[0], value, known)
        else:
            values[name] = _read(shown[name], value) if name in shown else value
    return values


def _read(shown: Column, value: Any) -> Any:
    """Return one value as its field keeps it."""
    if isinstance(value, list):
        value = ("\n" if shown.kind is Kind.LONG_TEXT else "、").join(value)
    return value if isinstance(value, dict) else read(shown.kind, value, choices=shown.choices)[0]


def _existing(session: Session, model: type[SQLModel], wanted: str | Entry, known: Known) -> int:
    """Return the key of a record that is there already."""
    return _key(session, table_of(model), wanted, known)


def _key(session: Session, table: Table, wanted: str | Entry, known: Known) -> int:
    """Return the key of the one record of that name, code or values; LookupError for none or several."""
    if isinstance(wanted, str) and (table.name, wanted) in known:
        return known[table.name, wanted]
    model = next(one for one in _MODELS.values() if getattr(one, "__table__", None) is table)
    alive = [table.c.deleted_at.is_(None)] if "deleted_at" in table.c else []
    if isinstance(wanted, str):
        called = [name_of(table) == wanted, table.c.code == wanted]
        called += [table.c[one.name] == wanted for one in columns_of(model) if one.shown.search]
        same = or_(*called)
    else:
        same = and_(*(table.c[name] == it for name, it in _values(session, model, wanted, known).items()))
    found = session.scalars(select(table.c.id).where(same, *alive).limit(2)).all()
    if len(found) != 1:
        raise LookupError(f"{'several are' if found else 'nothing is'} called {wanted} in {table.name}")
    if isinstance(wanted, str):
        known[table.name, wanted] = found[0]
    return int(found[0])


def _link_to(model: type[SQLModel], parent: Table) -> str:
    """Return the field by which a child points to its parent; LookupError when not exactly one does."""
    links = [key.parent.name for key in table_of(model).foreign_keys if key.column.table is parent]
    if len(links) != 1:
        raise LookupError(f"{model.__name__} has {len(links)} links to {parent.name}")
    return str(links[0])


def _move(session: Session, model: type[SQLModel], key: int, entry: Entry) -> None:
    """Date the first state of a record and make its moves, each on its day."""
    if not issubclass(model, Record):
        return
    if "since" in entry:
        own = HISTORY.c.entity == table_of(model).name, HISTORY.c.entity_id == key
        first = update(HISTORY).where(*own, HISTORY.c.from_state.is_(None))
        session.execute(first.values(on=date.fromisoformat(entry["since"])))
    for step in entry.get("moves", ()):
        day, reason = date.fromisoformat(step["on"]), step.get("reason", "")
        if "decision" in step:
            refuse(session, key, step["to"], reason, Decision(step["decision"]), day)
            continue
        lifecycle.move(session, model, key, step["to"], day, reason, override=step.get("override", False))
