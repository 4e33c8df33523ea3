"""Brands on their way up: stages, supports, services, figures of the month."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables."""
