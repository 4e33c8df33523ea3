"""Rollups by platform and category, by presenter and by the day refunds were read; a report reads no sessions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations import totals_12_postgres, totals_12_sqlite
from db.migrations.shapes import KEY
from db.migrations.totals_12 import PRESENTER, READING, SUM, fill

revision = "0012"
down_revision = "0011"

_UNCHECKED = sa.text("stage = '临时' AND deleted_at IS NULL AND NOT is_demo")


def _month() -> sa.Column[Any]:
    """Return what every key begins with."""
    return sa.Column("month", sa.Integer(), autoincrement=False, nullable=False)


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "month_sum": (
        _month(),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("category_id", KEY, autoincrement=False, nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("ten_million", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("minutes_n", sa.Integer(), nullable=False),
        sa.Column("views", sa.BigInteger(), nullable=False),
        sa.Column("views_n", sa.Integer(), nullable=False),
        sa.Column("viewers", sa.BigInteger(), nullable=False),
        sa.Column("viewers_n", sa.Integer(), nullable=False),
        sa.Column("new_fans", sa.BigInteger(), nullable=False),
        sa.Column("new_fans_n", sa.Integer(), nullable=False),
        sa.Column("lost_fans", sa.BigInteger(), nullable=False),
        sa.Column("lost_fans_n", sa.Integer(), nullable=False),
        sa.Column("goods", sa.BigInteger(), nullable=False),
        sa.Column("goods_n", sa.Integer(), nullable=False),
        sa.Column("gmv", sa.BigInteger(), nullable=False),
        sa.Column("gmv_n", sa.Integer(), nullable=False),
        sa.Column("refund", sa.BigInteger(), nullable=False),
        sa.Column("refund_n", sa.Integer(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("orders_n", sa.Integer(), nullable=False),
        sa.Column("buyers", sa.BigInteger(), nullable=False),
        sa.Column("buyers_n", sa.Integer(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("units_n", sa.Integer(), nullable=False),
        sa.Column("effective", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "platform", "category_id"),
    ),
    "presenter_month": (
        _month(),
        sa.Column("streamer_id", KEY, autoincrement=False, nullable=False),
        sa.Column("category_id", KEY, autoincrement=False, nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("effective", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "streamer_id", "category_id"),
    ),
    "refund_reading": (
        _month(),
        sa.Column("refund_as_of", sa.Date(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "refund_as_of"),
    ),
}


def upgrade() -> None:
    """Make the rollups and count them; new triggers follow the sessions in place of those of 0002."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns, sqlite_with_rowid=False)
    op.create_index(
        "ix_live_session_unchecked", "live_session", ["month"],
        sqlite_where=_UNCHECKED, postgresql_where=_UNCHECKED,
    )  # fmt: skip
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        limit, triggers = totals_12_sqlite.LIMIT, totals_12_sqlite.sqlite_triggers()
        leaving = totals_12_sqlite.OLD_TRIGGERS
    else:
        limit, triggers = totals_12_postgres.LIMIT, totals_12_postgres.postgres_triggers()
        leaving = totals_12_postgres.OLD_TRIGGERS
    for statement in (*leaving, *triggers, *(fill(rollup, limit) for rollup in (SUM, READING, PRESENTER))):
        connection.exec_driver_sql(statement)
