"""原件: imported files as they were, and what was refused of them, sealed; one content is kept once.

An import must stay provable and open to correction, so its file stays as long as original records must
(统计法实施条例 第二十三条: two years, longer when the base set so), however often it was taken in or undone.
"""

import zlib
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select, update

from db import secrets
from db.engine import Session
from db.errors import AppError, NotAllowed
from db.models import ImportBatch, KeptFile
from db.queries.retention import raw_years, years_after
from db.queries.tables import table_of
from db.record import now

_FILES, _BATCHES = table_of(KeptFile), table_of(ImportBatch)
_PLACE = "kept_file.sealed/{sha256}"
_AS_IT_IS, _DEFLATED = b"\0", b"\1"
_WORKBOOK = b"PK\x03\x04"
_WORTH = 0.9
"""A content is deflated when less than this part of it is left, as of text files."""
_GONE = "这个文件没有留存，或已过{years}年的保存期限，打不开了。"
_DAMAGED = "留存的导入文件有{count}个打不开或与导入时不一致，请从备份恢复。"


def keep(session: Session, content: bytes) -> str:
    """Keep a file's content and return its SHA-256 in hex; what is kept already is not kept twice."""
    digest = sha256(content).hexdigest()
    if session.execute(select(_FILES.c.id).where(_FILES.c.sha256 == digest)).first() is None:
        sealed = secrets.of(session).seal_bytes(_packed(content), _PLACE.format(sha256=digest))
        row = {"sha256": digest, "size": len(content), "sealed": sealed, "at": now()}
        session.execute(insert(_FILES).values(row))
    return digest


def keep_refused(session: Session, batch: int, content: bytes) -> None:
    """Keep the lines an import refused, as the desktop writes them down."""
    digest = keep(session, content)
    session.execute(update(_BATCHES).where(_BATCHES.c.id == batch).values(errors_hash=digest))


def content_of(session: Session, digest: str) -> bytes:
    """Return a content by its SHA-256; NotAllowed when it is not kept, DatabaseUnavailable when damaged."""
    sealed = session.execute(select(_FILES.c.sealed).where(_FILES.c.sha256 == digest)).scalar()
    if sealed is None:
        raise NotAllowed(_GONE.format(years=raw_years(session)))
    return _unpacked(secrets.of(session).open_bytes(bytes(sealed), _PLACE.format(sha256=digest)))


def holds_outdated(session: Session) -> bool:
    """Say whether a file is kept longer than it must be."""
    return session.execute(select(_FILES.c.id).where(_outdated(session)).limit(1)).first() is not None


def forget_outdated(session: Session) -> int:
    """Let go of the files kept longer than they must be; return how many."""
    done: Any = session.execute(delete(_FILES).where(_outdated(session)))
    return int(done.rowcount)


def verify(session: Session) -> list[str]:
    """Return what is wrong with the kept files as Chinese sentences; reads every one of them."""
    digests = session.execute(select(_FILES.c.sha256)).scalars().all()
    wrong = sum(not _is_sound(session, digest) for digest in digests)
    return [_DAMAGED.format(count=wrong)] if wrong else []


def _outdated(session: Session) -> ColumnElement[bool]:
    """Return the condition that a file is older than the years asked for, and so is every import it is of."""
    since = years_after(now(), -raw_years(session))
    used = or_(_BATCHES.c.file_hash == _FILES.c.sha256, _BATCHES.c.errors_hash == _FILES.c.sha256)
    return (_FILES.c.at < since) & ~exists().where(used, _BATCHES.c.at >= since)


def _is_sound(session: Session, digest: str) -> bool:
    """Say whether a content opens and is the one that was kept."""
    try:
        return sha256(content_of(session, digest)).hexdigest() == digest
    except AppError:  # damaged, or of another key
        return False


def _packed(content: bytes) -> bytes:
    """Return a content as it is sealed: a sign how, and the bytes; a workbook is deflated already."""
    if content.startswith(_WORKBOOK):
        return _AS_IT_IS + content
    deflated = zlib.compress(content)
    return _DEFLATED + deflated if len(deflated) < len(content) * _WORTH else _AS_IT_IS + content


def _unpacked(packed: bytes) -> bytes:
    """Return the content of what was packed."""
    return packed[1:] if packed[:1] == _AS_IT_IS else zlib.decompress(packed[1:])
