"""Finding by number: the code of any record (HT-000012), a contract's 档案编号, a session's 场次ID."""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, String, select, type_coerce

from db import secrets
from db.engine import Session
from db.models import Brand, Campaign, Contract, Course, LiveSession, Org, Training
from db.models.words import Platform
from db.queries.find_hits import EXACTLY, Asked, FindKind, Found, Hit
from db.queries.find_named import names
from db.queries.find_people import contracts_where
from db.queries.tables import CONTRACTS, ORGS, SESSIONS, table_of
from db.record import Record

_LEAST = 4
"""Signs a number has at least before records are sought by it."""
_MOST_SESSIONS = 20
_CODE = re.compile(r"([A-Z]{2})0*(\d{1,9})")
_NAMED: dict[FindKind, type[Record]] = {
    FindKind.ORG: Org,
    FindKind.BRAND: Brand,
    FindKind.TRAINING: Training,
    FindKind.COURSE: Course,
    FindKind.CAMPAIGN: Campaign,
}


def by_number(session: Session, asked: Asked) -> Iterator[list[Hit]]:
    """Yield what has the number typed, one list for each kind; people are found by the index."""
    number, of = secrets.normalise(asked.text), SESSIONS.c
    code = _CODE.fullmatch(number)
    whole = f"{code[1]}-{int(code[2]):06d}" if code else ""
    prefix = code[1] if code else ""
    if prefix == Contract.prefix:
        yield _contracts(session, CONTRACTS.c.code == whole)
    if prefix == LiveSession.prefix:
        yield list(sessions_where(session, SESSIONS.c.code == whole))
    for kind, model in _NAMED.items():
        if prefix == model.prefix:
            yield _named(session, kind, table_of(model).c.code == whole)
    if len(number) >= _LEAST and any(sign.isdigit() for sign in number):
        yield _named(session, FindKind.ORG, ORGS.c.credit_code.istartswith(number, autoescape=True))
        yield _contracts(session, CONTRACTS.c.archive_no.istartswith(asked.text, autoescape=True))
        yield list(sessions_where(session, of.platform.in_(list(Platform)) & (of.live_no == asked.text)))


def _named(session: Session, kind: FindKind, condition: ColumnElement[bool]) -> list[Hit]:
    """Return the records of a kind that meet a condition."""
    known = set(session.scalars(select(table_of(_NAMED[kind]).c.id).where(condition)))
    return [Hit(EXACTLY, (0,), each.found) for each in names(session)[kind] if each.found.key in known]


def sessions_where(session: Session, condition: ColumnElement[bool]) -> Iterator[Hit]:
    """Yield the sessions that meet a condition, the newest first; each is shown in its month."""
    of = SESSIONS.c
    question = select(
        of.id, of.month, of.start_at, of.title, of.live_no, of.code, type_coerce(of.platform, String)
    ).where(of.deleted_at.is_(None), condition)
    rows = session.execute(question.limit(_MOST_SESSIONS))
    for key, month, start, title, number, code, platform in rows:
        name = f"{start:%Y-%m-%d %H:%M} {title or platform}"
        where = (("month", month), ("key", key))
        found = Found(FindKind.LIVE, key, name, (number or code,), "lives", where)
        yield Hit(EXACTLY, (-start.toordinal(), key), found)


def _contracts(session: Session, condition: ColumnElement[bool]) -> list[Hit]:
    """Return the contracts that meet a condition."""
    return [Hit(EXACTLY, (-int(found.key),), found) for _owner, found in contracts_where(session, condition)]
