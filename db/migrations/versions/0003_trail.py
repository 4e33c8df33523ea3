"""What happened: states over time, the audit trail, which only grows, and import batches."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY, MOMENT

revision = "0003"
down_revision = "0002"

_KEPT = ("id", "at", "by", "action", "entity", "entity_id", "reason", "digest", "mac")

_SQLITE = (
    """CREATE TRIGGER trail_stays BEFORE DELETE ON trail BEGIN
        SELECT RAISE(ABORT, 'the trail only grows');
    END""",
    f"""CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail
    WHEN NEW.changes IS NOT NULL OR NOT ({" AND ".join(f'NEW."{c}" IS OLD."{c}"' for c in _KEPT)}) BEGIN
        SELECT RAISE(ABORT, 'the trail only grows');
    END""",
)
_POSTGRES = (
    """CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'restrict_violation';
    END $$""",
    "CREATE TRIGGER trail_stays BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "CREATE TRIGGER trail_whole BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    f"""CREATE TRIGGER trail_keeps BEFORE UPDATE ON trail FOR EACH ROW
    WHEN (NEW.changes IS NOT NULL OR {" OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in _KEPT)})
    EXECUTE FUNCTION trail_refuse()""",
)


_TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "status_history": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("from_state", sa.String(20)),
        sa.Column("to_state", sa.String(20), nullable=False),
        sa.Column("on", sa.Date()),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("batch_id", KEY),
    ),
    "trail": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("entity_id", KEY),
        sa.Column("changes", sa.JSON()),
        sa.Column("reason", sa.String(200)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
    ),
    "import_batch": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("undone_at", MOMENT),
    ),
    "import_row": (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("batch_id", KEY, sa.ForeignKey("import_batch.id"), nullable=False),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("entity_id", KEY, nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
    ),
}
_INDEXES: tuple[tuple[str, str, list[str], dict[str, Any]], ...] = (
    ("ix_status_history_entity", "status_history", ["entity", "entity_id", "on"], {}),
    ("ix_trail_entity", "trail", ["entity", "entity_id"], {}),
    ("ix_import_batch_file_hash", "import_batch", ["file_hash"], {}),
    ("ix_import_row_batch_id", "import_row", ["batch_id"], {}),
    ("ix_import_row_entity", "import_row", ["entity", "entity_id"], {}),
)


def upgrade() -> None:
    """Make the tables of what happened; of a row of the trail only ``changes`` may be erased."""
    for table, columns in _TABLES.items():
        op.create_table(table, *columns)
    for name, table, fields, options in _INDEXES:
        op.create_index(name, table, fields, **options)
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)
