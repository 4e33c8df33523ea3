"""Read what a batch did: the rows that carry its key, and the images of those it changed."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import String, Table, cast, select

from db.engine import Session
from db.intake.history import Image
from db.models import ImportRow
from db.queries.tables import HISTORY, table_of
from db.steps import Step
from db.undoing.plan import Plan, Row
from db.undoing.shapes import (
    DELETED,
    WHO,
    batched,
    is_hidden,
    is_record,
    owner_column,
    table_named,
    target_of,
)
from db.undoing.sparse import find_moves_by_rule, keep_untold, was_there

_ROWS = table_of(ImportRow)
_AT_ONCE = 5000
_SHORT = 80
Images = tuple[Image | None, Image | None]


def plan_of(session: Session, batch: int, step: Step, *, by_hand: bool = False) -> Plan:
    """Return the plan that takes everything back a batch did, nothing judged yet."""
    plan = Plan(batch, by_hand)
    for table in batched():
        step(0, 0)
        _find_added(session, plan, table, step)
    for number, ((name, key), (before, after)) in enumerate(_images(session, plan, step).items()):
        if number % _AT_ONCE == 0:
            step(0, 0)
        if before is None and after is not None:
            is_new = is_hidden(table_named(name))
            if is_new and after.get(DELETED) is not None:
                continue  # it was out of sight again before the batch ended
            (plan.hides if is_new else plan.drops)[name].add(key)
            plan.held[name][key] = {f: word for f, word in after.items() if not is_new or f not in WHO}
        elif before is not None and after is None:
            plan.puts[name][key] = before
        elif before is not None and after is not None:
            columns = table_named(name).c
            if all(field in columns for field in after):
                plan.restores[name][key], plan.held[name][key] = before, after
                continue
            own, told = (
                [_apart(image, columns, held=held) for image in (before, after)] for held in (True, False)
            )
            plan.restores[name][key], plan.held[name][key] = own
            plan.said[name, key] = told[0], told[1]
    _tie_parts(plan)
    _find_moves(session, plan)
    find_moves_by_rule(session, plan)
    keep_untold(plan)
    return plan


def _apart(image: Image, columns: Any, *, held: bool) -> Image:
    """Return the part of an image that is fields of the table, or the rest."""
    return {name: word for name, word in image.items() if (name in columns) is held}


def _find_added(session: Session, plan: Plan, table: Table, step: Step) -> None:
    """Plan to remove the rows of a table the batch added; facts of a record it added go with that."""
    owner, own, hidden = owner_column(table), plan.own[table.name], plan.hides[table.name]
    other = table.c[DELETED] if is_record(table) else owner
    if other is None:
        return
    above = plan.own[target_of(owner).name] if owner is not None else set()
    asked = (
        select(table.c.id, other).where(table.c.batch_id == plan.batch).execution_options(yield_per=_AT_ONCE)
    )
    with session.execute(asked) as rows:
        for part in rows.partitions():
            step(0, 0)
            own.update(key for key, _ in part)
            if is_record(table):
                hidden.update(key for key, deleted in part if deleted is None)
            else:
                plan.drops[table.name].update(key for key, one in part if one not in above)


def _images(session: Session, plan: Plan, step: Step) -> dict[Row, Images]:
    """Return the images of a batch, one for each row: what it held first and what it held last."""
    found: dict[Row, Images] = {}
    known: dict[str, Any] = {}
    asked = select(
        _ROWS.c.entity, _ROWS.c.entity_id, cast(_ROWS.c.before, String), cast(_ROWS.c.after, String)
    )
    asked = asked.where(_ROWS.c.batch_id == plan.batch).order_by(_ROWS.c.id)
    with session.execute(asked.execution_options(yield_per=_AT_ONCE)) as rows:
        for number, (table, key, old, new) in enumerate(rows):
            if number % _AT_ONCE == 0:
                step(0, 0)
            images = _read(old, known), _read(new, known)
            if key in plan.own[table] and not was_there(plan, table, key, images[0]):
                continue
            row = (table, key)
            found[row] = images if row not in found else _joined(found[row], images)
    return found


def _read(text: str | None, known: dict[str, Any]) -> Image | None:
    """Return an image; short ones repeat themselves and are kept once."""
    if text is None:
        return None
    if text in known:
        image: Image | None = known[text]
        return image
    image = json.loads(text)
    if len(text) < _SHORT:
        known[text] = image
    return image


def _joined(first: Images, second: Images) -> Images:
    """Return one pair of images for two changes of a row, one after the other."""
    before = None if first[0] is None else {**(second[0] or {}), **first[0]}
    after = None if second[1] is None else {**(first[1] or {}), **second[1]}
    return before, after


def _tie_parts(plan: Plan) -> None:
    """Let rows that are part of another one stay with it when that is kept."""
    for table, row, image in _whole_parts(plan):
        owner = owner_column(table_named(table))
        if owner is not None and image.get(owner.name) is not None:
            above = (target_of(owner).name, int(image[owner.name] or 0))
            if plan.goes(above):
                plan.parts[above].append((table, row))


def _whole_parts(plan: Plan) -> Iterator[tuple[str, int, Image]]:
    """Yield facts without a batch of their own that go, change or come back, with what is known of them."""
    for group in (plan.held, plan.puts):
        for name, images in list(group.items()):  # asking whether rows go may add a table
            table = table_named(name)
            if not is_record(table) and "batch_id" not in table.c:
                for key, image in images.items():
                    yield name, key, image


def _find_moves(session: Session, plan: Plan) -> None:
    """Plan to take back the turns a batch wrote into the history of records it did not add."""
    of = HISTORY.c
    asked = select(of.id, of.entity, of.entity_id).where(of.batch_id == plan.batch)
    for key, entity, owner in session.execute(asked):
        if owner in plan.own[entity]:
            continue
        plan.drops[HISTORY.name].add(key)
        if plan.goes((entity, owner)):
            plan.parts[entity, owner].append((HISTORY.name, key))
    told = dict(plan.puts[HISTORY.name])
    if plan.by_hand:
        told |= {key: plan.held[HISTORY.name][key] for key in plan.drops[HISTORY.name]}
    for key, image in told.items():
        plan.parts[str(image["entity"]), int(image["entity_id"] or 0)].append((HISTORY.name, key))
