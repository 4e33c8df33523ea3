"""Take back what a batch did: what it added goes, what it changed is as before; what was changed since stays.

A batch is an import, a merge, or what was done in the window at one moment (``as_moment``).

The rows a batch added carry its key; of those it changed it kept images. Undoing is a batch of its own,
written with images alike: undoing that one brings everything back.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update

from db import trail
from db.collector import collector_at_rest
from db.engine import Session
from db.errors import NotAllowed
from db.models import ImportBatch, load_all
from db.queries.batches import HAND, UNDO, Batch
from db.queries.batches import batch as batch_of
from db.queries.tables import table_of
from db.record import now
from db.steps import Step, no_step
from db.store.history import BROUGHT_BACK, DONE_AGAIN, TAKEN_BACK, UNDONE
from db.undoing.after import follow
from db.undoing.attached import keep_attached
from db.undoing.counting import counted
from db.undoing.done import plan_of
from db.undoing.links import keep_belongings, keep_lost, keep_used, tie_belongings
from db.undoing.meanwhile import keep_changed
from db.undoing.moments import Moment, as_moment
from db.undoing.plan import Plan
from db.undoing.reversal import Kept, Reversal
from db.undoing.shapes import label_of
from db.undoing.since import keep_edited
from db.undoing.telling import entries
from db.undoing.twins import keep_twins
from db.undoing.writing import Writer

__all__ = ["Kept", "Moment", "Reversal", "as_moment", "label_of", "preview", "undo"]

NONE_SUCH = "没有这一批导入记录，请刷新列表后再试。"
DONE_ALREADY = "这一批已于 {at:%Y-%m-%d %H:%M} 撤销，不用再撤销。"
BACK_ALREADY = "这次撤销已于 {at:%Y-%m-%d %H:%M} 恢复，不用再恢复。"
HAND_ALREADY = "这一步已于 {at:%Y-%m-%d %H:%M} 撤销或恢复过，请刷新后再看。"
NOT_THIS = "这是恢复第 {of} 批的记录；要再次撤销，请撤销第 {of} 批。"
_BATCHES = table_of(ImportBatch)


def preview(session: Session, batch: int, step: Step = no_step) -> Reversal:
    """Return what undoing a batch would do; writes nothing. Raises NotAllowed as ``undo`` does."""
    with collector_at_rest():
        return counted(session, _judged(session, _allowed(session, batch), step))


def undo(session: Session, batch: int, step: Step = no_step) -> Reversal:
    """Take a batch back in the caller's transaction (``database.write()``), and return what was done.

    A batch that took another one back brings that one back. Raises NotAllowed for one that is not there, was
    taken back already or only brought another one back; Cancelled through ``step``. Where nothing is left to
    take back nothing is written, and ``Reversal.undo`` is None.
    """
    known = _allowed(session, batch)
    with collector_at_rest():
        plan = _judged(session, known, step)
        found = counted(session, plan)
        if found.is_empty:
            return found
        key = _begin(session, known, found)
        total = sum(len(rows) for group in (plan.hides, plan.drops) for rows in group.values())
        total += sum(len(rows) for images in (plan.restores, plan.puts) for rows in images.values())
        Writer(session, key, step, total).write(plan)
        follow(session, plan, key, step)
    if known.kind == HAND:
        _tell(session, known, key, plan)
    _close(session, known, key, found)
    return replace(found, undo=key)


def _allowed(session: Session, batch: int) -> Batch:
    """Return the batch to be undone; NotAllowed when it cannot be."""
    load_all()
    known = batch_of(session, batch)
    if known is None:
        raise NotAllowed(NONE_SUCH)
    if known.undone_at is not None:
        words = HAND_ALREADY if known.kind == HAND else BACK_ALREADY if known.is_undo else DONE_ALREADY
        raise NotAllowed(words.format(at=known.undone_at))
    above = batch_of(session, known.undoes) if known.undoes is not None else None
    if above is not None and above.undoes is not None:
        raise NotAllowed(NOT_THIS.format(of=above.undoes))
    return known


def _judged(session: Session, known: Batch, step: Step) -> Plan:
    """Return what can be taken back of a batch, and why the rest stays."""
    step(0, 0)
    plan = plan_of(session, known.id, step, by_hand=known.kind == HAND)
    tie_belongings(session, plan)
    if plan.by_hand:
        keep_attached(session, plan)
        keep_changed(session, plan, step)
    keep_edited(session, plan, step)
    keep_used(session, plan, step)
    keep_lost(session, plan, step)
    keep_belongings(plan)
    keep_twins(session, plan, step)
    plan.forget_idle()
    return plan


def _begin(session: Session, known: Batch, found: Reversal) -> int:
    """Write the batch that takes another one back, and return its key."""
    made = ImportBatch(
        kind=known.kind,
        file_name=known.file_name,
        file_hash=known.file_hash,
        mode=UNDO,
        by=session.info["user"],
        rows=found.removed + found.restored + len(found.kept),
        added=found.removed,
        updated=found.restored,
        rejected=len(found.kept),
        undoes=known.id,
    )
    session.add(made)
    session.flush()
    return made.id or 0


def _close(session: Session, known: Batch, key: int, found: Reversal) -> None:
    """Mark the batch as taken back, or the one it took back as standing again; the trail tells."""
    _mark(session, known.id, now())
    if known.undoes is not None:
        _mark(session, known.undoes, None)
    told: trail.Changes = {
        "removed": [None, found.removed],
        "restored": [None, found.restored],
        "kept": [None, len(found.kept)],
    }
    trail.record(session, _action(known), _BATCHES.name, key, told, known.file_name)


def _tell(session: Session, known: Batch, key: int, plan: Plan) -> None:
    """Tell in the history of each record what went back, and keep how many lines that took."""
    begun = trail.head(session).id
    trail.record_all(session, entries(plan, _action(known), known.file_name))
    lines = trail.head(session).id - begun
    session.execute(update(_BATCHES).where(_BATCHES.c.id == key).values(rows=lines))


def _action(known: Batch) -> str:
    """Return what undoing a batch is called; of one that took another back it brings that one back."""
    if known.kind == HAND:
        return DONE_AGAIN if known.is_undo else TAKEN_BACK
    return BROUGHT_BACK if known.is_undo else UNDONE


def _mark(session: Session, batch: int, at: datetime | None) -> None:
    """Note when a batch was taken back; None when it stands again."""
    session.execute(update(_BATCHES).where(_BATCHES.c.id == batch).values(undone_at=at))
