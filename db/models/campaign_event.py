"""大事与协议: what happened on a day, who was there, what was signed. Figures are kept as written."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from db.columns import Shown
from db.models.campaign import Campaign
from db.models.campaign_words import EventKind, GuestRole
from db.models.streamer import Streamer
from db.record import Key, Record, words
from db.values import Kind
from db.values.as_written import Comparator

_FIGURES = "人数与成交（按原文填写）"
_FROM = "说明与来源"


class CampaignEvent(Record, table=True):
    """大事: an event of a campaign, or one of the city's own without any.

    ``headcount`` and ``gmv`` (分) are read off what was written (近百位, 3000万元), which is what is printed;
    they are cited and never added to the base's own. ``sort_on`` is the first day ``when_text`` tells.
    """

    __tablename__ = "campaign_event"
    prefix: ClassVar[str] = "SJ"

    name: Annotated[str, Shown("名称", search=True, width=300)] = Field(min_length=2, max_length=100)
    campaign_id: Annotated[int | None, Shown("所属活动", refers_to=Campaign, width=160)] = Field(
        default=None, foreign_key="campaign.id", sa_type=Key, index=True
    )
    kind: Annotated[EventKind, Shown("类型", width=104)] = Field(
        default=EventKind.OTHER, sa_type=words(EventKind)
    )
    held_on: Annotated[date | None, Shown("日期", width=100, in_table=False)] = None
    when_text: Annotated[
        str | None,
        Shown("时间", width=130, help="按原文填写，如：2021年10月、6月26日晚；不知道哪一天的只填这里"),
    ] = Field(default=None, max_length=60)
    sort_on: date | None = None
    place: Annotated[str | None, Shown("地点", search=True, width=120)] = Field(default=None, max_length=120)
    organiser: Annotated[str | None, Shown("主办单位", search=True, in_table=False)] = Field(
        default=None, max_length=200
    )
    headcount_text: Annotated[
        str | None, Shown("人数", section=_FIGURES, width=100, help="按原文填写，如：近百位、超过600名")
    ] = Field(default=None, max_length=40)
    headcount_comparator: Comparator | None = Field(default=None, sa_type=words(Comparator))
    headcount: int | None = Field(default=None)
    gmv_text: Annotated[
        str | None,
        Shown("单场GMV", section=_FIGURES, width=100, help="按原文填写，如：3000万元；不计入基地数据"),
    ] = Field(default=None, max_length=40)
    gmv_comparator: Comparator | None = Field(default=None, sa_type=words(Comparator))
    gmv: int | None = Field(default=None, sa_type=BigInteger)
    is_benchmark: Annotated[bool, Shown("标杆场次", section=_FIGURES, in_table=False)] = Field(default=False)
    is_cross_border: Annotated[bool, Shown("跨境", section=_FIGURES, in_table=False)] = Field(default=False)
    is_national_first: Annotated[bool, Shown("全国首个", section=_FIGURES, in_table=False)] = Field(
        default=False
    )
    category: Annotated[str | None, Shown("品类", section=_FIGURES, help="如：服饰", in_table=False)] = Field(
        default=None, max_length=40
    )
    note: Annotated[str | None, Shown("说明", kind=Kind.LONG_TEXT, section=_FROM, in_table=False)] = Field(
        default=None, max_length=2000
    )
    source: Annotated[str | None, Shown("资料来源", section=_FROM, in_table=False)] = Field(
        default=None, max_length=200
    )


class EventGuest(Record, table=True):
    """嘉宾: a person or a unit named at an event; one may have several roles at once."""

    __tablename__ = "event_guest"
    prefix: ClassVar[str] = "JB"

    event_id: Annotated[int, Shown("大事", refers_to=CampaignEvent, in_table=False)] = Field(
        foreign_key="campaign_event.id", sa_type=Key, index=True
    )
    name: Annotated[str, Shown("姓名或单位", search=True, width=130)] = Field(min_length=1, max_length=60)
    unit: Annotated[str | None, Shown("所在单位", search=True, width=180)] = Field(
        default=None, max_length=100
    )
    title: Annotated[str | None, Shown("职务", width=180)] = Field(default=None, max_length=100)
    roles: Annotated[str | None, Shown("身份", kind=Kind.WORDS, of=GuestRole, width=150)] = Field(
        default=None, max_length=200
    )
    streamer_id: Annotated[int | None, Shown("在册主播", refers_to=Streamer, in_table=False)] = Field(
        default=None, foreign_key="streamer.id", sa_type=Key, index=True
    )
    note: Annotated[str | None, Shown("说明", in_table=False)] = Field(default=None, max_length=500)


class Agreement(Record, table=True):
    """协议: what was signed between whom, of a campaign or by itself."""

    __tablename__ = "agreement"
    prefix: ClassVar[str] = "XY"

    name: Annotated[str, Shown("协议名称", search=True, width=240)] = Field(min_length=2, max_length=100)
    campaign_id: Annotated[int | None, Shown("所属活动", refers_to=Campaign, width=160)] = Field(
        default=None, foreign_key="campaign.id", sa_type=Key, index=True
    )
    parties: Annotated[str | None, Shown("签约方", kind=Kind.WORDS, width=260, help="两方以上用“、”隔开")] = (
        Field(default=None, max_length=400)
    )
    signed_on: Annotated[date | None, Shown("签约日期", width=100)] = None
    ends_on: Annotated[date | None, Shown("有效期至", width=100, in_table=False)] = None
    cooperation: Annotated[
        str | None,
        Shown("合作领域", kind=Kind.LONG_TEXT, section="内容", help="一行一项", in_table=False),
    ] = Field(default=None, max_length=1000)
    content: Annotated[str | None, Shown("协议要点", kind=Kind.LONG_TEXT, section="内容", in_table=False)] = (
        Field(default=None, max_length=2000)
    )
    source: Annotated[str | None, Shown("资料来源", section="内容", in_table=False)] = Field(
        default=None, max_length=200
    )
