"""Imports that can be undone: their original files, what was left alone; pairs that only look alike."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY, MOMENT

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns of a batch and the two tables."""
    for column in (
        sa.Column("conflicts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("undoes", KEY),
        sa.Column("errors_hash", sa.String(64)),
    ):
        op.add_column("import_batch", column)
    op.create_table(
        "kept_file",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "not_same",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("first_id", KEY, nullable=False),
        sa.Column("second_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.UniqueConstraint("entity", "first_id", "second_id"),
    )
