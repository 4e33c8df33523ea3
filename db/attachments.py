"""附件: files kept inside the database, sealed; adding and removing them is told in the record's history."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, not_, select, update

from db import secrets, trail
from db.engine import Session
from db.errors import AppError, FileTrouble, NotAllowed
from db.file_types import kind_of
from db.models import Attachment, AttachmentContent
from db.models.attachment import AttachmentKind, AttachmentRole
from db.queries.declared import number_set
from db.queries.retention import last_signed, raw_years, years_after
from db.queries.tables import table_of
from db.record import Record, local, now
from db.store import reading
from db.values.file_names import told, writable

MOST_MB = 10
"""Size of one file, without a setting ``attachment_mb``."""
KEPT_DAYS = 30
"""Days a removed attachment can be brought back; then its content goes."""

_MB = 1 << 20
_LONGEST_NAME = 120
_ENDINGS = {".pdf": AttachmentKind.PDF, ".jpg": AttachmentKind.JPG, ".jpeg": AttachmentKind.JPG}
_ENDINGS |= {".jpe": AttachmentKind.JPG, ".jfif": AttachmentKind.JPG, ".png": AttachmentKind.PNG}
_PAPERS_OF_PEOPLE = ("streamer", "onboarding_step")
_NAMELESS = "附件"
_FIELD = "attachment"
_PLACE = "attachment_content.sealed/{key}"
_FILES, _CONTENTS = table_of(Attachment), table_of(AttachmentContent)
GONE = "这个附件已不存在，请刷新。"


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment as a list shows it; ``at`` is local time."""

    id: int
    name: str
    kind: str
    size: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Added:
    """An attachment just added, and a remark in Chinese ("" for none)."""

    id: int
    name: str
    remark: str = ""


def attachments(session: Session, model: type[Record], id: int) -> list[Attached]:  # noqa: A002
    """Return the attachments of a record, the newest first; its portrait is none of the list."""
    of = _FILES.c
    asked = (
        select(of.id, of.name, of.kind, of.size, of.at, of.by)
        .where(
            of.entity == table_of(model).name, of.entity_id == id, of.deleted_at.is_(None), of.role.is_(None)
        )
        .order_by(of.at.desc(), of.id.desc())
    )
    return [
        Attached(key, name, str(kind), size, local(at), by)
        for key, name, kind, size, at, by in session.execute(asked)
    ]


def add_file(session: Session, model: type[Record], id: int, path: Path) -> Added:  # noqa: A002
    """Add a file of the disk; raises FileTrouble when it cannot be read, NotAllowed as ``add`` does."""
    try:
        _refuse_size(session, path.name, path.stat().st_size)
        if not path.is_file():
            raise FileTrouble(f"“{path.name}”不是文件，没有添加。")
        content = path.read_bytes()
    except OSError:
        raise FileTrouble(f"“{path.name}”读不出来，请检查文件是否还在、是否正被占用。") from None
    return add(session, model, id, path.name, content)


def add(
    session: Session,
    model: type[Record],
    id: int,  # noqa: A002 - the field's own name
    name: str,
    content: bytes,
    role: AttachmentRole | None = None,
) -> Added:
    """Add a file to a record; its type is told by its content, its ending follows.

    Raises NotAllowed for one that is too large, none of the types, cut off, or attached already, and when the
    record is gone.
    """
    _refuse_gone(session, model, id)
    _refuse_size(session, name, len(content))
    kind = kind_of(content)
    if kind is None:
        raise NotAllowed(f"“{name}”不是完整的 PDF、JPG 或 PNG 文件，没有添加。")
    digest, entity = sha256(content).hexdigest(), table_of(model).name
    _refuse_twice(session, (entity, id), name, digest)
    kept, remark = _named(name, kind)
    row = {"entity": entity, "entity_id": id, "name": kept, "kind": kind, "size": len(content)}
    row |= {"sha256": digest, "role": role, "at": now(), "by": session.info["user"]}
    key: int = session.execute(insert(_FILES).values(row).returning(_FILES.c.id)).scalar_one()
    sealed = secrets.of(session).seal_bytes(content, _PLACE.format(key=key))
    session.execute(insert(_CONTENTS).values(attachment_id=key, sealed=sealed))
    trail.record(session, "添加附件", entity, id, {_FIELD: [None, told(kept)]})
    return Added(key, kept, remark)


def open_content(session: Session, id: int) -> tuple[str, bytes]:  # noqa: A002
    """Return name and content of an attachment; DatabaseUnavailable when it is damaged or of another key."""
    row = _row(session, id)
    asked = select(_CONTENTS.c.sealed).where(_CONTENTS.c.attachment_id == id)
    sealed = session.execute(asked).scalar()
    if sealed is None:
        raise NotAllowed(GONE)
    return row["name"], secrets.of(session).open_bytes(bytes(sealed), _PLACE.format(key=id))


