"""The base, its lists, organisations, streamers, accounts and contracts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import ALIVE, KEY, record

revision = "0001"
down_revision = None


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "live_base": (
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("credit_code", sa.String(18)),
        sa.Column("district", sa.String(40)),
        sa.Column("address", sa.String(120)),
        sa.Column("area_m2", sa.Integer()),
        sa.Column("studios", sa.Integer()),
        sa.Column("bureau", sa.String(60), nullable=False),
        sa.Column("responsible", sa.String(30)),
        sa.Column("statistician", sa.String(30)),
        sa.Column("filler", sa.String(30)),
        sa.Column("office_phone", sa.String(30)),
    ),
    "category": (
        *record(),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
    ),
    "city_figure": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("as_written", sa.String(60), nullable=False),
        sa.Column("comparator", sa.String(4), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("scope", sa.String(60), nullable=False),
        sa.Column("as_of", sa.Date()),
        sa.Column("source", sa.String(200), nullable=False),
    ),
    "setting": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.String(2000), nullable=False),
        sa.UniqueConstraint("name"),
    ),
    "code_counter": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("prefix", sa.String(20), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("prefix"),
    ),
    "header_memory": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.UniqueConstraint("fingerprint"),
    ),
    "org": (
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("short_name", sa.String(20)),
        sa.Column("credit_code", sa.String(18)),
        sa.Column("match_key", sa.String(60), nullable=False),
    ),
    "org_role": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id"), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
    ),
    "streamer": (
        *record(),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("stage_name", sa.String(40)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("gender", sa.String(20)),
        sa.Column("id_kind", sa.String(20), nullable=False),
        sa.Column("id_no", sa.String(200)),
        sa.Column("id_no_index", sa.String(64)),
        sa.Column("id_no_tail", sa.String(4)),
        sa.Column("birth_on", sa.Date()),
        sa.Column("verified", sa.String(20), nullable=False),
        sa.Column("verified_on", sa.Date()),
        sa.Column("phone", sa.String(200)),
        sa.Column("phone_index", sa.String(64)),
        sa.Column("phone_tail", sa.String(4)),
        sa.Column("kind", sa.String(20)),
        sa.Column("relation", sa.String(20)),
        sa.Column("category_id", KEY, sa.ForeignKey("category.id")),
        sa.Column("level", sa.String(20)),
        sa.Column("team_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("mcn_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("agent", sa.String(30)),
        sa.Column("source", sa.String(20)),
        sa.Column("joined_on", sa.Date()),
        sa.Column("first_live_on", sa.Date()),
        sa.Column("left_on", sa.Date()),
        sa.Column("left_reason", sa.String(200)),
        sa.Column("guardian_name", sa.String(30)),
        sa.Column("guardian_phone", sa.String(200)),
        sa.Column("guardian_phone_index", sa.String(64)),
        sa.Column("guardian_phone_tail", sa.String(4)),
        sa.Column("guardian_consent_on", sa.Date()),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "platform_account": (
        *record(),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id")),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account_no", sa.String(60), nullable=False),
        sa.Column("nickname", sa.String(60)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("registrant", sa.String(30)),
        sa.Column("mcn_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("opened_on", sa.Date()),
        sa.Column("status", sa.String(20), nullable=False),
    ),
    "contract": (
        *record(),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id"), nullable=False),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("status", sa.String(20), nullable=False),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("uq_category_name", "category", ["name"], {"unique": True, **ALIVE}),
    ("ix_org_credit_code", "org", ["credit_code"], {}),
    ("ix_org_match_key", "org", ["match_key"], {}),
    ("ix_org_role_org_id", "org_role", ["org_id"], {}),
    ("ix_streamer_category_id", "streamer", ["category_id"], {}),
    ("ix_streamer_list", "streamer", ["code"], ALIVE),
    ("ix_streamer_mcn_id", "streamer", ["mcn_id"], {}),
    ("ix_streamer_name", "streamer", ["name"], ALIVE),
    ("ix_streamer_phone_index", "streamer", ["phone_index"], {}),
    ("ix_streamer_team_id", "streamer", ["team_id"], {}),
    ("uq_streamer_id_no_index", "streamer", ["id_no_index"], {"unique": True, **ALIVE}),
    ("ix_platform_account_streamer_id", "platform_account", ["streamer_id"], {}),
    (
        "uq_platform_account_platform_account_no",
        "platform_account",
        ["platform", "account_no"],
        {"unique": True, **ALIVE},
    ),
    ("ix_contract_streamer_id", "contract", ["streamer_id"], {}),
)


def upgrade() -> None:
    """Make the tables of records."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
