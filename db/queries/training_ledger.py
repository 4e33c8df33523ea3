"""培训台账 (annex 3): the trainings of a period that count, one line each; who was taught is not named."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import String, func, select, type_coerce

from db.engine import Session
from db.models import Course
from db.queries.periods import Period
from db.queries.tables import ORGS, table_of
from db.queries.training_hours import ATTENDANCES, THERE, TRAININGS, earned_sql, lesson_minutes
from db.queries.training_tables import training_pages

_COURSES = table_of(Course)


class TrainingEntry(NamedTuple):
    """One line of the ledger: ``credit`` of the training and ``earned`` by all together in tenths of 学时.

    ``planned`` 应到, ``there`` 实到; ``assessed`` and ``passed`` are people assessed at it; ``event`` is the
    kind of a 交流活动. None is missing.
    """

    code: str
    on: date
    title: str
    category: str | None
    course: str | None
    trainer: str | None
    host: str | None
    place: str | None
    credit: int | None
    planned: int | None
    there: int
    earned: int | None
    assessed: int
    passed: int
    event: str | None
    status: str


def training_ledger(session: Session, period: Period) -> Iterator[TrainingEntry]:
    """Yield the ledger of a period, the earliest first: as many lines as T01, 实到 add up to T02."""
    for page in training_pages(session, period):
        keys = [line.id for line in page]
        more, earned = _more(session, keys), _earned(session, keys)
        for line in page:
            course, host, event = more[line.id]
            yield TrainingEntry(
                code=line.code,
                on=line.start_at.date(),
                title=line.title,
                category=line.category,
                course=course,
                trainer=line.trainer,
                host=host,
                place=line.place,
                credit=line.credit,
                planned=line.planned,
                there=line.there,
                earned=earned.get(line.id, 0),
                assessed=line.assessed,
                passed=line.passed,
                event=event,
                status=line.status,
            )


def _more(session: Session, keys: list[int]) -> dict[int, tuple[str | None, str | None, str | None]]:
    """Return course, host and kind of public event of some trainings."""
    of = TRAININGS.c
    asked = (
        select(of.id, _COURSES.c.name, ORGS.c.name, of.is_public_event, type_coerce(of.event_kind, String))
        .select_from(TRAININGS)
        .outerjoin(_COURSES, _COURSES.c.id == of.course_id)
        .outerjoin(ORGS, ORGS.c.id == of.host_org_id)
        .where(of.id.in_(keys))
    )
    return {
        key: (course, host, event if is_event else None)
        for key, course, host, is_event, event in session.execute(asked)
    }


def _earned(session: Session, keys: list[int]) -> dict[int, int | None]:
    """Return the 学时 (tenths) earned at some trainings; None where none are known."""
    of = TRAININGS.c
    asked = select(of.id, func.sum(earned_sql(lesson_minutes(session))))
    asked = asked.join_from(TRAININGS, ATTENDANCES, ATTENDANCES.c.training_id == of.id)
    found = session.execute(asked.where(THERE, of.id.in_(keys)).group_by(of.id))
    return {key: None if tenths is None else int(tenths) for key, tenths in found}
