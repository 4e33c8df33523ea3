"""What a base holds as people see it: every table, without what only tells who wrote when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from db.models import load_all
from db.record import metadata

if TYPE_CHECKING:
    from db.engine import Database, Session

ASIDE = frozenset({"trail", "import_batch", "import_row", "code_counter", "header_memory", "kept_file"})
WHEN = frozenset(
    {"version", "created_at", "created_by", "updated_at", "updated_by", "at", "by", "deleted_at"}
)
OWNERS = {
    "account_day": ("account_id", "platform_account"),
    "attachment_content": ("attachment_id", "attachment"),
    "brand_account": ("brand_id", "brand"),
    "brand_decision": ("brand_id", "brand"),
    "brand_streamer": ("brand_id", "brand"),
    "follower_snapshot": ("account_id", "platform_account"),
    "live_presenter": ("session_id", "live_session"),
}
"""Facts that are out of sight with their record."""
Picture = dict[str, list[dict[str, Any]]]


def photograph(database: Database) -> Picture:
    """Return every row in sight, by table."""
    load_all()
    with database.read() as session:
        picture = {name: _rows(session, name) for name in sorted(metadata.tables) if name not in ASIDE}
        picture["streamer_search"] = [
            {str(key): value for key, value in row.items()}
            for row in session.execute(text("SELECT rowid, * FROM streamer_search ORDER BY rowid")).mappings()
        ]
    return picture


def differences(before: Picture, after: Picture) -> dict[str, Any]:
    """Return the rows only one of two pictures has, by table: (only before, only after)."""
    found = {}
    for name in before:
        gone = [row for row in before[name] if row not in after[name]]
        fresh = [row for row in after[name] if row not in before[name]]
        if gone or fresh:
            found[name] = (gone, fresh)
    return found


def _rows(session: Session, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in sight, in the order of their keys."""
    table = metadata.tables[name]
    asked = select(table)
    if "deleted_at" in table.c:
        asked = asked.where(table.c.deleted_at.is_(None))
    if name in OWNERS:
        link, owner = OWNERS[name]
        above = metadata.tables[owner]
        asked = asked.join(above, above.c.id == table.c[link]).where(above.c.deleted_at.is_(None))
    rows = [dict(row) for row in session.execute(asked.order_by(*table.primary_key)).mappings()]
    if name == "status_history":
        rows = _of_records_in_sight(session, rows)
    aside = WHEN | {"id"} if name == "month_total" else WHEN  # a sum has no identity of its own
    return [{key: value for key, value in row.items() if key not in aside} for row in rows]


def _of_records_in_sight(session: Session, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the turns of records that were not deleted."""
    alive: defaultdict[str, set[int]] = defaultdict(set)
    for entity in {row["entity"] for row in rows}:
        table = metadata.tables[entity]
        alive[entity] = set(session.scalars(select(table.c.id).where(table.c.deleted_at.is_(None))))
    return [row for row in rows if row["entity_id"] in alive[row["entity"]]]
