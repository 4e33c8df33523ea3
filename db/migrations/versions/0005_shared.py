"""What every subject shares: attachments, marks of reminders, gates beside the history of states."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
