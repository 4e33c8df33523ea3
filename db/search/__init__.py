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
    column,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.expression import CompoundSelect

from db import secrets
from db.engine import Session, is_sqlite
from db.models import PlatformAccount, Streamer
from db.search import words

LIMIT = 1000
"""People a typed word may bring at most; who wants more types another letter."""

_AT_ONCE = 20_000  # entries deleted first and then written in the order of their keys: five times as fast
_ASKED = 500
_INDEX = table("streamer_search", column("rowid"), *(column(name) for name in words.FIELDS))
_ROWID = _INDEX.c.rowid
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
        parts.append(select(Streamer.id).where(Streamer.code == f"{Streamer.prefix}-{int(code[1]):06d}"))
    if _NUMBER.fullmatch(number):
        sealed = secrets.of(session).index(number)
        for found in (Streamer.phone_index, Streamer.id_no_index):
            parts.append(select(Streamer.id).where(found == sealed, Streamer.deleted_at.is_(None)))
    return parts[0] if len(parts) == 1 else union_all(*parts)


def index_streamers(session: Session, ids: Iterable[int]) -> None:
    """Write these people's entries anew; the entries of deleted people go."""
    for keys in _batches(sorted(set(ids)), _AT_ONCE):
        session.connection().execute(
            delete(_INDEX).where(_ROWID == bindparam("key")), [{"key": key} for key in keys]
        )
        _write(session, [entry for chunk in _batches(keys, _ASKED) for entry in _entries(session, chunk)])


def rebuild(session: Session) -> None:
    """Write the whole index anew."""
    session.execute(delete(_INDEX))
    index_streamers(session, session.scalars(select(Streamer.id)))


def _by_words(session: Session, typed: Sequence[str]) -> Select[Any]:
    """Return the question for people who have every word."""
    if not typed:
        return select(_ROWID).where(false())
    if is_sqlite(session):
        return select(_ROWID).where(literal_column(_INDEX.name).op("MATCH")(words.fts5(typed)))
    return select(_ROWID).where(and_(*(_has(word) for word in typed)))


def _has(word: str) -> ColumnElement[bool]:
    """Return the PostgreSQL condition for people who have one word."""
    phrase, prefix = words.tsquery_phrase(word), words.tsquery_prefix(word)
    return or_(
        *(_INDEX.c[name].op("@@")(func.cast(phrase, TSQUERY)) for name in ("name", "stage")),
        *(_INDEX.c[name].op("@@")(func.cast(prefix, TSQUERY)) for name in words.prefix_fields(word)),
    )


def _entries(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the key and the tokens of each of these people who is not deleted."""
    accounts: defaultdict[int | None, list[str]] = defaultdict(list)
    nicknames: defaultdict[int | None, list[str]] = defaultdict(list)
    asked = select(PlatformAccount.streamer_id, PlatformAccount.account_no, PlatformAccount.nickname)
    for person, account_no, nickname in session.execute(
        asked.where(PlatformAccount.streamer_id.in_(ids), PlatformAccount.deleted_at.is_(None))
    ):
        accounts[person].append(account_no)
        nicknames[person].append(nickname or "")
    people = select(Streamer.id, Streamer.name, Streamer.stage_name, Streamer.phone_tail)
    for key, name, stage_name, tail in session.execute(
        people.where(Streamer.id.in_(ids), Streamer.deleted_at.is_(None)).order_by(Streamer.id)
    ):
        yield key, words.entry(name, [stage_name or "", *nicknames[key]], accounts[key], tail)


def _write(session: Session, entries: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Insert entries in the form the database keeps them in."""
    if not entries:
        return
    shape, mark = (str, "?") if is_sqlite(session) else (words.tsvector, "%s")
    names = ", ".join(column.name for column in _INDEX.columns)
    marks = ", ".join([mark] * len(_INDEX.columns))
    session.connection().exec_driver_sql(
        f"INSERT INTO {_INDEX.name} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
        [(key, *map(shape, fields)) for key, fields in entries],
    )


def _batches(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield keys in runs of ``size``."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
