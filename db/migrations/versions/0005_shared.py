"""What every subject shares: attachments, marks of reminders, gates beside the history of states."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what a move asked for to the history of states."""
    op.add_column("status_history", sa.Column("gate", sa.JSON()))
    op.add_column(
        "status_history",
        sa.Column("is_override", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
