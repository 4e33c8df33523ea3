"""Attachments that come back or go with the record they hang on, and why they cannot."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from db.engine import Session
from db.models import Attachment, AttachmentContent
from db.models.attachment import AttachmentRole
from db.queries.among import among
from db.queries.tables import table_of
from db.undoing.plan import Plan, Row
from db.undoing.shapes import DELETED

FORGOTTEN = "附件“{name}”删除已久，内容已按期清除"
AGAIN = "附件“{name}”之后又添加过"
ANOTHER = "之后又换过照片"
_FILES, _CONTENTS = table_of(Attachment), table_of(AttachmentContent)


def keep_attached(session: Session, plan: Plan) -> None:
    """Tie the attachments of a moment to their record; keep all of it where one of them cannot come back."""
    files = plan.hides[_FILES.name] | plan.restores[_FILES.name].keys()
    if not files:
        return
    of = _FILES.c
    asked = select(of.id, of.entity, of.entity_id).where(among(session, of.id, files))
    for key, entity, owner in session.execute(asked).all():
        if plan.goes((entity, owner)):
            plan.parts[entity, owner].append((_FILES.name, key))
    for row, why in list(_hindered(session, plan)):
        plan.keep(row, why)


def _hindered(session: Session, plan: Plan) -> Iterator[tuple[Row, str]]:
    """Yield the records with an attachment that cannot come back, and why."""
    restored = {key: image[DELETED] for key, image in plan.restores[_FILES.name].items() if DELETED in image}
    returning = [key for key, gone in restored.items() if gone is None]
    leaving = plan.hides[_FILES.name] | {key for key, gone in restored.items() if gone is not None}
    of, other = _FILES.c, _FILES.alias()
    there = exists().where(_CONTENTS.c.attachment_id == of.id)
    asked = select(of.id, of.entity, of.entity_id, of.name, of.sha256, of.role, there.label("has_content"))
    for file in session.execute(asked.where(among(session, of.id, returning))).all():
        row = file.entity, file.entity_id
        if not file.has_content:
            yield row, FORGOTTEN.format(name=file.name)
            continue
        beside = select(other.c.sha256, other.c.role).where(
            other.c.entity == file.entity,
            other.c.entity_id == file.entity_id,
            other.c.deleted_at.is_(None),
            other.c.id.not_in(leaving),
        )
        staying = session.execute(beside).all()
        if file.role is AttachmentRole.PORTRAIT and any(one.role is file.role for one in staying):
            yield row, ANOTHER
        elif any(one.sha256 == file.sha256 for one in staying):
            yield row, AGAIN.format(name=file.name)
