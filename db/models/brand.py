"""品牌: brands on their way up from a good product to a 快品牌 and beyond, and who goes live for them."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from db.columns import Itself, Shown
from db.models.base import Category
from db.models.brand_words import BrandChannel, BrandOrigin, BrandStage, Decision, ExitReason, Trademark
from db.models.org import Org
from db.record import Fact, Key, Record, now, unique_alive, words
from db.values import Kind

_MARK = "商标与来源"
_SELLING = "渠道与产品"
_ABILITY = "四项能力（每项0至25分）"
_PROGRAMME = "扶持计划与认定"
_CASE = "品牌打造案例"

PROGRAMME = "快品牌扶持计划"
"""The programme a brand takes part in unless another is named."""
FULL_SCORE = 25
"""Points of one ability; the four together make 100."""


class _Identity(Record):
    """Who a brand is and whose."""

    name: Annotated[str, Shown("品牌名称", ("品牌", "品牌名"), search=True, key=True, width=130)] = Field(
        min_length=1, max_length=40
    )
    english_name: Annotated[str | None, Shown("英文名", search=True, in_table=False)] = Field(
        default=None, max_length=60
    )
    status: Annotated[BrandStage, Shown("阶段", ("品牌阶段", "当前阶段", "状态"), width=120)] = Field(
        default=BrandStage.S0, sa_type=words(BrandStage)
    )
    org_id: Annotated[
        int | None, Shown("权属企业", ("所属企业", "企业", "企业名称", "品牌方"), refers_to=Org, width=200)
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    category_id: Annotated[int | None, Shown("类目", ("主营类目", "品类"), refers_to=Category, width=90)] = (
        Field(default=None, foreign_key="category.id", sa_type=Key, index=True)
    )
    founder: Annotated[
        str | None, Shown("主理人", ("创始人", "品牌主理人", "负责人"), search=True, width=100)
    ] = Field(default=None, max_length=60)
    founded_on: Annotated[date | None, Shown("创立日期", ("成立日期",), in_table=False)] = None


class _Product(_Identity):
    """What a brand sells, under which mark, and where."""

    trademark: Annotated[Trademark, Shown("商标状态", ("商标",), section=_MARK, width=80)] = Field(
        default=Trademark.UNKNOWN, sa_type=words(Trademark)
    )
    trademark_no: Annotated[
        str | None, Shown("商标号", ("商标注册号", "注册号"), section=_MARK, in_table=False)
    ] = Field(default=None, max_length=60)
    origin: Annotated[BrandOrigin | None, Shown("品牌来源", ("来源类型",), section=_MARK, in_table=False)] = (
        Field(default=None, sa_type=words(BrandOrigin))
    )
    channels: Annotated[
        str | None,
        Shown("销售渠道", ("渠道", "平台"), kind=Kind.WORDS, of=BrandChannel, section=_SELLING, width=140),
    ] = Field(default=None, max_length=200)
    source_products: Annotated[
        str | None,
        Shown("源头产品清单", ("产品清单",), kind=Kind.LONG_TEXT, section=_SELLING, in_table=False),
    ] = Field(default=None, max_length=2000)
    product_lines: Annotated[
        str | None,
        Shown("自有产品线", kind=Kind.LONG_TEXT, section=_SELLING, in_table=False),
    ] = Field(default=None, max_length=500)
    price_band: Annotated[str | None, Shown("主力价格带", ("价格带",), section=_SELLING, in_table=False)] = (
        Field(default=None, max_length=40)
    )
    selling_points: Annotated[
        str | None, Shown("卖点", ("核心卖点",), kind=Kind.LONG_TEXT, section=_SELLING, in_table=False)
    ] = Field(default=None, max_length=500)


class _Ability(_Product):
    """How a brand was judged: four abilities, and whether its owner agrees to be supported."""

    content_score: Annotated[
        int | None, Shown("内容力", ("内容能力",), unit="分", section=_ABILITY, in_table=False)
    ] = Field(default=None, ge=0, le=FULL_SCORE)
    commerce_score: Annotated[
        int | None, Shown("商业力", ("商业能力",), unit="分", section=_ABILITY, in_table=False)
    ] = Field(default=None, ge=0, le=FULL_SCORE)
    repurchase_score: Annotated[
        int | None, Shown("复购力", ("复购能力",), unit="分", section=_ABILITY, in_table=False)
    ] = Field(default=None, ge=0, le=FULL_SCORE)
    private_score: Annotated[
        int | None, Shown("私域力", ("私域能力",), unit="分", section=_ABILITY, in_table=False)
    ] = Field(default=None, ge=0, le=FULL_SCORE)
    assessor: Annotated[str | None, Shown("评估人", section=_ABILITY, in_table=False)] = Field(
        default=None, max_length=30
    )
    assessed_on: Annotated[date | None, Shown("评估日期", section=_ABILITY, in_table=False)] = None
    owner_agreed: Annotated[
        bool | None, Shown("企业同意参与", ("企业同意",), section=_PROGRAMME, in_table=False)
    ] = None
    agreed_on: Annotated[date | None, Shown("同意日期", section=_PROGRAMME, in_table=False)] = None


class Brand(_Ability, table=True):
    """品牌. ``status`` changes by its gates only; what is not known is NULL and meets no criterion."""

    __tablename__ = "brand"
    __table_args__ = (unique_alive("brand", "name"),)
    prefix: ClassVar[str] = "PP"

    programme: Annotated[str | None, Shown("扶持计划", ("计划",), section=_PROGRAMME, in_table=False)] = (
        Field(default=PROGRAMME, max_length=60)
    )
    programme_year: Annotated[
        str | None, Shown("计划年度", ("年度",), section=_PROGRAMME, help="如 2026", in_table=False)
    ] = Field(default=None, max_length=4)
    quota: Annotated[
        int | None, Shown("当年名额", unit="个", section=_PROGRAMME, help="该计划当年的名额", in_table=False)
    ] = Field(default=None, ge=0)
    applied_on: Annotated[date | None, Shown("申请日期", section=_PROGRAMME, in_table=False)] = None
    approved_on: Annotated[date | None, Shown("认定日期", ("批准日期",), section=_PROGRAMME, width=100)] = (
        None
    )
    approval_no: Annotated[
        str | None, Shown("认定文号", ("批准文号",), section=_PROGRAMME, in_table=False)
    ] = Field(default=None, max_length=60)
    ended_on: Annotated[date | None, Shown("扶持结束日期", section=_PROGRAMME, in_table=False)] = None
    exit_reason: Annotated[ExitReason | None, Shown("暂缓/退出原因", section=_PROGRAMME, in_table=False)] = (
        Field(default=None, sa_type=words(ExitReason))
    )
    coach_id: Annotated[
        int | None,
        Shown(
            "带教品牌",
            ("由谁带教",),
            section=_CASE,
            help="由哪个标杆品牌带教",
            refers_to=Itself,
            in_table=False,
        ),
    ] = Field(default=None, foreign_key="brand.id", sa_type=Key, index=True)
    case_text: Annotated[
        str | None, Shown("品牌打造案例", ("案例",), kind=Kind.LONG_TEXT, section=_CASE, in_table=False)
    ] = Field(default=None, max_length=2000)
    case_published: Annotated[bool | None, Shown("案例已发布", section=_CASE, in_table=False)] = None
    tags: Annotated[
        str | None,
        Shown("标签", ("品牌标签",), kind=Kind.WORDS, section=_CASE, search=True, in_table=False),
    ] = Field(default=None, max_length=200)
    remark: Annotated[str | None, Shown("备注", kind=Kind.LONG_TEXT, section=_CASE, in_table=False)] = Field(
        default=None, max_length=2000
    )
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class BrandStreamer(Fact, table=True):
    """A lead streamer of a brand: who goes live for it first of all."""

    __tablename__ = "brand_streamer"
    __table_args__ = (UniqueConstraint("brand_id", "streamer_id"),)

    brand_id: int = Field(foreign_key="brand.id", sa_type=Key)
    streamer_id: int = Field(foreign_key="streamer.id", sa_type=Key, index=True)


class BrandAccount(Fact, table=True):
    """An account that is the brand's own."""

    __tablename__ = "brand_account"
    __table_args__ = (UniqueConstraint("brand_id", "account_id"),)

    brand_id: int = Field(foreign_key="brand.id", sa_type=Key)
    account_id: int = Field(foreign_key="platform_account.id", sa_type=Key, index=True)


class BrandDecision(Fact, table=True):
    """A decision that moved nothing: a brand was refused a stage (驳回) or told to wait (暂缓).

    ``gate`` holds the criteria with their values of that moment; what is decided is never changed.
    """

    __tablename__ = "brand_decision"

    brand_id: int = Field(foreign_key="brand.id", sa_type=Key, index=True)
    to_state: BrandStage = Field(sa_type=words(BrandStage))
    decision: Decision = Field(sa_type=words(Decision))
    on: date
    at: datetime = Field(default_factory=now)
    by: str = Field(default="", max_length=40)
    reason: str = Field(max_length=200)
    gate: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON)