def remove(session: Session, id: int) -> None:  # noqa: A002
    """Take an attachment away; done as a deed it can be brought back for some weeks."""
    row = _row(session, id)
    session.execute(update(_FILES).where(_FILES.c.id == id).values(deleted_at=now()))
    trail.record(session, "删除附件", row["entity"], row["entity_id"], {_FIELD: [told(row["name"]), None]})


def holds_removed(session: Session) -> bool:
    """Say whether the content of an attachment removed long ago is still there."""
    asked = select(_CONTENTS.c.id).where(_removed_long_ago(session)).limit(1)
    return session.execute(asked).first() is not None


def forget_removed(session: Session) -> int:
    """Let go of the content of attachments removed long ago; return of how many."""
    done: Any = session.execute(delete(_CONTENTS).where(_removed_long_ago(session)))
    return int(done.rowcount)


def _removed_long_ago(session: Session) -> ColumnElement[bool]:
    """Return the condition that a content belongs to an attachment removed long ago.

    What stood behind a signed report is an original record: it is kept for years, however it was removed. The
    papers of people are none.
    """
    of, signed = _FILES.c, last_signed(session)
    gone = of.deleted_at < now() - timedelta(days=KEPT_DAYS)
    if signed is not None:
        until: Any = datetime.combine(signed + timedelta(days=1), time(), tzinfo=UTC)
        since: Any = years_after(now(), -raw_years(session))
        original = and_(of.entity.not_in(_PAPERS_OF_PEOPLE), of.at < until, of.deleted_at >= since)
        gone = and_(gone, not_(original))
    return _CONTENTS.c.attachment_id.in_(select(of.id).where(gone))


def verify(session: Session) -> list[str]:
    """Return what is wrong with the attachments as Chinese sentences; reads every one of them."""
    wrong = []
    for key, name, digest in session.execute(
        select(_FILES.c.id, _FILES.c.name, _FILES.c.sha256).where(_FILES.c.deleted_at.is_(None))
    ).all():
        try:
            sound = sha256(open_content(session, key)[1]).hexdigest() == digest
        except AppError:  # damaged, of another key, or gone
            sound = False
        if not sound:
            wrong.append(f"附件“{name}”打不开或与添加时不一致，请从备份恢复。")
    return wrong


def _refuse_gone(session: Session, model: type[Record], key: int) -> None:
    """Raise NotAllowed when a record was deleted meanwhile, at another seat."""
    of = table_of(model).c
    if session.execute(select(of.id).where(of.id == key, of.deleted_at.is_(None))).first() is None:
        raise NotAllowed(reading.GONE)


def _refuse_size(session: Session, name: str, size: int) -> None:
    """Raise NotAllowed for an empty file and for one above the limit."""
    most = number_set(session, "attachment_mb", MOST_MB)
    if not size:
        raise NotAllowed(f"“{name}”是空文件，没有添加。")
    if size > most * _MB:
        raise NotAllowed(f"“{name}”有 {size / _MB:.1f} MB，单个附件不能超过 {most} MB，请压缩后再添加。")


def _refuse_twice(session: Session, owner: tuple[str, int], name: str, digest: str) -> None:
    """Raise NotAllowed when a record has the same file already."""
    of = _FILES.c
    same = select(of.name).where(
        of.entity == owner[0], of.entity_id == owner[1], of.sha256 == digest, of.deleted_at.is_(None)
    )
    known = session.execute(same).scalar()
    if known is not None:
        words = "已经添加过了" if known == name else f"与已有的附件“{known}”内容相同"
        raise NotAllowed(f"“{name}”{words}，没有重复添加。")


def _named(name: str, kind: AttachmentKind) -> tuple[str, str]:
    """Return the name a file is kept under, ending as its content says, and a remark when it differs."""
    path = PurePath(writable(name.replace("\\", "/").rpartition("/")[2]) or _NAMELESS)
    if _ENDINGS.get(path.suffix.lower()) is kind:
        stem, ending, remark = path.stem, path.suffix, ""
    else:
        stem, ending = path.name if path.suffix.lower() not in _ENDINGS else path.stem, f".{kind.value}"
        remark = f"“{path.name}”的内容其实是 {kind.value.upper()}，已改名保存。"
    return f"{stem[: _LONGEST_NAME - len(ending)]}{ending}", remark


def _row(session: Session, key: int) -> dict[str, Any]:
    """Return the row of an attachment; NotAllowed when it is gone."""
    own = _FILES.c.id == key, _FILES.c.deleted_at.is_(None)
    row = session.execute(select(_FILES).where(*own)).mappings().first()
    if row is None:
        raise NotAllowed(GONE)
    return {str(name): value for name, value in row.items()}
