"""Leave what was changed since something was done by hand: field by field, so that the rest can go back.

What a row holds now decides, not who wrote it: what was changed and undone again stands in nobody's way.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from db import checks, trail
from db.columns import columns_of
from db.engine import Session
from db.intake.history import Image, image
from db.models import Trail
from db.queries.among import among
from db.queries.tables import HISTORY, table_of
from db.record import local
from db.steps import Step
from db.store.completing import faults, taken_meanwhile
from db.store.words import shown_values
from db.undoing.plan import Plan
from db.undoing.shapes import (
    DELETED,
    WHOLE,
    is_record,
    label_of,
    model_named,
    owner_column,
    table_named,
    target_of,
    value_of,
)

GONE, MOVED = "之后已经删除", "之后又变更过状态"
RELISTED = "{label}之后又改过，保留现在的内容"
SPARED = "{labels}之后又改过（{who}），保留现在的内容"
ODD = "按现在的规则不能改回（{why}）"
ODD_WITH = "与之后改过的内容放在一起不合要求（{why}）"
_SOMEBODY = "{by}，{at:%m-%d %H:%M}"
_ENDS = ("_index", "_tail")
_TRAIL = table_of(Trail)


def keep_changed(session: Session, plan: Plan, step: Step) -> None:
    """Keep what was changed since: single fields, or whole records that rules of by now would not take.

    Undone at once a record is what it just was, whatever the rules say of that.
    """
    is_late = trail.head(session).id > (session.scalar(_closed(plan.batch)) or 0)
    for name in [name for name, images in plan.restores.items() if images]:
        table = table_named(name)
        mine = among(session, table.c.id, plan.restores[name].keys())
        for number, row in enumerate(session.execute(select(table).where(mine)).mappings().all()):
            step(number, len(plan.restores[name]))
            if is_record(table):
                _judge(session, plan, name, dict(row), is_late=is_late)
    _keep_moved(session, plan)
    _keep_relisted(session, plan)


def _judge(session: Session, plan: Plan, name: str, row: Mapping[str, Any], *, is_late: bool) -> None:
    """Take out of the images of a record what it does not hold any more; keep it when it would be at odds."""
    key, now = row["id"], image(row)
    held, restored = plan.held[name][key], plan.restores[name][key]
    if row[DELETED] is not None and DELETED not in held:
        plan.keep((name, key), GONE)
        return
    model = model_named(name)
    if held.get(DELETED) is not None and restored.get(DELETED, "") is None:
        if why := next((str(fault) for fault in taken_meanwhile(session, model, row, key)), ""):
            plan.keep((name, key), why)
        return
    other = {field for field, word in held.items() if now[field] != word}
    other |= {field + end for field in other for end in _ENDS if field + end in held}
    if other and not _spare(session, plan, name, key, other):
        return
    if is_late and (why := _odd(session, plan, name, row)):
        plan.keep((name, key), (ODD_WITH if other else ODD).format(why=why))


def _spare(session: Session, plan: Plan, name: str, key: int, other: set[str]) -> bool:
    """Leave the fields of a record that were changed since; False where nothing else is left to go back."""
    if "status" in other:
        plan.keep((name, key), MOVED)
        return False
    labels = [column.label for column in columns_of(model_named(name)) if column.name in other]
    words = SPARED.format(labels="、".join(labels), who=_last(session, plan.batch, name, key, other))
    if other >= plan.held[name][key].keys():
        plan.keep((name, key), words)
        return False
    for images in (plan.held, plan.restores):
        images[name][key] = {field: word for field, word in images[name][key].items() if field not in other}
    plan.spared[name, key] = words
    return True


def _odd(session: Session, plan: Plan, name: str, row: Mapping[str, Any]) -> str:
    """Return what would be wrong with a record that goes back, and is not already; "" when nothing would."""
    columns = table_named(name).c
    restored = plan.restores[name][row["id"]]
    then = {**row, **{field: value_of(columns[field], word) for field, word in restored.items()}}
    now = _wrong(session, name, row)
    return "；".join(why for why in _wrong(session, name, then) if why not in now)


def _wrong(session: Session, name: str, row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a record of some values."""
    model = model_named(name)
    whole = {**row, **shown_values(model, row)}
    return [str(fault) for fault in (*checks.check(model, whole), *faults(session, model, whole, row["id"]))]


def _last(session: Session, batch: int, name: str, key: int, fields: set[str]) -> str:
    """Return who changed some fields last since a moment, and when."""
    of = _TRAIL.c
    asked = select(of.by, of.at, of.changes).where(
        of.entity == name, of.entity_id == key, of.id > _closed(batch).scalar_subquery()
    )
    found = session.execute(asked.order_by(of.id.desc())).all()
    by, at = next(((by, at) for by, at, changes in found if fields & (changes or {}).keys()), ("", None))
    return _SOMEBODY.format(by=by or "本机用户", at=local(at)) if at is not None else "另有变更"


def _closed(batch: int) -> Select[tuple[int]]:
    """Return the question for the line of the trail that closes a moment."""
    of = _TRAIL.c
    return select(of.id).where(of.entity == "import_batch", of.entity_id == batch).order_by(of.id).limit(1)


def _keep_moved(session: Session, plan: Plan) -> None:
    """Keep records that made a further move since: their history would have a gap."""
    of = HISTORY.c
    last: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for key in plan.drops[HISTORY.name]:
        line = plan.held[HISTORY.name].get(key, {})
        if line:
            owner = int(line["entity_id"] or 0)
            table = str(line["entity"])
            last[table][owner] = max(key, last[table].get(owner, 0))
    for entity, keys in last.items():
        asked = select(of.id, of.entity_id).where(of.entity == entity, among(session, of.entity_id, keys))
        for line, owner in session.execute(asked).all():
            if line > keys[owner]:
                plan.keep((entity, owner), MOVED)


def _keep_relisted(session: Session, plan: Plan) -> None:
    """Keep records whose list of facts is another one by now: half of each would be nobody's list."""
    for table in WHOLE:
        owner, left = owner_column(table), defaultdict[int, dict[int, Image]](dict)
        if owner is None:
            continue
        for key, held in plan.held[table.name].items():
            left[int(held[owner.name] or 0)][key] = held
        for put in plan.puts[table.name].values():
            left.setdefault(int(put[owner.name] or 0), {})
        now = defaultdict[int, dict[int, Image]](dict)
        asked = select(table).where(among(session, owner, left.keys()))
        for row in session.execute(asked).mappings():
            now[row[owner.name]][row["id"]] = image({str(name): value for name, value in row.items()})
        for key, rows in left.items():
            if now[key] != rows:
                plan.keep((target_of(owner).name, key), RELISTED.format(label=label_of(table.name)))
