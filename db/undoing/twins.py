"""Keep rows that cannot get back what they held because another record has it by now."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Enum, Integer, String, Table, select

from db.engine import Session
from db.intake.bulk import among
from db.steps import Step
from db.undoing.plan import Plan
from db.undoing.shapes import DELETED, is_record, label_of, table_named, uniques, value_of

TAKEN = "{label}{code} 已登记同样的内容"


def keep_twins(session: Session, plan: Plan, step: Step) -> None:
    """Keep rows to be restored that another living row is the same as in what must be unique."""
    for name in {*plan.restores, *plan.puts}:
        table = table_named(name)
        for columns in uniques(table):
            step(0, 0)
            wanted = _wanted(session, plan, table, columns)
            for key, other in _taken(session, plan, table, columns, wanted):
                plan.keep((name, key), TAKEN.format(label=label_of(name), code=other))


def _wanted(
    session: Session, plan: Plan, table: Table, columns: tuple[str, ...]
) -> dict[tuple[Any, ...], int]:
    """Return what rows will hold in some columns → their key, for those that change in them or come back."""
    restored, wanted = plan.restores[table.name], {}
    touched = {
        key for key, image in restored.items() if DELETED in image or any(name in image for name in columns)
    }
    asked = select(table.c.id, *(table.c[name] for name in columns)).where(
        among(session, table.c.id, touched)
    )
    rows = {row["id"]: row for row in session.execute(asked).mappings()} if touched else {}
    for key, row in rows.items():
        wanted[_values(table, columns, restored[key], row)] = key
    for key, image in plan.puts[table.name].items():
        wanted[_values(table, columns, image, {})] = key
    return {values: key for values, key in wanted.items() if None not in values}


def _values(
    table: Table, columns: tuple[str, ...], image: Mapping[str, str | None], row: Mapping[Any, Any]
) -> tuple[Any, ...]:
    """Return what a row will hold in some columns: its image's values, else what it holds now."""
    found = (value_of(table.c[name], image[name]) if name in image else row[name] for name in columns)
    return tuple(getattr(value, "value", value) for value in found)


def _taken(
    session: Session,
    plan: Plan,
    table: Table,
    columns: tuple[str, ...],
    wanted: Mapping[tuple[Any, ...], int],
) -> Iterable[tuple[int, str]]:
    """Return the rows whose values another one that stays has, with the code of that one."""
    if not wanted:
        return []
    asked = select(table.c.id, *(table.c[name] for name in columns))
    if is_record(table):
        asked = asked.add_columns(table.c.code).where(table.c[DELETED].is_(None))
    for place, name in enumerate(columns):
        if isinstance(table.c[name].type, String | Integer | Enum):
            asked = asked.where(among(session, table.c[name], {values[place] for values in wanted}))
    found = []
    for row in session.execute(asked).mappings():
        values = _values(table, columns, {}, row)
        key = wanted.get(values)
        is_itself = row["id"] == key and key not in plan.puts[table.name]
        if key is not None and not is_itself and not _moves_away(plan, table.name, row["id"], columns):
            found.append((key, f" {row['code']}" if "code" in row else ""))
    return found


def _moves_away(plan: Plan, name: str, key: int, columns: tuple[str, ...]) -> bool:
    """Say whether a row will not hold these values any more."""
    if key in plan.hides[name] or key in plan.drops[name]:
        return True
    image = plan.restores[name].get(key, {})
    return any(column in image for column in columns)
