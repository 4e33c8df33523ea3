"""Count what a plan comes to, name the rows that are kept, and tell the signed months among them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.intake.signed import HAPPENED, LASTING
from db.queries.among import among
from db.queries.lists import name_of
from db.queries.periods import month_of
from db.queries.signed_months import signed_months
from db.queries.tables import HISTORY
from db.undoing.plan import Plan
from db.undoing.reversal import Kept, Reversal
from db.undoing.shapes import is_part, is_record, label_of, owner_column, table_named, target_of, value_of

_AT_ONCE = 5000
_DAYS = {**LASTING, **HAPPENED, **dict.fromkeys(("account_day", "brand_decision", HISTORY.name), ("on",))}
"""Table → the days (or the month) its rows are counted by."""


def counted(session: Session, plan: Plan) -> Reversal:
    """Return what a plan comes to; rows that are part of another one are not counted beside it."""
    removed, restored, kept = (defaultdict[str, int](int) for _ in range(3))
    own_parts = {part for parts in plan.parts.values() for part in parts}
    groups: tuple[tuple[Mapping[str, Collection[int]], defaultdict[str, int]], ...] = (
        (plan.hides, removed),
        (plan.drops, removed),
        (plan.restores, restored),
        (plan.puts, restored),
    )
    for group, counts in groups:
        for name, keys in group.items():
            if is_part(table_named(name)):
                counts[name] += sum((name, key) not in own_parts for key in keys)
            else:
                counts[name] += len(keys)
    for name, _ in plan.kept:
        kept[name] += 1
    names = [name for name in {**removed, **restored, **kept} if removed[name] + restored[name] + kept[name]]
    return Reversal(
        plan.batch,
        sum(removed.values()),
        sum(restored.values()),
        tuple(_named(session, plan)),
        {label_of(name): (removed[name], restored[name], kept[name]) for name in names},
        tuple(_signed(session, plan)),
    )


def _named(session: Session, plan: Plan) -> Iterator[Kept]:
    """Yield the rows that are kept with code and name, a fact by those of its record."""
    keys: defaultdict[str, list[int]] = defaultdict(list)
    reasons = {**plan.spared, **plan.kept}
    for name, key in reasons:
        keys[name].append(key)
    for name, wanted in keys.items():
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            called = _called(session, name, part)
            for key in part:
                yield Kept(name, key, *called.get(key, ("", "")), reasons[name, key])


def _called(session: Session, name: str, keys: list[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of rows of one table."""
    table = table_named(name)
    owner = owner_column(table)
    above = table if owner is None else target_of(owner)
    if not is_record(above):
        return {}
    asked = select(table.c.id, above.c.code, name_of(above)).where(among(session, table.c.id, keys))
    if owner is not None:
        asked = asked.join(above, above.c.id == owner)
    return {key: (code, str(called or "")) for key, code, called in session.execute(asked)}


def _signed(session: Session, plan: Plan) -> list[str]:
    """Return the signed months (2026-09) that rows of the plan are counted in, before or after."""
    signed = signed_months(session)
    months = signed & _months(session, plan) if signed else frozenset()
    return [f"{month // 100}-{month % 100:02}" for month in sorted(months)]


def _months(session: Session, plan: Plan) -> set[int]:
    """Return the months that rows of the plan tell of."""
    months: set[int] = set()
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for name, key in plan.rows():
        rows[name].add(key)
    for name, keys in rows.items():
        table = table_named(name)
        images = [*plan.restores[name].values(), *plan.puts[name].values()]
        for column in (table.c[day] for day in _DAYS.get(name, ())):
            found = set(session.scalars(select(column).where(among(session, table.c.id, keys)).distinct()))
            found |= {value_of(column, image[column.name]) for image in images if column.name in image}
            months |= {month_of(day) if isinstance(day, date) else day for day in found - {None}}
    return months
