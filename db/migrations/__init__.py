"""How a database grows from version to version: Alembic's scripts, run by db.upgrade."""
