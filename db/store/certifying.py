"""考核 and 证书: the base's rubric, certificates issued to who finished."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.engine import Session
from db.errors import NotAllowed
from db.models import Assessment, Certificate, RubricItem
from db.models.training_words import PRESENT, CertificateKind, Verdict
from db.queries.base import base_facts
from db.queries.tables import table_of
from db.queries.training_hours import ATTENDANCES, TRAININGS
from db.store.saving import save

_ITEMS, _CERTIFICATES, _ASSESSMENTS = table_of(RubricItem), table_of(Certificate), table_of(Assessment)
DEFAULTS = (("课程", 20), ("技能", 25), ("镜头", 25), ("形象", 15), ("话术", 15))
"""The rubric of the house: name and points, which are the weight too."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the rubric: ``full`` points, counted by ``weight``; ``id`` None for one of the house."""

    name: str
    full: int
    weight: int
    id: int | None = None


def rubric(session: Session) -> list[Item]:
    """Return the base's rubric, that of the house while it has none of its own."""
    of = _ITEMS.c
    asked = select(of.name, of.full, of.weight, of.id).where(of.deleted_at.is_(None))
    own = [Item(*row) for row in session.execute(asked.order_by(of.sort, of.id))]
    return own or [Item(name, full, full) for name, full in DEFAULTS]


def adopt_rubric(session: Session) -> None:
    """Make the rubric of the house the base's own, to be edited; one that has its own keeps it."""
    for sort, item in enumerate(rubric(session)):
        if item.id is None:
            values = {"name": item.name, "full": item.full, "weight": item.weight, "sort": sort}
            save(session, RubricItem, values)


def issue(
    session: Session, training_id: int, streamers: Collection[int] | None = None, on: date | None = None
) -> list[int]:
    """Issue 结业证 of a training to everybody who was there (and did not fail), or to some; return the keys.

    Numbers follow the training's code. Who has one of this training is passed over. NotAllowed when nobody
    is left.
    """
    training = session.execute(select(TRAININGS).where(TRAININGS.c.id == training_id)).mappings().one()
    facts, known = base_facts(session), _holders(session, training_id)
    given = select(func.count()).where(_CERTIFICATES.c.training_id == training_id)
    numbered = session.scalar(given) or 0
    made: list[int] = []
    for streamer_id in _finished(session, training_id):
        if streamer_id in known or (streamers is not None and streamer_id not in streamers):
            continue
        values = {
            "streamer_id": streamer_id,
            "kind": CertificateKind.COMPLETION,
            "number": f"{training['code']}-{numbered + len(made) + 1:03d}",
            "issuer": facts.name if facts else None,
            "issued_on": on or max(date.today(), (training["end_at"] or training["start_at"]).date()),
            "training_id": training_id,
        }
        made.append(save(session, Certificate, values))
    if not made:
        raise NotAllowed("没有可以发证的人：须到场，有考核的须通过，且没有发过本场的结业证。")
    return made


def _finished(session: Session, training_id: int) -> list[int]:
    """Return who was at a training and did not fail its last assessment."""
    of, on = ATTENDANCES.c, _ASSESSMENTS.c
    there = select(of.streamer_id).where(
        of.training_id == training_id, of.present.in_(PRESENT), of.deleted_at.is_(None)
    )
    judged = select(on.streamer_id, on.result).where(
        on.training_id == training_id, on.result.is_not(None), on.deleted_at.is_(None)
    )
    last = dict(session.execute(judged.order_by(on.on, on.id)).all())
    people = session.scalars(there.order_by(of.id)).all()
    return [who for who in people if last.get(who) is not Verdict.FAILED]


def _holders(session: Session, training_id: int) -> set[int]:
    """Return who has a 结业证 of a training."""
    of = _CERTIFICATES.c
    own = of.training_id == training_id, of.kind == CertificateKind.COMPLETION, of.deleted_at.is_(None)
    return set(session.scalars(select(of.streamer_id).where(*own)))
