"""培训: who is to come and who came, whom a typed word may mean, and what a month came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, String, and_, case, func, select, type_coerce
from sqlalchemy import cast as sql_cast

from db import search
from db.engine import Session
from db.models import Assessment
from db.models.training_words import PRESENT, Present, Verdict
from db.queries.periods import Period
from db.queries.tables import ORGS, STREAMERS, alive, table_of
from db.queries.training_hours import (
    ATTENDANCES,
    COUNTED,
    IS_EVENT,
    NOT_OFF,
    THERE,
    TRAININGS,
    attended,
    earned,
    earned_sql,
    lesson_minutes,
)
from db.secrets import mask_phone

_ASSESSMENTS = table_of(Assessment)


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person of a training: ``present`` None for who only enrolled; ``credit`` earned, in tenths.

    ``phone`` is masked, "" when none is known; ``version`` is the attendance's.
    """

    attendance_id: int
    version: int
    streamer_id: int
    code: str
    name: str
    stage_name: str | None
    team: str | None
    phone: str
    is_planned: bool
    present: Present | None
    minutes: int | None
    credit: int | None
    method: str | None
    signed_at: datetime | None
    satisfaction: int | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training as lists and registers tell of it; ``credit`` in tenths, ``planned`` 应到.

    ``there`` is 实到, ``assessed`` and ``passed`` are people assessed at it.
    """

    id: int
    code: str
    title: str
    status: str
    start_at: datetime
    end_at: datetime | None
    category: str | None
    trainer: str | None
    place: str | None
    credit: int | None
    planned: int | None
    there: int
    assessed: int
    passed: int


@dataclass(frozen=True, slots=True)
class Roll:
    """The people of one training, in the order they were enrolled or came."""

    training: TrainingLine
    lines: Sequence[RollLine]

    @property
    def there(self) -> int:
        """How many were there: 实到."""
        return sum(line.present in PRESENT for line in self.lines)

    @property
    def waiting(self) -> int:
        """How many enrolled and have no state yet."""
        return sum(line.present is None for line in self.lines)

    def count(self, present: Present) -> int:
        """Return how many have one state."""
        return sum(line.present is present for line in self.lines)

    @property
    def credit(self) -> int:
        """学时 all of them earned together, in tenths."""
        return sum(line.credit or 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a typed word may mean; ``attendance_id`` None for who is not on the roll yet."""

    streamer_id: int
    code: str
    name: str
    stage_name: str | None
    team: str | None
    phone: str
    attendance_id: int | None
    present: Present | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What trainings came to. ``visits`` is 培训人次 (rows), ``people`` 培训人数 (persons): two things.

    ``credit`` in tenths, None where none are known; ``without_credit`` counts trainings whose 学时 are not
    known; ``assessed`` and ``passed`` count assessments; ``events`` 交流活动.
    """

    trainings: int
    visits: int
    people: int
    credit: int | None
    without_credit: int
    assessed: int
    passed: int
    events: int


def roll(session: Session, training_id: int) -> Roll:
    """Return the people of a training with their states; LookupError when there is no such training."""
    of, person = ATTENDANCES.c, STREAMERS.c
    asked = (
        select(
            *(of.id.label("attendance_id"), of.version, of.streamer_id),
            *(person.code, person.name, person.stage_name, ORGS.c.name.label("team")),
            *(person.phone_tail.label("phone"), of.is_planned, of.present, of.minutes),
            *(of.method, of.signed_at, of.satisfaction, of.remark),
        )
        .join_from(ATTENDANCES, STREAMERS, person.id == of.streamer_id)
        .outerjoin(ORGS, ORGS.c.id == person.team_id)
        .where(of.training_id == training_id, of.deleted_at.is_(None))
        .order_by(of.id)
    )
    found = training_lines(session, ids=[training_id])
    if not found:
        raise LookupError(training_id)
    lesson, credit = lesson_minutes(session), found[0].credit
    lines = [
        RollLine(
            **{**row, "phone": mask_phone(row["phone"])},
            credit=earned(credit, row["minutes"], row["present"], lesson),
        )
        for row in session.execute(asked).mappings()
    ]
    return Roll(found[0], lines)


def candidates(session: Session, training_id: int, text: str, limit: int = 8) -> list[Candidate]:
    """Return whom a typed word may mean: name, pinyin, initials, phone (or its tail), code, account.

    People of this training who have no state yet come first, then the others of it, then the roster; names
    that begin with the word before those that hold it.
    """
    if not text.strip():
        return []
    of, person = ATTENDANCES.c, STREAMERS.c
    own = and_(of.streamer_id == person.id, of.training_id == training_id, of.deleted_at.is_(None))
    place = case((of.id.is_(None), 2), (of.present.is_not(None), 1), else_=0)
    whole = sql_cast(person.name == text.strip(), Integer)
    begins = sql_cast(person.name.startswith(text.strip(), autoescape=True), Integer)
    matching = search.matching(session, text)
    asked = (
        select(
            *(person.id.label("streamer_id"), person.code, person.name, person.stage_name),
            *(ORGS.c.name.label("team"), person.phone_tail.label("phone")),
            *(of.id.label("attendance_id"), of.present),
        )
        .select_from(STREAMERS)
        .outerjoin(ATTENDANCES, own)
        .outerjoin(ORGS, ORGS.c.id == person.team_id)
        .where(person.id.in_(matching), person.deleted_at.is_(None))
        .order_by(place, whole.desc(), begins.desc(), func.length(person.name), person.id)
        .limit(limit)
    )
    found = session.execute(asked).mappings()
    return [Candidate(**{**row, "phone": mask_phone(row["phone"])}) for row in found]


def training_lines(
    session: Session, month: int | None = None, ids: Sequence[int] | None = None
) -> list[TrainingLine]:
    """Return trainings with their counts, the earliest first: a month's that were not called off, or some."""
    of, lines = TRAININGS.c, []
    asked = select(
        *(of.id, of.code, of.title, type_coerce(of.status, String).label("status")),
        *(of.start_at, of.end_at, type_coerce(of.category, String).label("category")),
        *(of.trainer, of.place, of.credit, of.plan_count.label("planned")),
    ).order_by(of.start_at, of.id)
    asked = asked.where(NOT_OFF, of.month == month) if ids is None else asked.where(of.id.in_(ids))
    found = session.execute(asked).mappings().all()
    keys = [row["id"] for row in found]
    people, results = _counts(session, keys), _results(session, keys)
    for row in found:
        rows, there = people.get(row["id"], (0, 0))
        assessed, passed = results.get(row["id"], (0, 0))
        planned = rows or None if row["planned"] is None else row["planned"]
        counts = {"planned": planned, "there": there, "assessed": assessed, "passed": passed}
        lines.append(TrainingLine(**{**row, **counts}))
    return lines


