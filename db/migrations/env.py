"""Alembic's entry: run the versions on the connection (and inside the transaction) db.upgrade hands over."""

from alembic import context

import db.models  # noqa: F401 - fills the metadata
from db.record import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
