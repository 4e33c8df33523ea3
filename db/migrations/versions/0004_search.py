"""The search index over streamers: tokens of name, stage name, pinyin, initials, accounts and phone tail."""

from alembic import op

revision = "0004"
down_revision = "0003"

_FIELDS = ("name", "stage", "pinyin", "initials", "account", "tail")


def upgrade() -> None:
    """Make the index: FTS5 without content on SQLite, one tsvector per field on PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE VIRTUAL TABLE streamer_search USING fts5({', '.join(_FIELDS)}, content='', "
            "contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
        )
        return
    fields = ", ".join(f"{field} tsvector" for field in _FIELDS)
    op.execute(f"CREATE TABLE streamer_search (rowid bigint PRIMARY KEY, {fields})")
    for field in _FIELDS:
        op.execute(f"CREATE INDEX ix_streamer_search_{field} ON streamer_search USING gin ({field})")
