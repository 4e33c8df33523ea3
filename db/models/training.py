"""培训: courses, the training sessions held on them, and who came.

学时 are kept as whole tenths (15 is 1.5 学时): halves stay exact, and sums of them too.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.org import Org
from db.models.streamer import Streamer
from db.models.training_words import (
    CourseCategory,
    CourseLevel,
    EventKind,
    Funding,
    PlaceKind,
    Present,
    SignMethod,
    TrainingState,
)
from db.record import ALIVE, Key, Record, unique_alive, words
from db.values import Kind

_HELD = "举办"
_MONEY = "经费与活动"
_REMARK = "备注"
MOST_CREDIT = 2000
"""Tenths of 学时 one course may have."""


class Course(Record, table=True):
    """课程: what can be taught, and how many 学时 it is worth (``credit`` in tenths)."""

    __tablename__ = "course"
    __table_args__ = (unique_alive("course", "name"),)
    prefix: ClassVar[str] = "KC"
    made_by_name: ClassVar[bool] = True

    name: Annotated[str, Shown("课程名称", ("课程", "课程名"), search=True, key=True, width=200)] = Field(
        min_length=2, max_length=60
    )
    category: Annotated[CourseCategory | None, Shown("课程类别", ("类别", "培训类别"), width=100)] = Field(
        default=None, sa_type=words(CourseCategory)
    )
    level: Annotated[CourseLevel | None, Shown("等级", ("课程等级", "对应等级"), width=80)] = Field(
        default=None, sa_type=words(CourseLevel)
    )
    credit: Annotated[
        int | None, Shown("学时", ("课时", "标准学时"), kind=Kind.CREDIT, unit="学时", width=80)
    ] = Field(default=None, ge=0, le=MOST_CREDIT)
    is_mandatory: Annotated[
        bool, Shown("合规必修", ("必修", "是否必修"), width=80, help="待首播前必须通过")
    ] = Field(default=False)
    syllabus: Annotated[
        str | None, Shown("课程大纲", ("大纲", "课程内容"), kind=Kind.LONG_TEXT, in_table=False)
    ] = Field(default=None, max_length=2000)
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_REMARK, in_table=False)] = (
        Field(default=None, max_length=2000)
    )


class Training(Record, table=True):
    """培训场次: one course held at one time. ``month`` (202609) is the month of the start.

    ``credit`` (tenths of 学时) and ``category`` are the course's when it was entered, unless said otherwise.
    """

    __tablename__ = "training"
    __table_args__ = (
        Index("ix_training_list", "month", "start_at"),
        Index("ix_training_start", "start_at", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "PX"

    title: Annotated[
        str, Shown("培训主题", ("主题", "培训名称", "培训内容", "培训标题"), search=True, key=True, width=242)
    ] = Field(min_length=2, max_length=100)
    status: Annotated[TrainingState, Shown("状态", ("培训状态",), width=80, in_form=False)] = Field(
        default=TrainingState.PLANNED, sa_type=words(TrainingState)
    )
    course_id: Annotated[int | None, Shown("课程", ("课程名称", "所属课程"), refers_to=Course, width=150)] = (
        Field(default=None, foreign_key="course.id", sa_type=Key, index=True)
    )
    category: Annotated[
        CourseCategory | None,
        Shown("类别", ("课程类别", "培训类别", "培训类型"), width=90, help="留空时按课程的类别"),
    ] = Field(default=None, sa_type=words(CourseCategory))
    start_at: Annotated[
        datetime,
        Shown(
            "开始时间",
            ("培训时间", "开课时间", "开始", "开始日期"),
            kind=Kind.MOMENT,
            key=True,
            width=140,
        ),
    ] = Field(sa_type=DateTime)
    end_at: Annotated[
        datetime | None,
        Shown("结束时间", ("结课时间", "结束", "结束日期"), kind=Kind.MOMENT, width=140, in_table=False),
    ] = Field(default=None, sa_type=DateTime)
    month: int = Field(default=0)
    credit: Annotated[
        int | None,
        Shown(
            "学时", ("课时", "培训学时"), kind=Kind.CREDIT, unit="学时", width=80, help="留空时按课程的学时"
        ),
    ] = Field(default=None, ge=0, le=MOST_CREDIT)
    trainer: Annotated[
        str | None,
        Shown("讲师", ("授课人", "授课讲师", "培训讲师", "主讲人", "主讲"), search=True, width=100),
    ] = Field(default=None, max_length=60)
    place: Annotated[
        str | None, Shown("地点", ("培训地点", "上课地点"), section=_HELD, search=True, width=140)
    ] = Field(default=None, max_length=100)
    place_kind: Annotated[
        PlaceKind | None, Shown("授课方式", ("培训方式", "培训形式", "形式"), section=_HELD, width=80)
    ] = Field(default=None, sa_type=words(PlaceKind))
    trainer_id: Annotated[
        int | None, Shown("讲师（主播）", section=_HELD, refers_to=Streamer, in_table=False, in_sheet=False)
    ] = Field(default=None, foreign_key="streamer.id", sa_type=Key, index=True)
    trainer_org_id: Annotated[
        int | None, Shown("讲师单位", ("授课单位",), section=_HELD, refers_to=Org, in_table=False)
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    host_org_id: Annotated[
        int | None,
        Shown("主办单位", ("承办单位", "举办单位"), section=_HELD, refers_to=Org, in_table=False),
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    plan_count: Annotated[
        int | None,
        Shown("计划人数", ("应到", "应到人数", "拟参训人数"), section=_HELD, unit="人", in_table=False),
    ] = Field(default=None, ge=0)
    capacity: Annotated[
        int | None, Shown("容纳人数", ("人数上限",), section=_HELD, unit="人", in_table=False)
    ] = Field(default=None, ge=0)
    cost: Annotated[
        int | None,
        Shown("培训费用", ("费用", "经费"), kind=Kind.MONEY, section=_MONEY, unit="元", in_table=False),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    funding: Annotated[Funding | None, Shown("经费来源", ("资金来源",), section=_MONEY, in_table=False)] = (
        Field(default=None, sa_type=words(Funding))
    )
    is_public_event: Annotated[
        bool, Shown("对外交流活动", ("交流活动", "是否对外"), section=_MONEY, in_table=False)
    ] = Field(default=False)
    event_kind: Annotated[EventKind | None, Shown("活动类型", section=_MONEY, in_table=False)] = Field(
        default=None, sa_type=words(EventKind)
    )
    feedback: Annotated[
        str | None,
        Shown("满意度说明", ("满意度", "培训反馈"), kind=Kind.LONG_TEXT, section=_REMARK, in_table=False),
    ] = Field(default=None, max_length=2000)
    remark: Annotated[
        str | None, Shown("备注", ("说明",), kind=Kind.LONG_TEXT, section=_REMARK, in_table=False)
    ] = Field(default=None, max_length=2000)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class Attendance(Record, table=True):
    """签到: one person at one training. ``present`` None is who only enrolled; ``minutes`` None: not told."""

    __tablename__ = "attendance"
    __table_args__ = (unique_alive("attendance", "training_id", "streamer_id"),)
    prefix: ClassVar[str] = "QD"

    training_id: Annotated[int, Shown("培训", ("培训编号",), refers_to=Training, key=True, width=220)] = (
        Field(foreign_key="training.id", sa_type=Key, index=True)
    )
    streamer_id: Annotated[int, Shown("姓名", ("主播", "学员"), refers_to=Streamer, key=True, width=90)] = (
        Field(foreign_key="streamer.id", sa_type=Key, index=True)
    )
    is_planned: Annotated[bool, Shown("已报名", ("报名", "应到"), width=70)] = Field(default=False)
    present: Annotated[
        Present | None,
        Shown(
            "签到",
            ("签到情况", "出勤", "出勤情况", "考勤", "到场", "是否到场", "是否签到", "是否出勤"),
            width=80,
        ),
    ] = Field(default=None, sa_type=words(Present))
    minutes: Annotated[
        int | None,
        Shown(
            "参训时长",
            ("分钟", "时长", "参训分钟", "实际时长", "实到分钟"),
            kind=Kind.DURATION,
            unit="分钟",
            width=90,
            help="留空时按整场学时计",
        ),
    ] = Field(default=None, ge=0, le=24 * 60)
    method: Annotated[SignMethod | None, Shown("签到方式", width=80)] = Field(
        default=None, sa_type=words(SignMethod)
    )
    signed_at: Annotated[datetime | None, Shown("签到时间", kind=Kind.MOMENT, width=140, in_table=False)] = (
        Field(default=None, sa_type=DateTime)
    )
    satisfaction: Annotated[
        int | None, Shown("满意度", ("评分",), unit="分", width=70, in_table=False, help="1 至 5 分")
    ] = Field(default=None, ge=1, le=5)
    remark: Annotated[str | None, Shown("备注", ("说明",), width=140)] = Field(default=None, max_length=200)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)
