"""Everything that leads to a record: links found from the tables themselves, and notes by table and key."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Table, func, select

from db.duplicates.apart import joined, parted, set_apart
from db.duplicates.clashes import clashes, resolve
from db.duplicates.rewriting import Rewriting
from db.engine import Session
from db.models import NotSame, load_all
from db.queries.tables import PRESENTERS, SESSIONS, table_of
from db.record import Record, metadata, now
from db.undoing.shapes import DELETED, label_of, links_to

_APART = table_of(NotSame)
_STAY = frozenset({"import_row", "status_history", "trail"})
"""Tables that tell what happened: the audit trail and images stay with the record they tell of."""
_CALLED = {
    "live_presenter": "直播场次",
    "attachment": "附件",
    "reminder_mark": "提醒标记",
    "own_reminder": "自建提醒",
}


def counts(session: Session, table: Table, key: int) -> list[tuple[str, int]]:
    """Return what leads to a record, in words, and how much of it; what is deleted is not counted."""
    found: dict[str, int] = {}
    for link in links_to(table):
        other = link.table
        asked = select(func.count()).select_from(other).where(link == key)
        if DELETED in other.c:
            asked = asked.where(other.c[DELETED].is_(None))
        if other is PRESENTERS:
            asked = asked.join(SESSIONS, SESSIONS.c.id == other.c.session_id)
            asked = asked.where(SESSIONS.c[DELETED].is_(None))
        words = _CALLED.get(other.name) or label_of(other.name)
        found[words] = found.get(words, 0) + (session.scalar(asked) or 0)
    for other in noted_tables():
        asked = select(func.count()).select_from(other)
        asked = asked.where(other.c.entity == table.name, other.c.entity_id == key)
        if DELETED in other.c:
            asked = asked.where(other.c[DELETED].is_(None))
        words = _CALLED.get(other.name) or label_of(other.name)
        found[words] = session.scalar(asked) or 0
    return [(words, count) for words, count in found.items() if count]


def move(rows: Rewriting, model: type[Record], stays: int, goes: int) -> None:
    """Let everything that leads to one record lead to the other; rows that tell of the same become one."""
    table = table_of(model)
    for link in links_to(table):
        settled = set()
        for clash in list(clashes(rows.session, link, stays, goes)):
            resolve(rows, link.table, clash)
            settled.add(clash.gone["id"])
        rows.redirect(link, goes, stays, but=settled)
    for other in noted_tables():
        rows.redirect(other.c.entity_id, goes, stays, where=[other.c.entity == table.name])
    for pair in _apart(rows.session, model, stays, goes):
        first, second = parted(pair)
        said = {"entity": table.name, "first_id": first, "second_id": second}
        rows.add(_APART, {**said, "at": now(), "by": rows.session.info["user"]})


@cache
def noted_tables() -> tuple[Table, ...]:
    """Return the tables whose rows belong to a record of any table, by its name and key."""
    load_all()
    return tuple(
        table
        for table in metadata.sorted_tables
        if {"entity", "entity_id"} <= set(table.c.keys()) and table.name not in _STAY
    )


def _apart(session: Session, model: type[Record], stays: int, goes: int) -> Iterator[int]:
    """Yield whom the record that stays is not, because the one that goes was said not to be."""
    known = set(set_apart(session, model))
    for pair in known:
        if goes in parted(pair):
            (other,) = {*parted(pair)} - {goes}
            moved = joined(stays, other)
            if other != stays and moved not in known:
                yield moved
