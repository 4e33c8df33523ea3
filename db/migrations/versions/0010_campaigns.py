"""Campaigns, events, guests, agreements, and what is known of the city."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables."""
