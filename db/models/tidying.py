"""What keeps the base tidy: files as they were handed in, and records that look alike but are two."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from db.record import Fact, Key, now


class KeptFile(Fact, table=True):
    """原件: the bytes of an imported file or of its refused lines, sealed; found by the SHA-256 in clear.

    ``size`` is that of the file in bytes.
    """

    __tablename__ = "kept_file"

    sha256: str = Field(max_length=64, unique=True)
    size: int
    at: datetime = Field(default_factory=now)
    sealed: bytes = Field(sa_type=LargeBinary)


class NotSame(Fact, table=True):
    """不是同一个: two records of a table (``entity``) that look alike and are two; lower key first."""

    __tablename__ = "not_same"
    __table_args__ = (UniqueConstraint("entity", "first_id", "second_id"),)

    entity: str = Field(max_length=40)
    first_id: int = Field(sa_type=Key)
    second_id: int = Field(sa_type=Key)
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
