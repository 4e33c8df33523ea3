"""What happened to a record: the trail and the import batches, merged by time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.columns import Column, columns_of
from db.engine import Session
from db.models import ImportBatch, ImportRow, Trail
from db.queries.batches import HAND, MERGE, UNDO
from db.queries.lists import masked
from db.queries.moments import Told, moments_of
from db.queries.tables import table_of
from db.record import Record, local
from db.store.presenters import names_in
from db.store.reading import row_of
from db.store.words import readable

EFFECTIVE = "effective_on"
"""Field of the trail that tells the business day of a move."""
EFFECTIVE_LABEL = "生效日期"

MERGED_FROM, MERGED_INTO = "merged", "merged_into"
"""Fields of the trail that tell the code of a record that became part of this one, or that this became."""
_BECAME = "并入"
_CAST, _DELETED = "presenters", "deleted_at"
_EXTRA_LABELS = {
    _CAST: "出镜主播",
    EFFECTIVE: EFFECTIVE_LABEL,
    "followers": "粉丝数",
    "on": "日期",
    "attachment": "附件",
    "people": "人数",
    "line": "条目",
    "reminder": "提醒",
    "not_same": "另一条",
    MERGED_FROM: "并入的记录",
    MERGED_INTO: _BECAME,
}
IMPORTED, MERGED, UNDONE, BROUGHT_BACK = "导入", "合并", "撤销导入", "恢复导入"
"""Actions of changes that batches made; ``reason`` is the name of the file."""
MOMENT, TAKEN_BACK, DONE_AGAIN = "操作", "撤销", "恢复"
"""Actions of what was done in the window at one moment: the line that closes it (and that tells a record of
what was done to others that hang on it), and those that undo it."""
BY_BATCHES = frozenset({IMPORTED, MERGED, UNDONE, BROUGHT_BACK})


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field. ``at`` is local time; old and new are words to read (links by name, sealed masked).

    ``field_label`` is "" for what concerns the whole record (删除, 导入); an import is told by its file.
    """

    at: datetime
    by: str
    action: str
    field_label: str
    old: str
    new: str
    reason: str = ""
    moment: Told | None = None
    """What was done at that moment as a whole, where it can be undone."""


def history(session: Session, model: type[Record], id: int) -> list[Change]:  # noqa: A002
    """Return every change of a record and of those merged into it, newest first.

    NotAllowed when there is no such record.
    """
    changes = [*_from_trail(session, model, id), *_from_batches(session, model, id)]
    waiting, known = [id], {id}
    while waiting:
        for key, code in _merged(session, model, waiting.pop()):
            if key not in known:
                known.add(key)
                waiting.append(key)
                told = (*_from_trail(session, model, key), *_from_batches(session, model, key))
                changes += [_of_another(each, code) for each in told if each.field_label != _BECAME]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _merged(session: Session, model: type[Record], key: int) -> list[tuple[int, str]]:
    """Return key and code of the records that became part of one, unless that was taken back."""
    of, table = table_of(Trail).c, table_of(model)
    own = of.entity == table.name, of.entity_id == key, of.action == MERGED
    told = session.scalars(select(of.changes).where(*own))
    codes = [changes[MERGED_FROM][1] for changes in told if changes and MERGED_FROM in changes]
    asked = select(table.c.id, table.c.code).where(table.c.code.in_(codes), table.c.deleted_at.is_not(None))
    return [(row.id, row.code) for row in session.execute(asked)]


def _of_another(change: Change, code: str) -> Change:
    """Return a change of a record that is part of another one now, with the code it had."""
    return replace(change, action=f"{change.action}（{code}）")


def _from_trail(session: Session, model: type[Record], key: int) -> Iterator[Change]:
    """Yield what was done by hand."""
    of = table_of(Trail).c
    asked = select(of.id, of.at, of.by, of.action, of.changes, of.reason)
    moments = moments_of(session, table_of(model).name, key)
    known = {shown.name: shown for shown in columns_of(model)}
    for place, at, by, action, changes, reason in session.execute(
        asked.where(of.entity == table_of(model).name, of.entity_id == key).order_by(of.id.desc())
    ):
        moment, why = local(at), reason or ""
        within = next((told for told in moments if place in told.lines), None)
        if not changes:
            yield Change(moment, by, action, "", "", "", why, within)
        for name, (old, new) in (changes or {}).items():
            label, words = _words(session, known, name, (old, new))
            yield Change(moment, by, action, label, *words, why, within)


def _from_batches(session: Session, model: type[Record], key: int) -> Iterator[Change]:
    """Yield what imports did: one that brought the record, and those that changed it."""
    batch, row = table_of(ImportBatch).c, table_of(ImportRow).c
    brought = session.execute(
        select(batch.at, batch.by, batch.file_name).where(batch.id == row_of(session, model, key)["batch_id"])
    ).first()
    if brought is not None:
        yield Change(local(brought[0]), brought[1], IMPORTED, "", "", "", brought[2])
    undone = table_of(ImportBatch).alias()  # of a merge the trail tells everything
    asked = (
        select(batch.at, batch.by, batch.file_name, batch.mode, undone.c.undoes, row.before, row.after)
        .join_from(table_of(ImportRow), table_of(ImportBatch), batch.id == row.batch_id)
        .join(undone, undone.c.id == batch.undoes, isouter=True)
        .where(row.entity == table_of(model).name, row.entity_id == key)
        .where(batch.mode != MERGE, batch.kind != HAND)  # the trail tells what was done by hand
        .order_by(row.id.desc())
    )
    for at, by, file_name, mode, again, before, after in session.execute(asked):
        action = (BROUGHT_BACK if again else UNDONE) if mode == UNDO else IMPORTED
        for words in _changed(session, model, before or {}, after or {}):
            yield Change(local(at), by, action, *words, file_name)


def _changed(
    session: Session, model: type[Record], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Yield label, old and new of the fields a batch changed; no label where the record went or came back."""
    if before.get(_DELETED) != after.get(_DELETED):
        yield "", "", ""
    for shown in columns_of(model):
        old, new = _kept(shown, before), _kept(shown, after)
        if old != new:
            yield shown.label, readable(session, shown, old), readable(session, shown, new)
    old, new = before.get(_CAST), after.get(_CAST)
    if old != new:
        yield _EXTRA_LABELS[_CAST], names_in(session, old), names_in(session, new)


def _kept(shown: Column, fields: Mapping[str, Any]) -> str | None:
    """Return the word a batch kept of a field; a sealed one by its tail."""
    if shown.shown.sealed:
        return masked(shown, fields.get(f"{shown.name}_tail"))
    word: str | None = fields.get(shown.name)
    return word


def _words(
    session: Session, known: Mapping[str, Column], name: str, pair: tuple[str | None, str | None]
) -> tuple[str, tuple[str, str]]:
    """Return the label of a field and both its values to read."""
    shown = known.get(name)
    if name == _CAST:
        return _EXTRA_LABELS[name], (names_in(session, pair[0]), names_in(session, pair[1]))
    if shown is None:
        return _EXTRA_LABELS.get(name, name), (pair[0] or "", pair[1] or "")
    return shown.label, (readable(session, shown, pair[0]), readable(session, shown, pair[1]))
