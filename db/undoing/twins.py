"""Keep rows that cannot get back what they held because another record has it by now."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Enum, Integer, String, Table, select

from db.engine import Session
from db.queries.among import among
from db.steps import Step
from db.undoing.plan import Plan
from db.undoing.shapes import DELETED, is_record, label_of, table_named, uniques, value_of

_AT_ONCE = 10_000
TAKEN = "{label}{code} 已登记同样的内容"


def keep_twins(session: Session, plan: Plan, step: Step) -> None:
    """Keep rows to be restored that another living row is the same as in what must be unique."""
    for name in {*plan.restores, *plan.puts}:
        table = table_named(name)
        for columns in uniques(table):
            touched = _touched(plan, name, columns)
            for start in range(0, len(touched), _AT_ONCE):
                step(0, 0)
                wanted = _wanted(session, plan, table, columns, touched[start : start + _AT_ONCE])
                for key, other in _taken(session, plan, table, columns, wanted):
                    plan.keep((name, key), TAKEN.format(label=label_of(name), code=other))


def _touched(plan: Plan, name: str, columns: tuple[str, ...]) -> list[int]:
    """Return the rows of a table that come back, or change in some columns."""
    restored = plan.restores[name].items()
    found = {key for key, image in restored if DELETED in image or any(one in image for one in columns)}
    return sorted(found | plan.puts[name].keys())


def _wanted(
    session: Session, plan: Plan, table: Table, columns: tuple[str, ...], keys: Sequence[int]
) -> dict[tuple[Any, ...], int]:
    """Return what rows will hold in some columns → their key; without those that lack one."""
    restored, put, wanted = plan.restores[table.name], plan.puts[table.name], {}
    asked = select(table.c.id, *(table.c[name] for name in columns)).where(among(session, table.c.id, keys))
    for row in session.execute(asked).mappings():
        if row["id"] in restored:
            wanted[_values(table, columns, restored[row["id"]], row)] = row["id"]
    for key in keys:
        if key in put:
            wanted[_values(table, columns, put[key], {})] = key
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
