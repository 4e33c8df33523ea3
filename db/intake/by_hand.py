"""Which fields of imported records people changed by hand since: no import overwrites them unasked."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import func, select

from db.engine import Session
from db.lifecycle import BY_RULE
from db.models import ImportBatch, ImportRow, Trail
from db.queries.among import among
from db.queries.batches import MERGE, UNDO
from db.queries.moments import taken_back
from db.queries.tables import HISTORY, table_of
from db.record import Record
from db.store.followers import RECORDED
from db.store.history import IMPORTED

_ADDED = frozenset({"新增", RECORDED})
"""Actions of the trail that give a record its first values, or tell of something that is no field of it."""
_STATUS, _CAST = "status", "presenters"
_TRAIL, _BATCH, _ROW = table_of(Trail), table_of(ImportBatch), table_of(ImportRow)
_Imports = Mapping[int, Mapping[int, frozenset[str] | None]]
"""Key of a record → place in the trail of each import that wrote it → the fields it wrote (None: all)."""


def by_hand(session: Session, model: type[Record], keys: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the fields of imported records whose present value was typed since; no entry where none was.

    A value counts when somebody changed it after an import in force (neither undone nor the undoing of one)
    wrote the record, and no such import wrote that field later. Places in the trail decide, not clocks:
    an import stands in it too. Moves the program makes by itself are no hand.
    """
    edits = _edits(session, model, keys)
    if not edits:
        return {}
    imports = _imports(session, model, edits.keys())
    found: dict[int, frozenset[str]] = {}
    for key, fields in edits.items():
        wrote = imports.get(key, {})
        first = min(wrote, default=None)
        typed = frozenset(
            name
            for name, place in fields.items()
            if first is not None and place > max(first, _last(wrote, name))
        )
        if typed:
            found[key] = typed
    return found


def _last(wrote: Mapping[int, frozenset[str] | None], name: str) -> int:
    """Return the place of the last import that wrote a field; 0 when none did."""
    return max((place for place, fields in wrote.items() if fields is None or name in fields), default=0)


def _edits(session: Session, model: type[Record], keys: Collection[int]) -> dict[int, dict[str, int]]:
    """Return the fields changed by hand, each with the place in the trail of its last change."""
    of, entity, fields = _TRAIL.c, table_of(model).name, {*table_of(model).c.keys(), _CAST}
    asked = select(of.id, of.entity_id, of.changes).where(
        of.entity == entity, among(session, of.entity_id, keys), of.action.not_in(_ADDED)
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    undone = taken_back(session)
    for place, key, changes in session.execute(asked.order_by(of.id)):
        for name in changes or ():
            if name in fields and place not in undone:
                found[key][name] = place
    moved = [key for key, names in found.items() if _STATUS in names]
    for key in _moved_by_rule(session, entity, moved):
        del found[key][_STATUS]
    return {key: names for key, names in found.items() if names}


def _moved_by_rule(session: Session, entity: str, keys: Collection[int]) -> Iterator[int]:
    """Yield the records whose last move the program made by itself."""
    if not keys:
        return
    of = HISTORY.c
    own = of.entity == entity, among(session, of.entity_id, keys)
    last = select(func.max(of.id)).where(*own).group_by(of.entity_id)
    yield from session.scalars(select(of.entity_id).where(of.id.in_(last), of.by == BY_RULE))


def _imports(session: Session, model: type[Record], keys: Collection[int]) -> _Imports:
    """Return the imports in force that wrote some records, by their places in the trail."""
    table, row = table_of(model), _ROW.c
    brought = select(table.c.id, table.c.batch_id).where(
        among(session, table.c.id, keys), table.c.batch_id.is_not(None)
    )
    wrote: list[tuple[int, int, frozenset[str] | None]] = [
        (key, batch, None) for key, batch in session.execute(brought)
    ]
    changed = select(row.entity_id, row.batch_id, row.after).where(
        row.entity == table.name, among(session, row.entity_id, keys)
    )
    wrote += [(key, batch, frozenset(after or ())) for key, batch, after in session.execute(changed)]
    places = _places(session, {batch for _, batch, _ in wrote})
    found: defaultdict[int, dict[int, frozenset[str] | None]] = defaultdict(dict)
    for key, batch, fields in wrote:
        if batch in places:
            before = found[key].get(places[batch], frozenset())
            found[key][places[batch]] = None if fields is None or before is None else before | fields
    return found


def _places(session: Session, batches: Collection[int]) -> dict[int, int]:
    """Return where in the trail each of these imports stands, of those in force."""
    if not batches:
        return {}
    batch, trail = _BATCH.c, _TRAIL.c
    asked = (
        select(batch.id, func.max(trail.id))
        .join(_TRAIL, (trail.entity == _BATCH.name) & (trail.entity_id == batch.id))
        .where(among(session, batch.id, batches), batch.undone_at.is_(None))
        .where(trail.action == IMPORTED, batch.mode.not_in((MERGE, UNDO)))
        .group_by(batch.id)
    )
    return dict(session.execute(asked).all())
