"""Find the rows of a batch that were changed since: by hand, by a later import, or by a rule of the house."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Date, func, select

from db.engine import Session
from db.intake.history import SOURCE, image
from db.lifecycle import BY_RULE
from db.models import ImportBatch, ImportRow, Trail
from db.queries.among import among
from db.queries.batches import HAND, MERGE
from db.queries.moments import taken_back
from db.queries.tables import HISTORY, table_of
from db.record import local
from db.steps import Step
from db.store.followers import RECORDED
from db.undoing.plan import Plan, Row
from db.undoing.shapes import table_named, value_of

BY_HAND = "{by} 于 {at:%Y-%m-%d} 改过"
BY_IMPORT = "{at:%Y-%m-%d} 又导入过（{file}）"
BY_HOUSE = "之后按规则变更过状态"
OTHER = "现在的内容与这一批写入时不同"
GONE = "已经不在了"
TYPED = "之后手工登记过"
_MOVED, _LOOKED_AT, _REMINDED = "变更状态", "查看", "reminder"
_BATCHES, _ROWS, _TRAIL = table_of(ImportBatch), table_of(ImportRow), table_of(Trail)
_AT_ONCE = 2000
_STREAM = {"yield_per": 5000}


@dataclass(slots=True)
class _Moves:
    """Moves of one record since a batch: how many the trail tells of, how many of them a rule made."""

    told: int = 0
    by_rule: int = 0
    last: str = ""


def keep_edited(session: Session, plan: Plan, step: Step) -> None:
    """Keep what is not as the batch left it."""
    if not plan.by_hand:  # there what rows hold decides, field by field
        for row, why in [*_by_hand(session, plan), *_by_imports(session, plan)]:
            plan.keep(row, why)
        _keep_typed(session, plan)
    _keep_others(session, plan, step)


def _by_hand(session: Session, plan: Plan) -> Iterator[tuple[Row, str]]:
    """Yield the rows somebody changed since, by whom and when."""
    last, at = _written(session, plan.batch)
    of, gone = _TRAIL.c, taken_back(session, last)
    moves = defaultdict[Row, _Moves](_Moves)
    is_merge = session.scalar(select(_BATCHES.c.kind).where(_BATCHES.c.id == plan.batch)) == MERGE
    asked = select(of.id, of.at, of.by, of.action, of.entity, of.entity_id, of.changes).where(
        of.id > last, of.entity_id.is_not(None)
    )
    for place, when, by, action, entity, key, changes in session.execute(asked, execution_options=_STREAM):
        row = (entity, key)
        if place in gone or action in (_LOOKED_AT, RECORDED) or _REMINDED in (changes or {}):
            continue
        if not plan.goes(row):
            continue
        words = BY_HAND.format(by=by or "本机用户", at=local(when))
        if action == _MOVED:
            moves[row].told += 1
            moves[row].last = words
        elif _touches(plan, row, changes) and not (is_merge and _spares(plan, row, changes)):
            yield row, words
    _count_rules(session, moves, at)
    for row, moved in moves.items():
        if moved.told > moved.by_rule:
            yield row, moved.last
        elif _is_dated(plan, row):
            yield row, BY_HOUSE


def _written(session: Session, batch: int) -> tuple[int, datetime]:
    """Return the number of the trail's row that tells of a batch, and its time: what comes later is since."""
    of = _TRAIL.c
    own = of.entity == _BATCHES.name, of.entity_id == batch
    found = session.execute(select(of.id, of.at).where(*own).order_by(of.id).limit(1)).first()
    if found is not None:
        return found.id, found.at
    begun: datetime = session.execute(select(_BATCHES.c.at).where(_BATCHES.c.id == batch)).scalar_one()
    return session.scalar(select(func.max(of.id)).where(of.at <= begun)) or 0, begun


def _touches(plan: Plan, row: Row, changes: Mapping[str, Any] | None) -> bool:
    """Say whether what the trail tells concerns what the batch wrote; of a record it added anything does."""
    table, key = row
    if changes is None or key in plan.hides[table]:
        return True
    columns = table_named(table).c
    return any(name in columns or name == "presenters" for name in changes)


