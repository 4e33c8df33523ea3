"""The accounts of a person are found in an index alone: a list sorted by followers asks for those of everybody."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Put beside the person whether the account is deleted."""
    op.drop_index("ix_platform_account_streamer_id", "platform_account")
    op.create_index("ix_platform_account_streamer", "platform_account", ["streamer_id", "deleted_at"])
