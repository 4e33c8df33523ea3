# ruff: noqa: S608 - statements are put together from the names written here, never from input
"""Presenters by month, all categories together: follows presenter_month, and is what heads are counted from."""

import sqlalchemy as sa
from alembic import op

from db.migrations.shapes import KEY
from db.migrations.totals_12 import Rollup, book

revision = "0013"
down_revision = "0012"

_TOTAL = Rollup("presenter_total", ("month", "streamer_id"), (), ("sessions", "effective", "minutes"))


def upgrade() -> None:
    """Make the table, let it follow presenter_month, and fill it."""
    op.create_table(
        _TOTAL.table,
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("streamer_id", KEY, autoincrement=False, nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("effective", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "streamer_id"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    triggers = _sqlite() if connection.dialect.name == "sqlite" else _postgres()
    for statement in (*triggers, book(_TOTAL, _share("presenter_month", ""))):
        connection.exec_driver_sql(statement)


def _sqlite() -> list[str]:
    """Return the triggers for SQLite: one row at a time."""
    add, take = (_book_row(row, sign) for row, sign in (("NEW", ""), ("OLD", "-")))
    events = (("added", "INSERT", add), ("removed", "DELETE", take), ("changed", "UPDATE", add + take))
    return [
        f"CREATE TRIGGER presenter_total_{name} AFTER {event} ON presenter_month BEGIN {body} END"
        for name, event, body in events
    ]


def _book_row(row: str, sign: str) -> str:
    """Return the statements that add a row of presenter_month, or take it away."""
    values = [f"{row}.month", f"{row}.streamer_id", *(f"{sign}{row}.{name}" for name in _TOTAL.sums)]
    booked = f"INSERT INTO {_TOTAL.table} ({_TOTAL.columns}) VALUES ({', '.join(values)}) {_TOTAL.adding};"
    place = f"month = {row}.month AND streamer_id = {row}.streamer_id"
    return f"{booked} DELETE FROM {_TOTAL.table} WHERE {place} AND sessions = 0;" if sign else booked


def _postgres() -> list[str]:
    """Return functions and triggers for PostgreSQL: one booking per statement."""
    new, old = _share("new_rows", ""), _share("old_rows", "-")
    seen_new, seen_old = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"
    events = (
        ("added", "INSERT", seen_new, (new,)),
        ("removed", "DELETE", seen_old, (old,)),
        ("changed", "UPDATE", f"{seen_old} {seen_new}", (old, new)),
    )
    sweep = (
        f"DELETE FROM {_TOTAL.table} WHERE sessions = 0 "
        "AND (month, streamer_id) IN (SELECT month, streamer_id FROM old_rows);"
    )
    made = []
    for name, event, seen, shares in events:
        body = f"{book(_TOTAL, *shares)}; {sweep if old in shares else ''}"
        made += [
            f"""CREATE FUNCTION presenter_total_{name}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN {body} RETURN NULL; END $$""",
            f"""CREATE TRIGGER presenter_total_{name} AFTER {event} ON presenter_month REFERENCING {seen}
            FOR EACH STATEMENT EXECUTE FUNCTION presenter_total_{name}()""",
        ]
    return made


def _share(table: str, sign: str) -> str:
    """Return the query of what rows of presenter_month add, or take."""
    return f"SELECT month, streamer_id, {', '.join(f'{sign}{n} AS {n}' for n in _TOTAL.sums)} FROM {table}"
