"""附件: files that hang on a record; their content lies sealed in a table of its own."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from db.record import Fact, Key, now, words


class AttachmentKind(StrEnum):
    """What a file is by its content; the value is the ending of its name."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"


class AttachmentRole(StrEnum):
    """What a file is kept for, when it is no paper of the list."""

    PORTRAIT = "头像"


class Attachment(Fact, table=True):
    """附件 of a record (``entity`` names its table). ``sha256`` is of the content in clear."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_entity", "entity", "entity_id"),)

    entity: str = Field(max_length=40)
    entity_id: int = Field(sa_type=Key)
    name: str = Field(max_length=120)
    kind: AttachmentKind = Field(sa_type=words(AttachmentKind))
    size: int
    sha256: str = Field(max_length=64)
    note: str | None = Field(default=None, max_length=200)
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
    deleted_at: datetime | None = None
    role: AttachmentRole | None = Field(default=None, sa_type=words(AttachmentRole))


class AttachmentContent(Fact, table=True):
    """The bytes of one attachment, sealed with the base's key."""

    __tablename__ = "attachment_content"

    attachment_id: int = Field(foreign_key="attachment.id", sa_type=Key, unique=True)
    sealed: bytes = Field(sa_type=LargeBinary)
