"""People and trainings for tests, entered through the real doors."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from db import store
from db.models import Assessment, Course, Streamer, Training
from db.models.training_words import Present
from db.store.certifying import rubric
from db.store.signing import sign
from db.store.training_rules import total_of

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


def assess(
    session: Session, who: int, kind: str, on: date, scores: Mapping[str, float | None], **more: object
) -> int:
    """Enter an assessment scored by the base's rubric ({item: points}) and return its key."""
    items: list[dict[str, Any]] = [
        {"name": item.name, "full": item.full, "score": scores.get(item.name), "weight": item.weight}
        for item in rubric(session)
    ]
    values = {"streamer_id": who, "kind": kind, "on": on, "rubric": items, "total": total_of(items)}
    return store.save(session, Assessment, values | more)
