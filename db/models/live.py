"""直播场次: one broadcast and what the platform said of it; who presented; daily and monthly sums."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Index, UniqueConstraint, text
from sqlmodel import Field

from db.columns import Shown
from db.models.account import PlatformAccount
from db.models.base import Category
from db.models.campaign import Campaign
from db.models.org import Org
from db.models.words import DataStage, Platform, SessionKind
from db.record import Fact, Key, Record, unique_alive, words
from db.values import Kind

_TRAFFIC = "流量"
_SALES = "成交"
_MARKS = "说明"

UNCHECKED = text("stage = '临时' AND deleted_at IS NULL AND NOT is_demo")
"""Sessions that are not yet checked; written out, so that their index is used."""


class Broadcast(Record):
    """When, where and what was broadcast: the first half of a live session.

    ``month`` (202609) is the month of the start; category and team are as they were that day.
    """

    start_at: Annotated[
        datetime,
        Shown(
            "开播时间",
            ("直播开始时间", "开始时间", "直播时间", "开播", "开播时刻", "开始"),
            kind=Kind.MOMENT,
            key=True,
            width=140,
        ),
    ] = Field(sa_type=DateTime)
    end_at: Annotated[
        datetime | None,
        Shown(
            "关播时间",
            ("直播结束时间", "结束时间", "下播时间", "关播", "下播", "结束"),
            kind=Kind.MOMENT,
            width=140,
            in_table=False,
        ),
    ] = Field(default=None, sa_type=DateTime)
    month: int = Field(default=0)
    platform: Annotated[Platform, Shown("平台", ("直播平台",), key=True, width=70)] = Field(
        sa_type=words(Platform)
    )
    account_id: Annotated[
        int,
        Shown(
            "平台账号",
            (
                "账号",
                "账号ID",
                "主播抖音号",
                "主播快手号",
                "快手号",
                "抖音号",
                "抖音号/快手号",
                "快手ID",
                "抖音ID",
            ),
            refers_to=PlatformAccount,
            key=True,
            width=164,
        ),
    ] = Field(foreign_key="platform_account.id", sa_type=Key)
    live_no: Annotated[
        str | None,
        Shown("场次ID", ("直播间ID", "直播ID", "房间ID", "场次编号"), key=True, in_table=False, width=150),
    ] = Field(default=None, max_length=60)
    title: Annotated[str | None, Shown("主题", ("直播主题", "直播标题", "标题"), search=True, width=160)] = (
        Field(default=None, max_length=100)
    )
    kind: Annotated[SessionKind, Shown("场次类型", ("直播类型",), width=80, in_table=False)] = Field(
        default=SessionKind.DAILY, sa_type=words(SessionKind)
    )
    category_id: Annotated[
        int | None, Shown("类目", ("主营类目", "带货类目", "商品类目"), refers_to=Category, width=90)
    ] = Field(default=None, foreign_key="category.id", sa_type=Key)
    team_id: Annotated[int | None, Shown("操盘团队", ("团队",), refers_to=Org, width=110, in_table=False)] = (
        Field(default=None, foreign_key="org.id", sa_type=Key)
    )
    campaign_id: Annotated[
        int | None, Shown("所属活动", ("活动名称",), refers_to=Campaign, in_table=False)
    ] = Field(default=None, foreign_key="campaign.id", sa_type=Key, index=True)
    minutes: Annotated[
        int | None,
        Shown(
            "直播时长",
            (
                "时长",
                "直播有效时长",
                "有效直播时长",
                "直播时长(分钟)",
                "直播时长(小时)",
                "时长(小时)",
                "时长(分钟)",
            ),
            kind=Kind.DURATION,
            unit="分钟",
            width=80,
        ),
    ] = Field(default=None, ge=0, le=24 * 60)


class LiveSession(Broadcast, table=True):
    """直播场次: a broadcast with what the platform said of it.

    Money in 分, durations in minutes; a missing figure is NULL and never 0.
    """

    __tablename__ = "live_session"
    __table_args__ = (
        unique_alive("live_session", "platform", "live_no"),
        Index("ix_live_session_list", "month", "start_at"),
        Index("ix_live_session_account", "account_id", "start_at"),
        Index("ix_live_session_gmv", "month", "gmv"),
        Index("ix_live_session_unchecked", "month", sqlite_where=UNCHECKED, postgresql_where=UNCHECKED),
    )
    prefix: ClassVar[str] = "CC"

    exposures: Annotated[
        int | None,
        Shown(
            "曝光次数",
            ("直播间曝光次数", "直播间曝光", "曝光", "PV(曝光)"),
            section=_TRAFFIC,
            unit="次",
            in_table=False,
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    views: Annotated[
        int | None,
        Shown(
            "观看人次",
            ("观看次数", "场观次数(PV)", "直播间场观次数", "场次观看量", "直播间观看次数"),
            section=_TRAFFIC,
            unit="人次",
            width=90,
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    viewers: Annotated[
        int | None,
        Shown(
            "观看人数",
            ("UV", "直播间观看人数", "累计观看人数", "观众数"),
            section=_TRAFFIC,
            unit="人",
            in_table=False,
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    peak: Annotated[
        int | None,
        Shown("最高在线", ("最高在线人数", "人数峰值"), section=_TRAFFIC, unit="人", in_table=False),
    ] = Field(default=None, ge=0)
    average_online: Annotated[
        int | None,
        Shown(
            "平均在线", ("平均在线人数", "ACU", "ACU(平均在线)"), section=_TRAFFIC, unit="人", in_table=False
        ),
    ] = Field(default=None, ge=0)
    new_fans: Annotated[
        int | None,
        Shown(
            "新增粉丝",
            ("新增粉丝数", "涨粉", "直播涨粉", "增粉数", "新粉数"),
            section=_TRAFFIC,
            unit="人",
            width=80,
        ),
    ] = Field(default=None)
    lost_fans: Annotated[
        int | None,
        Shown("取关粉丝", ("取关粉丝数", "取关", "掉粉"), section=_TRAFFIC, unit="人", in_table=False),
    ] = Field(default=None, ge=0)
    comments: Annotated[
        int | None,
        Shown("评论数", ("评论次数", "评论量", "评论"), section=_TRAFFIC, unit="条", in_table=False),
    ] = Field(default=None, ge=0)
    likes: Annotated[
        int | None,
        Shown("点赞数", ("点赞量", "点赞次数", "点赞", "喝彩"), section=_TRAFFIC, unit="次", in_table=False),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    shares: Annotated[
        int | None,
        Shown("分享数", ("分享次数", "分享量", "分享"), section=_TRAFFIC, unit="次", in_table=False),
    ] = Field(default=None, ge=0)
    goods: Annotated[
        int | None, Shown("上架商品数", ("带货商品数", "商品数"), section=_SALES, unit="款", in_table=False)
    ] = Field(default=None, ge=0)
    gmv: Annotated[
        int | None,
        Shown(
            "支付GMV",
            ("成交金额", "GMV", "直播间成交金额", "成交额"),
            kind=Kind.MONEY,
            section=_SALES,
            unit="元",
            width=120,
        ),
    ] = Field(default=None, sa_type=BigInteger)
    user_paid: Annotated[
        int | None,
        Shown(
            "用户支付金额",
            ("用户实际支付金额", "直播间用户支付金额"),
            kind=Kind.MONEY,
            section=_SALES,
            unit="元",
            in_table=False,
        ),
    ] = Field(default=None, sa_type=BigInteger)
    settled: Annotated[
        int | None,
        Shown("结算金额", ("结算GMV",), kind=Kind.MONEY, section=_SALES, unit="元", in_table=False),
    ] = Field(default=None, sa_type=BigInteger)
    refund: Annotated[
        int | None,
        Shown(
            "退款金额",
            ("直播间退款金额", "退款"),
            kind=Kind.MONEY,
            section=_SALES,
            unit="元",
            width=100,
            in_table=False,
        ),
    ] = Field(default=None, sa_type=BigInteger)
    refund_orders: Annotated[int | None, Shown("退款订单数", section=_SALES, unit="单", in_table=False)] = (
        Field(default=None, ge=0)
    )
    refund_as_of: Annotated[
        date | None, Shown("退款统计截至", ("退款截至日期",), section=_SALES, in_table=False)
    ] = None
    orders: Annotated[
        int | None,
        Shown(
            "成交订单数",
            ("支付订单数", "订单数", "成交笔数", "成交订单"),
            section=_SALES,
            unit="单",
            width=90,
        ),
    ] = Field(default=None, ge=0)
    buyers: Annotated[
        int | None, Shown("成交人数", ("支付人数", "成交用户数"), section=_SALES, unit="人", in_table=False)
    ] = Field(default=None, ge=0)
    units: Annotated[
        int | None, Shown("成交件数", ("销量", "件数"), section=_SALES, unit="件", in_table=False)
    ] = Field(default=None, ge=0)
    ad_cost: Annotated[
        int | None,
        Shown("投放消耗", ("直播间投放消耗",), kind=Kind.MONEY, section=_SALES, unit="元", in_table=False),
    ] = Field(default=None, sa_type=BigInteger)
    commission: Annotated[
        int | None,
        Shown("佣金", ("预估佣金支出",), kind=Kind.MONEY, section=_SALES, unit="元", in_table=False),
    ] = Field(default=None, sa_type=BigInteger)
    is_local_goods: Annotated[bool, Shown("本地产品", section=_MARKS, in_table=False)] = Field(default=False)
    is_farm_aid: Annotated[bool, Shown("助农", ("公益助农",), section=_MARKS, in_table=False)] = Field(
        default=False
    )
    is_cross_border: Annotated[bool, Shown("跨境", ("跨境(RCEP)",), section=_MARKS, in_table=False)] = Field(
        default=False
    )
    guest: Annotated[str | None, Shown("嘉宾", section=_MARKS, in_table=False)] = Field(
        default=None, max_length=60
    )
    stage: Annotated[DataStage, Shown("数据状态", section=_MARKS, width=80)] = Field(
        default=DataStage.CHECKED, sa_type=words(DataStage)
    )
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_MARKS, in_table=False)] = Field(
        default=None, max_length=2000
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class LivePresenter(Fact, table=True):
    """出镜主播: who presented a session; ``share`` in percent when several did."""

    __tablename__ = "live_presenter"
    __table_args__ = (UniqueConstraint("session_id", "streamer_id"),)

    session_id: int = Field(foreign_key="live_session.id", sa_type=Key)
    streamer_id: int = Field(foreign_key="streamer.id", sa_type=Key, index=True)
    share: int | None = None
