"""What is done for a brand and what comes of it: supports, services, the figures of a month."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from db.columns import Shown
from db.models.brand import Brand
from db.models.brand_words import BrandServiceKind, SupportAspect, SupportProvider, SupportUnit
from db.models.org import Org
from db.record import Key, Record, unique_alive, words
from db.values import Kind

_QUANTITIES = "数量"
_OUTCOME = "成效"
_SALES = "成交"
_SHARES = "其中"


class Support(Record, table=True):
    """扶持记录: one item of one of the five supports; quantities in ``unit``, NULL where not known."""

    __tablename__ = "support"
    prefix: ClassVar[str] = "FC"

    brand_id: Annotated[int, Shown("品牌", ("品牌名称",), refers_to=Brand, key=True, width=120)] = Field(
        foreign_key="brand.id", sa_type=Key, index=True
    )
    aspect: Annotated[
        SupportAspect, Shown("扶持方面", ("扶持类型", "五项扶持", "方面"), key=True, width=90)
    ] = Field(sa_type=words(SupportAspect))
    name: Annotated[str, Shown("扶持项目", ("项目", "项目名称"), search=True, key=True, width=150)] = Field(
        min_length=1, max_length=60
    )
    planned: Annotated[int | None, Shown("计划", ("计划数量", "计划量"), section=_QUANTITIES, width=90)] = (
        Field(default=None, ge=0, sa_type=BigInteger)
    )
    granted: Annotated[int | None, Shown("已获", ("已获数量", "已获量"), section=_QUANTITIES, width=90)] = (
        Field(default=None, ge=0, sa_type=BigInteger)
    )
    used: Annotated[int | None, Shown("已用", ("已用数量", "已用量"), section=_QUANTITIES, width=90)] = Field(
        default=None, ge=0, sa_type=BigInteger
    )
    unit: Annotated[SupportUnit, Shown("单位", ("计量单位",), section=_QUANTITIES, width=70)] = Field(
        default=SupportUnit.TIMES, sa_type=words(SupportUnit)
    )
    provider: Annotated[SupportProvider | None, Shown("提供方", ("来源",), section=_QUANTITIES, width=70)] = (
        Field(default=None, sa_type=words(SupportProvider))
    )
    start_on: Annotated[date | None, Shown("开始日期", ("开始",), key=True, width=100)] = None
    end_on: Annotated[date | None, Shown("结束日期", ("结束",), width=100)] = None
    outcome_gmv: Annotated[
        int | None,
        Shown("成效GMV", ("成效", "带来GMV"), kind=Kind.MONEY, unit="元", section=_OUTCOME, width=120),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    evidence: Annotated[
        str | None,
        Shown("凭据", ("依据", "凭证"), kind=Kind.LONG_TEXT, section=_OUTCOME, in_table=False),
    ] = Field(default=None, max_length=500)
    note: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_OUTCOME, in_table=False)] = Field(
        default=None, max_length=500
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class BrandService(Record, table=True):
    """服务记录: one service given to a brand by a provider."""

    __tablename__ = "brand_service"
    prefix: ClassVar[str] = "FW"

    brand_id: Annotated[int, Shown("品牌", ("品牌名称",), refers_to=Brand, key=True, width=120)] = Field(
        foreign_key="brand.id", sa_type=Key, index=True
    )
    kind: Annotated[BrandServiceKind, Shown("服务类型", ("类型",), key=True, width=100)] = Field(
        sa_type=words(BrandServiceKind)
    )
    name: Annotated[str, Shown("服务内容", ("内容", "主题"), search=True, key=True, width=180)] = Field(
        min_length=1, max_length=100
    )
    org_id: Annotated[int | None, Shown("服务商", ("提供方", "服务机构"), refers_to=Org, width=200)] = Field(
        default=None, foreign_key="org.id", sa_type=Key, index=True
    )
    on: Annotated[date, Shown("服务日期", ("日期",), key=True, width=100)]
    minutes: Annotated[
        int | None,
        Shown(
            "服务时长", ("时长", "时长(小时)", "服务时长(小时)"), kind=Kind.DURATION, unit="分钟", width=100
        ),
    ] = Field(default=None, ge=0, le=60_000)
    outcome: Annotated[str | None, Shown("成效", ("效果", "结果"), kind=Kind.LONG_TEXT, in_table=False)] = (
        Field(default=None, max_length=500)
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class BrandMonth(Record, table=True):
    """品牌月度数据. Money in 分; ratios (复购率 …) are reckoned from the counts and never stored."""

    __tablename__ = "brand_month"
    __table_args__ = (unique_alive("brand_month", "brand_id", "month"),)
    prefix: ClassVar[str] = "PM"

    brand_id: Annotated[int, Shown("品牌", ("品牌名称",), refers_to=Brand, key=True, width=120)] = Field(
        foreign_key="brand.id", sa_type=Key
    )
    month: Annotated[int, Shown("月份", ("统计月份", "数据月份"), kind=Kind.MONTH, key=True, width=96)] = (
        Field(index=True)
    )
    gmv: Annotated[
        int | None,
        Shown(
            "GMV", ("支付GMV", "成交金额", "成交额"), kind=Kind.MONEY, unit="元", section=_SALES, width=130
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    orders: Annotated[
        int | None, Shown("订单数", ("成交订单数", "支付订单数"), unit="单", section=_SALES, width=90)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    buyers: Annotated[
        int | None, Shown("购买人数", ("成交人数", "支付人数"), unit="人", section=_SALES, width=90)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    repeat_buyers: Annotated[
        int | None, Shown("复购人数", ("回购人数", "老客人数"), unit="人", section=_SALES, width=90)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    refund_orders: Annotated[
        int | None, Shown("退货订单数", ("退款订单数", "退货数"), unit="单", section=_SALES, width=100)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    private_gmv: Annotated[
        int | None,
        Shown(
            "其中私域GMV", ("私域GMV", "私域成交额"), kind=Kind.MONEY, unit="元", section=_SHARES, width=130
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    off_platform_gmv: Annotated[
        int | None,
        Shown(
            "其中站外GMV",
            ("站外GMV", "站外成交额", "平台外GMV"),
            kind=Kind.MONEY,
            unit="元",
            section=_SHARES,
            width=130,
        ),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    sessions: Annotated[int | None, Shown("直播场次", ("场次",), unit="场", section=_SHARES, width=90)] = (
        Field(default=None, ge=0)
    )
    fans: Annotated[
        int | None, Shown("期末粉丝数", ("粉丝数", "粉丝"), unit="人", section=_SHARES, width=100)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    source: Annotated[str | None, Shown("数据来源", ("来源",), section=_SHARES, width=110)] = Field(
        default=None, max_length=60
    )
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_SHARES, in_table=False)] = (
        Field(default=None, max_length=500)
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)
