"""Contracts in full, and the checklist of a streamer's first days."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables."""
