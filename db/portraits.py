"""头像: one picture of a person, sealed like every attachment; a new one takes the place of the old one."""

from collections.abc import Sequence

from sqlalchemy import select

from db import attachments
from db.engine import Session
from db.errors import NotAllowed
from db.file_types import kind_of
from db.models import Attachment
from db.models.attachment import AttachmentKind, AttachmentRole
from db.queries.tables import table_of
from db.record import Record

LARGEST = 512 * 1024
"""Bytes of a portrait: it is scaled before it is kept, so a larger one is none."""

_FILES = table_of(Attachment)
_NAME = "头像.jpg"
_NO_PICTURE = "头像要先裁剪、缩小后再保存。"


def portrait(session: Session, model: type[Record], id: int) -> bytes | None:  # noqa: A002
    """Return the picture of a record as JPEG; None without one. Raises DatabaseUnavailable when damaged."""
    keys = _keys(session, model, id)
    return attachments.open_content(session, keys[0])[1] if keys else None


def has_picture(session: Session, model: type[Record], id: int) -> bool:  # noqa: A002
    """Say whether a record has a picture."""
    return bool(_keys(session, model, id))


def set_portrait(session: Session, model: type[Record], id: int, content: bytes) -> None:  # noqa: A002
    """Keep a picture (JPEG, already small) in place of the one before; NotAllowed for anything else."""
    if len(content) > LARGEST or kind_of(content) is not AttachmentKind.JPG:
        raise NotAllowed(_NO_PICTURE)
    remove_portrait(session, model, id)
    attachments.add(session, model, id, _NAME, content, AttachmentRole.PORTRAIT)


def remove_portrait(session: Session, model: type[Record], id: int) -> None:  # noqa: A002
    """Take the picture of a record away."""
    for key in _keys(session, model, id):
        attachments.remove(session, key)


def _keys(session: Session, model: type[Record], id: int) -> Sequence[int]:  # noqa: A002
    """Return the keys of the pictures of a record, the newest first: two after two records became one."""
    of = _FILES.c
    asked = (
        select(of.id)
        .where(
            of.entity == table_of(model).name,
            of.entity_id == id,
            of.role == AttachmentRole.PORTRAIT,
            of.deleted_at.is_(None),
        )
        .order_by(of.at.desc(), of.id.desc())
    )
    return session.execute(asked).scalars().all()
