"""P01-P07: partners at the ends of three periods, who came and went, what was checked, month by month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import String, func, select, type_coerce

from db.engine import Session
from db.lifecycle import state_then
from db.models import Evaluation, Org, ProductCheck
from db.models.partner_words import Grade, PartnerState
from db.queries.declared import Thresholds
from db.queries.figures import Counted, Series, Value
from db.queries.lists import Sql
from db.queries.partner_history import TENANT, Partnerships, is_tenant, partnerships
from db.queries.partner_papers import MONTH, QUARTER, Cabinet, cabinet
from db.queries.periods import Five, Period, month_end, month_of, months_in
from db.queries.tables import ORGS, alive, table_of

EVALUATIONS, CHECKS = table_of(Evaluation), table_of(ProductCheck)


@dataclass(frozen=True, slots=True)
class _Day:
    """The partners at the end of one day, by key.

    ``tenants`` is None before any 入驻企业 was known, ``grades`` before anybody was evaluated.
    """

    day: date
    working: list[int]
    limited: int
    tenants: int | None
    grades: Counter[str] | None


def counted(session: Session, periods: Five[Period], _limits: Thresholds) -> Counted:
    """Return P01-P07 for the five periods.

    What is of a month begins with the first month anything is known of, and has no end: a month without
    moves or checks has none of them.
    """
    turns, papers = partnerships(session), cabinet(session)
    days = _days(session, turns, [period.ends_on for period in list(periods)[:3]])
    counts = [_stocks(day, papers) for day in days]
    known = [turns.known(day.day) for day in days]
    whole: dict[str, Series] = {}
    for code in counts[0]:
        now, before, year_ago = (
            count[code] if told else None for count, told in zip(counts, known, strict=True)
        )
        whole[code] = Five(now, before, year_ago, None, None)
    return Counted(
        months=_moves(turns, periods) | {"P07": _checked(session, turns, periods)},
        whole=whole,
        notes=_notes(days[0], papers) if known[0] else {},
    )


def grade_at(day: date) -> Sql:
    """Return the SQL of an organisation's latest grade, of a period that was over by a day; NULL for none."""
    of = EVALUATIONS.c
    past = select(type_coerce(of.grade, String)).where(
        of.org_id == ORGS.c.id, alive(EVALUATIONS), of.ends_on <= day
    )
    return past.order_by(of.ends_on.desc(), of.id.desc()).limit(1).scalar_subquery()


def _days(session: Session, turns: Partnerships, ends: Sequence[date]) -> list[_Day]:
    """Return the partners at the ends of some days."""
    told = [(func.count().filter(is_tenant(day)), func.count(state_then(day, Org))) for day in ends]
    asked = select(*(count for pair in told for count in pair)).select_from(ORGS)
    tenants = session.execute(asked.where(TENANT, alive(ORGS))).one()
    first = session.scalar(select(func.min(EVALUATIONS.c.ends_on)).where(alive(EVALUATIONS)))
    judged = ORGS.c.id.in_(select(EVALUATIONS.c.org_id))
    rows = session.execute(select(ORGS.c.id, *map(grade_at, ends)).where(judged)).all()
    found = []
    for place, day in enumerate(ends):
        states = turns.working(day)
        grades = Counter(row[place + 1] for row in rows if row[0] in states and row[place + 1])
        here, known = tenants[2 * place : 2 * place + 2]
        limited = sum(state == PartnerState.LIMITED for state in states.values())
        is_judged = first is not None and first <= day
        found.append(_Day(day, list(states), limited, here if known else None, grades if is_judged else None))
    return found


def _stocks(now: _Day, papers: Cabinet) -> dict[str, int | None]:
    """Return the figures of one day."""
    due = [paper.valid_to for org in now.working for paper in papers.due(org, now.day, QUARTER)]
    soon = now.day + timedelta(days=MONTH)
    return {
        "P01": len(now.working),
        "P02": now.tenants,
        "P04V": sum(papers.suffices(org, now.day) for org in now.working),
        "P05": sum(end is not None and end <= soon for end in due),
        "P05Q": len(due),
        **{f"P06{grade.value}": None if now.grades is None else now.grades[grade.value] for grade in Grade},
    }


def _moves(turns: Partnerships, periods: Five[Period]) -> dict[str, dict[int, Value]]:
    """Return P03 and P03E by month."""
    months = months_in(periods)
    moves = turns.moves(Period(months[0], months[-1]))
    came = Counter(month_of(turn.on) for turn in moves if turn.on and turn.came)
    went = Counter(month_of(turn.on) for turn in moves if turn.on and turn.went)
    known = [month for month in months if turns.known(month_end(month))]
    return {
        "P03": {month: came[month] for month in known},
        "P03E": {month: went[month] for month in known},
    }


def _checked(session: Session, turns: Partnerships, periods: Five[Period]) -> dict[int, Value]:
    """Return P07 by month, from the first check on; while there is none, from when partners were known."""
    on, months = CHECKS.c.checked_on, months_in(periods)
    first = session.scalar(select(func.min(on)).where(alive(CHECKS)))
    days = session.execute(
        select(on, func.count()).where(alive(CHECKS), on <= month_end(months[-1])).group_by(on)
    )
    found: Counter[int] = Counter()
    for day, count in days:
        found[month_of(day)] += count
    return {
        month: found[month]
        for month in months
        if (turns.known(month_end(month)) if first is None else month_of(first) <= month)
    }


def _notes(now: _Day, papers: Cabinet) -> dict[str, str]:
    """Say what a reader has to know of this period's figures of partners."""
    lacking = sum(not papers.suffices(org, now.day) for org in now.working)
    unjudged = 0 if now.grades is None else len(now.working) - now.grades.total()
    said = {
        "P01": f"其中限制合作{now.limited:,}家" if now.limited else "",
        "P04": f"{lacking:,}家有必备资质缺失或过期" if lacking else "",
        "P06A": f"另有{unjudged:,}家尚未评价" if unjudged else "",
    }
    return {code: words for code, words in said.items() if words}
