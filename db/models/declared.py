"""What a base declares for its report: figures of earlier months, people employed, incidents."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.org import Org
from db.models.report_words import IncidentKind
from db.models.streamer import Streamer
from db.models.words import Platform
from db.record import ALIVE, Key, Record, unique_alive, words
from db.values import Kind


class BaselineValue(Record, table=True):
    """历史数据: a figure of a month before the program was used, as the base reported it then.

    ``value_text`` is as written, in the unit of print; ``value`` is read off it in the base unit (分).
    ``is_ytd`` marks one of 1月 to ``month`` together, which distinct counts need.
    """

    __tablename__ = "baseline_value"
    __table_args__ = (unique_alive("baseline_value", "indicator", "month", "is_ytd"),)
    prefix: ClassVar[str] = "LS"

    indicator: Annotated[
        str, Shown("指标", ("指标代码", "指标名称", "代码"), key=True, width=200, help="代码或全称，如 L05")
    ] = Field(min_length=1, max_length=40)
    month: Annotated[int, Shown("月份", ("统计月份", "报告期"), kind=Kind.MONTH, key=True, width=96)]
    is_ytd: Annotated[
        bool, Shown("本年累计", ("是否累计", "累计"), key=True, width=80, help="1月至该月的累计数")
    ] = Field(default=False)
    value_text: Annotated[
        str, Shown("数值", ("填报数", "数据"), width=130, help="按指标的计量单位填写，如 1,234.56")
    ] = Field(min_length=1, max_length=40)
    value: int | None = Field(default=None, sa_type=BigInteger)
    source: Annotated[str | None, Shown("来源", ("依据", "出处"), width=200)] = Field(
        default=None, max_length=200
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class EmploymentMonth(Record, table=True):
    """就业情况 of the base at a month's end, as declared (indicators E01, E02)."""

    __tablename__ = "employment_month"
    __table_args__ = (unique_alive("employment_month", "month"),)
    prefix: ClassVar[str] = "JY"

    month: Annotated[int, Shown("月份", ("统计月份",), kind=Kind.MONTH, key=True, width=96)]
    direct: Annotated[int | None, Shown("直接从业人员", ("从业人员", "就业人数"), unit="人", width=110)] = (
        Field(default=None, ge=0)
    )
    induced: Annotated[
        int | None, Shown("带动就业（测算）", ("带动就业", "带动就业人数"), unit="人", width=130)
    ] = Field(default=None, ge=0)
    method: Annotated[
        str | None,
        Shown(
            "统计方法", ("测算方法", "口径"), kind=Kind.LONG_TEXT, width=260, help="写明怎样统计、怎样测算"
        ),
    ] = Field(default=None, max_length=500)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class Incident(Record, table=True):
    """安全与合规事件: what went wrong, whom it concerns, what was done about it (indicator E03)."""

    __tablename__ = "incident"
    __table_args__ = (Index("ix_incident_on", "on", sqlite_where=ALIVE, postgresql_where=ALIVE),)
    prefix: ClassVar[str] = "SJ"

    on: Annotated[date, Shown("发生日期", ("日期",), key=True, width=100)]
    kind: Annotated[IncidentKind, Shown("类型", ("事件类型",), key=True, width=70)] = Field(
        sa_type=words(IncidentKind)
    )
    platform: Annotated[Platform | None, Shown("平台", width=70)] = Field(
        default=None, sa_type=words(Platform)
    )
    streamer_id: Annotated[int | None, Shown("相关主播", ("主播",), refers_to=Streamer, width=90)] = Field(
        default=None, foreign_key="streamer.id", sa_type=Key, index=True
    )
    org_id: Annotated[int | None, Shown("相关企业", ("企业",), refers_to=Org, width=200)] = Field(
        default=None, foreign_key="org.id", sa_type=Key, index=True
    )
    description: Annotated[
        str,
        Shown("事件经过", ("事由", "内容"), kind=Kind.LONG_TEXT, search=True, key=True, width=240),
    ] = Field(min_length=2, max_length=1000)
    measures: Annotated[
        str | None, Shown("整改情况", ("整改", "处理情况"), kind=Kind.LONG_TEXT, section="处理", width=180)
    ] = Field(default=None, max_length=1000)
    closed_on: Annotated[
        date | None, Shown("办结日期", ("完成日期",), section="处理", help="填写后即为已办结", width=100)
    ] = None
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)
