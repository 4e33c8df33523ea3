"""活动: campaigns, what they are published by, and who takes part in them."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from db.columns import Itself, Shown
from db.models.brand import Brand
from db.models.campaign_words import CampaignKind, CampaignState, LineKind
from db.models.org import Org
from db.models.streamer import Streamer
from db.record import Key, Record, words
from db.values import Kind

_SUMMARY = "总结"


class Campaign(Record, table=True):
    """活动: a series, a campaign of it or a stop of that; what belongs below points up by ``parent_id``."""

    __tablename__ = "campaign"
    prefix: ClassVar[str] = "HD"

    name: Annotated[str, Shown("活动名称", ("活动", "活动名"), search=True, key=True, width=200)] = Field(
        min_length=2, max_length=60
    )
    parent_id: Annotated[
        int | None,
        Shown(
            "上级活动",
            ("所属系列", "上级", "系列"),
            refers_to=Itself,
            help="系列、活动、分站逐级填写，如：快赞百城 → 快赞临沂消费季",
            in_table=False,
        ),
    ] = Field(default=None, foreign_key="campaign.id", sa_type=Key, index=True)
    kind: Annotated[CampaignKind, Shown("类型", ("活动类型",), width=90)] = Field(
        default=CampaignKind.SPECIAL, sa_type=words(CampaignKind)
    )
    status: Annotated[CampaignState, Shown("状态", ("活动状态",), width=80)] = Field(
        default=CampaignState.PLANNED, sa_type=words(CampaignState)
    )
    start_on: Annotated[date | None, Shown("开始日期", ("开始时间", "活动开始", "起始日期"), width=100)] = (
        None
    )
    end_on: Annotated[date | None, Shown("结束日期", ("结束时间", "活动结束", "截止日期"), width=100)] = None
    place: Annotated[str | None, Shown("地点", ("活动地点", "举办地点"), search=True, width=140)] = Field(
        default=None, max_length=120
    )
    hosts: Annotated[str | None, Shown("主办单位", ("主办", "主办方"), search=True, in_table=False)] = Field(
        default=None, max_length=200
    )
    co_hosts: Annotated[
        str | None, Shown("协办单位", ("协办", "承办单位", "承办", "联合主办"), search=True, in_table=False)
    ] = Field(default=None, max_length=200)
    slogan: Annotated[str | None, Shown("口号", ("活动口号",), in_table=False)] = Field(
        default=None, max_length=100
    )
    policy_tags: Annotated[
        str | None,
        Shown(
            "政策标签", ("政策", "落实政策"), kind=Kind.WORDS, help="落实了哪些政策，写进月报", in_table=False
        ),
    ] = Field(default=None, max_length=200)
    summary: Annotated[
        str | None,
        Shown("活动总结", ("总结",), kind=Kind.LONG_TEXT, section=_SUMMARY, in_table=False),
    ] = Field(default=None, max_length=2000)
    source: Annotated[str | None, Shown("资料来源", ("来源",), section=_SUMMARY, in_table=False)] = Field(
        default=None, max_length=200
    )
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_SUMMARY, in_table=False)] = (
        Field(default=None, max_length=2000)
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class CampaignLine(Record, table=True):
    """主题、场景、内容: a line of one of the three lists a campaign is published by, in order."""

    __tablename__ = "campaign_line"
    __table_args__ = (Index("ix_campaign_line_campaign_id", "campaign_id", "kind", "sort"),)
    prefix: ClassVar[str] = "HX"

    campaign_id: Annotated[int, Shown("活动", refers_to=Campaign, in_table=False)] = Field(
        foreign_key="campaign.id", sa_type=Key
    )
    kind: Annotated[LineKind, Shown("类别", width=70)] = Field(sa_type=words(LineKind))
    sort: Annotated[int, Shown("序号", width=60, in_form=False)] = Field(default=0)
    text: Annotated[str, Shown("文字", search=True, width=320)] = Field(min_length=1, max_length=200)
    when_text: Annotated[str | None, Shown("时间", width=140)] = Field(default=None, max_length=60)
    note: Annotated[str | None, Shown("说明", in_table=False)] = Field(default=None, max_length=500)
    reaction: Annotated[str | None, Shown("群众反响", kind=Kind.LONG_TEXT, width=200)] = Field(
        default=None, max_length=500
    )


class CampaignParty(Record, table=True):
    """参与方: who takes part in a campaign: a streamer, brand or organisation of the base, or a mere name."""

    __tablename__ = "campaign_party"
    prefix: ClassVar[str] = "CY"

    campaign_id: Annotated[int, Shown("活动", refers_to=Campaign, in_table=False)] = Field(
        foreign_key="campaign.id", sa_type=Key, index=True
    )
    name: Annotated[
        str | None, Shown("名称", search=True, width=180, help="选了主播、品牌或企业的，可以不填")
    ] = Field(default=None, max_length=60)
    part: Annotated[str | None, Shown("参与方式", ("角色",), width=140, help="如：供货、专场直播、赞助")] = (
        Field(default=None, max_length=60)
    )
    streamer_id: Annotated[int | None, Shown("主播", refers_to=Streamer, section="在册资料", width=100)] = (
        Field(default=None, foreign_key="streamer.id", sa_type=Key, index=True)
    )
    brand_id: Annotated[int | None, Shown("品牌", refers_to=Brand, section="在册资料", width=120)] = Field(
        default=None, foreign_key="brand.id", sa_type=Key, index=True
    )
    org_id: Annotated[int | None, Shown("企业", refers_to=Org, section="在册资料", width=160)] = Field(
        default=None, foreign_key="org.id", sa_type=Key, index=True
    )
    note: Annotated[str | None, Shown("说明", section="在册资料", in_table=False)] = Field(
        default=None, max_length=500
    )
