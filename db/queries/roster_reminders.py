"""What is reminded of about people: contracts that end, minors without consent."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from sqlalchemy import and_, exists, or_, select

from db.engine import Session
from db.errors import BadValue
from db.identity import age
from db.models.contract import REMIND_DAYS
from db.models.words import ContractState
from db.queries.contract_faults import MOST_DAYS, remind_days
from db.queries.contracts import AGENCY
from db.queries.reminders import Reminder, ReminderKind
from db.queries.roster import Todo, to_do
from db.queries.tables import CONTRACTS, STREAMERS
from db.queries.team_rows import IN_TEAM

_RUNNING = (ContractState.SIGNED, ContractState.ACTIVE)


def contracts(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the contracts that end soon, at the days each names, and that no later one like them follows."""
    of, later = CONTRACTS.c, CONTRACTS.alias("later")
    usual = today + timedelta(days=max(remind_days(REMIND_DAYS)))
    follows = exists().where(
        later.c.streamer_id == of.streamer_id,
        later.c.deleted_at.is_(None),
        later.c.status.in_(_RUNNING),
        or_(
            later.c.previous_id == of.id,
            later.c.kind == of.kind,
            and_(later.c.kind.in_(AGENCY), of.kind.in_(AGENCY)),
        ),
        or_(later.c.end_on.is_(None), later.c.end_on > of.end_on),
    )
    asked = (
        select(of.id, STREAMERS.c.name, of.kind, of.end_on, of.remind_days)
        .join_from(CONTRACTS, STREAMERS, STREAMERS.c.id == of.streamer_id)
        .where(
            *(of.deleted_at.is_(None), of.status.in_(_RUNNING), of.ended_on.is_(None)),
            of.end_on.between(today, today + timedelta(days=MOST_DAYS)),
            or_(of.end_on <= usual, of.remind_days.is_distinct_from(REMIND_DAYS)),
            *(STREAMERS.c.deleted_at.is_(None), STREAMERS.c.status.in_(IN_TEAM), ~follows),
        )
    )
    for key, name, kind, end, days in session.execute(asked):
        stage = _stage(days, (end - today).days)
        if stage is not None:
            text = f"{name}的{kind.value}{end.month}月{end.day}日到期"
            where = (("part", "contracts"), ("key", key))
            since = end - timedelta(days=stage)
            yield Reminder(ReminderKind.CONTRACT, text, end, "streamers", where, "contract", key, since)


def minors(session: Session, today: date) -> Iterator[Reminder]:
    """Yield the people of the team who are not of age and whose guardian has not consented."""
    of = STREAMERS.c
    lacking = and_(of.deleted_at.is_(None), to_do(Todo.NO_CONSENT, today))
    for key, name, birth in session.execute(select(of.id, of.name, of.birth_on).where(lacking)):
        text = f"{name}（{age(birth, today)}岁）缺监护人同意"
        yield Reminder(ReminderKind.CONSENT, text, None, "streamers", (("key", key),), "streamer", key)


@cache
def _stage(days: str | None, left: int) -> int | None:
    """Return the days before its end of the reminder a contract has come to; None before the first."""
    try:
        passed = [each for each in remind_days(days) if left <= each]
    except BadValue:
        return None
    return min(passed, default=None)
