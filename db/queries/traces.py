"""Every figure of a report back to the rows it was counted from, and to its formula in words."""

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from sqlalchemy import ColumnElement, func, select

from db.engine import Session
from db.queries.declared import thresholds
from db.queries.dictionary import BY_CODE
from db.queries.figures import Indicator
from db.queries.lists import ListView
from db.queries.periods import Period
from db.queries.tables import table_of
from db.queries.trace_rows import Adding, Finding, Rows

_SUBJECTS = (
    "live_traces", "team_traces", "training_traces", "partner_traces", "brand_traces", "declared_traces",
)  # fmt: skip
"""Files of this package that tell rows, as TRACES."""


@dataclass(frozen=True, eq=False)
class Part:
    """One number a figure rests on: its rows, and how they make it (``adds`` is a column of the list)."""

    code: str
    title: str
    unit: str
    view: ListView
    adds: str
    how: Adding

    @property
    def sort(self) -> tuple[str, bool]:
        """What the list is sorted by at first, and whether it falls: the largest, else the newest."""
        if self.adds:
            return self.adds, True
        names = [column.name for column in self.view.columns]
        return next(((name, True) for name in ("start_at", "on") if name in names), (names[0], False))


@dataclass(frozen=True, eq=False)
class Trace:
    """A figure of a period: its formula in words, and the numbers it rests on.

    A figure counted from rows has one part; a ratio its numerator and its denominator; a difference both.
    """

    title: str
    formula: str
    parts: tuple[Part, ...]

    @property
    def view(self) -> ListView:
        """The rows of the first part."""
        return self.parts[0].view


@dataclass(frozen=True, slots=True)
class Total:
    """What the rows of a part come to; ``value`` in the base unit, None when no row tells one."""

    rows: int
    value: int | None


def trace(session: Session, code: str, period: Period) -> Trace | None:
    """Return what a figure of a period rests on; None when no rows stand behind it (declared by hand)."""
    entry = BY_CODE[code]
    limits = thresholds(session)
    formula = entry.formula.format(minutes=limits.effective_minutes, hours=limits.active_hours)
    parts = tuple(part for each in _leaves(entry) if (part := _part(session, each, period)) is not None)
    return Trace(entry.name, formula, parts) if parts else None


def total(session: Session, part: Part) -> Total:
    """Return how many rows a part has and what they come to."""
    table = table_of(part.view.model)
    count = select(func.count(), *_value(part)).select_from(table)
    scope = [] if part.view.scope is None else [part.view.scope]
    if not part.view.with_deleted:
        scope.append(table.c.deleted_at.is_(None))
    rows, *found = session.execute(count.where(*scope)).one()
    value = found[0] if found else rows
    return Total(rows, None if value is None else int(value))


def _value(part: Part) -> list[ColumnElement[int]]:
    """Return what is asked of the rows beside their count."""
    if not part.adds:
        return []
    of = part.view.sql[part.adds]
    return [func.max(of) if part.how is Adding.BEST else func.sum(of)]


def _leaves(entry: Indicator) -> list[Indicator]:
    """Return the figures counted from rows that a figure is reckoned from: itself, or its parts."""
    if entry.parts is None:
        return [entry]
    return [leaf for code in entry.parts for leaf in _leaves(BY_CODE[code])]


def _part(session: Session, entry: Indicator, period: Period) -> Part | None:
    """Return the rows of one figure."""
    find = _findings().get(entry.code)
    if find is None:
        return None
    found = find(session, period)
    rows = found if isinstance(found, Rows) else Rows(*found)
    view = replace(rows.view, scope=rows.scope)
    return Part(entry.code, entry.name, entry.unit, view, rows.adds, rows.how)


@cache
def _findings() -> dict[str, Finding]:
    """Return what finds the rows of each figure; the subjects are loaded when first asked for."""
    found: dict[str, Finding] = {}
    for subject in _SUBJECTS:
        found |= import_module(f"db.queries.{subject}").TRACES
    return found
