"""What one streamer has learned: trainings, 学时, and whether the compliance courses are passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.lifecycle import Case, Criterion
from db.lifecycle.trained import compliant
from db.models import Assessment, Streamer
from db.models.training_words import CertificateKind
from db.queries.certificates import CERTIFICATES, LevelHours, level_hours
from db.queries.periods import Period
from db.queries.training_hours import Attended, credit_to, hours_by_month, trainings_of
from db.store.reading import row_of


@dataclass(frozen=True, slots=True)
class Learned:
    """One person's trainings, the newest first; 学时 in tenths, None where none are known."""

    trainings: Sequence[Attended]
    this_year: int | None
    in_all: int | None
    compliance: Criterion
    next_level: LevelHours | None


def learned(session: Session, streamer_id: int, today: date) -> Learned:
    """Return what a streamer has learned up to a day; NotAllowed when there is none."""
    row = row_of(session, Streamer, streamer_id)
    year = Period(today.year * 100 + 1, today.year * 100 + 12)
    hours = hours_by_month(session, year, streamer_id)
    return Learned(
        trainings_of(session, streamer_id),
        hours[0].total if hours else 0,
        credit_to(session, streamer_id, today),
        compliant(Case(session, row, today)),
        _next_level(session, streamer_id, today),
    )


def _next_level(session: Session, streamer_id: int, today: date) -> LevelHours | None:
    """Return how the 学时 stand against the level above the highest certificate held."""
    of = CERTIFICATES.c
    own = of.streamer_id == streamer_id, of.kind == CertificateKind.MARKETER, of.deleted_at.is_(None)
    held = set(session.scalars(select(of.level).where(*own, of.issued_on <= today)))
    levels = level_hours(session, streamer_id, today)
    reached = max((place for place, each in enumerate(levels, 1) if each.level in held), default=0)
    return levels[reached] if reached < len(levels) else None


def points_of(session: Session, assessment_id: int) -> dict[str, float | None]:
    """Return the points of an assessment, item by item; nothing for one without a rubric."""
    rubric = row_of(session, Assessment, assessment_id)["rubric"] or []
    return {str(item["name"]): item["score"] for item in rubric}
