"""What every record carries: key, code, version, who and when, soft delete, demo mark, import batch."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Enum, Index, Integer, MetaData, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata

Key = BigInteger().with_variant(Integer, "sqlite")
"""Type of every primary and foreign key: 64 bits on both databases."""


def now() -> datetime:
    """Return this moment in UTC: for who-and-when columns, never for business dates."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """Return a stored moment (UTC) as the clock on the wall shows it."""
    return at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def words(choices: type[StrEnum]) -> Enum:
    """Store a StrEnum as its Chinese word, as plain text on both databases."""
    return Enum(
        choices,
        values_callable=lambda kind: [word.value for word in kind],
        native_enum=False,
        create_constraint=False,
        length=20,
    )


class Fact(SQLModel):
    """A row that belongs to a record (a snapshot, a presenter): a key, no history of its own."""

    model_config = {"defer_build": True}  # no table is checked by pydantic: a third of the loading

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)


class Record(SQLModel):
    """A thing of the base with a code, a history and an owner; deleted softly.

    ``version`` counts saves: saving a stale copy is a Conflict. ``prefix`` begins the code (ZB-000123).
    ``made_by_name`` says that a name alone is enough for one: it can be made where it is missed.
    """

    model_config = {"defer_build": True}  # as above
    prefix: ClassVar[str] = ""
    made_by_name: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True, sa_type=Key)
    code: str = Field(default="", max_length=20, unique=True)
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    created_at: datetime = Field(default_factory=now)
    created_by: str = Field(default="", max_length=40)
    updated_at: datetime = Field(default_factory=now)
    updated_by: str = Field(default="", max_length=40)
    deleted_at: datetime | None = Field(default=None)
    is_demo: bool = Field(default=False)
    batch_id: int | None = Field(default=None, sa_type=Key)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class-level declaration
        """Let the ORM count and compare versions."""
        table = cls.__dict__.get("__table__")
        return {} if table is None else {"version_id_col": table.c.version}


ALIVE = text("deleted_at IS NULL")
"""The rows an index is for when it leaves deleted ones out."""


def unique_alive(table: str, *columns: str) -> Index:
    """Return an index that keeps columns unique among rows not deleted, on both databases."""
    return Index(
        f"uq_{table}_{'_'.join(columns)}", *columns, unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE
    )
