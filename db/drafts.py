"""草稿: what was typed and not saved, sealed, one for each form and user; gone after saving or two weeks."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from db import secrets
from db.engine import Session
from db.errors import DatabaseUnavailable
from db.models.draft import Draft
from db.queries.tables import table_of
from db.record import local, now

KEPT_DAYS = 14
"""Days a draft is kept; who has not asked for it by then does not miss it."""

_DRAFTS = table_of(Draft)
_PLACE = "draft.sealed/{place}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: {field: what stood in it}, of which version of the record, and when it was kept (local)."""

    fields: Mapping[str, Any]
    version: int | None
    at: datetime


def keep(session: Session, place: str, fields: Mapping[str, Any], version: int | None = None) -> None:
    """Keep what stands in a form (values of JSON) in place of what was kept of it before."""
    content = json.dumps(dict(fields), ensure_ascii=False).encode()
    sealed = secrets.of(session).seal_bytes(content, _PLACE.format(place=place))
    row: dict[str, Any] = {"sealed": sealed, "version": version, "at": now()}
    done: Any = session.execute(update(_DRAFTS).where(_own(session, place)).values(row))
    if not done.rowcount:
        row |= {"place": place, "by": session.info["user"]}
        session.execute(insert(_DRAFTS).values(row))


def kept(session: Session, place: str) -> Kept | None:
    """Return what was kept of a form of this user; None without any, or when it cannot be opened."""
    of = _DRAFTS.c
    row = session.execute(select(of.sealed, of.version, of.at).where(_own(session, place))).first()
    if row is None:
        return None
    with suppress(DatabaseUnavailable, ValueError):
        content = secrets.of(session).open_bytes(bytes(row.sealed), _PLACE.format(place=place))
        return Kept(json.loads(content), row.version, local(row.at))
    return None


def drop(session: Session, place: str) -> None:
    """Let go of what was kept of a form: it was saved, or given up."""
    session.execute(delete(_DRAFTS).where(_own(session, place)))


def holds_old(session: Session) -> bool:
    """Say whether a draft is kept longer than anyone asks for it."""
    return session.execute(select(_DRAFTS.c.id).where(_old()).limit(1)).first() is not None


def forget_old(session: Session) -> int:
    """Let go of drafts kept longer than anyone asks for them; return how many."""
    done: Any = session.execute(delete(_DRAFTS).where(_old()))
    return int(done.rowcount)


def _own(session: Session, place: str) -> ColumnElement[bool]:
    """Return the condition that a draft is of a form and of the user who asks."""
    return and_(_DRAFTS.c.place == place, _DRAFTS.c.by == session.info["user"])


def _old() -> ColumnElement[bool]:
    """Return the condition that a draft is old."""
    return _DRAFTS.c.at < now() - timedelta(days=KEPT_DAYS)
