"""Two records side by side before they are merged: every field of both, what moves, what to mind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.columns import Column, columns_of
from db.duplicates.choices import TOGETHER, Choice, may_be_both, together, usual
from db.duplicates.clashes import clashes
from db.duplicates.histories import lines_of, on_or_none
from db.duplicates.merging import both_rows
from db.duplicates.pairs import Side, sides
from db.duplicates.references import counts
from db.duplicates.signs import told_apart
from db.engine import Session
from db.models import Streamer
from db.queries.contracts import in_force
from db.queries.lists import masked
from db.queries.signed_months import signed_months
from db.queries.tables import CONTRACTS, table_of
from db.record import Record
from db.store.words import readable, word_of
from db.undoing.shapes import label_of, links_to

_SINCE = "{state}（{day} 起）"
_TWO_CONTRACTS = "两条记录都有生效中的合同，合并后请到“合同”页核对，多余的作废。"
_SIGNED = "已签署的报告不变；合并后重新统计的人数可能与其中的不同，差异会在月报页列出。"
_ONE_LEFT = "{what}有 {count} 处重复，合并后只留一条，内容互相补全。"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two records, ready to read, sealed ones masked; ``both`` is None where one must do.

    ``choice`` is what is offered; ``follows`` are the fields that are to be chosen alike with it.
    """

    name: str
    label: str
    stays: str
    goes: str
    both: str | None
    choice: Choice
    follows: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.stays != self.goes


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records as they are; ``moved`` says what and how much leads to the one that goes.

    ``notes`` are sentences about what to mind.
    """

    model: type[Record]
    stays: Side
    goes: Side
    versions: tuple[int, int]
    fields: tuple[FieldPair, ...]
    moved: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


def compare(session: Session, model: type[Record], stays: int, goes: int) -> Comparison:
    """Return two records side by side; NotAllowed when one is gone, or both are one."""
    rows = both_rows(session, model, stays, goes)
    columns = columns_of(model)
    offered = usual(model, columns, *rows)
    known = sides(session, model, (stays, goes))
    return Comparison(
        model,
        known[stays],
        known[goes],
        (rows[0]["version"], rows[1]["version"]),
        tuple(_pair(session, model, column, rows, offered[column.name]) for column in columns),
        tuple(counts(session, table_of(model), goes)),
        tuple(_notes(session, model, rows)),
    )


def _pair(
    session: Session, model: type[Record], column: Column, rows: tuple[Values, Values], choice: Choice
) -> FieldPair:
    """Return one field of both."""
    one, other = (row[column.name] for row in rows)
    both = together(column, one, other) if may_be_both(column) and one and other and one != other else None
    words = [_readable(session, column, row) for row in rows]
    if column.name == "status" and one != other:
        words = [_since(session, model, row["id"], said) for row, said in zip(rows, words, strict=True)]
    if column.shown.sealed and words[0] == words[1] and not _same(column, rows):
        words[1] += "（与左边不同）"
    follows = TOGETHER.get(f"{table_of(model).name}.{column.name}", ())
    return FieldPair(column.name, column.label, words[0], words[1], both, choice, follows)


def _same(column: Column, rows: tuple[Values, Values]) -> bool:
    """Say whether a sealed field holds the same in both."""
    index = f"{column.name}_index"
    return bool(rows[0][index] == rows[1][index])


def _readable(session: Session, column: Column, row: Values) -> str:
    """Return one value as people read it."""
    if column.shown.sealed:
        return masked(column, row[f"{column.name}_tail"]) or ""
    return readable(session, column, word_of(row[column.name]))


def _since(session: Session, model: type[Record], key: int, state: str) -> str:
    """Return the state of a record with the day it began, where that is known."""
    lines = lines_of(session, table_of(model).name, key)
    day = on_or_none(lines[-1]) if lines else None
    return state if day is None else _SINCE.format(state=state, day=day.isoformat())


def _notes(session: Session, model: type[Record], rows: tuple[Values, Values]) -> Iterator[str]:
    """Yield what to mind before merging."""
    yield from told_apart(*rows)
    stays, goes = (row["id"] for row in rows)
    for link in links_to(table_of(model)):
        if count := len(list(clashes(session, link, stays, goes))):
            yield _ONE_LEFT.format(what=label_of(link.table.name), count=count)
    if model is Streamer:
        bound = CONTRACTS.c.streamer_id.in_((stays, goes)), in_force(date.today())
        asked = select(func.count(CONTRACTS.c.streamer_id.distinct())).where(*bound)
        if (session.scalar(asked) or 0) > 1:
            yield _TWO_CONTRACTS
    if signed_months(session):
        yield _SIGNED
