"""What the prints of training say: the head of a sign-in sheet, the words of certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, select, type_coerce

from db.engine import Session
from db.models import Assessment, Course
from db.models.training_words import CertificateKind, Verdict
from db.queries.certificates import CERTIFICATES
from db.queries.tables import ORGS, STREAMERS, table_of
from db.queries.training import Roll, roll
from db.queries.training_hours import ATTENDANCES, TRAININGS, earned, lesson_minutes

_COURSES, _ASSESSMENTS = table_of(Course), table_of(Assessment)
_TRAINER_ORGS = ORGS.alias()


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sign-in sheet says beside its roll."""

    roll: Roll
    course: str | None
    host: str | None
    trainer_org: str | None
    place_kind: str | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class DiplomaFacts:
    """What a 结业证 says; 学时 in tenths: ``credit`` of the training, ``total`` up to the day of issue."""

    id: int
    number: str
    name: str
    course: str
    start_at: datetime
    end_at: datetime | None
    credit: int | None
    total: int | None
    issued_on: date
    issuer: str | None
    is_assessed: bool
    is_demo: bool
    streamer_id: int


def sheet_facts(session: Session, training_id: int) -> SheetFacts:
    """Return what the sign-in sheet of a training says; LookupError when there is none."""
    of = TRAININGS.c
    asked = (
        select(
            *(_COURSES.c.name, ORGS.c.name, _TRAINER_ORGS.c.name, type_coerce(of.place_kind, String)),
            of.is_demo,
        )
        .outerjoin_from(TRAININGS, _COURSES, _COURSES.c.id == of.course_id)
        .outerjoin(ORGS, ORGS.c.id == of.host_org_id)
        .outerjoin(_TRAINER_ORGS, _TRAINER_ORGS.c.id == of.trainer_org_id)
        .where(of.id == training_id)
    )
    held = roll(session, training_id)
    return SheetFacts(held, *session.execute(asked).one())


def diploma_facts(session: Session, certificates: Sequence[int]) -> list[DiplomaFacts]:
    """Return what certificates say, by number; those that are no 结业证 of a training are left out."""
    of, training = CERTIFICATES.c, TRAININGS.c
    asked = (
        select(
            *(of.id, of.number, of.code, STREAMERS.c.id, STREAMERS.c.name, of.training_id, training.title),
            *(training.start_at, training.end_at, training.credit, of.credit, of.issued_on, of.issuer),
            of.is_demo,
        )
        .join_from(CERTIFICATES, STREAMERS, STREAMERS.c.id == of.streamer_id)
        .join(TRAININGS, training.id == of.training_id)
        .where(of.id.in_(certificates), of.kind == CertificateKind.COMPLETION, of.deleted_at.is_(None))
        .order_by(of.number, of.id)
    )
    return [
        DiplomaFacts(
            *(key, number or code, name, title, start, end, _earned(session, held, who, credit)),
            *(total, on, issuer, _passed(session, held, who), demo, who),
        )
        for key, number, code, who, name, held, title, start, end, credit, total, on, issuer, demo in (
            session.execute(asked)
        )
    ]


def _earned(session: Session, training_id: int, streamer_id: int, credit: int | None) -> int | None:
    """Return the 学时 (tenths) a person earned at a training, all of it for who is not on its roll."""
    of = ATTENDANCES.c
    own = of.training_id == training_id, of.streamer_id == streamer_id, of.deleted_at.is_(None)
    row = session.execute(select(of.minutes, type_coerce(of.present, String)).where(*own)).first()
    return earned(credit, row[0], row[1], lesson_minutes(session)) if row and row[1] else credit


def _passed(session: Session, training_id: int, streamer_id: int) -> bool:
    """Say whether a person passed an assessment of a training."""
    of = _ASSESSMENTS.c
    own = of.training_id == training_id, of.streamer_id == streamer_id, of.deleted_at.is_(None)
    return session.scalar(select(of.id).where(*own, of.result == Verdict.PASSED).limit(1)) is not None
