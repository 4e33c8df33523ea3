"""The files of a record, taken away or replaced: undone as long as their content is kept."""

from sqlalchemy import select

from db import attachments, portraits
from db.deeds.deed import Deed
from db.deeds.doing import to_one
from db.engine import Session
from db.errors import NotAllowed
from db.models import Attachment
from db.queries.tables import table_of
from db.record import Record
from db.undoing.shapes import model_named
from db.values.file_names import told

_FILES = table_of(Attachment)


def remove_file(session: Session, key: int) -> Deed:
    """Take an attachment away, as ``attachments.remove`` does; NotAllowed when it is gone."""
    of = _FILES.c
    file = session.execute(select(of.entity, of.entity_id, of.name).where(of.id == key)).first()
    if file is None:
        raise NotAllowed(attachments.GONE)
    return to_one(
        session,
        model_named(file.entity),
        file.entity_id,
        lambda whom: f"删除{whom}的附件“{told(file.name)}”",
        lambda: attachments.remove(session, key),
    )


def set_photo(session: Session, model: type[Record], key: int, content: bytes) -> Deed:
    """Keep a picture of a person in place of the one before, as ``portraits.set_portrait`` does."""
    is_another = portraits.has_picture(session, model, key)
    return to_one(
        session,
        model,
        key,
        lambda whom: f"更换{whom}的照片" if is_another else f"添加{whom}的照片",
        lambda: portraits.set_portrait(session, model, key, content),
    )


def remove_photo(session: Session, model: type[Record], key: int) -> Deed:
    """Take the picture of a person away."""
    return to_one(
        session,
        model,
        key,
        lambda whom: f"移除{whom}的照片",
        lambda: portraits.remove_portrait(session, model, key),
    )
