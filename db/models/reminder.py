"""提醒: what a user said of a computed reminder, which is never stored; and those a user wrote down."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from db.columns import Shown
from db.record import Fact, Key, Record, now, words


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


class OwnReminder(Record, table=True):
    """自建提醒: what a user wants to be reminded of on a day, of a record (by table and key) or none.

    That it is settled, or put off, is said by a mark as of every reminder.
    """

    __tablename__ = "own_reminder"
    prefix: ClassVar[str] = "TX"

    text: Annotated[str, Shown("提醒内容", section="提醒", search=True, width=260)] = Field(
        min_length=1, max_length=200
    )
    due_on: Annotated[date, Shown("提醒日期", section="提醒", width=100)] = Field(index=True)
    entity: str | None = Field(default=None, max_length=40)
    entity_id: int | None = Field(default=None, sa_type=Key)
