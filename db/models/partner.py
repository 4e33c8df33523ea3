"""供应链: what is kept of a partner: qualifications, products and their checks, tickets, evaluations."""

from datetime import date
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.base import Category
from db.models.live import LiveSession
from db.models.org import Org
from db.models.partner_words import (
    Blame,
    CheckItem,
    CheckResult,
    DocumentCheck,
    DocumentKind,
    Grade,
    Stock,
    TicketKind,
    TicketSource,
)
from db.models.words import OrgRoleKind
from db.record import ALIVE, Key, Record, unique_alive, words
from db.values import Kind

_CHECK = "核验"
_PARTNER = ("企业", "所属企业", "供应商", "供应商名称", "合作企业", "公司名称")


class MandatoryDocument(Record, table=True):
    """必备资质: whom the base asks for which document; an empty role or category means everyone.

    ``category`` is looked for inside a partner's 主营产品; ``instead`` is a document that does as well.
    """

    __tablename__ = "mandatory_document"
    prefix: ClassVar[str] = "BB"

    kind: Annotated[DocumentKind, Shown("资质类型", width=140)] = Field(sa_type=words(DocumentKind))
    role: Annotated[OrgRoleKind | None, Shown("适用角色", help="不选表示所有角色", width=100)] = Field(
        default=None, sa_type=words(OrgRoleKind)
    )
    category: Annotated[
        str | None, Shown("适用产品", help="主营产品里含有这个词的企业；不填表示所有产品", width=100)
    ] = Field(default=None, max_length=20)
    instead: Annotated[DocumentKind | None, Shown("可替代的资质", help="有这一种也算齐备", width=140)] = (
        Field(default=None, sa_type=words(DocumentKind))
    )


