"""What a filter offers to choose from, and what values chosen before are called."""

from collections.abc import Collection

from sqlalchemy import exists, select

from db.engine import Session
from db.queries.lists import ListFilter, name_of
from db.queries.tables import table_of
from db.record import Record
from db.store.listing import names
from db.values import Kind, words_in

Offer = tuple[object, str]
"""A value and what it is called."""


def offers(session: Session, asked: ListFilter, text: str = "", limit: int = 200) -> list[Offer]:
    """Return the values a filter offers that hold a text: words, yes and no, or records by name.

    Of records only those are offered that anything of the list points to, where an index tells that at once.
    """
    if asked.refers_to is not None and issubclass(asked.refers_to, Record):
        among = None if asked.held is None else exists().where(asked.held == table_of(asked.refers_to).c.id)
        return [*names(session, asked.refers_to, text, limit, among)]
    if asked.kind is Kind.YESNO:
        found: list[Offer] = [(True, "是"), (False, "否")]
    else:
        found = [(word, word) for word in _words(session, asked)]
    return [offer for offer in found if text.strip() in offer[1]][:limit]


def called(session: Session, asked: ListFilter, keys: Collection[int]) -> dict[object, str]:
    """Return what the records are called whose keys a filter was given, also deleted ones."""
    if asked.refers_to is None:
        return {}
    table = table_of(asked.refers_to)
    wanted = select(table.c.id, name_of(table)).where(table.c.id.in_(keys))
    return {key: str(name) for key, name in session.execute(wanted)}


def _words(session: Session, asked: ListFilter) -> list[str]:
    """Return the words of a filter: its choices, or those any record holds."""
    if asked.choices is not None:
        return [word.value for word in asked.choices]
    if asked.held is None:
        return []
    kept = session.scalars(select(asked.held).where(asked.held.is_not(None)).distinct())
    return sorted({word for text in kept for word in words_in(text)})
