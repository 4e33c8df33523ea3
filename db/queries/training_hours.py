"""学时: what a person earns at a training, added up by person, month and year.

A person present (出勤, 迟到, 早退) earns the training's 学时, unless minutes were recorded for them: then the
lesser of the 学时 and the minutes counted in lessons of 45 (or 60) minutes. Who was not there earns nothing;
a training without 学时 earns nobody anything that is known, which is missing and not 0. In tenths.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Join, String, and_, case, func, or_, select, type_coerce

from db.engine import Session
from db.models import Attendance, Training
from db.models.training_words import PRESENT
from db.models.training_words import TrainingState as State
from db.queries.declared import number_set
from db.queries.periods import Period
from db.queries.tables import ORGS, STREAMERS, alive, table_of

ATTENDANCES, TRAININGS = table_of(Attendance), table_of(Training)
LESSON = 45
"""Minutes of one 学时 unless the base counts otherwise."""

COUNTED = and_(TRAININGS.c.status.in_((State.DONE, State.ARCHIVED)), alive(TRAININGS))
"""T(M) of the dictionary: trainings that are 已完成 or 已归档, not deleted and not of the demo."""
THERE = and_(ATTENDANCES.c.present.in_(PRESENT), alive(ATTENDANCES))
"""Who was there: 培训人次."""
IS_EVENT = and_(TRAININGS.c.is_public_event, TRAININGS.c.event_kind.is_not(None))
"""交流活动 among them (indicator T07)."""
NOT_OFF = and_(TRAININGS.c.status.not_in((State.CANCELLED, State.POSTPONED)), alive(TRAININGS))
"""Trainings that took place or will."""


@dataclass(frozen=True, slots=True)
class PersonHours:
    """学时 (tenths) of one person by month (202609), and all of them together; None where none are known."""

    streamer_id: int
    code: str
    name: str
    team: str | None
    by_month: Mapping[int, int]
    total: int | None


@dataclass(frozen=True, slots=True)
class Attended:
    """One training of a person: ``present`` None for who only enrolled, ``credit`` earned in tenths."""

    attendance_id: int
    training_id: int
    code: str
    title: str
    start_at: datetime
    status: str
    is_planned: bool
    present: str | None
    minutes: int | None
    credit: int | None


def lesson_minutes(session: Session) -> int:
    """Return how many minutes one 学时 has: 45, or what the base set."""
    return number_set(session, "lesson_minutes", LESSON) or LESSON


def earned(credit: int | None, minutes: int | None, present: str | None, lesson: int = LESSON) -> int | None:
    """Return what one person earns (tenths): None where the training's 学时 are not known.

    >>> earned(40, None, "出勤"), earned(40, 90, "迟到"), earned(40, None, "请假")
    (40, 20, 0)
    """
    if present not in PRESENT:
        return 0 if present is not None else None
    if credit is None or minutes is None:
        return credit
    return min(credit, (20 * minutes + lesson) // (2 * lesson))


def earned_sql(lesson: int) -> ColumnElement[int | None]:
    """Return the SQL of what a row of attendance beside its training earns: ``earned`` for who was there."""
    credit, minutes = TRAININGS.c.credit, ATTENDANCES.c.minutes
    counted = (20 * minutes + lesson) // (2 * lesson)
    return case(
        (or_(minutes.is_(None), credit.is_(None), counted >= credit), credit),
        else_=counted,
    )


def hours_by_month(session: Session, months: Period, streamer_id: int | None = None) -> list[PersonHours]:
    """Return everybody who was at a training that counts in these months, with their 学时, by code."""
    joined = ATTENDANCES.join(TRAININGS, TRAININGS.c.id == ATTENDANCES.c.training_id)
    inside = and_(COUNTED, THERE, TRAININGS.c.month.between(months.first, months.last))
    if streamer_id is not None:
        inside = and_(inside, ATTENDANCES.c.streamer_id == streamer_id)
    who = ATTENDANCES.c.streamer_id
    asked = select(who, TRAININGS.c.month, func.sum(earned_sql(lesson_minutes(session))))
    sums: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for key, month, tenths in session.execute(
        asked.select_from(joined).where(inside).group_by(who, TRAININGS.c.month)
    ):
        sums[key] |= {} if tenths is None else {month: int(tenths)}
    of, there = STREAMERS.c, select(who).select_from(joined).where(inside)
    named = select(of.id, of.code, of.name, ORGS.c.name)
    people = named.outerjoin_from(STREAMERS, ORGS, ORGS.c.id == of.team_id).where(of.id.in_(there))
    return [
        PersonHours(key, code, name, team, sums[key], sum(sums[key].values()) if sums[key] else None)
        for key, code, name, team in session.execute(people.order_by(of.code))
    ]


def credit_to(session: Session, streamer_id: int, day: date) -> int | None:
    """Return a person's 学时 (tenths) of all trainings that counted and began on or before a day.

    None for who was there, but at trainings without 学时 only; 0 for who was at none.
    """
    asked = (
        select(func.count(), func.sum(earned_sql(lesson_minutes(session))))
        .select_from(attended())
        .where(
            *(COUNTED, THERE, ATTENDANCES.c.streamer_id == streamer_id),
            TRAININGS.c.start_at < datetime.combine(day + timedelta(days=1), time()),
        )
    )
    count, tenths = session.execute(asked).one()
    return None if count and tenths is None else int(tenths or 0)


def trainings_of(session: Session, streamer_id: int) -> list[Attended]:
    """Return the trainings a person enrolled for or attended, the newest first."""
    lesson, of, training = lesson_minutes(session), ATTENDANCES.c, TRAININGS.c
    asked = (
        select(
            *(of.id.label("attendance_id"), of.training_id, training.code, training.title),
            *(training.start_at, type_coerce(training.status, String).label("status")),
            *(of.is_planned, of.present, of.minutes, training.credit),
        )
        .join_from(ATTENDANCES, TRAININGS, training.id == of.training_id)
        .where(of.streamer_id == streamer_id, of.deleted_at.is_(None), training.deleted_at.is_(None))
        .order_by(training.start_at.desc(), of.id.desc())
    )
    return [
        Attended(**{**row, "credit": earned(row["credit"], row["minutes"], row["present"], lesson)})
        for row in session.execute(asked).mappings()
    ]


def attended() -> Join:
    """Return attendances with their trainings and people, to select from."""
    joined = ATTENDANCES.join(TRAININGS, TRAININGS.c.id == ATTENDANCES.c.training_id)
    return joined.join(STREAMERS, STREAMERS.c.id == ATTENDANCES.c.streamer_id)
