"""Upgrades: the tables are what the models say, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import db.models  # noqa: F401 - fills the metadata
from db.engine import Database
from db.record import metadata


def test_migrated_tables_are_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": True, "compare_server_default": False}
        )
        assert compare_metadata(context, metadata) == []


def _ours(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out the search index, which is no model."""
    return not (kind == "table" and name is not None and name.startswith("streamer_search"))
