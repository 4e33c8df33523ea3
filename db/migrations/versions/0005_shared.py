"""What every subject shares: attachments, marks of reminders, gates beside the history of states."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, and what a move asked for to the history of states."""
    op.add_column("status_history", sa.Column("gate", sa.JSON()))
    op.add_column(
        "status_history",
        sa.Column("is_override", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _attachments()
    _reminders()


def _attachments() -> None:
    """Add files that hang on records, and their content."""
    op.create_table(
        "attachment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("note", sa.String(200)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_entity", "attachment", ["entity", "entity_id"])
    op.create_table(
        "attachment_content",
        sa.Column("id", KEY, nullable=False),
        sa.Column("attachment_id", KEY, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_content")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_content_attachment_id_attachment")
        ),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_attachment_content_attachment_id")),
    )


def _reminders() -> None:
    """Add what was said of reminders."""
    op.create_table(
        "reminder_mark",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_mark")),
    )
    op.create_index("ix_reminder_mark_entity", "reminder_mark", ["entity", "entity_id"])
