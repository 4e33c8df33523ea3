"""签到: enrol, sign in and take back, one person at a time, fast enough for a queue at the door."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db import lifecycle
from db.engine import Session
from db.lifecycle.trainings import finish
from db.models import Attendance, Streamer, Training
from db.models.training_words import PRESENT, Present, SignMethod, TrainingState
from db.queries.tables import STREAMERS
from db.queries.training_hours import ATTENDANCES
from db.record import Record
from db.secrets import of as secrets_of
from db.store.reading import row_of
from db.store.saving import delete, restore, save

_ATTENDANCE: type[Record] = Attendance


def enrol(session: Session, training_id: int, streamers: Iterable[int]) -> int:
    """Put people on the roll as 已报名 and return how many were not on it before."""
    added = 0
    for streamer_id in streamers:
        row = _row(session, training_id, streamer_id)
        if row is None or row["deleted_at"] is not None:
            _put(
                session, training_id, streamer_id, row, {"is_planned": True, "present": None, "minutes": None}
            )
            added += 1
    return added


def sign(  # noqa: PLR0913 - what one sign-in may say
    session: Session,
    training_id: int,
    streamer_id: int,
    present: Present | None,
    *,
    method: SignMethod = SignMethod.ON_THE_SPOT,
    at: datetime | None = None,
    told: Mapping[str, object] | None = None,
) -> int:
    """Set what one person's sign-in says and return the key of the attendance; one not on the roll is added.

    ``present`` None means enrolled only. ``told`` are further fields (minutes, satisfaction, remark); others
    stay as they are, but nobody keeps minutes who was not there. Raises BadValues (培训已取消, 还没有开始).
    """
    row = _row(session, training_id, streamer_id)
    values: dict[str, Any] = {"present": present, "method": None, "signed_at": None, **(told or {})}
    if present is not None:
        now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the clock on the wall
        values |= {"method": method, "signed_at": at or now}
    if present not in PRESENT:
        values["minutes"] = None
    return _put(session, training_id, streamer_id, row, values)


def unsign(session: Session, attendance_id: int) -> None:
    """Take a sign-in back: who had enrolled is enrolled still, anybody else leaves the roll."""
    row = row_of(session, _ATTENDANCE, attendance_id)
    if row["is_planned"]:
        values = {"present": None, "minutes": None, "method": None, "signed_at": None}
        save(session, _ATTENDANCE, values, attendance_id, row["version"])
    else:
        delete(session, _ATTENDANCE, attendance_id, row["version"])


def add_on_the_spot(
    session: Session, training_id: int, name: str, phone: str = "", present: Present = Present.ATTENDED
) -> int:
    """Add somebody the roster does not have as a 线索 and sign them in; return the key of the attendance.

    Who has this name and phone is in the roster already and is not added twice. Raises BadValues.
    """
    found = _same_person(session, name.strip(), phone.strip()) if phone.strip() else None
    streamer_id = found or save(session, Streamer, {"name": name, "phone": phone or None})
    return sign(session, training_id, streamer_id, present, method=SignMethod.ON_THE_SPOT)


def finish_signing(session: Session, training_id: int) -> bool:
    """完成签到: bring a training that is over to 已完成 when somebody was there and somebody taught it.

    Raises NotAllowed with what is missing.
    """
    if finish(session, training_id):
        return True
    row = row_of(session, Training, training_id)
    if row["status"] in (TrainingState.DONE, TrainingState.ARCHIVED):
        return False
    if row["status"] is not TrainingState.CLOSED:
        lifecycle.move(session, Training, training_id, TrainingState.CLOSED)
    lifecycle.move(session, Training, training_id, TrainingState.DONE)
    return True


def _row(session: Session, training_id: int, streamer_id: int) -> dict[str, Any] | None:
    """Return the attendance of one person, also a deleted one; the living one first."""
    of = ATTENDANCES.c
    asked = select(ATTENDANCES).where(of.training_id == training_id, of.streamer_id == streamer_id)
    row = (
        session.execute(asked.order_by(of.deleted_at.is_not(None), of.id.desc()).limit(1)).mappings().first()
    )
    return None if row is None else {str(name): value for name, value in row.items()}


def _put(
    session: Session, training_id: int, streamer_id: int, row: dict[str, Any] | None, values: dict[str, Any]
) -> int:
    """Save an attendance: a new one, a known one, or a deleted one brought back."""
    if row is None:
        return save(session, _ATTENDANCE, {"training_id": training_id, "streamer_id": streamer_id, **values})
    version = row["version"]
    if row["deleted_at"] is not None:
        restore(session, _ATTENDANCE, row["id"])
        version += 1
    return save(session, _ATTENDANCE, values, row["id"], version)


def _same_person(session: Session, name: str, phone: str) -> int | None:
    """Return the key of who has this name and phone."""
    of = STREAMERS.c
    asked = select(of.id).where(
        of.name == name, of.phone_index == secrets_of(session).index(phone), of.deleted_at.is_(None)
    )
    return session.scalar(asked.order_by(of.id).limit(1))
