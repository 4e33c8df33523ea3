"""People and trainings for tests, entered through the real doors."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from db import store
from db.models import Course, Streamer, Training
from db.models.training_words import Present
from db.store.signing import sign

TODAY = date.today()
PAST = datetime.combine(TODAY - timedelta(days=40), datetime.min.time()).replace(hour=9)
COMING = datetime.combine(TODAY + timedelta(days=9), datetime.min.time()).replace(hour=9)


def person(session: Session, name: str, phone: str | None = None) -> int:
    return store.save(session, Streamer, {"name": name, "phone": phone})


def course(session: Session, name: str = "直播合规", credit: int | None = 40, **more: object) -> int:
    return store.save(session, Course, {"name": name, "credit": credit, **more})


def training(session: Session, title: str = "合规专题培训", start: datetime = PAST, **more: object) -> int:
    values = {
        "title": title,
        "start_at": start,
        "end_at": start + timedelta(hours=3),
        "trainer": "周敏",
        **more,
    }
    return store.save(session, Training, values)


def attend(session: Session, training_id: int, *people: int, minutes: int | None = None) -> None:
    for who in people:
        sign(session, training_id, who, Present.ATTENDED, told={"minutes": minutes})
