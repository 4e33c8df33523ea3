"""The rows behind T01-T07: trainings, who was there and what they earned, assessments, certificates."""

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, select

from db.engine import Session
from db.models.training_words import Verdict
from db.queries.certificates import CERTIFICATES, held_on
from db.queries.lists import ListColumn, ListView
from db.queries.periods import Period
from db.queries.roster import STREAMERS
from db.queries.tables import STREAMERS as PEOPLE
from db.queries.trace_rows import Rows, Traces, added, with_columns
from db.queries.training_figures import ASSESSMENTS, JUDGED
from db.queries.training_hours import (
    ATTENDANCES,
    COUNTED,
    IS_EVENT,
    THERE,
    TRAININGS,
    earned_sql,
    lesson_minutes,
)
from db.queries.training_lists import ASSESSMENT_LIST, ATTENDANCE_LIST, TRAINING_LIST
from db.values import Kind


def _within(period: Period) -> ColumnElement[bool]:
    """Return the condition of the trainings of a period that count."""
    return and_(COUNTED, TRAININGS.c.month.between(period.first, period.last))


def _there(period: Period) -> ColumnElement[bool]:
    """Return the condition of the sign-ins of those who were at one of them."""
    return and_(THERE, ATTENDANCES.c.training_id.in_(select(TRAININGS.c.id).where(_within(period))))


def _trainings(_session: Session, period: Period) -> Rows:
    """Return the trainings (T01)."""
    return Rows(TRAINING_LIST, _within(period))


def _events(_session: Session, period: Period) -> Rows:
    """Return the 交流活动 among them (T07)."""
    view = with_columns(TRAINING_LIST, "start_at", "title", "event_kind", "status", "there", "place", "code")
    return Rows(view, and_(_within(period), IS_EVENT))


def _visits(session: Session, period: Period) -> Rows:
    """Return the sign-ins of who was there (T02)."""
    return Rows(_sign_ins(session), _there(period))


def _earned(session: Session, period: Period) -> Rows:
    """Return the sign-ins with the 学时 they brought (T04)."""
    return added(_sign_ins(session), _there(period), "earned")


def _people(_session: Session, period: Period) -> Rows:
    """Return the people who were there, those deleted since with them (T03)."""
    came = select(ATTENDANCES.c.streamer_id).where(_there(period))
    view = with_columns(STREAMERS, "code", "name", "stage_name", "status", "team_id")
    return Rows(replace(view, with_deleted=True), PEOPLE.c.id.in_(came))


def _judged(_session: Session, period: Period) -> Rows:
    """Return the assessments that came to a result (T05A)."""
    inside = ASSESSMENTS.c.on.between(period.starts_on, period.ends_on)
    return Rows(ASSESSMENT_LIST, and_(JUDGED, inside))


def _passed(session: Session, period: Period) -> Rows:
    """Return the assessments that were passed (T05P)."""
    found = _judged(session, period)
    return replace(found, scope=and_(found.scope, ASSESSMENTS.c.result == Verdict.PASSED))


def _holders(_session: Session, period: Period) -> Rows:
    """Return the people who held a certificate on the period's last day (T06)."""
    held = select(CERTIFICATES.c.streamer_id).where(held_on(period.ends_on))
    view = with_columns(STREAMERS, "code", "name", "stage_name", "status", "team_id")
    return Rows(view, PEOPLE.c.id.in_(held))


def _sign_ins(session: Session) -> ListView:
    """Return the list of sign-ins with their training and what each of them earned."""
    own = select(earned_sql(lesson_minutes(session))).where(TRAININGS.c.id == ATTENDANCES.c.training_id)
    earned = (ListColumn("earned", "所得学时", Kind.CREDIT, 80, "right", "学时"), own.scalar_subquery())
    shown = ("streamer_id", "training_id", "present", "minutes", "earned", "team", "signed_at")
    return with_columns(ATTENDANCE_LIST, *shown, more={"earned": earned})


TRACES: Traces = {
    "T01": _trainings,
    "T02": _visits,
    "T03": _people,
    "T04": _earned,
    "T05A": _judged,
    "T05P": _passed,
    "T06": _holders,
    "T07": _events,
}
"""The figures of training that are counted from rows; T05 is reckoned from two of them."""
