"""Make one record of two: chosen values, everything that led to either, both histories, in one transaction.

The record that goes is deleted softly. All of it is a batch with images of every row, so that it can be taken
back like an import.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db import checks, trail
from db.columns import Column, columns_of
from db.duplicates.choices import Choice, together, usual
from db.duplicates.histories import Line, as_one, lines_of, on_or_none
from db.duplicates.references import move
from db.duplicates.rewriting import Rewriting
from db.engine import Session
from db.errors import BadValue, BadValues, Conflict, NotAllowed
from db.lifecycle import governs
from db.models import ImportBatch
from db.queries.batches import MERGE
from db.queries.lists import masked
from db.queries.tables import HISTORY, table_of
from db.record import Record, now
from db.store.completing import completed, faults, follow
from db.store.history import MERGED, MERGED_FROM, MERGED_INTO
from db.store.links import broken_links, twins
from db.store.reading import GONE, row_of
from db.store.words import shown_values, word_of

_STALE = "其中一条刚被别人修改过，没有合并。请重新核对后再合并。"
_ITSELF = "请选择两条不同的记录。"
_REASON = "与 {code} 合并"
_ENDS = ("_index", "_tail")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What was made: the record that stays, the batch it can be taken back by, how many rows were changed."""

    key: int
    batch: int
    rows: int


def merge(
    session: Session,
    model: type[Record],
    stays: int,
    goes: int,
    chosen: Mapping[str, Choice] | None = None,
    versions: tuple[int, int] | None = None,
) -> Merged:
    """Merge the second record into the first in the caller's transaction (``database.write()``).

    ``chosen`` says for some fields whose value counts, the rest are as ``usual`` offers them;
    ``versions`` are those the user looked at. Raises NotAllowed when one is gone, Conflict when one was
    saved meanwhile, BadValues when the record they make has a fault the first one had not.
    """
    rows = both_rows(session, model, stays, goes)
    if versions is not None and versions != tuple(row["version"] for row in rows):
        raise Conflict(_STALE)
    batch = _begin(session, rows)
    rewriting = Rewriting(session, batch.id or 0)
    choice = usual(model, columns_of(model), *rows) | dict(chosen or {})
    known = {fault.label for fault in _faults(session, model, rows[0])}
    rewriting.change(table_of(model), rows[1], {"deleted_at": now()})
    fields = merged_fields(session, model, *rows, choice)
    changed = {name: value for name, value in fields.items() if value != rows[0][name]}
    problems = _faults(session, model, rows[0] | changed)
    if fresh := [fault for fault in problems if fault.label not in known]:
        raise BadValues(fresh)
    if changed:
        rewriting.change(table_of(model), rows[0], changed)
    move(rewriting, model, stays, goes)
    if governs(model):
        _join_histories(rewriting, model, rows, fields["status"], choice["status"])
    rewriting.save()
    _tell(session, model, rows, changed)
    for row in rows:
        follow(session, model, row["id"], row, row | changed)
    return _close(session, batch, rewriting, stays)


def merged_fields(
    session: Session, model: type[Record], stays: Values, goes: Values, choice: Mapping[str, Choice]
) -> dict[str, Any]:
    """Return the fields of the record the two make, as the table keeps them."""
    fields: dict[str, Any] = {}
    for column in columns_of(model):
        fields |= _chosen(column, stays, goes, choice[column.name])
    if "extra" in stays:
        fields["extra"] = {**(goes["extra"] or {}), **(stays["extra"] or {})} or None
    fields |= completed(session, model, shown_values(model, {**stays, **fields}))
    return fields


def _chosen(column: Column, stays: Values, goes: Values, choice: Choice) -> dict[str, Any]:
    """Return one field as it was chosen; a sealed one with its index and its tail."""
    name = column.name
    if choice is Choice.BOTH and stays[name] and goes[name]:
        return {name: together(column, stays[name], goes[name])}
    row = goes if choice is Choice.GOES or (choice is Choice.BOTH and not stays[name]) else stays
    names = [name, *(name + end for end in _ENDS)] if column.shown.sealed else [name]
    return {each: row[each] for each in names}


