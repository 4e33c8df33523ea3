"""Reports that are signed: texts, frozen values, files, corrections; and what a base declares for them."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, MOMENT, record

revision = "0011"
down_revision = "0010"


def _of_report() -> tuple[sa.schema.SchemaItem, ...]:
    """Return what every row of a report begins with."""
    return (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("report_id", KEY, sa.ForeignKey("report.id"), nullable=False),
    )


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "report": (
        *record(),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("corrects_id", KEY, sa.ForeignKey("report.id")),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("number", sa.String(40)),
        sa.Column("signer", sa.String(30)),
        sa.Column("signed_on", sa.Date()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("inputs_hash", sa.String(64)),
        sa.Column("figures_hash", sa.String(64)),
    ),
    "report_text": (
        *_of_report(),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("generated", sa.String(8000)),
        sa.Column("edited", sa.String(8000)),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.UniqueConstraint("report_id", "key"),
    ),
    "report_value": (
        *_of_report(),
        sa.Column("indicator", sa.String(10), nullable=False),
        *(
            sa.Column(name, sa.String(100))
            for name in ("value", "last_month", "last_year", "ytd", "ytd_last_year")
        ),
        sa.Column("note", sa.String(500)),
        sa.Column("rows", sa.Integer()),
        sa.Column("rows_hash", sa.String(64)),
        sa.UniqueConstraint("report_id", "indicator"),
    ),
    "report_file": (
        *_of_report(),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("report_id", "kind"),
    ),
    "report_change": (
        *_of_report(),
        sa.Column("indicator", sa.String(10), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("old", sa.String(60), nullable=False),
        sa.Column("new", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.UniqueConstraint("report_id", "indicator"),
    ),
    "baseline_value": (
        *record(),
        sa.Column("indicator", sa.String(40), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("is_ytd", sa.Boolean(), nullable=False),
        sa.Column("value_text", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger()),
        sa.Column("source", sa.String(200)),
        sa.Column("extra", sa.JSON()),
    ),
    "employment_month": (
        *record(),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("direct", sa.Integer()),
        sa.Column("induced", sa.Integer()),
        sa.Column("method", sa.String(500)),
        sa.Column("extra", sa.JSON()),
    ),
    "incident": (
        *record(),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("platform", sa.String(20)),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id")),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("description", sa.String(1000), nullable=False),
        sa.Column("measures", sa.String(1000)),
        sa.Column("closed_on", sa.Date()),
        sa.Column("extra", sa.JSON()),
    ),
}

_UNIQUE: dict[str, tuple[str, tuple[str, ...]]] = {
    "uq_report_period": ("report", ("first", "last", "correction")),
    "uq_baseline_value_indicator_month_is_ytd": ("baseline_value", ("indicator", "month", "is_ytd")),
    "uq_employment_month_month": ("employment_month", ("month",)),
}


def upgrade() -> None:
    """Create the tables and their indexes."""
    for name, columns in _TABLES.items():
        op.create_table(name, *columns)
    for index, (table, names) in _UNIQUE.items():
        op.create_index(index, table, list(names), unique=True, **ALIVE)
    op.create_index("ix_report_corrects_id", "report", ["corrects_id"])
    op.create_index("ix_incident_on", "incident", ["on"], **ALIVE)
    op.create_index("ix_incident_streamer_id", "incident", ["streamer_id"])
    op.create_index("ix_incident_org_id", "incident", ["org_id"])
