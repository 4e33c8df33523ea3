"""Live sessions, followers and the month totals, which triggers keep exact."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, record
from db.migrations.totals_2 import postgres_triggers, sqlite_triggers

revision = "0002"
down_revision = "0001"


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "retail_month": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger()),
        sa.Column("live", sa.BigInteger()),
        sa.Column("note", sa.String(200)),
        sa.UniqueConstraint("month"),
    ),
    "account_day": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("account_id", KEY, sa.ForeignKey("platform_account.id"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("refund_by_refund_date", sa.BigInteger()),
        sa.Column("batch_id", KEY),
        sa.UniqueConstraint("account_id", "on"),
    ),
    "follower_snapshot": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("account_id", KEY, sa.ForeignKey("platform_account.id"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("followers", sa.Integer(), nullable=False),
        sa.Column("gained", sa.Integer()),
        sa.Column("source", sa.String(20)),
        sa.Column("batch_id", KEY),
        sa.UniqueConstraint("account_id", "on"),
    ),
    "live_session": (
        *record(),
        sa.Column("start_at", sa.DateTime(), nullable=False),
        sa.Column("end_at", sa.DateTime()),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account_id", KEY, sa.ForeignKey("platform_account.id"), nullable=False),
        sa.Column("live_no", sa.String(60)),
        sa.Column("title", sa.String(100)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("category_id", KEY, sa.ForeignKey("category.id")),
        sa.Column("team_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("minutes", sa.Integer()),
        sa.Column("exposures", sa.BigInteger()),
        sa.Column("views", sa.BigInteger()),
        sa.Column("viewers", sa.BigInteger()),
        sa.Column("peak", sa.Integer()),
        sa.Column("average_online", sa.Integer()),
        sa.Column("new_fans", sa.Integer()),
        sa.Column("lost_fans", sa.Integer()),
        sa.Column("comments", sa.Integer()),
        sa.Column("likes", sa.BigInteger()),
        sa.Column("shares", sa.Integer()),
        sa.Column("goods", sa.Integer()),
        sa.Column("gmv", sa.BigInteger()),
        sa.Column("user_paid", sa.BigInteger()),
        sa.Column("settled", sa.BigInteger()),
        sa.Column("refund", sa.BigInteger()),
        sa.Column("refund_orders", sa.Integer()),
        sa.Column("refund_as_of", sa.Date()),
        sa.Column("orders", sa.Integer()),
        sa.Column("buyers", sa.Integer()),
        sa.Column("units", sa.Integer()),
        sa.Column("ad_cost", sa.BigInteger()),
        sa.Column("commission", sa.BigInteger()),
        sa.Column("is_local_goods", sa.Boolean(), nullable=False),
        sa.Column("is_farm_aid", sa.Boolean(), nullable=False),
        sa.Column("is_cross_border", sa.Boolean(), nullable=False),
        sa.Column("guest", sa.String(60)),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "live_presenter": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("session_id", KEY, sa.ForeignKey("live_session.id"), nullable=False),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("share", sa.Integer()),
        sa.UniqueConstraint("session_id", "streamer_id"),
    ),
    "month_total": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("category_id", KEY, nullable=False),
        sa.Column("team_id", KEY, nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
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
        sa.UniqueConstraint("month", "account_id", "category_id", "team_id"),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("ix_account_day_month", "account_day", ["month"], {}),
    ("ix_live_session_account", "live_session", ["account_id", "start_at"], {}),
    ("ix_live_session_gmv", "live_session", ["month", "gmv"], {}),
    ("ix_live_session_list", "live_session", ["month", "start_at"], {}),
    ("uq_live_session_platform_live_no", "live_session", ["platform", "live_no"], {"unique": True, **ALIVE}),
    ("ix_live_presenter_streamer_id", "live_presenter", ["streamer_id"], {}),
)


def upgrade() -> None:
    """Make the tables of live results and the triggers behind the month totals."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
    triggers = sqlite_triggers if op.get_bind().dialect.name == "sqlite" else postgres_triggers
    for statement in triggers():
        op.execute(statement)