def summary(session: Session, months: Period) -> Summary:
    """Return what the trainings that count (已完成, 已归档) of some months came to."""
    of = TRAININGS.c
    inside = and_(COUNTED, of.month.between(months.first, months.last))
    trainings = session.execute(
        select(
            func.count(),
            func.count().filter(of.credit.is_(None)),
            func.count().filter(IS_EVENT),
        ).where(inside)
    ).one()
    visits = session.execute(
        select(
            func.count(),
            func.count(ATTENDANCES.c.streamer_id.distinct()),
            func.sum(earned_sql(lesson_minutes(session))),
        )
        .select_from(attended())
        .where(inside, THERE)
    ).one()
    on = _ASSESSMENTS.c.on
    year_month = func.extract("year", on) * 100 + func.extract("month", on)
    assessed = session.execute(
        select(func.count(), func.count().filter(_ASSESSMENTS.c.result == Verdict.PASSED)).where(
            alive(_ASSESSMENTS),
            _ASSESSMENTS.c.result.is_not(None),
            year_month.between(months.first, months.last),
        )
    ).one()
    return Summary(
        trainings=trainings[0],
        visits=visits[0],
        people=visits[1],
        credit=0 if not visits[0] else None if visits[2] is None else int(visits[2]),
        without_credit=trainings[1],
        assessed=assessed[0],
        passed=assessed[1],
        events=trainings[2],
    )


def _counts(session: Session, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many are on the roll of each training, and how many were there."""
    of = ATTENDANCES.c
    asked = select(of.training_id, func.count(), func.count().filter(of.present.in_(PRESENT)))
    asked = asked.where(of.training_id.in_(keys), of.deleted_at.is_(None)).group_by(of.training_id)
    return {key: (rows, there) for key, rows, there in session.execute(asked)}


def _results(session: Session, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many people were assessed at each training, and how many passed (in the end)."""
    of = _ASSESSMENTS.c
    passed = of.streamer_id.distinct()
    asked = select(
        of.training_id, func.count(passed), func.count(passed).filter(of.result == Verdict.PASSED)
    ).where(of.training_id.in_(keys), of.deleted_at.is_(None), of.result.is_not(None))
    return {key: (rows, good) for key, rows, good in session.execute(asked.group_by(of.training_id))}