def both_rows(
    session: Session, model: type[Record], stays: int, goes: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both stored rows; NotAllowed when one is gone, or both are one."""
    if stays == goes:
        raise NotAllowed(_ITSELF)
    rows = row_of(session, model, stays), row_of(session, model, goes)
    if any(row["deleted_at"] is not None for row in rows):
        raise NotAllowed(GONE)
    return rows


def _faults(session: Session, model: type[Record], row: Values) -> list[BadValue]:
    """Return what is wrong with a record as a whole."""
    whole = {**row, **shown_values(model, row)}
    shown = {column.name: whole[column.name] for column in columns_of(model)}
    return [
        *checks.check(model, whole),
        *broken_links(session, model, shown),
        *twins(session, model, row, row["id"]),
        *faults(session, model, whole, row["id"]),
    ]


def _join_histories(
    rows: Rewriting, model: type[Record], both: tuple[Values, Values], status: Any, choice: Choice
) -> None:
    """Give the record that stays the history of both; lines that do not count any more go to the other."""
    table, (stays, goes) = table_of(model).name, (row["id"] for row in both)
    lines = {line.id: line for line in lines_of(rows.session, table, stays, goes)}
    leads = goes if choice is Choice.GOES else stays
    one = as_one(table, list(lines.values()), stays, leads, str(status.value))
    kept = {line.id for line in one}
    for line in one:
        if line.id is None:
            _add_line(rows, table, line, both[1]["code"])
            continue
        _own_line(rows, table, lines[line.id], stays, line.before)
    for key, line in lines.items():
        if key not in kept:
            _own_line(rows, table, line, goes, line.before)


def _own_line(rows: Rewriting, table: str, line: Line, owner: int, before: str | None) -> None:
    """Let a line belong to one of the two, following another state where it does."""
    said = {"entity": table, "entity_id": line.owner, "from_state": line.before}
    fields = {"entity": table, "entity_id": owner, "from_state": before}
    if said != fields:
        rows.change(HISTORY, {"id": line.id, **said}, fields)


def _add_line(rows: Rewriting, table: str, line: Line, code: str) -> None:
    """Add a line neither had: from a day on the other one's state counts."""
    said = {"entity": table, "entity_id": line.owner, "on": on_or_none(line)}
    states = {"from_state": line.before, "to_state": line.state, "reason": _REASON.format(code=code)}
    who = {"at": now(), "by": rows.session.info["user"], "is_override": False}
    rows.add(HISTORY, {**said, **states, **who})


def _begin(session: Session, rows: tuple[Values, Values]) -> ImportBatch:
    """Begin the batch of a merge."""
    name = f"{rows[1]['code']} → {rows[0]['code']}"
    batch = ImportBatch(kind=MERGE, file_name=name, file_hash="", mode=MERGE, by=session.info["user"])
    session.add(batch)
    session.flush()
    return batch


def _close(session: Session, batch: ImportBatch, rows: Rewriting, stays: int) -> Merged:
    """Write what a merge came to; the trail's line of the batch is its last."""
    batch.rows = batch.updated = rows.count
    session.flush()
    key = batch.id or 0
    trail.record(session, MERGED, "import_batch", key, {"rows": [None, rows.count]}, batch.file_name)
    return Merged(stays, key, rows.count)


def _tell(session: Session, model: type[Record], rows: tuple[Values, Values], changed: Values) -> None:
    """Record in the history of both what became of them."""
    table, (stays, goes) = table_of(model).name, rows
    changes: trail.Changes = {MERGED_FROM: [None, goes["code"]]}
    for column in columns_of(model):
        if column.name in changed:
            old, new = (_word(column, row) for row in (stays, {**stays, **changed}))
            changes[column.name] = [old, new]
    trail.record(session, MERGED, table, goes["id"], {MERGED_INTO: [None, stays["code"]]})
    trail.record(session, MERGED, table, stays["id"], changes)


def _word(column: Column, row: Values) -> str | None:
    """Return a value as the trail keeps it, sealed ones masked."""
    return masked(column, row[f"{column.name}_tail"]) if column.shown.sealed else word_of(row[column.name])
