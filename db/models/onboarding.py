"""入职流程: the checklist of a streamer's first days; its template, and what was done of it."""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import DateTime, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.streamer import Streamer
from db.record import ALIVE, Key, Record
from db.values import Kind

MOST_MINUTES = 90 * 24 * 60
"""The longest time a node can be due after the interview."""


class OnboardingStep(Record, table=True):
    """One node of the template: due so many minutes after the interview was passed."""

    __tablename__ = "onboarding_step"
    prefix: ClassVar[str] = "RZ"

    name: Annotated[str, Shown("节点", ("节点名称",), search=True, key=True)] = Field(
        min_length=1, max_length=30
    )
    minutes: Annotated[int, Shown("面试通过后", unit="分钟")] = Field(ge=0, le=MOST_MINUTES)
    must: Annotated[bool, Shown("不得跳过")] = Field(default=False)
    hint: Annotated[str | None, Shown("要点")] = Field(default=None, max_length=200)
    sort: int = Field(default=0)


class OnboardingNode(Record, table=True):
    """One node of one streamer's flow, copied from the template when the flow began; times are local.

    Open while neither ``done_at`` nor ``skipped_reason`` is there.
    """

    __tablename__ = "onboarding_node"
    __table_args__ = (
        Index("ix_onboarding_node_due_at", "due_at", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "RJ"

    streamer_id: Annotated[int, Shown("主播", refers_to=Streamer, in_form=False)] = Field(
        foreign_key="streamer.id", sa_type=Key, index=True
    )
    name: Annotated[str, Shown("节点", search=True, key=True, in_form=False)] = Field(
        min_length=1, max_length=30
    )
    sort: int = Field(default=0)
    due_at: Annotated[datetime, Shown("截止时间", kind=Kind.MOMENT)] = Field(sa_type=DateTime)
    must: Annotated[bool, Shown("不得跳过", in_form=False)] = Field(default=False)
    hint: str | None = Field(default=None, max_length=200)
    owner: Annotated[str | None, Shown("负责人")] = Field(default=None, max_length=30)
    done_at: Annotated[datetime | None, Shown("完成时间", kind=Kind.MOMENT, in_form=False)] = Field(
        default=None, sa_type=DateTime
    )
    done_by: Annotated[str | None, Shown("完成人", in_form=False)] = Field(default=None, max_length=40)
    evidence: Annotated[str | None, Shown("完成凭据", help="如文件名、链接、谁当面确认")] = Field(
        default=None, max_length=200
    )
    skipped_reason: Annotated[str | None, Shown("跳过原因", in_form=False)] = Field(
        default=None, max_length=200
    )
