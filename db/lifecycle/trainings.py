"""States of trainings: planned, open, held, signed in, kept."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select

from db.engine import Session
from db.lifecycle.moving import move_by_rule
from db.lifecycle.rules import Case, Criterion, Due, Rules
from db.models import Attendance, Training
from db.models.training_words import PRESENT
from db.models.training_words import TrainingState as State
from db.queries.tables import table_of

_TRAINING, _ATTENDANCE = table_of(Training), table_of(Attendance)

PENDING = (State.PLANNED, State.OPEN, State.RUNNING, State.POSTPONED)
"""States of a training that is still to end."""
TO_CLOSE = (State.PLANNED, State.OPEN, State.RUNNING)
"""States that become 已结束 by themselves once the last day is past."""
PAST = "培训日期已过"
SIGNED = "签到已录入"
EMPTIED = "签到已全部撤回"
_OFF = (State.POSTPONED, State.CANCELLED)

MOVES: Mapping[State, tuple[State, ...]] = {
    State.PLANNED: (State.OPEN, State.RUNNING, State.CLOSED, *_OFF),
    State.OPEN: (State.RUNNING, State.CLOSED, *_OFF),
    State.RUNNING: (State.CLOSED, *_OFF),
    State.CLOSED: (State.DONE, State.CANCELLED),
    State.DONE: (State.ARCHIVED, State.CLOSED),
    State.ARCHIVED: (State.DONE,),
    State.POSTPONED: (State.OPEN, State.RUNNING, State.CLOSED, State.CANCELLED),
    State.CANCELLED: (State.PLANNED,),
}
"""Where each state may lead, the usual step first."""


def ended_on(row: Mapping[str, Any]) -> date:
    """Return the day a training ends: of its end, else of its start."""
    end: datetime = row.get("end_at") or row["start_at"]
    return end.date()


def present_count(session: Session, training_id: int) -> int:
    """Return how many were there (出勤, 迟到, 早退)."""
    of = _ATTENDANCE.c
    there = of.training_id == training_id, of.present.in_(PRESENT), of.deleted_at.is_(None)
    return session.scalar(select(func.count()).where(*there)) or 0


def is_taught(row: Mapping[str, Any]) -> bool:
    """Say whether it is known who taught a training."""
    return any(row.get(name) for name in ("trainer", "trainer_id", "trainer_org_id"))


def is_over(row: Mapping[str, Any]) -> bool:
    """Say whether a training is 已结束, or its last day is past."""
    return row["status"] == State.CLOSED or ended_on(row) < date.today()


def _begun(case: Case) -> Criterion:
    """Ask that what is under way has begun."""
    start: datetime = case.row["start_at"]
    met = start.date() <= case.on
    missing = f"培训定于 {start.date().isoformat()}，还没有开始"
    return Criterion("培训日期", f"不晚于 {case.on.isoformat()}", start.date().isoformat(), met, missing)


def _ended(case: Case) -> Criterion:
    """Ask that what is over has reached its last day."""
    end = ended_on(case.row)
    missing = f"培训到 {end.isoformat()} 才结束"
    return Criterion("结束日期", f"不晚于 {case.on.isoformat()}", end.isoformat(), end <= case.on, missing)


def _attended(case: Case) -> Criterion:
    """Ask that somebody came to what is done."""
    count = present_count(case.session, case.row["id"])
    missing = "还没有人签到，请先签到或导入签到表"
    return Criterion("签到人数", "≥ 1 人", f"{count} 人", count > 0, missing)


def _taught(case: Case) -> Criterion:
    """Ask that somebody taught what is done."""
    met = is_taught(case.row)
    return Criterion("讲师", "已填", "已填" if met else "未填", met, "没有填写讲师，请先补上讲师")


def _reasoned(now_in: State, to: State) -> bool:
    """Say whether a move has to be explained: calling off, putting off, and steps back."""
    return to in _OFF or (now_in, to) in ((State.DONE, State.CLOSED), (State.ARCHIVED, State.DONE))


def _since(values: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Return the days a new training's state may count from: what is past, from its last day."""
    end: datetime | None = values.get("end_at") or values.get("start_at")
    return (end.date() if end else None,)


def first_state(start: datetime, end: datetime | None, today: date) -> State:
    """Return the state of a new training: what lies in the past is 已结束."""
    return State.CLOSED if (end or start).date() < today else State.PLANNED


def finish(session: Session, training_id: int, today: date | None = None) -> bool:
    """Bring a training whose sign-in is in to 已完成 by rule; False when it stays as it is.

    It is over by its date, somebody was there, somebody taught it.
    """
    row, today = _row(session, training_id), today or date.today()
    if row["deleted_at"] or State(row["status"]) not in (*PENDING, State.CLOSED) or ended_on(row) > today:
        return False
    case = Case(session, row, today)
    if not _is_signed(case):
        return False
    if State(row["status"]) is not State.CLOSED:
        move_by_rule(session, Training, training_id, State.CLOSED, ended_on(row), PAST)
    move_by_rule(session, Training, training_id, State.DONE, ended_on(row), SIGNED)
    return True


def due(session: Session, today: date) -> Iterator[Due]:
    """Yield the moves of trainings whose last day is past: to 已结束, and on to 已完成 where signed in."""
    of = _TRAINING.c
    over = select(_TRAINING).where(
        of.deleted_at.is_(None),
        of.status.in_(TO_CLOSE),
        func.coalesce(of.end_at, of.start_at) < datetime.combine(today, time()),
    )
    for found in session.execute(over.order_by(of.id)).mappings().all():
        row = {str(name): value for name, value in found.items()}
        yield Due(Training, row["id"], State.CLOSED, ended_on(row), PAST)
        if _is_signed(Case(session, row, today)):
            yield Due(Training, row["id"], State.DONE, ended_on(row), SIGNED)


def close_if_past(session: Session, training_id: int, values: Mapping[str, Any]) -> None:
    """Bring a training saved with a past last day to 已结束 by rule: what was entered late begins so."""
    if values["status"] not in TO_CLOSE or ended_on(values) >= date.today():
        return
    row = _row(session, training_id)
    if row["deleted_at"] is None:
        move_by_rule(session, Training, training_id, State.CLOSED, ended_on(row), PAST)


def reopen_if_empty(session: Session, training_id: int) -> None:
    """Bring a training back from 已完成 to 已结束 by rule when the last who was there is taken off."""
    row = _row(session, training_id)
    if row["status"] is State.DONE and row["deleted_at"] is None and not present_count(session, training_id):
        move_by_rule(session, Training, training_id, State.CLOSED, date.today(), EMPTIED)


def _is_signed(case: Case) -> bool:
    """Say whether somebody came to a training and somebody taught it."""
    return _attended(case).met and _taught(case).met


def _row(session: Session, training_id: int) -> dict[str, Any]:
    """Return the stored row of a training."""
    row = session.execute(select(_TRAINING).where(_TRAINING.c.id == training_id)).mappings().one()
    return {str(name): value for name, value in row.items()}


TRAININGS = Rules(
    Training,
    State,
    moves=MOVES,
    guards={
        State.RUNNING: (_begun,),
        State.CLOSED: (_ended,),
        State.DONE: (_ended, _attended, _taught),
    },
    reasoned=_reasoned,
    since=_since,
)
