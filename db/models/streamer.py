"""主播: a person who goes live for the base."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from db.columns import Shown
from db.models.base import Category
from db.models.org import Org
from db.models.words import Gender, IdKind, Level, Relation, Source, StreamerKind, StreamerState, Verified
from db.record import ALIVE, Key, Record, unique_alive, words
from db.values import Kind

_ID = "证件"
_WORK = "合作与状态"
_GUARDIAN = "监护人（16至17周岁必填）"


class Streamer(Record, table=True):
    """主播. Sealed fields hold sealed text; ``*_index`` finds them, ``*_tail`` shows the last four signs."""

    __tablename__ = "streamer"
    __table_args__ = (
        unique_alive("streamer", "id_no_index"),
        # partial: an index that begins with deleted_at would be taken even to read a few rows by their keys
        Index("ix_streamer_list", "code", sqlite_where=ALIVE, postgresql_where=ALIVE),
        Index("ix_streamer_name", "name", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "ZB"

    name: Annotated[
        str,
        Shown(
            "姓名", ("主播姓名", "真实姓名", "实名", "姓名(实名)", "名字"), search=True, key=True, width=82
        ),
    ] = Field(min_length=2, max_length=30)
    stage_name: Annotated[
        str | None, Shown("艺名", ("昵称", "艺名/昵称", "主播昵称", "花名"), search=True, width=118)
    ] = Field(default=None, max_length=40)
    status: Annotated[
        StreamerState,
        Shown("状态", ("主播状态", "在播状态", "当前状态"), section=_WORK, width=90, in_form=False),
    ] = Field(default=StreamerState.LEAD, sa_type=words(StreamerState))
    gender: Annotated[Gender | None, Shown("性别", in_table=False)] = Field(
        default=None, sa_type=words(Gender)
    )
    id_kind: Annotated[IdKind, Shown("证件类型", section=_ID, in_table=False)] = Field(
        default=IdKind.RESIDENT, sa_type=words(IdKind)
    )
    id_no: Annotated[
        str | None,
        Shown(
            "身份证号",
            ("证件号码", "身份证", "身份证号码", "证件号"),
            kind=Kind.ID_NO,
            section=_ID,
            sealed=True,
            key=True,
            width=170,
            in_table=False,
        ),
    ] = Field(default=None, max_length=200)
    id_no_index: str | None = Field(default=None, max_length=64)
    id_no_tail: str | None = Field(default=None, max_length=4)
    birth_on: Annotated[
        date | None, Shown("出生日期", ("生日", "出生年月日"), section=_ID, in_table=False)
    ] = None
    verified: Annotated[
        Verified, Shown("实名核验", ("实名状态", "核验状态"), section=_ID, in_table=False)
    ] = Field(default=Verified.NO, sa_type=words(Verified))
    verified_on: Annotated[date | None, Shown("核验日期", section=_ID, in_table=False)] = None
    phone: Annotated[
        str | None,
        Shown(
            "手机号",
            ("手机", "电话", "联系电话", "手机号码", "联系方式"),
            kind=Kind.PHONE,
            sealed=True,
            key=True,
            width=120,
        ),
    ] = Field(default=None, max_length=200)
    phone_index: str | None = Field(default=None, max_length=64, index=True)
    phone_tail: str | None = Field(default=None, max_length=4)
    kind: Annotated[StreamerKind | None, Shown("主播类型", ("类型",), section=_WORK, in_table=False)] = Field(
        default=None, sa_type=words(StreamerKind)
    )
    relation: Annotated[
        Relation | None, Shown("合作关系", ("合作方式", "合作类型"), section=_WORK, width=80)
    ] = Field(default=None, sa_type=words(Relation))
    category_id: Annotated[
        int | None,
        Shown(
            "主营类目",
            ("类目", "带货类目", "主营品类", "擅长品类"),
            section=_WORK,
            refers_to=Category,
            width=90,
        ),
    ] = Field(default=None, foreign_key="category.id", sa_type=Key, index=True)
    level: Annotated[
        Level | None, Shown("内部评级", ("评级", "等级", "主播等级"), section=_WORK, width=80)
    ] = Field(default=None, sa_type=words(Level))
    team_id: Annotated[
        int | None,
        Shown(
            "操盘团队", ("团队", "所属团队", "归属团队", "运营团队"), section=_WORK, refers_to=Org, width=120
        ),
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    mcn_id: Annotated[
        int | None,
        Shown(
            "MCN机构", ("MCN", "所属机构", "签约机构", "公会"), section=_WORK, refers_to=Org, in_table=False
        ),
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    agent: Annotated[
        str | None, Shown("经纪人", ("归属运营", "运营", "对接运营"), section=_WORK, in_table=False)
    ] = Field(default=None, max_length=30)
    source: Annotated[Source | None, Shown("来源", ("主播来源",), section=_WORK, in_table=False)] = Field(
        default=None, sa_type=words(Source)
    )
    joined_on: Annotated[
        date | None, Shown("入驻日期", ("入职日期", "加入日期", "入驻时间"), section=_WORK)
    ] = None
    first_live_on: Annotated[date | None, Shown("首播日期", ("首播时间",), section=_WORK, in_table=False)] = (
        None
    )
    left_on: Annotated[
        date | None, Shown("离退日期", ("离职日期", "解约日期"), section=_WORK, in_table=False)
    ] = None
    left_reason: Annotated[str | None, Shown("离退原因", section=_WORK, in_table=False)] = Field(
        default=None, max_length=200
    )
    guardian_name: Annotated[
        str | None, Shown("监护人姓名", ("监护人",), section=_GUARDIAN, in_table=False)
    ] = Field(default=None, max_length=30)
    guardian_phone: Annotated[
        str | None, Shown("监护人电话", kind=Kind.PHONE, section=_GUARDIAN, sealed=True, in_table=False)
    ] = Field(default=None, max_length=200)
    guardian_phone_index: str | None = Field(default=None, max_length=64)
    guardian_phone_tail: str | None = Field(default=None, max_length=4)
    guardian_consent_on: Annotated[
        date | None, Shown("监护人同意日期", ("监护人同意",), section=_GUARDIAN, in_table=False)
    ] = None
    tags: Annotated[
        str | None,
        Shown("标签", ("主播标签", "人员标签"), kind=Kind.WORDS, section=_WORK, in_table=False),
    ] = Field(default=None, max_length=200)
    remark: Annotated[
        str | None, Shown("备注", ("说明", "备注说明"), kind=Kind.LONG_TEXT, section="备注", in_table=False)
    ] = Field(default=None, max_length=2000)
    extra: dict[str, str] | None = Field(default=None, sa_type=JSON)
