"""提醒: what a user said of a reminder; the reminders themselves are computed, never stored."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from db.record import Fact, Key, now, words


class MarkState(StrEnum):
    """What was said of a reminder."""

    DONE = "已办"
    LATER = "稍后"


class ReminderMark(Fact, table=True):
    """One mark: who settled a reminder, or put it off until a day, and when."""

    __tablename__ = "reminder_mark"
    __table_args__ = (Index("ix_reminder_mark_entity", "entity", "entity_id"),)

    kind: str = Field(max_length=20)
    entity: str = Field(max_length=40)
    entity_id: int = Field(sa_type=Key)
    due: date | None = None
    state: MarkState = Field(sa_type=words(MarkState))
    until: date | None = None
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
