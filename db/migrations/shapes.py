"""Column shapes the migrations share. Frozen: a migration once published must never change its meaning."""

from typing import Any

import sqlalchemy as sa

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A primary or foreign key."""

MOMENT = sa.DateTime(timezone=True)
"""A moment in UTC: who-and-when columns."""

ALIVE: dict[str, Any] = {
    "sqlite_where": sa.text("deleted_at IS NULL"),
    "postgresql_where": sa.text("deleted_at IS NULL"),
}
"""Options of an index over the rows that are not deleted."""


def record() -> tuple[sa.Column[Any], ...]:
    """Return the ten columns every record began with in version 0001."""
    return (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("code", sa.String(20), nullable=False, unique=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("updated_by", sa.String(40), nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("batch_id", KEY),
    )