def _spares(plan: Plan, row: Row, changes: Mapping[str, Any] | None) -> bool:
    """Leave the fields of a merged record that were typed since, and say whether others go back.

    Two people taken apart again must not share a history because one got another phone meanwhile.
    """
    table, key = row
    if changes is None or key not in plan.restores[table]:
        return False
    typed = {name + end for name in changes for end in ("", "_index", "_tail")}
    for images in (plan.restores[table], plan.held[table]):
        images[key] = {name: word for name, word in images[key].items() if name not in typed}
    return bool(plan.restores[table][key])


def _count_rules(session: Session, moves: Mapping[Row, _Moves], since: datetime) -> None:
    """Count the moves since that rules made."""
    of = HISTORY.c
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for entity, key in moves:
        keys[entity].append(key)
    for entity, wanted in keys.items():
        own = of.entity == entity, among(session, of.entity_id, wanted), of.by == BY_RULE, of.at > since
        for (key,) in session.execute(select(of.entity_id).where(*own)):
            moves[entity, key].by_rule += 1


def _is_dated(plan: Plan, row: Row) -> bool:
    """Say whether days of a record are to be restored, by which a rule has moved it meanwhile."""
    columns = table_named(row[0]).c
    return any(isinstance(columns[name].type, Date) for name in plan.restores[row[0]].get(row[1], ()))


def _by_imports(session: Session, plan: Plan) -> Iterator[tuple[Row, str]]:
    """Yield the rows a later import changed that still stands."""
    later, of = _BATCHES.c, _ROWS.c
    standing = (
        later.id > plan.batch,
        later.undone_at.is_(None),
        later.undoes.is_(None),
        later.kind != HAND,  # the trail tells of each of its rows
    )
    names = {
        key: BY_IMPORT.format(at=local(at), file=file)
        for key, at, file in session.execute(select(later.id, later.at, later.file_name).where(*standing))
    }
    if names:
        asked = select(of.entity, of.entity_id, of.batch_id).where(among(session, of.batch_id, names.keys()))
        for entity, key, batch in session.execute(asked, execution_options=_STREAM):
            if plan.goes((entity, key)):
                yield (entity, key), names[batch]


def _keep_typed(session: Session, plan: Plan) -> None:
    """Keep facts of the batch that were typed over by hand."""
    for name in [name for name, keys in plan.drops.items() if keys and "source" in table_named(name).c]:
        table = table_named(name)
        mine = among(session, table.c.id, plan.drops[name]), table.c.source != SOURCE
        for key in session.scalars(select(table.c.id).where(*mine)).all():
            plan.keep((name, key), TYPED)


def _keep_others(session: Session, plan: Plan, step: Step) -> None:
    """Keep rows that do not hold any more what the batch wrote, however that came about."""
    total = sum(len(images) for images in plan.held.values())
    done: Counter[str] = Counter()
    for name in list(plan.held):
        keys = list(plan.held[name])
        for start in range(0, len(keys), _AT_ONCE):
            step(done.total(), total)
            part = [key for key in keys[start : start + _AT_ONCE] if key in plan.held[name]]
            for key, why in _differing(session, plan, name, part):
                plan.keep((name, key), why)
            done[name] += len(part)


def _differing(session: Session, plan: Plan, name: str, keys: list[int]) -> Iterator[tuple[int, str]]:
    """Yield which of some rows are gone or hold something else."""
    table, held = table_named(name), plan.held[name]
    fields = {field for key in keys for field in held[key] if field in table.c}
    asked = select(table.c.id, *(table.c[field] for field in sorted(fields - {"id"})))
    now = {
        row["id"]: row for row in session.execute(asked.where(among(session, table.c.id, keys))).mappings()
    }
    for key in keys:
        if key not in now:
            yield key, GONE
        elif not all(_same(table.c[field], now[key][field], word) for field, word in held[key].items()):
            yield key, OTHER


def _same(column: Column[Any], value: Any, word: str | None) -> bool:
    """Say whether a field holds what an image says."""
    return image({"": value})[""] == word or bool(value == value_of(column, word))
