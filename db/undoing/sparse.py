"""Imports of versions that kept fewer images: what they left to be read elsewhere, and what cannot go back.

Such a batch put its own key on counts of followers it corrected; who presented a session it only told in
words, and what rules moved by it stands in the audit trail alone.
"""

from sqlalchemy import func, select

from db.engine import Session
from db.intake.history import Image
from db.lifecycle import BY_RULE
from db.models import ImportBatch, Trail
from db.queries.among import among
from db.queries.tables import HISTORY, PRESENTERS, SESSIONS, table_of
from db.undoing.plan import Plan
from db.undoing.shapes import is_record, table_named

UNKNOWN_CAST = "导入它的是旧版程序，没有留存原来的主播安排；这一场请手工改回"
_BATCHES, _TRAIL = table_of(ImportBatch), table_of(Trail)


def was_there(plan: Plan, name: str, key: int, before: Image | None) -> bool:
    """Say whether a fact that carries the key of a batch was there before it, and take it as changed only."""
    if before is None or is_record(table_named(name)):
        return False
    plan.own[name].discard(key)
    plan.drops[name].discard(key)
    return True


def keep_untold(plan: Plan) -> None:
    """Keep the sessions whose presenters a batch changed without keeping who they were."""
    for row in list(plan.said):
        if row[0] == SESSIONS.name and not any(name == PRESENTERS.name for name, _ in plan.parts[row]):
            plan.keep(row, UNKNOWN_CAST)


def find_moves_by_rule(session: Session, plan: Plan) -> None:
    """Plan to take back the moves rules made while a batch was written, as the audit trail tells them."""
    of, trail = HISTORY.c, _TRAIL.c
    begun = select(_BATCHES.c.at).where(_BATCHES.c.id == plan.batch).scalar_subquery()
    told = trail.entity == _BATCHES.name, trail.entity_id == plan.batch
    end = session.execute(select(func.min(trail.id), func.min(trail.at)).where(*told)).one()
    if end[0] is None:
        return
    mine = of.by == BY_RULE, of.batch_id.is_(None), of.at >= begun, of.at <= end[1]
    moves = {
        (entity, owner): key
        for key, entity, owner in session.execute(select(of.id, of.entity, of.entity_id).where(*mine))
        if owner not in plan.own[entity]
    }
    asked = select(trail.entity, trail.entity_id, trail.changes).where(
        among(session, trail.entity_id, {owner for _, owner in moves}), trail.at >= begun, trail.id < end[0]
    )
    for entity, owner, changes in session.execute(asked.order_by(trail.id)).all() if moves else ():
        if (entity, owner) not in moves or "status" not in (changes or {}):
            continue
        columns = table_named(entity).c
        was, is_now = ({f: pair[side] for f, pair in changes.items() if f in columns} for side in (0, 1))
        restores, held = plan.restores[entity], plan.held[entity]
        restores[owner] = {**was, **restores.get(owner, {})}
        held[owner] = {**held.get(owner, {}), **is_now}
        plan.drops[HISTORY.name].add(moves[entity, owner])
        plan.parts[entity, owner].append((HISTORY.name, moves[entity, owner]))
