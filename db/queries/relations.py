"""机构—主播关系表: who is bound to which organisation, from when to when, and what ended it.

Platforms and organisations tell the tax office of these relations with their exact days (国务院令第810号,
国家税务总局公告2025年第15号). A contract that names no organisation binds to the base itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from db.engine import Session
from db.models.words import ContractState
from db.queries.contracts import binding
from db.queries.figures import BaseFacts
from db.queries.identities import Identity, identities
from db.queries.indicators import base_facts
from db.queries.tables import CONTRACTS, HISTORY, ORGS, STREAMERS, alive

TO_COME, RUNS, BROKEN_OFF, RAN_OUT = "尚未开始", "履行中", "解除", "合同到期"
"""How a relation stands, or what ended it."""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One contract: the organisation, the streamer, its days, and how it stood on the day of the table.

    ``until`` is the last day agreed on (None: 长期). ``ended_on`` is the day it was broken off, or the last
    day of one that ran out or was renewed; None while it lasts.
    """

    org: str
    credit_code: str | None
    streamer: Identity
    contract: str
    kind: str
    since: date
    until: date | None
    ended_on: date | None
    ended_by: str


def relations(session: Session, first: date, last: date, *, full: bool = False) -> list[RelationRow]:
    """Return the contracts that bound in some days, as they stood on the last of them, by organisation.

    Of days to come nothing is told but what is agreed: they stand as of today. One broken off on the first
    of several days is among them: it ended in these days. ID numbers are masked unless ``full``.
    """
    of = CONTRACTS.c
    bound, as_of = _bound(first, last), min(last, date.today())
    people = identities(session, STREAMERS.c.id.in_(select(of.streamer_id).where(bound)), full=full)
    base, after, why = base_facts(session), _next_starts(session), _reasons(session)
    asked = (
        select(CONTRACTS, ORGS.c.name.label("org"), ORGS.c.credit_code)
        .outerjoin(ORGS, ORGS.c.id == of.org_id)
        .where(bound)
    )
    rows = []
    for row in session.execute(asked.order_by(of.start_on, of.code)):
        if row.streamer_id not in people:
            continue
        ended_on, ended_by = _end(row, as_of, after.get(row.id), why.get(row.id))
        org, number = (row.org, row.credit_code) if row.org_id else (_own_name(base), base.credit_code)
        dates = row.start_on, row.end_on, ended_on
        rows.append(
            RelationRow(org, number, people[row.streamer_id], row.code, str(row.kind), *dates, ended_by)
        )
    return sorted(rows, key=lambda row: (row.org, row.streamer.code))


def _bound(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that a contract bound on one of some days."""
    of = CONTRACTS.c
    standing = of.ended_on > first if first == last else of.ended_on >= first
    return and_(
        alive(CONTRACTS),
        binding(),
        of.start_on <= last,
        or_(of.end_on.is_(None), of.end_on >= first),
        or_(of.ended_on.is_(None), standing),
    )


def _own_name(base: BaseFacts) -> str:
    """Return what the base itself is called."""
    return base.name or "本基地"


def _end(
    row: Row[Any], last: date, next_one: tuple[date, str] | None, reason: str | None
) -> tuple[date | None, str]:
    """Return the day a contract had ended by the last day, and what ended it."""
    end = row.end_on
    if row.start_on > last:
        return None, TO_COME
    if row.ended_on is not None and row.ended_on <= min(last, end or last):
        return row.ended_on, f"{BROKEN_OFF}：{reason}" if reason else BROKEN_OFF
    if next_one is not None:
        start, code = next_one
        day = start - timedelta(days=1)
        if day <= last and (end is None or day <= end):
            return day, f"续签为 {code}"
    if end is not None and end <= last:
        return end, RAN_OUT
    return None, RUNS


def _next_starts(session: Session) -> dict[int, tuple[date, str]]:
    """Return first day and number of the version that follows a contract, by the contract it follows."""
    of = CONTRACTS.c
    asked = select(of.previous_id, of.start_on, of.code).where(of.previous_id.is_not(None), binding())
    found: dict[int, tuple[date, str]] = {}
    for previous, start, code in session.execute(asked.order_by(of.start_on.desc())):
        found[previous] = start, code
    return found


def _reasons(session: Session) -> dict[int, str]:
    """Return why contracts were broken off, by contract, the last time; a sheet taken in tells no reason."""
    of = HISTORY.c
    asked = select(of.entity_id, of.reason).where(
        *(of.entity == CONTRACTS.name, of.to_state == ContractState.TERMINATED),
        *(of.reason.is_not(None), of.batch_id.is_(None)),
    )
    return {key: reason for key, reason in session.execute(asked.order_by(of.id))}  # noqa: C416
