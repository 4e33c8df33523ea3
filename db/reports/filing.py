"""The files of signed reports: stored sealed, given back byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import insert, select

from db import secrets
from db.engine import Session
from db.errors import DatabaseUnavailable, NotAllowed
from db.models import ReportFile
from db.models.report_words import FileKind
from db.queries.tables import table_of

_FILES = table_of(ReportFile)
_PLACE = "report_file.sealed/{report}/{kind}"
DAMAGED = "“{name}”与签署时保存的不一致，无法打开。请从备份恢复。"
"""What is said of a file that is not what was stored."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of a report to be stored: what it is, its name with its ending, its content."""

    kind: FileKind
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One stored file as a list shows it; size in bytes."""

    id: int
    kind: FileKind
    name: str
    size: int
    sha256: str


def store_files(session: Session, report_id: int, files: Sequence[MadeFile]) -> None:
    """Store the files of a report, sealed with the base's key."""
    keys = secrets.of(session)
    for each in files:
        place = _PLACE.format(report=report_id, kind=each.kind.value)
        line = {
            "report_id": report_id,
            "kind": each.kind,
            "name": each.name,
            "sha256": sha256(each.content).hexdigest(),
            "size": len(each.content),
            "sealed": keys.seal_bytes(each.content, place),
        }
        session.execute(insert(_FILES).values(line))


def stored_files(session: Session, report_id: int) -> tuple[StoredFile, ...]:
    """Return the files stored of a report, the print first."""
    of = _FILES.c
    asked = select(of.id, of.kind, of.name, of.size, of.sha256).where(of.report_id == report_id)
    return tuple(StoredFile(*row) for row in session.execute(asked.order_by(of.id)))


def open_file(session: Session, file_id: int) -> tuple[str, bytes]:
    """Return name and content of a stored file, byte for byte as it was signed.

    Raises DatabaseUnavailable when it is damaged or of another key, NotAllowed when there is none.
    """
    of = _FILES.c
    asked = select(of.report_id, of.kind, of.name, of.sha256, of.sealed).where(of.id == file_id)
    row = session.execute(asked).first()
    if row is None:
        raise NotAllowed("这个文件已不存在，请刷新。")
    place = _PLACE.format(report=row.report_id, kind=FileKind(row.kind).value)
    content = secrets.of(session).open_bytes(bytes(row.sealed), place)
    if sha256(content).hexdigest() != row.sha256:
        raise DatabaseUnavailable(DAMAGED.format(name=row.name))
    return row.name, content
