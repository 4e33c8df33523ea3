"""Courses, training sessions, who came, assessments, certificates."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables."""
