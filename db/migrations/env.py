"""Alembic's entry: run the versions on the connection (and inside the transaction) db.upgrade hands over."""

from alembic import context

from db.models import load_all
from db.record import metadata

load_all()

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