class Qualification(Record, table=True):
    """资质. Without ``valid_to`` it holds for good (长期); the day it names is the last it is valid on."""

    __tablename__ = "qualification"
    __table_args__ = (
        Index("ix_qualification_org", "org_id", "kind", sqlite_where=ALIVE, postgresql_where=ALIVE),
        Index("ix_qualification_due", "valid_to", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "ZZ"

    org_id: Annotated[int, Shown("企业名称", _PARTNER, refers_to=Org, key=True, width=200)] = Field(
        foreign_key="org.id", sa_type=Key
    )
    kind: Annotated[
        DocumentKind,
        Shown("资质类型", ("资质名称", "证照类型", "证照名称", "证书类型", "证件名称"), key=True, width=130),
    ] = Field(sa_type=words(DocumentKind))
    number: Annotated[
        str | None,
        Shown(
            "证书编号", ("编号", "证号", "证书号", "许可证号", "证照编号"), search=True, key=True, width=150
        ),
    ] = Field(default=None, max_length=60)
    issuer: Annotated[str | None, Shown("发证机关", ("发证单位", "颁发机构"), in_table=False)] = Field(
        default=None, max_length=60
    )
    issued_on: Annotated[date | None, Shown("发证日期", ("签发日期", "颁发日期"), in_table=False)] = None
    valid_to: Annotated[
        date | None,
        Shown("有效期至", ("到期日期", "有效期", "有效期截止", "到期日"), help="不填表示长期有效"),
    ] = None
    scope: Annotated[str | None, Shown("适用范围", ("产品范围", "许可范围"), in_table=False)] = Field(
        default=None, max_length=200
    )
    verified: Annotated[
        DocumentCheck, Shown("核验结果", ("核验", "核验状态", "核验情况"), section=_CHECK, width=80)
    ] = Field(default=DocumentCheck.NO, sa_type=words(DocumentCheck))
    verified_on: Annotated[date | None, Shown("核验日期", section=_CHECK, in_table=False)] = None
    verified_by: Annotated[str | None, Shown("核验人", section=_CHECK, in_table=False)] = Field(
        default=None, max_length=30
    )
    remark: Annotated[
        str | None, Shown("备注", ("说明",), kind=Kind.LONG_TEXT, section="备注", in_table=False)
    ] = Field(default=None, max_length=2000)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class Product(Record, table=True):
    """产品: what a partner supplies for sale on air; ``price`` is that of the live session, in 分."""

    __tablename__ = "product"
    prefix: ClassVar[str] = "CP"

    org_id: Annotated[int, Shown("供货企业", ("企业名称", *_PARTNER), refers_to=Org, key=True, width=200)] = (
        Field(foreign_key="org.id", sa_type=Key, index=True)
    )
    name: Annotated[
        str, Shown("产品名称", ("商品名称", "品名", "产品", "商品"), search=True, key=True, width=160)
    ] = Field(min_length=1, max_length=60)
    category_id: Annotated[int | None, Shown("类目", ("产品类目",), refers_to=Category, width=80)] = Field(
        default=None, foreign_key="category.id", sa_type=Key, index=True
    )
    brand_name: Annotated[str | None, Shown("品牌", ("品牌名称", "商标"), search=True, width=90)] = Field(
        default=None, max_length=40
    )
    sku: Annotated[str | None, Shown("规格", ("SKU", "货号", "规格型号"), search=True, width=100)] = Field(
        default=None, max_length=60
    )
    price: Annotated[
        int | None, Shown("直播价", ("价格", "供货价", "售价"), kind=Kind.MONEY, unit="元", width=90)
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    stock: Annotated[Stock | None, Shown("库存", ("库存情况",), width=70)] = Field(
        default=None, sa_type=words(Stock)
    )
    licences: Annotated[
        str | None,
        Shown("所需资质", ("需要的资质",), kind=Kind.WORDS, of=DocumentKind, in_table=False),
    ] = Field(default=None, max_length=200)
    remark: Annotated[
        str | None, Shown("备注", ("说明",), kind=Kind.LONG_TEXT, section="备注", in_table=False)
    ] = Field(default=None, max_length=2000)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)


class ProductCheck(Record, table=True):
    """选品核验: what was looked at before a product went on air, by whom and when (令第117号)."""

    __tablename__ = "product_check"
    prefix: ClassVar[str] = "HY"

    product_id: Annotated[int, Shown("产品", refers_to=Product, width=160)] = Field(
        foreign_key="product.id", sa_type=Key, index=True
    )
    checked_on: Annotated[date, Shown("核验日期", ("日期",))]
    items: Annotated[
        str | None, Shown("核验内容", ("核验项目",), kind=Kind.WORDS, of=CheckItem, width=236)
    ] = Field(default=None, max_length=200)
    result: Annotated[CheckResult, Shown("核验结论", ("结论", "结果"), width=90)] = Field(
        sa_type=words(CheckResult)
    )
    checked_by: Annotated[str | None, Shown("核验人", ("选品人",), width=120)] = Field(
        default=None, max_length=30
    )
    session_id: Annotated[int | None, Shown("用于场次", refers_to=LiveSession, in_table=False)] = Field(
        default=None, foreign_key="live_session.id", sa_type=Key, index=True
    )
    note: Annotated[str | None, Shown("核验说明", ("说明", "备注"), kind=Kind.LONG_TEXT, in_table=False)] = (
        Field(default=None, max_length=2000)
    )


class IssueTicket(Record, table=True):
    """工单: a complaint, a return, a shortage, a fault of quality; open until the day it was closed."""

    __tablename__ = "issue_ticket"
    __table_args__ = (
        Index("ix_issue_ticket_org", "org_id", "opened_on", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "GD"

    org_id: Annotated[int, Shown("企业名称", _PARTNER, refers_to=Org, width=200)] = Field(
        foreign_key="org.id", sa_type=Key
    )
    product_id: Annotated[int | None, Shown("产品", refers_to=Product, in_table=False)] = Field(
        default=None, foreign_key="product.id", sa_type=Key, index=True
    )
    kind: Annotated[TicketKind, Shown("类型", ("工单类型", "问题类型"), width=70)] = Field(
        sa_type=words(TicketKind)
    )
    source: Annotated[TicketSource | None, Shown("来源", ("工单来源",), width=80)] = Field(
        default=None, sa_type=words(TicketSource)
    )
    opened_on: Annotated[date, Shown("登记日期", ("发生日期", "日期"))]
    description: Annotated[
        str, Shown("问题描述", ("问题", "内容"), kind=Kind.LONG_TEXT, search=True, width=220)
    ] = Field(min_length=2, max_length=2000)
    blame: Annotated[Blame | None, Shown("责任方", ("责任",), section="处理", width=80)] = Field(
        default=None, sa_type=words(Blame)
    )
    outcome: Annotated[
        str | None, Shown("处理结果", ("处理情况",), kind=Kind.LONG_TEXT, section="处理", in_table=False)
    ] = Field(default=None, max_length=2000)
    closed_on: Annotated[
        date | None, Shown("办结日期", ("完成日期",), help="填写后即为已办结", section="处理")
    ] = None


class Evaluation(Record, table=True):
    """评价: the scorecard of one partner for a month (2026-09) or a quarter (2026Q3).

    ``items`` is {item: {weight, score, note}} with the weights of that day; ``total`` and ``grade`` follow.
    """

    __tablename__ = "evaluation"
    __table_args__ = (unique_alive("evaluation", "org_id", "period"),)
    prefix: ClassVar[str] = "PJ"

    org_id: Annotated[int, Shown("企业名称", _PARTNER, refers_to=Org, width=200)] = Field(
        foreign_key="org.id", sa_type=Key
    )
    period: Annotated[str, Shown("评价期", ("期间",), width=100)] = Field(max_length=10)
    ends_on: date = Field()
    total: Annotated[float, Shown("总分", width=70, in_form=False)] = Field(default=0)
    grade: Annotated[Grade, Shown("等级", width=60, in_form=False)] = Field(sa_type=words(Grade))
    evaluated_on: Annotated[date, Shown("评价日期")]
    evaluated_by: Annotated[str | None, Shown("评价人", width=120)] = Field(default=None, max_length=30)
    items: dict[str, dict[str, Any]] = Field(sa_type=JSON)
    supplied: Annotated[
        str | None,
        Shown("本期供货", help="系统里没有本期的核验、场次和工单时，请写明采购或供货情况", in_table=False),
    ] = Field(default=None, max_length=200)
    remark: Annotated[str | None, Shown("评语", kind=Kind.LONG_TEXT, in_table=False)] = Field(
        default=None, max_length=2000
    )
