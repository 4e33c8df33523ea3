"""Rows of two records that tell of the same: one session presented twice, one training attended twice.

The row of the record that stays is kept and takes over what it lacks; the other goes: a record softly, any
other row for good.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, select

from db.duplicates.rewriting import Rewriting
from db.engine import Session
from db.models.training_words import PRESENT
from db.record import Fact, Record, now
from db.undoing.shapes import DELETED, is_record

SAME_BY: Mapping[str, tuple[str, ...]] = {
    "attendance": ("training_id",),
    "brand_streamer": ("brand_id",),
    "campaign_party": ("campaign_id", "part"),
    "certificate": ("kind", "number"),
    "evaluation": ("period",),
    "event_guest": ("event_id",),
    "live_presenter": ("session_id",),
    "onboarding_node": ("name",),
    "qualification": ("kind", "number"),
}
"""Table → the columns by which two rows beside the link tell of the same."""
_WHOLE = ("evaluation",)
"""Tables whose rows take nothing over: a total and the lines it comes from belong together."""
_OWN = frozenset(Record.model_fields) | frozenset(Fact.model_fields)
_MOST = 100
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows that tell of the same: the one kept and the one that goes."""

    kept: Values
    gone: Values


def clashes(session: Session, link: Column[Any], stays: int, goes: int) -> Iterator[Clash]:
    """Yield the rows of one table that clash when a link leads to another record."""
    table = link.table
    names = SAME_BY.get(table.name, ())
    if not names:
        return
    other = table.alias()
    both = [table.c[name] == other.c[name] for name in names]
    alive = [each.c[DELETED].is_(None) for each in (table, other) if is_record(table)]
    asked = select(table.c.id, other.c.id).where(link == stays, other.c[link.name] == goes, *both, *alive)
    pairs: dict[int, int] = {}
    for kept, gone in session.execute(asked.order_by(table.c.id)):
        pairs.setdefault(gone, kept)
    rows = {
        row["id"]: {str(name): value for name, value in row.items()}
        for row in session.execute(select(table).where(table.c.id.in_({*pairs, *pairs.values()}))).mappings()
    }
    for gone, kept in pairs.items():
        yield Clash(rows[kept], rows[gone])


def resolve(rows: Rewriting, table: Table, found: Clash) -> None:
    """Let one of two rows go, and the other take over what it lacks."""
    if is_record(table):
        rows.change(table, found.gone, {DELETED: now()})
    else:
        rows.remove(table, found.gone)
    if taken := _taken_over(table, found):
        rows.change(table, found.kept, taken)


def _taken_over(table: Table, found: Clash) -> dict[str, Any]:
    """Return the fields the kept row gets from the other."""
    if table.name in _WHOLE:
        return {}
    kept, gone = found.kept, found.gone
    links = {column.name for column in table.c if column.foreign_keys}
    taken = {
        name: gone[name]
        for name in kept
        if name not in _OWN | links and kept[name] is None and gone[name] is not None
    }
    if table.name == "live_presenter":
        return _shares(kept, gone)
    if table.name == "attendance":
        taken |= _presence(kept, gone)
    if table.name == "onboarding_node" and kept["done_at"] is not None:
        taken.pop("skipped_reason", None)
    return taken


def _shares(kept: Values, gone: Values) -> dict[str, Any]:
    """Return the share of who presented under two names: both together."""
    said = [row["share"] for row in (kept, gone) if row["share"] is not None]
    share = min(sum(said), _MOST) if said else None
    return {} if share == kept["share"] else {"share": share}


def _presence(kept: Values, gone: Values) -> dict[str, Any]:
    """Return how someone who signed in under two names was there: who was there once was there."""
    taken = {"is_planned": True} if gone["is_planned"] and not kept["is_planned"] else {}
    if gone["present"] in PRESENT and kept["present"] not in PRESENT:
        taken |= {name: gone[name] for name in ("present", "minutes", "method", "signed_at")}
    return taken
