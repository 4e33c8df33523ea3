"""Campaigns, events, guests, agreements, and what is known of the city; city figures become records."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY, record

revision = "0010"
down_revision = "0009"

_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "campaign": (
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("parent_id", KEY, sa.ForeignKey("campaign.id")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("start_on", sa.Date()),
        sa.Column("end_on", sa.Date()),
        sa.Column("place", sa.String(120)),
        sa.Column("hosts", sa.String(200)),
        sa.Column("co_hosts", sa.String(200)),
        sa.Column("slogan", sa.String(100)),
        sa.Column("policy_tags", sa.String(200)),
        sa.Column("summary", sa.String(2000)),
        sa.Column("source", sa.String(200)),
        sa.Column("remark", sa.String(2000)),
        sa.Column("extra", sa.JSON()),
    ),
    "campaign_line": (
        *record(),
        sa.Column("campaign_id", KEY, sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("when_text", sa.String(60)),
        sa.Column("note", sa.String(500)),
        sa.Column("reaction", sa.String(500)),
    ),
    "campaign_party": (
        *record(),
        sa.Column("campaign_id", KEY, sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("name", sa.String(60)),
        sa.Column("part", sa.String(60)),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id")),
        sa.Column("brand_id", KEY, sa.ForeignKey("brand.id")),
        sa.Column("org_id", KEY, sa.ForeignKey("org.id")),
        sa.Column("note", sa.String(500)),
    ),
    "campaign_event": (
        *record(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("campaign_id", KEY, sa.ForeignKey("campaign.id")),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("held_on", sa.Date()),
        sa.Column("when_text", sa.String(60)),
        sa.Column("sort_on", sa.Date()),
        sa.Column("place", sa.String(120)),
        sa.Column("organiser", sa.String(200)),
        sa.Column("headcount_text", sa.String(40)),
        sa.Column("headcount_comparator", sa.String(20)),
        sa.Column("headcount", sa.Integer()),
        sa.Column("gmv_text", sa.String(40)),
        sa.Column("gmv_comparator", sa.String(20)),
        sa.Column("gmv", sa.BigInteger()),
        sa.Column("is_benchmark", sa.Boolean(), nullable=False),
        sa.Column("is_cross_border", sa.Boolean(), nullable=False),
        sa.Column("is_national_first", sa.Boolean(), nullable=False),
        sa.Column("category", sa.String(40)),
        sa.Column("note", sa.String(2000)),
        sa.Column("source", sa.String(200)),
    ),
    "event_guest": (
        *record(),
        sa.Column("event_id", KEY, sa.ForeignKey("campaign_event.id"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(100)),
        sa.Column("title", sa.String(100)),
        sa.Column("roles", sa.String(200)),
        sa.Column("streamer_id", KEY, sa.ForeignKey("streamer.id")),
        sa.Column("note", sa.String(500)),
    ),
    "agreement": (
        *record(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("campaign_id", KEY, sa.ForeignKey("campaign.id")),
        sa.Column("parties", sa.String(400)),
        sa.Column("signed_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("cooperation", sa.String(1000)),
        sa.Column("content", sa.String(2000)),
        sa.Column("source", sa.String(200)),
    ),
    "city_programme": (
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", sa.String(2000)),
        sa.Column("target", sa.String(200)),
        sa.Column("owner", sa.String(100)),
        sa.Column("scope", sa.String(60)),
        sa.Column("as_of", sa.Date()),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("note", sa.String(500)),
    ),
}
_CITY_FIGURE: tuple[sa.Column[Any], ...] = (
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("as_written", sa.String(60), nullable=False),
    sa.Column("comparator", sa.String(20)),
    sa.Column("value", sa.Float()),
    sa.Column("unit", sa.String(10)),
    sa.Column("scope", sa.String(60), nullable=False),
    sa.Column("as_of", sa.Date()),
    sa.Column("source", sa.String(200), nullable=False),
    sa.Column("note", sa.String(500)),
)
_INDEXES = (
    ("campaign", ("parent_id",)),
    ("campaign_line", ("campaign_id", "kind", "sort")),
    ("campaign_party", ("campaign_id",)),
    ("campaign_party", ("streamer_id",)),
    ("campaign_party", ("brand_id",)),
    ("campaign_party", ("org_id",)),
    ("campaign_event", ("campaign_id",)),
    ("event_guest", ("event_id",)),
    ("event_guest", ("streamer_id",)),
    ("agreement", ("campaign_id",)),
    ("live_session", ("campaign_id",)),
)
_COMPARATORS = {">": "超", "≥": "以上", "": "无", "<": "以下", "≤": "以下", "≈": "约"}


def upgrade() -> None:
    """Make the tables, let a session belong to a campaign, and give city figures codes and a history."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    if op.get_bind().dialect.name == "sqlite":  # a table with triggers is not rebuilt
        op.execute("ALTER TABLE live_session ADD COLUMN campaign_id INTEGER REFERENCES campaign (id)")
    else:
        op.add_column("live_session", sa.Column("campaign_id", KEY, sa.ForeignKey("campaign.id")))
    for table, fields in _INDEXES:
        op.create_index(f"ix_{table}_{fields[0]}", table, list(fields))
    _widen_city_figures()


def _widen_city_figures() -> None:
    """Make the table of city figures anew as one of records, and bring every figure over as it was."""
    old = sa.table(
        "city_figure", sa.column("id"), *(sa.column(one.name, one.type) for one in _CITY_FIGURE[:8])
    )
    found = op.get_bind().execute(sa.select(*old.c).order_by(old.c.id)).mappings().all()
    op.drop_table("city_figure")
    new = op.create_table("city_figure", *record(), *_CITY_FIGURE)
    at = datetime.now(UTC)
    who = {"version": 1, "created_at": at, "created_by": "升级", "updated_at": at, "updated_by": "升级"}
    lines = [
        {name: value for name, value in figure.items() if name != "id"}
        | {"comparator": _COMPARATORS.get(figure["comparator"], figure["comparator"])}
        | {"unit": figure["unit"] or None, "code": f"CS-{place:06}", "is_demo": False, **who}
        for place, figure in enumerate(found, 1)
    ]
    if lines:
        op.bulk_insert(new, lines)
        counter = sa.table("code_counter", sa.column("prefix"), sa.column("last"))
        op.execute(counter.insert().values(prefix="CS", last=len(lines)))
