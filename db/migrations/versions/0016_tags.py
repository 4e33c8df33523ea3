"""Tags of streamers, organisations and brands; reminders a user writes down by hand."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY, record

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns and the table."""
    for table in ("streamer", "org", "brand"):
        op.add_column(table, sa.Column("tags", sa.String(200)))
    op.create_table(
        "own_reminder",
        *record(),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("entity", sa.String(40)),
        sa.Column("entity_id", KEY),
    )
    op.create_index("ix_own_reminder_due_on", "own_reminder", ["due_on"])
