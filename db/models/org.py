"""机构: the companies, teams and offices around the base, each with all the roles it has."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.partner_words import CoopLevel, District, PartnerState
from db.models.words import OrgRoleKind
from db.record import ALIVE, Record, words
from db.values import Kind

_CONTACT = "联系人"
_WORK = "合作"
_GOODS = "供货能力"
_AFTER = "售后"


class Org(Record, table=True):
    """机构: 操盘团队, MCN, 工厂, 品牌方 … ``match_key`` is the name without its legal suffix."""

    __tablename__ = "org"
    __table_args__ = (Index("ix_org_list", "code", sqlite_where=ALIVE, postgresql_where=ALIVE),)
    prefix: ClassVar[str] = "JG"
    made_by_name: ClassVar[bool] = True

    name: Annotated[
        str,
        Shown(
            "企业名称",
            ("机构名称", "单位名称", "公司名称", "供应商名称", "供应商", "厂家", "厂家名称", "企业", "单位"),
            search=True,
            key=True,
            width=200,
        ),
    ] = Field(min_length=1, max_length=60)
    short_name: Annotated[str | None, Shown("简称", ("企业简称",), search=True, in_table=False)] = Field(
        default=None, max_length=20
    )
    credit_code: Annotated[
        str | None,
        Shown(
            "统一社会信用代码",
            ("信用代码", "社会信用代码", "统一信用代码", "税号"),
            kind=Kind.CREDIT_CODE,
            search=True,
            key=True,
            width=160,
            in_table=False,
        ),
    ] = Field(default=None, max_length=18, index=True)
    match_key: str = Field(default="", max_length=60, index=True)
    roles: Annotated[
        str | None,
        Shown(
            "角色",
            ("企业角色", "企业类型", "机构角色", "单位类型"),
            kind=Kind.WORDS,
            of=OrgRoleKind,
            width=144,
        ),
    ] = Field(default=None, max_length=200)
    region: Annotated[
        District | None, Shown("区县", ("所在区县", "县区", "所属区县", "所在地"), width=80)
    ] = Field(default=None, sa_type=words(District))
    address: Annotated[
        str | None, Shown("地址", ("注册地址", "经营地址", "企业地址", "详细地址"), in_table=False)
    ] = Field(default=None, max_length=120)
    is_local: Annotated[bool | None, Shown("本地企业", ("是否本地", "临沂本地"), in_table=False)] = None
    legal_rep: Annotated[
        str | None, Shown("法定代表人", ("法人", "法人代表", "负责人", "企业法人"), in_table=False)
    ] = Field(default=None, max_length=30)
    established_on: Annotated[date | None, Shown("成立日期", ("成立时间", "注册日期"), in_table=False)] = None
    contact: Annotated[str | None, Shown("联系人", ("对接人", "业务联系人"), section=_CONTACT, width=80)] = (
        Field(default=None, max_length=30)
    )
    phone: Annotated[
        str | None,
        Shown(
            "联系电话",
            ("电话", "手机", "手机号", "联系方式", "联系人电话"),
            kind=Kind.PHONE,
            section=_CONTACT,
            sealed=True,
            width=120,
            in_table=False,
        ),
    ] = Field(default=None, max_length=200)
    phone_index: str | None = Field(default=None, max_length=64)
    phone_tail: str | None = Field(default=None, max_length=4)
    status: Annotated[
        PartnerState,
        Shown("合作状态", ("状态", "企业状态"), section=_WORK, width=90, in_form=False),
    ] = Field(default=PartnerState.PROSPECT, sa_type=words(PartnerState))
    coop_level: Annotated[
        CoopLevel | None, Shown("合作等级", ("等级", "合作级别"), section=_WORK, width=80)
    ] = Field(default=None, sa_type=words(CoopLevel))
    signed_on: Annotated[
        date | None,
        Shown("合作签约日期", ("签约日期", "合作日期", "签约时间"), section=_WORK, in_table=False),
    ] = None
    reviewed_on: Annotated[
        date | None, Shown("最近复审日期", ("复审日期", "年审日期"), section=_WORK, in_table=False)
    ] = None
    payment_terms: Annotated[
        str | None, Shown("结算方式", ("账期", "付款方式"), section=_WORK, in_table=False)
    ] = Field(default=None, max_length=60)
    deposit: Annotated[
        int | None,
        Shown("保证金", ("质保金", "押金"), kind=Kind.MONEY, unit="元", section=_WORK, in_table=False),
    ] = Field(default=None, ge=0, sa_type=BigInteger)
    categories: Annotated[
        str | None,
        Shown(
            "主营产品",
            ("主营类目", "产品类目", "经营类目", "主营"),
            kind=Kind.WORDS,
            section=_GOODS,
            width=140,
        ),
    ] = Field(default=None, max_length=200)
    brands: Annotated[
        str | None,
        Shown("代理品牌", ("代表品牌", "品牌"), kind=Kind.WORDS, section=_GOODS, in_table=False),
    ] = Field(default=None, max_length=200)
    capacity: Annotated[
        int | None, Shown("月产能", ("月供货量", "产能"), unit="件", section=_GOODS, in_table=False)
    ] = Field(default=None, ge=0)
    least_order: Annotated[
        int | None, Shown("起订量", ("最小起订量", "MOQ"), unit="件", section=_GOODS, in_table=False)
    ] = Field(default=None, ge=0)
    lead_days: Annotated[
        int | None, Shown("发货周期", ("交货周期", "备货天数"), unit="天", section=_GOODS, in_table=False)
    ] = Field(default=None, ge=0, le=365)
    after_sale_contact: Annotated[
        str | None, Shown("售后联系", ("售后联系人", "售后电话"), section=_AFTER, in_table=False)
    ] = Field(default=None, max_length=60)
    after_sale_address: Annotated[
        str | None, Shown("退货地址", ("售后地址",), section=_AFTER, in_table=False)
    ] = Field(default=None, max_length=120)
    return_policy: Annotated[
        str | None, Shown("退换货政策", ("退换货", "退货政策"), section=_AFTER, in_table=False)
    ] = Field(default=None, max_length=200)
    tags: Annotated[
        str | None,
        Shown("标签", ("企业标签", "机构标签"), kind=Kind.WORDS, section=_WORK, search=True, in_table=False),
    ] = Field(default=None, max_length=200)
    remark: Annotated[
        str | None,
        Shown("备注", ("说明", "备注说明"), kind=Kind.LONG_TEXT, section="备注", in_table=False),
    ] = Field(default=None, max_length=2000)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)
