"""What was typed and not saved, kept sealed over a crash; what an attachment is for (头像)."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY, MOMENT

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the table of drafts and the role of an attachment."""
    op.create_table(
        "draft",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("place", "by"),
    )
    op.add_column("attachment", sa.Column("role", sa.String(20)))
