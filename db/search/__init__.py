"""The search index of people: name, stage name, pinyin, initials, accounts, phone tail.

FTS5 on SQLite, tsvector on PostgreSQL, filled with the same tokens and asked the same questions. Whole phone
and ID numbers are sealed and therefore not in the index; they are found by their blind index.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    column,
    false,
    literal,
    literal_column,
    or_,
    select,
    table,
    union,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.expression import CompoundSelect

from db import secrets
from db.engine import Session, is_sqlite
from db.models import Streamer
from db.queries.tables import ACCOUNTS, STREAMERS
from db.search import words

LIMIT = 1000
"""People a typed word may bring at most; who wants more types another letter."""

_AT_ONCE = 20_000  # entries deleted first and then written in the order of their keys: five times as fast
_ASKED = 500
_INDEX = table("streamer_search", column("rowid"), *(column(name) for name in words.FIELDS))
_CODE = re.compile(rf"{Streamer.prefix}-?0*(\d{{1,9}})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{11}|\d{17}[\dX]")

Question = Select[Any] | CompoundSelect[Any]


def find(session: Session, text: str, limit: int = LIMIT) -> list[int]:
    """Return the keys of people who match every word of the text, at most ``limit``; [] for no word."""
    return list(session.scalars(matching(session, text).limit(limit)))


def matching(session: Session, text: str) -> Question:
    """Return the question for the keys of people who match the text, to stand inside other questions."""
    parts = [_by_words(session, words.words_of(text))]
    number = secrets.normalise(text)
    if code := _CODE.fullmatch(number):
        parts.append(
            select(STREAMERS.c.id).where(STREAMERS.c.code == f"{Streamer.prefix}-{int(code[1]):06d}")
        )
    if _NUMBER.fullmatch(number):
        sealed = secrets.of(session).index(number)
        parts += [
            select(STREAMERS.c.id).where(STREAMERS.c[index] == sealed, STREAMERS.c.deleted_at.is_(None))
            for index in ("phone_index", "id_no_index")
        ]
    return parts[0] if len(parts) == 1 else union(*parts)


def index_streamers(session: Session, ids: Iterable[int]) -> None:
    """Write these people's entries anew; the entries of deleted people go."""
    last = session.scalar(select(_INDEX.c.rowid).order_by(_INDEX.c.rowid.desc()).limit(1)) or 0
    for keys in _batches(sorted(set(ids)), _AT_ONCE):
        if known := [{"key": key} for key in keys if key <= last]:  # people after the last have no entry yet
            session.connection().execute(_INDEX.delete().where(_INDEX.c.rowid == bindparam("key")), known)
        _write(session, [entry for chunk in _batches(keys, _ASKED) for entry in _entries(session, chunk)])


def _by_words(session: Session, typed: Sequence[str]) -> Select[Any]:
    """Return the question for people who have every word."""
    if not typed:
        return select(_INDEX.c.rowid).where(false())
    if is_sqlite(session):
        return select(_INDEX.c.rowid).where(literal_column(_INDEX.name).op("MATCH")(words.fts5(typed)))
    return select(_INDEX.c.rowid).where(and_(*(_has(word) for word in typed)))


def _has(word: str) -> ColumnElement[bool]:
    """Return the PostgreSQL condition for people who have one word."""
    phrase, prefix = words.tsquery_phrase(word), words.tsquery_prefix(word)
    return or_(
        *(_INDEX.c[name].op("@@")(cast(literal(phrase), TSQUERY)) for name in ("name", "stage")),
        *(_INDEX.c[name].op("@@")(cast(literal(prefix), TSQUERY)) for name in words.prefix_fields(word)),
    )


def _entries(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the key and the tokens of each of these people who is not deleted."""
    accounts: defaultdict[int | None, list[str]] = defaultdict(list)
    nicknames: defaultdict[int | None, list[str]] = defaultdict(list)
    asked = select(ACCOUNTS.c.streamer_id, ACCOUNTS.c.account_no, ACCOUNTS.c.nickname)
    for owner, account_no, nickname in session.execute(
        asked.where(ACCOUNTS.c.streamer_id.in_(ids), ACCOUNTS.c.deleted_at.is_(None))
    ):
        accounts[owner].append(account_no)
        nicknames[owner].append(nickname or "")
    person = STREAMERS.c
    people = select(person.id, person.name, person.stage_name, person.phone_tail)
    for key, name, stage_name, tail in session.execute(
        people.where(person.id.in_(ids), person.deleted_at.is_(None)).order_by(person.id)
    ):
        yield key, words.entry(name, [stage_name or "", *nicknames[key]], accounts[key], tail)


def _write(session: Session, entries: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Insert entries in the form the database keeps them in."""
    if not entries:
        return
    shape, mark = (str, "?") if is_sqlite(session) else (words.tsvector, "%s")
    names = ", ".join(field.name for field in _INDEX.columns)
    marks = ", ".join([mark] * len(_INDEX.columns))
    session.connection().exec_driver_sql(
        f"INSERT INTO {_INDEX.name} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
        [(key, *map(shape, fields)) for key, fields in entries],
    )


def _batches(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield keys in runs of ``size``."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
