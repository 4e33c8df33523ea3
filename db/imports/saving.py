"""Check lines and save them as one batch: checking never writes, writing never guesses."""

from collections.abc import Sequence
from dataclasses import fields
from weakref import proxy

from db.collector import collector_at_rest
from db.engine import Session
from db.imports.checked import STALE, Checked, Wishes
from db.imports.kinds import SheetKind
from db.imports.outcome import COUNTS, FileInfo, Mode, Outcome
from db.imports.sheets import MappedSheet
from db.kept_files import keep
from db.models import ImportBatch
from db.steps import Step, no_step
from db.store.history import IMPORTED
from db.trail import Changes, head, record
from db.values.file_names import told, writable

_NAME_LENGTH = 200


def check_rows(
    session: Session,
    kind: SheetKind,
    sheets: Sequence[MappedSheet],
    step: Step = no_step,
    wishes: Wishes | None = None,
) -> Checked:
    """Read and check every line of the sheets against the rules and the database; writes nothing."""
    checked = Checked(kind, tuple(sheets), stamp=head(session).id, wishes=wishes or Wishes())
    with collector_at_rest():
        kind.check(session, checked, step)
    return checked


def save_rows(
    session: Session, kind: SheetKind, checked: Checked, mode: Mode, source: FileInfo, step: Step = no_step
) -> Outcome:
    """Write the good lines as one batch in the caller's transaction (``database.write()``).

    When the base changed since the check, the lines are checked again first. Mode.CHECK only counts. Raises
    Cancelled through ``step``; the caller's transaction then undoes everything. The file is kept where
    ``source`` has its content. Lines are used up by saving: saved once more, they are checked again first.
    """
    if checked.stamp != head(session).id:
        checked = _checked_again(session, kind, checked, step)
    if mode is Mode.CHECK:
        return _saved(session, checked, mode, 0, step)
    checked.stamp = STALE  # they get keys of records, which are gone when the transaction is not kept
    batch = ImportBatch(
        kind=kind.name,
        file_name=told(writable(source.name))[-_NAME_LENGTH:],
        file_hash=source.hash,
        mode=mode.value,
        by=session.info["user"],
        rows=checked.rows,
    )
    session.add(batch)
    session.flush()
    outcome = _saved(session, checked, mode, batch.id or 0, step)
    for name in COUNTS:
        setattr(batch, name, getattr(outcome, name))
    if not outcome.added and not outcome.updated:
        session.delete(batch)
        session.flush()
        return outcome
    session.flush()
    outcome.batch = batch.id
    if source.content is not None:
        keep(session, source.content)
    counts: Changes = {name: [None, getattr(outcome, name)] for name in COUNTS}
    record(session, IMPORTED, "import_batch", batch.id, counts)
    return outcome


def _saved(session: Session, checked: Checked, mode: Mode, batch: int, step: Step) -> Outcome:
    """Save lines as their kind does; what they need no more is freed, for the file itself is yet to come."""
    with collector_at_rest():
        outcome = checked.kind.save(session, checked, mode, batch, step)
        if mode is not Mode.CHECK:
            checked.let_go()
    return outcome


def _checked_again(session: Session, kind: SheetKind, checked: Checked, step: Step) -> Checked:
    """Check the same lines against the base as it is now; what was shown before is brought up to date."""
    checked.let_go()  # or both would be in memory
    again = check_rows(session, kind, checked.sheets, step, checked.wishes)
    for one in fields(Checked):
        setattr(checked, one.name, getattr(again, one.name))
    if checked.lines is not None:
        checked.lines.checked = proxy(checked)
    return checked
