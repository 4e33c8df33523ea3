"""The lists of training: trainings by month, courses, who came, assessments, certificates."""

from dataclasses import replace

from sqlalchemy import ColumnElement, func, or_, select

from db import search
from db.engine import Session
from db.models import Assessment, Attendance, Certificate, Course, Streamer, Training
from db.models.training_words import PRESENT
from db.queries.check_training import lacking, within
from db.queries.lists import ListColumn, ListFilter, Sql, filter_on, holding, view_of
from db.queries.tables import ORGS, STREAMERS, table_of
from db.queries.training_hours import ATTENDANCES, TRAININGS
from db.record import Record
from db.search import Question
from db.values import Kind

_COURSES = table_of(Course)
_ALIVE = ATTENDANCES.c.deleted_at.is_(None)


def training_months(session: Session) -> list[int]:
    """Return the months (202609) that have trainings, the newest first."""
    of = TRAININGS.c
    asked = select(of.month).where(of.deleted_at.is_(None), of.month > 0).distinct()
    return list(session.scalars(asked.order_by(of.month.desc())))


def _rows(*conditions: ColumnElement[bool]) -> Sql:
    """Return the SQL of how many rows of a training's roll meet conditions."""
    own = ATTENDANCES.c.training_id == TRAININGS.c.id
    return select(func.count()).where(own, _ALIVE, *conditions).scalar_subquery()


def _with_person(streamer_id: int) -> ColumnElement[bool]:
    """Return the condition that a person is on a training's roll."""
    of = ATTENDANCES.c
    return TRAININGS.c.id.in_(select(of.training_id).where(of.streamer_id == streamer_id, _ALIVE))


def _found_training(session: Session, text: str) -> Question:
    """Return the question for trainings whose words, course or people match what was typed."""
    of, course = TRAININGS.c, _COURSES.c
    people = search.matching(session, text)
    with_them = select(ATTENDANCES.c.training_id).where(ATTENDANCES.c.streamer_id.in_(people), _ALIVE)
    on = select(course.id).where(course.name.icontains(text.strip(), autoescape=True))
    held = holding(Training, text)
    return select(of.id).where(or_(of.id.in_(held), of.course_id.in_(on), of.id.in_(with_them)))


def _found_person(model: type[Record], session: Session, text: str) -> Question:
    """Return the question for records of people who match, or that hold the words themselves."""
    of = table_of(model).c
    people = search.matching(session, text)
    return select(of.id).where(or_(of.streamer_id.in_(people), of.id.in_(holding(model, text))))


_VIEW = view_of(
    Training,
    extra={
        "there": (
            ListColumn("there", "实到", Kind.COUNT, 60, "right"),
            _rows(ATTENDANCES.c.present.in_(PRESENT)),
        ),
        "rolled": (ListColumn("rolled", "名单", Kind.COUNT, 60, "right"), _rows()),
    },
    order=(
        "start_at", "title", "status", "there", "rolled", "credit", "trainer", "course_id", "place", "code",
    ),
)  # fmt: skip

TRAINING_LIST = replace(
    _VIEW,
    found=_found_training,
    filters=(
        ListFilter("month", "月份", TRAININGS.c.month.__eq__),
        filter_on(Training, "course_id"),
        filter_on(Training, "status"),
        filter_on(Training, "category"),
        ListFilter("streamer_id", "参训人", _with_person, refers_to=Streamer),
        ListFilter("lack", "待办", lacking),
        ListFilter("period", "报告期", within),
    ),
)
"""Trainings, with 实到 and how many are on the roll."""

_HELD = TRAININGS.alias()
_held = select(func.count()).where(_HELD.c.course_id == _COURSES.c.id, _HELD.c.deleted_at.is_(None))
COURSE_LIST = view_of(
    Course,
    extra={"held": (ListColumn("held", "开课场次", Kind.COUNT, 90, "right", "场"), _held.scalar_subquery())},
    order=("name", "category", "level", "credit", "is_mandatory", "held", "code"),
)
"""The courses, with how often each was planned or held."""

_TEAM = (
    select(ORGS.c.name)
    .join_from(STREAMERS, ORGS, ORGS.c.id == STREAMERS.c.team_id)
    .where(STREAMERS.c.id == ATTENDANCES.c.streamer_id)
    .scalar_subquery()
)
ATTENDANCE_LIST = replace(
    view_of(
        Attendance,
        extra={"team": (ListColumn("team", "操盘团队", Kind.TEXT, 98), _TEAM)},
        order=(
            "streamer_id", "present", "team", "minutes", "signed_at", "is_planned", "remark", "method",
        ),
    ),
    found=lambda session, text: _found_person(Attendance, session, text),
)  # fmt: skip
"""Who enrolled and who came."""

ASSESSMENT_LIST = replace(
    view_of(
        Assessment,
        order=("on", "streamer_id", "kind", "total", "result", "assessor", "training_id", "code"),
    ),
    found=lambda session, text: _found_person(Assessment, session, text),
)
"""Assessments of people."""

CERTIFICATE_LIST = replace(
    view_of(
        Certificate,
        order=(
            "number", "streamer_id", "kind", "level", "issued_on", "valid_to", "credit", "training_id",
            "issuer", "code",
        ),
    ),
    found=lambda session, text: _found_person(Certificate, session, text),
    filters=(
        filter_on(Certificate, "kind"),
        filter_on(Certificate, "level"),
        filter_on(Certificate, "streamer_id"),
        filter_on(Certificate, "training_id"),
    ),
)  # fmt: skip
"""Certificates, internal and of the trade."""
