"""What is read of one import besides its line in the list, and its files handed out (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import trail
from db.errors import NotAllowed
from db.kept_files import content_of
from db.queries.batch_rows import Touched, touched
from db.queries.batches import Batch, batch, undone_by
from db.values.file_names import told
from desktop.excel.refused_lines import write_refused

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Session
    from db.steps import Step
    from desktop.excel.flat_table import Written

_GONE = "这次导入的记录已不存在，请刷新。"
_OPENED = "查看原文件"
_REFUSED_SAVED = "另存错误行"


@dataclass(frozen=True, slots=True)
class Told:
    """One import: its counts, who took it back (None: it stands), and the records it touched."""

    batch: Batch
    back: Batch | None
    touched: tuple[Touched, ...]


def tell_of(session: Session, key: int) -> Told:
    """Return what there is to say of an import; NotAllowed when it is gone."""
    found = _found(session, key)
    return Told(found, undone_by(session, key), touched(session, key))


def original(session: Session, key: int) -> tuple[str, bytes]:
    """Return name and content of the file of an import, and record that it was looked at.

    It holds numbers of people in clear, which the program itself shows only on demand.
    """
    found = _found(session, key)
    content = content_of(session, found.file_hash)
    trail.record(session, _OPENED, "import_batch", key, {"file_name": [None, told(found.file_name)]})
    return found.file_name, content


def write_errors(session: Session, step: Step, key: int, path: Path) -> Written:
    """Write the error workbook of an import and record it; raises NotAllowed, FileTrouble, Cancelled.

    Like the file itself it holds numbers of people in clear.
    """
    found = _found(session, key)
    written = write_refused(path, content_of(session, found.errors_hash or ""), step)
    trail.record(session, _REFUSED_SAVED, "import_batch", key, {"file_name": [None, told(found.file_name)]})
    return written


def _found(session: Session, key: int) -> Batch:
    """Return an import by its key; NotAllowed when it is gone."""
    found = batch(session, key)
    if found is None:
        raise NotAllowed(_GONE)
    return found
