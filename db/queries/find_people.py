"""Finding people, their accounts and their contracts: the index finds, names and numbers decide the order."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest

from sqlalchemy import ColumnElement, String, select, type_coerce

from db import search
from db.engine import Session
from db.models.words import StreamerState
from db.queries.find_hits import BESIDE, EXACTLY, WEIGHED, Asked, FindKind, Found, Hit
from db.queries.tables import ACCOUNTS, CONTRACTS, ORGS, STREAMERS
from db.search.spelling import Level, Rank, spelled

_WITH_MORE = 5
"""People whose accounts and contracts are listed too."""
_HERE = (StreamerState.ACTIVE, StreamerState.PAUSED)


def people(session: Session, asked: Asked) -> list[Hit]:
    """Return the people who answer to what was typed, those on the air first among equals."""
    return list(people_of(session, asked, search.find(session, asked.text, WEIGHED)))


def accounts(session: Session, asked: Asked, owners: Sequence[Hit]) -> list[Hit]:
    """Return the accounts whose number or nickname answers to what was typed.

    Asked of the people who were found by something else than their name, and of the few best by name.
    """
    beside = [hit for hit in owners if hit.rank.level is Level.BESIDE]
    keys = {hit.found.key for hit in (*beside, *nsmallest(_WITH_MORE, owners))}
    lines = accounts_where(session, ACCOUNTS.c.streamer_id.in_(keys)) if keys else ()
    return [
        Hit(rank, (int(found.key),), found)
        for found in lines
        if (rank := spelled(found.title).rank(asked.words)) is not None
    ]


def contracts(session: Session, owners: Sequence[Hit]) -> list[Hit]:
    """Return the contracts of the few people who answer best, the newest first, each worth less than they."""
    best = nsmallest(_WITH_MORE, owners)
    names = {int(hit.found.key): hit for hit in best if hit.rank.level < Level.INSIDE}
    lines = contracts_where(session, CONTRACTS.c.streamer_id.in_(names)) if names else ()
    return [
        Hit(Rank(Level.BESIDE, names[owner].rank.level, 0), (-int(found.key),), found)
        for owner, found in lines
    ]


def people_of(session: Session, asked: Asked, keys: Sequence[int]) -> Iterator[Hit]:
    """Yield these people with how well each answers to the words."""
    of = STREAMERS.c
    team = select(ORGS.c.name).where(ORGS.c.id == of.team_id).scalar_subquery()
    question = select(of.id, of.name, of.stage_name, type_coerce(of.status, String), of.phone_tail, team)
    for key, name, stage, status, tail, team_name in session.execute(question.where(of.id.in_(keys))):
        title = f"{name}（{stage}）" if stage and stage != name else name
        rank = spelled(title, surname=True).rank(asked.words)
        is_tail = rank is None and asked.text and (tail or "").startswith(asked.text)
        told = f"手机尾号 {tail}" if is_tail else ""
        notes = tuple(filter(None, (told, status, team_name)))
        found = Found(FindKind.PERSON, key, title, notes, "streamers", (("key", key),))
        worth = rank or (EXACTLY if len(keys) == 1 else BESIDE)
        yield Hit(worth._replace(length=0), (status not in _HERE, key), found)


def accounts_where(session: Session, condition: ColumnElement[bool]) -> Iterator[Found]:
    """Yield the accounts of people that meet a condition; each is shown beside its owner."""
    of = ACCOUNTS.c
    owner = STREAMERS.c.name
    question = select(
        of.id, of.streamer_id, type_coerce(of.platform, String), of.account_no, of.nickname, owner
    ).join(STREAMERS, STREAMERS.c.id == of.streamer_id)
    rows = session.execute(question.where(of.deleted_at.is_(None), condition))
    for key, streamer, platform, number, nickname, name in rows:
        title = f"{platform} {number}" + (f"（{nickname}）" if nickname else "")
        yield Found(FindKind.ACCOUNT, key, title, (name,), "streamers", (("key", streamer),))


def contracts_where(session: Session, condition: ColumnElement[bool]) -> Iterator[tuple[int, Found]]:
    """Yield the contracts that meet a condition, each with its streamer's key; not more than anyone reads."""
    of = CONTRACTS.c
    words = (of.code, type_coerce(of.kind, String), type_coerce(of.status, String))
    question = (
        select(of.id, of.streamer_id, STREAMERS.c.name, *words, of.start_on, of.end_on)
        .join(STREAMERS, STREAMERS.c.id == of.streamer_id)
        .where(of.deleted_at.is_(None), condition)
    )
    for key, owner, name, code, kind, status, start, end in session.execute(question.limit(WEIGHED)):
        notes = (code, f"{start} 至 {end}" if end else f"{start} 起", status)
        where = (("part", "contracts"), ("key", key))
        yield owner, Found(FindKind.CONTRACT, key, f"{name} {kind}", notes, "streamers", where)
