"""Keep rows that others still use, and those that would come back without what they belong to."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Column, Select, select

from db.engine import Session
from db.intake.history import SOURCE
from db.queries.among import among
from db.steps import Step
from db.undoing.plan import LOST, USED, Plan, Row
from db.undoing.shapes import (
    DELETED,
    is_part,
    is_record,
    label_of,
    links_from,
    links_to,
    owner_column,
    table_named,
    target_of,
    value_of,
)

STAYS = "它所属的{label}保留着"
_AT_ONCE = 20_000
_BELONG = (("platform_account", "streamer_id"), ("contract", "streamer_id"))


def tie_belongings(session: Session, plan: Plan) -> None:
    """Note which accounts and contracts a line of a roster brought along with a person."""
    for name, link in _BELONG:
        table, keys = table_named(name), plan.hides[name]
        owner = target_of(table.c[link]).name
        if not keys or not plan.hides[owner]:
            continue
        asked = select(table.c.id, table.c[link]).where(among(session, table.c.id, keys))
        for key, above in session.execute(asked):
            if above in plan.hides[owner]:
                plan.belongings[owner, above].append((name, key))


def keep_belongings(plan: Plan) -> None:
    """Keep accounts and contracts of people that are kept: without them these would be half a person."""
    for owner, rows in plan.belongings.items():
        if owner in plan.kept:
            for row in rows:
                plan.keep(row, STAYS.format(label=label_of(owner[0])))


def keep_used(session: Session, plan: Plan, step: Step) -> None:
    """Keep rows to be removed that others point to which stay."""
    for name in [name for name, keys in plan.hides.items() if keys]:
        for column in links_to(table_named(name)):
            if owner_column(column.table) is column and is_part(column.table):
                continue  # parts of a record go with it
            keys = sorted(plan.hides[name])
            for start in range(0, len(keys), _AT_ONCE):
                step(0, 0)
                _look_at(session, plan, keys[start : start + _AT_ONCE], column)


def keep_lost(session: Session, plan: Plan, step: Step) -> None:
    """Keep rows to be restored whose links would lead to what is gone by then."""
    for name in {*plan.restores, *plan.puts}:
        keys = sorted({*plan.restores[name], *plan.puts[name]})
        for column in links_from(table_named(name)):
            if owner_column(column.table) is column:
                continue  # facts may lie with a record out of sight: they come back into sight with it
            for start in range(0, len(keys), _AT_ONCE):
                step(0, 0)
                _follow(session, plan, keys[start : start + _AT_ONCE], column)


def _look_at(session: Session, plan: Plan, keys: Collection[int], column: Column[Any]) -> None:
    """Keep the rows that are pointed to by one column; note which wait for the pointing row."""
    table, owner, name = column.table, owner_column(column.table), target_of(column).name
    for found in session.execute(_pointing(session, keys, column)).mappings().all():
        used, user = (name, found[column.name]), (table.name, found["id"])
        if owner is column:
            if _is_later(plan, dict(found)):
                plan.keep(used, USED.format(label=label_of(table.name)))
            continue
        if owner is not None and not plan.goes(user):
            user = (target_of(owner).name, found[owner.name])
        if _lets_go(plan, user, column, used):
            plan.holds[user].append(used)
        else:
            plan.keep(used, USED.format(label=label_of(user[0])))


def _pointing(session: Session, keys: Collection[int], column: Column[Any]) -> Select[Any]:
    """Return the question for the rows in sight that point to rows to be removed, and what tells of them."""
    table, owner = column.table, owner_column(column.table)
    asked = select(table.c.id, column, *_further(column)).where(among(session, column, keys))
    if is_record(table):
        return asked.where(table.c[DELETED].is_(None))
    if owner is None or owner is column or not is_record(above := target_of(owner)):
        return asked
    return asked.join(above, above.c.id == owner).where(above.c[DELETED].is_(None))


def _further(column: Column[Any]) -> list[Column[Any]]:
    """Return what else tells whether a pointing fact stays: its record, its batch, where it comes from."""
    table, owner = column.table, owner_column(column.table)
    if is_record(table):
        return []
    wanted = [owner] if owner is not None and owner is not column else []
    return wanted + [table.c[name] for name in ("batch_id", "source") if name in table.c]


def _is_later(plan: Plan, fact: dict[str, Any]) -> bool:
    """Say whether a fact of a record to be removed came from elsewhere: another batch, or a hand."""
    if "batch_id" not in fact:
        return False
    return bool(fact["batch_id"] != plan.batch or fact.get("source", SOURCE) != SOURCE)


def _lets_go(plan: Plan, user: Row, column: Column[Any], used: Row) -> bool:
    """Say whether a row will not point to another any more: it goes, or its link leads elsewhere then."""
    name, key = user
    if key in plan.hides[name] or key in plan.drops[name]:
        return True
    image = plan.restores[name].get(key)
    return image is not None and column.name in image and image[column.name] != str(used[1])


def _follow(session: Session, plan: Plan, keys: Sequence[int], column: Column[Any]) -> None:
    """Keep rows whose link leads to a record that is out of sight and stays so."""
    target, name = target_of(column), column.table.name
    if not is_record(target):
        return
    leads: defaultdict[int, list[int]] = defaultdict(list)
    for key, to in _links(session, plan, keys, column).items():
        leads[to].append(key)
    alive = select(target.c.id).where(among(session, target.c.id, leads.keys()), target.c[DELETED].is_(None))
    there = set(session.scalars(alive)) - plan.hides[target.name] if leads else set()
    for to, wanting in leads.items():
        for key in wanting:
            if plan.is_shown((target.name, to)):
                plan.needs[target.name, to].append((name, key))
            elif to not in there:
                plan.keep((name, key), LOST.format(label=label_of(target.name)))


def _links(session: Session, plan: Plan, keys: Sequence[int], column: Column[Any]) -> dict[int, int]:
    """Return where rows to be restored will lead by a column: key → key."""
    table, found, shown = column.table, dict[int, int](), list[int]()
    restores, puts = plan.restores[table.name], plan.puts[table.name]
    for key in keys:
        image = restores.get(key) or puts.get(key) or {}
        if column.name in image:
            if image[column.name] is not None:
                found[key] = value_of(column, image[column.name])
        elif DELETED in image:
            shown.append(key)
    if shown:
        asked = select(table.c.id, column).where(among(session, table.c.id, shown), column.is_not(None))
        found |= dict(session.execute(asked).all())
    return found
