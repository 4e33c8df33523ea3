"""Bring up to date what hangs on rows that were undone: who can be found, which trainings are 已完成."""

from sqlalchemy import select

from db import search
from db.engine import Session
from db.intake.history import moves_by_rule
from db.lifecycle.trainings import reopen_if_empty
from db.models import Attendance, PlatformAccount, Training
from db.models.training_words import TrainingState
from db.queries.among import among
from db.queries.tables import ACCOUNTS, STREAMERS, table_of
from db.steps import Step
from db.undoing.plan import Plan

_ATTENDANCES, _TRAININGS = table_of(Attendance), table_of(Training)


def follow(session: Session, plan: Plan, batch: int, step: Step) -> None:
    """Bring everything up to date; moves that rules make by it belong to the batch that undoes."""
    with moves_by_rule(session, batch, step):
        for training in _emptied(session, plan):
            reopen_if_empty(session, training)
    step(0, 0)
    search.index_streamers(session, _people(session, plan))


def _touched(plan: Plan, name: str) -> set[int]:
    """Return the records of a table that were removed or restored."""
    return plan.hides[name] | plan.restores[name].keys()


def _emptied(session: Session, plan: Plan) -> list[int]:
    """Return the finished trainings whose sign-ins were touched."""
    of, done = _ATTENDANCES.c, _TRAININGS.c
    asked = select(of.training_id).where(among(session, of.id, _touched(plan, _ATTENDANCES.name)))
    finished = done.status == TrainingState.DONE, done.deleted_at.is_(None), done.id.in_(asked)
    return list(session.scalars(select(done.id).where(*finished).order_by(done.id)))


def _people(session: Session, plan: Plan) -> set[int]:
    """Return the streamers that are found by something else now: their own names, or their accounts."""
    accounts = _touched(plan, PlatformAccount.__tablename__)
    owners = select(ACCOUNTS.c.streamer_id).where(
        among(session, ACCOUNTS.c.id, accounts), ACCOUNTS.c.streamer_id.is_not(None)
    )
    former = {
        int(word)
        for image in plan.held[ACCOUNTS.name].values()
        if (word := image.get("streamer_id")) is not None
    }
    return _touched(plan, STREAMERS.name) | set(session.scalars(owners)) | former
