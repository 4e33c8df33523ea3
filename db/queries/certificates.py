"""证书: what is printed on one, and how a person's 学时 stand against the national occupational standard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, and_, exists, func, select, type_coerce

from db.engine import Session
from db.models import Certificate, Training
from db.models.training_words import CertificateKind, SkillLevel
from db.queries.tables import STREAMERS, alive, table_of
from db.queries.training_hours import credit_to

REFERENCE: Mapping[SkillLevel, int] = {
    SkillLevel.FIVE: 120,
    SkillLevel.FOUR: 104,
    SkillLevel.THREE: 88,
    SkillLevel.TWO: 72,
    SkillLevel.ONE: 72,
}
"""标准学时 the 国家职业标准 of 互联网营销师 asks for before each level."""
TENTHS = 10
CERTIFICATES, _TRAININGS = table_of(Certificate), table_of(Training)
MARKETERS = and_(
    alive(CERTIFICATES),
    CERTIFICATES.c.kind == CertificateKind.MARKETER,
    exists().where(STREAMERS.c.id == CERTIFICATES.c.streamer_id, alive(STREAMERS)),
)
"""The 互联网营销师 certificates that count, valid or not."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a certificate says; ``credit`` are the 学时 (tenths) of all trainings up to the day of issue."""

    id: int
    code: str
    kind: str
    level: str | None
    number: str | None
    name: str
    issuer: str | None
    issued_on: date
    valid_to: date | None
    training: str | None
    training_code: str | None
    credit: int | None


@dataclass(frozen=True, slots=True)
class LevelHours:
    """A person's 学时 to date against one level: all in tenths; ``missing`` 0 when they suffice."""

    level: SkillLevel
    wanted: int
    reached: int

    @property
    def missing(self) -> int:
        """The 学时 still to be earned, in tenths."""
        return max(self.wanted - self.reached, 0)


def paper(session: Session, certificate_id: int) -> Paper:
    """Return what one certificate says; LookupError when there is none."""
    of = CERTIFICATES.c
    asked = (
        select(
            *(of.id, of.code, type_coerce(of.kind, String).label("kind")),
            *(type_coerce(of.level, String).label("level"), of.number, STREAMERS.c.name, of.issuer),
            *(of.issued_on, of.valid_to, _TRAININGS.c.title.label("training")),
            *(_TRAININGS.c.code.label("training_code"), of.credit),
        )
        .join_from(CERTIFICATES, STREAMERS, STREAMERS.c.id == of.streamer_id)
        .outerjoin(_TRAININGS, _TRAININGS.c.id == of.training_id)
        .where(of.id == certificate_id)
    )
    row = session.execute(asked).mappings().first()
    if row is None:
        raise LookupError(certificate_id)
    return Paper(**row)


def level_hours(session: Session, streamer_id: int, on: date | None = None) -> list[LevelHours]:
    """Return how a person's 学时 up to a day (today) stand against each level, the lowest first."""
    reached = credit_to(session, streamer_id, on or date.today()) or 0
    return [LevelHours(level, hours * TENTHS, reached) for level, hours in REFERENCE.items()]


def held_on(day: date) -> ColumnElement[bool]:
    """Return the condition of the 互联网营销师 certificates that are valid on a day."""
    of = CERTIFICATES.c
    return and_(MARKETERS, of.issued_on <= day, of.valid_to.is_(None) | (of.valid_to >= day))


def holders(session: Session, on: date) -> int:
    """Return how many people hold a valid 互联网营销师 certificate on a day: indicator T06."""
    return session.scalar(select(func.count(CERTIFICATES.c.streamer_id.distinct())).where(held_on(on))) or 0
