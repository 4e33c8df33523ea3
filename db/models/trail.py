"""What happened: states over time, the audit trail, import batches."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, false
from sqlmodel import Field

from db.record import Fact, Key, now


class StatusHistory(Fact, table=True):
    """状态历史: one move of one record. ``on`` is the day it took effect; None means "from the start".

    ``gate`` keeps what the move asked for with the values of that moment; ``is_override`` says that it was
    made against that.
    """

    __tablename__ = "status_history"
    __table_args__ = (Index("ix_status_history_entity", "entity", "entity_id", "on"),)

    entity: str = Field(max_length=40)
    entity_id: int = Field(sa_type=Key)
    from_state: str | None = Field(default=None, max_length=20)
    to_state: str = Field(max_length=20)
    on: date | None = None
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
    reason: str | None = Field(default=None, max_length=200)
    batch_id: int | None = Field(default=None, sa_type=Key)
    gate: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    is_override: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Trail(Fact, table=True):
    """审计记录: append-only, each row's ``mac`` seals it and the row before it.

    ``changes`` is {field: [old, new]} with sealed values masked; it may be erased later, ``digest`` stays.
    """

    __tablename__ = "trail"
    __table_args__ = (Index("ix_trail_entity", "entity", "entity_id"),)

    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
    action: str = Field(max_length=20)
    entity: str = Field(max_length=40)
    entity_id: int | None = Field(default=None, sa_type=Key)
    changes: dict[str, list[str | None]] | None = Field(default=None, sa_type=JSON)
    reason: str | None = Field(default=None, max_length=200)
    digest: str = Field(max_length=64)
    mac: str = Field(max_length=64)


class ImportBatch(Fact, table=True):
    """导入批次: one file (or one sheet of it) taken in as one transaction.

    ``mode`` is a word of ``db.imports.Mode``, "merge" for two records made one, "undo" for a batch that
    took another one back (``undoes``, its key), or "hand" for what was done in the window at one moment: then
    ``file_name`` says it in words, ``rows`` counts the lines of the trail just before its own, and
    ``updated`` the records it was done to.
    ``file_hash`` and ``errors_hash`` find the file and the lines refused of it in ``kept_file``.
    ``conflicts`` counts lines with a hand-made value that stayed.
    """

    __tablename__ = "import_batch"

    kind: str = Field(max_length=20)
    file_name: str = Field(max_length=200)
    file_hash: str = Field(max_length=64, index=True)
    mode: str = Field(max_length=10)
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    conflicts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    undone_at: datetime | None = None
    undoes: int | None = Field(default=None, sa_type=Key)
    errors_hash: str | None = Field(default=None, max_length=64)


class ImportRow(Fact, table=True):
    """What a batch did to one row: ``before`` and ``after`` hold the fields it changed.

    Records a batch added need none: they carry its ``batch_id``. No ``before``: the row was not there; no
    ``after``: it is gone, and ``before`` has all of it.
    """

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_entity", "entity", "entity_id"),)

    batch_id: int = Field(foreign_key="import_batch.id", sa_type=Key, index=True)
    entity: str = Field(max_length=40)
    entity_id: int = Field(sa_type=Key)
    before: dict[str, str | None] | None = Field(default=None, sa_type=JSON)
    after: dict[str, str | None] | None = Field(default=None, sa_type=JSON)


class HeaderMemory(Fact, table=True):
    """表头记忆: how the user mapped the columns of a sheet with this header fingerprint."""

    __tablename__ = "header_memory"

    kind: str = Field(max_length=20)
    fingerprint: str = Field(max_length=64, unique=True)
    mapping: dict[str, str] = Field(sa_type=JSON)


class CodeCounter(Fact, table=True):
    """The last number given to a code prefix; numbers are never used twice."""

    __tablename__ = "code_counter"

    prefix: str = Field(max_length=20, unique=True)
    last: int = Field(default=0, sa_type=BigInteger)
