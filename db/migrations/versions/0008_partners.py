"""Partners of the supply chain: profile, qualifications, products, tickets, evaluations."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables."""
