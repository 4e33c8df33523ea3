"""Brands on their way up: stages, supports, services, figures of the month."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, MOMENT, record

revision = "0009"
down_revision = "0008"

_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "brand": (
        *record(),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("english_name", sa.String(60)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("category_id", KEY, sa.ForeignKey("category.id")),
        sa.Column("founder", sa.String(60)),
        sa.Column("founded_on", sa.Date()),
        sa.Column("coach_id", KEY, sa.ForeignKey("brand.id")),
        sa.Column("trademark", sa.String(20), nullable=False),
        sa.Column("trademark_no", sa.String(60)),
        sa.Column("origin", sa.String(20)),
        sa.Column("channels", sa.String(200)),
        sa.Column("source_products", sa.String(2000)),
        sa.Column("product_lines", sa.String(500)),
        sa.Column("price_band", sa.String(40)),
        sa.Column("selling_points", sa.String(500)),
        sa.Column("content_score", sa.Integer()),
        sa.Column("commerce_score", sa.Integer()),
        sa.Column("repurchase_score", sa.Integer()),
        sa.Column("private_score", sa.Integer()),
        sa.Column("assessor", sa.String(30)),
        sa.Column("assessed_on", sa.Date()),
        sa.Column("owner_agreed", sa.Boolean()),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("programme", sa.String(60)),
        sa.Column("programme_year", sa.String(4)),
        sa.Column("quota", sa.Integer()),
        sa.Column("applied_on", sa.Date()),
        sa.Column("approved_on", sa.Date()),
        sa.Column("approval_no", sa.String(60)),
        sa.Column("ended_on", sa.Date()),
        sa.Column("exit_reason", sa.String(20)),
        sa.Column("case_text", sa.String(2000)),
        sa.Column("case_published", sa.Boolean()),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "brand_streamer": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.UniqueConstraint("brand_id", "streamer_id"),
    ),
    "brand_account": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("account_id", KEY, sa.ForeignKey("platform_account.id"), nullable=False),
        sa.UniqueConstraint("brand_id", "account_id"),
    ),
    "brand_decision": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("to_state", sa.String(20), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("gate", sa.JSON()),
    ),
    "support": (
        *record(),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("aspect", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("planned", sa.BigInteger()),
        sa.Column("granted", sa.BigInteger()),
        sa.Column("used", sa.BigInteger()),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("provider", sa.String(20)),
        sa.Column("start_on", sa.Date()),
        sa.Column("end_on", sa.Date()),
        sa.Column("outcome_gmv", sa.BigInteger()),
        sa.Column("evidence", sa.String(500)),
        sa.Column("note", sa.String(500)),
        sa.Column("extra", sa.JSON()),
    ),
    "brand_service": (
        *record(),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer()),
        sa.Column("outcome", sa.String(500)),
        sa.Column("extra", sa.JSON()),
    ),
    "brand_month": (
        *record(),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id"), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("gmv", sa.BigInteger()),
        sa.Column("orders", sa.BigInteger()),
        sa.Column("buyers", sa.BigInteger()),
        sa.Column("repeat_buyers", sa.BigInteger()),
        sa.Column("refund_orders", sa.BigInteger()),
        sa.Column("private_gmv", sa.BigInteger()),
        sa.Column("off_platform_gmv", sa.BigInteger()),
        sa.Column("sessions", sa.Integer()),
        sa.Column("fans", sa.BigInteger()),
        sa.Column("source", sa.String(60)),
        sa.Column("remark", sa.String(500)),
        sa.Column("extra", sa.JSON()),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("uq_brand_name", "brand", ["name"], {"unique": True, **ALIVE}),
    ("ix_brand_org_id", "brand", ["org_id"], {}),
    ("ix_brand_category_id", "brand", ["category_id"], {}),
    ("ix_brand_coach_id", "brand", ["coach_id"], {}),
    ("ix_brand_streamer_streamer_id", "brand_streamer", ["streamer_id"], {}),
    ("ix_brand_account_account_id", "brand_account", ["account_id"], {}),
    ("ix_brand_decision_brand_id", "brand_decision", ["brand_id"], {}),
    ("ix_support_brand_id", "support", ["brand_id"], {}),
    ("ix_brand_service_brand_id", "brand_service", ["brand_id"], {}),
    ("ix_brand_service_org_id", "brand_service", ["org_id"], {}),
    ("uq_brand_month_brand_id_month", "brand_month", ["brand_id", "month"], {"unique": True, **ALIVE}),
    ("ix_brand_month_month", "brand_month", ["month"], {}),
)


def upgrade() -> None:
    """Make the tables."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
