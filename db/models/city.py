"""城市背景: published figures of the city, and programmes and ideas about it; each with its source."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from db.columns import Shown
from db.models.campaign_words import ProgrammeKind
from db.record import Record, words
from db.values import Kind
from db.values.as_written import Comparator

_SOURCE = "口径与来源"


class CityFigure(Record, table=True):
    """城市背景数据: a published figure of the city, kept as written; never mixed with the base's own.

    ``comparator``, ``value`` and ``unit`` are read off ``as_written`` (25%以上: 以上, 25, %), never typed.
    """

    __tablename__ = "city_figure"
    prefix: ClassVar[str] = "CS"

    name: Annotated[str, Shown("指标", ("指标名称", "名称"), search=True, key=True, width=184)] = Field(
        min_length=1, max_length=60
    )
    as_written: Annotated[
        str,
        Shown(
            "原文写法",
            ("数值", "原文", "数据"),
            search=True,
            width=208,
            help="照原文填写，如：超过1.5万名、300余位",
        ),
    ] = Field(min_length=1, max_length=60)
    comparator: Annotated[Comparator | None, Shown("比较", width=60, in_form=False, in_sheet=False)] = Field(
        default=None, sa_type=words(Comparator)
    )
    value: Annotated[float | None, Shown("数值（识别）", width=130, in_form=False, in_sheet=False)] = Field(
        default=None
    )
    unit: Annotated[str | None, Shown("单位（识别）", width=90, in_form=False, in_sheet=False)] = Field(
        default=None, max_length=10
    )
    scope: Annotated[
        str,
        Shown(
            "口径",
            ("统计口径", "范围"),
            section=_SOURCE,
            search=True,
            key=True,
            width=240,
            help="哪里、哪个平台、怎样算",
        ),
    ] = Field(min_length=1, max_length=60)
    as_of: Annotated[date | None, Shown("截至", ("截至日期", "统计日期"), section=_SOURCE, width=100)] = None
    source: Annotated[str, Shown("来源", ("资料来源", "出处"), section=_SOURCE, search=True, width=260)] = (
        Field(min_length=1, max_length=200)
    )
    note: Annotated[str | None, Shown("说明", ("备注",), section=_SOURCE, in_table=False)] = Field(
        default=None, max_length=500
    )


class CityProgramme(Record, table=True):
    """计划与理念: a programme, an offer or an idea about the city, its content line by line."""

    __tablename__ = "city_programme"
    prefix: ClassVar[str] = "JH"

    name: Annotated[str, Shown("名称", search=True, key=True, width=220)] = Field(min_length=1, max_length=60)
    kind: Annotated[ProgrammeKind, Shown("类别", width=100)] = Field(
        default=ProgrammeKind.SUPPORT, sa_type=words(ProgrammeKind)
    )
    content: Annotated[
        str | None, Shown("内容", kind=Kind.LONG_TEXT, search=True, width=360, help="一行一项")
    ] = Field(default=None, max_length=2000)
    target: Annotated[str | None, Shown("目标", width=200, help="照原文填写，如：扶持出500个快品牌")] = Field(
        default=None, max_length=200
    )
    owner: Annotated[str | None, Shown("提出方", search=True, section=_SOURCE, width=140)] = Field(
        default=None, max_length=100
    )
    scope: Annotated[str | None, Shown("范围", section=_SOURCE, in_table=False)] = Field(
        default=None, max_length=60
    )
    as_of: Annotated[date | None, Shown("截至", section=_SOURCE, width=100)] = None
    source: Annotated[str, Shown("来源", section=_SOURCE, search=True, in_table=False)] = Field(
        min_length=1, max_length=200
    )
    note: Annotated[str | None, Shown("说明", section=_SOURCE, in_table=False)] = Field(
        default=None, max_length=500
    )
