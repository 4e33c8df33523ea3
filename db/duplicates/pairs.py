"""The pairs found, as people read them: a page of them at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.columns import column
from db.duplicates.finding import Candidates
from db.duplicates.signs import Likelihood, likelihood, reasons, score
from db.engine import Session
from db.models import Org, Streamer
from db.queries.lists import masked
from db.queries.tables import ACCOUNTS, ORGS, STREAMERS
from db.record import Record, local

PAGE = 100
"""Pairs of one page."""


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair: ``details`` are what tells it apart, ready to read, sealed values masked."""

    id: int
    code: str
    name: str
    state: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, the older first: points 0 … 100 and what speaks for and against it."""

    first: Side
    second: Side
    score: int
    likelihood: Likelihood
    reasons: tuple[str, ...]


def pairs(session: Session, found: Candidates, start: int = 0) -> list[Pair]:
    """Return a page of the pairs found, in their order; one merged or deleted meanwhile is left out."""
    stop = min(start + PAGE, len(found))
    keys = {*found.first[start:stop], *found.second[start:stop]}
    known = sides(session, found.model, keys)
    made = []
    for place in range(start, stop):
        first, second = known.get(found.first[place]), known.get(found.second[place])
        if first is not None and second is not None:
            points = score(found.signs[place])
            made.append(Pair(first, second, points, likelihood(points), reasons(found.signs[place])))
    return made


def sides(session: Session, model: type[Record], keys: Collection[int]) -> dict[int, Side]:
    """Return some records of a model by key; deleted ones are left out."""
    return {Streamer: _people, Org: _companies}[model](session, keys)


def _people(session: Session, keys: Collection[int]) -> dict[int, Side]:
    """Return people by key."""
    of = STREAMERS.c
    team = select(ORGS.c.name).where(ORGS.c.id == of.team_id).scalar_subquery()
    owned = ACCOUNTS.c.streamer_id == of.id, ACCOUNTS.c.deleted_at.is_(None)
    accounts = select(func.count()).select_from(ACCOUNTS).where(*owned).scalar_subquery()
    asked = select(STREAMERS, team.label("team"), accounts.label("accounts"))
    rows = session.execute(asked.where(of.id.in_(keys), of.deleted_at.is_(None))).mappings()
    return {row["id"]: _side(row, _person_details(row)) for row in rows}


def _person_details(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what tells a person apart."""
    phone = masked(column(Streamer, "phone"), row["phone_tail"])
    number = masked(column(Streamer, "id_no"), row["id_no_tail"])
    return _told(
        艺名=row["stage_name"],
        团队=row["team"],
        电话=phone,
        证件=number,
        出生=row["birth_on"],
        入驻=row["joined_on"],
        账号=row["accounts"] and f"{row['accounts']} 个",
        登记=local(row["created_at"]).date(),
    )


def _companies(session: Session, keys: Collection[int]) -> dict[int, Side]:
    """Return companies by key."""
    of = ORGS.c
    asked = select(ORGS).where(of.id.in_(keys), of.deleted_at.is_(None))
    return {row["id"]: _side(row, _company_details(row)) for row in session.execute(asked).mappings()}


def _company_details(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what tells a company apart."""
    return _told(
        角色=row["roles"],
        信用代码=row["credit_code"],
        联系人=row["contact"],
        电话=masked(column(Org, "phone"), row["phone_tail"]),
        地址=row["address"],
        登记=local(row["created_at"]).date(),
    )


def _side(row: Mapping[Any, Any], details: tuple[str, ...]) -> Side:
    """Return one record of a pair."""
    return Side(row["id"], row["code"], row["name"], str(row["status"].value), details)


def _told(**facts: object) -> tuple[str, ...]:
    """Return facts that are known, each with its name."""
    words = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in facts.items()}
    return tuple(f"{name} {fact}" for name, fact in words.items() if fact)
