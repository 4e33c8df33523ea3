"""合同: what binds a streamer to the base or an organisation, from when to when."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from db.columns import Itself, Shown
from db.models.contract_words import Exclusivity, SignMethod, SplitMode
from db.models.org import Org
from db.models.streamer import Streamer
from db.models.words import ContractKind, ContractState, Platform
from db.record import ALIVE, Key, Record, words
from db.values import Kind

REMIND_DAYS = "90,30,7"
"""Days before its end a contract is reminded of, unless it says otherwise."""

_TERM = "期限"
_SPLIT = "分成与报酬"
_PAPERS = "签署与归档"


class Contract(Record, table=True):
    """合同. Without ``end_on`` it runs on (长期); ``ended_on`` is the day it was broken off.

    ``previous_id`` is the contract it renews or corrects, ``edition`` its place in that chain. ``split``
    holds the streamer's share as ``db.values.splits`` writes it; without ``platforms`` all are meant.
    """

    __tablename__ = "contract"
    __table_args__ = (
        Index("ix_contract_list", "code", sqlite_where=ALIVE, postgresql_where=ALIVE),
        Index("ix_contract_end_on", "end_on", sqlite_where=ALIVE, postgresql_where=ALIVE),
    )
    prefix: ClassVar[str] = "HT"

    streamer_id: Annotated[
        int, Shown("主播", ("主播姓名", "姓名", "乙方"), refers_to=Streamer, key=True, width=90)
    ] = Field(foreign_key="streamer.id", sa_type=Key, index=True)
    org_id: Annotated[
        int | None, Shown("签约机构", ("机构", "所属机构", "甲方"), refers_to=Org, width=120)
    ] = Field(default=None, foreign_key="org.id", sa_type=Key, index=True)
    kind: Annotated[ContractKind, Shown("合同类型", ("类型", "合同种类"), key=True, width=80)] = Field(
        default=ContractKind.AGENCY, sa_type=words(ContractKind)
    )
    status: Annotated[ContractState, Shown("合同状态", ("状态", "履行状态"), width=80, in_form=False)] = (
        Field(default=ContractState.ACTIVE, sa_type=words(ContractState))
    )
    previous_id: Annotated[
        int | None,
        Shown(
            "续签自",
            ("原合同编号", "续签自合同", "上一份合同"),
            refers_to=Itself,
            in_table=False,
            in_form=False,
        ),
    ] = Field(default=None, foreign_key="contract.id", sa_type=Key, index=True)
    edition: int = Field(default=1)
    start_on: Annotated[
        date,
        Shown(
            "合同开始",
            (
                *("签约日期", "合同起始", "合同起始日", "开始日期", "起始日期", "签约时间", "生效日期"),
                *("起", "合同起", "起始", "起始时间"),
            ),
            key=True,
            section=_TERM,
            width=100,
        ),
    ]
    end_on: Annotated[
        date | None,
        Shown(
            "合同到期",
            (
                *("合同到期日", "合同截止", "到期日期", "合同结束", "截止日期", "结束日期"),
                *("止", "合同止", "终止日期", "截止时间"),
            ),
            section=_TERM,
            help="如 2026-09-01；长期合同留空",
            width=100,
        ),
    ] = None
    ended_on: Annotated[date | None, Shown("解除日期", ("解约日期",), in_form=False, in_table=False)] = None
    platforms: Annotated[
        str | None,
        Shown("合作平台", ("平台", "直播平台"), kind=Kind.WORDS, of=Platform, section=_TERM, width=110),
    ] = Field(default=None, max_length=200)
    exclusivity: Annotated[
        Exclusivity | None, Shown("独家范围", ("是否独家", "独家"), section=_TERM, width=80)
    ] = Field(default=None, sa_type=words(Exclusivity))
    split_mode: Annotated[SplitMode | None, Shown("分成方式", section=_SPLIT, in_table=False)] = Field(
        default=None, sa_type=words(SplitMode)
    )
    split: Annotated[
        str | None,
        Shown("分成约定", ("分成比例", "分成", "分成阶梯"), kind=Kind.SPLIT, section=_SPLIT, in_table=False),
    ] = Field(default=None, max_length=400)
    base_pay: Annotated[
        int | None,
        Shown(
            "底薪",
            ("底薪(元/月)", "保底", "保底工资"),
            kind=Kind.MONEY,
            unit="元",
            section=_SPLIT,
            in_table=False,
        ),
    ] = Field(default=None, sa_type=BigInteger, ge=0)
    penalty: Annotated[
        str | None,
        Shown("违约条款", ("违约责任", "违约金"), kind=Kind.LONG_TEXT, section=_SPLIT, in_table=False),
    ] = Field(default=None, max_length=1000)
    sign_method: Annotated[
        SignMethod | None, Shown("签署方式", ("签约方式", "签订方式"), section=_PAPERS, in_table=False)
    ] = Field(default=None, sa_type=words(SignMethod))
    archive_no: Annotated[
        str | None, Shown("档案编号", ("档案号", "归档编号"), section=_PAPERS, in_table=False, search=True)
    ] = Field(default=None, max_length=40)
    remind_days: Annotated[
        str | None,
        Shown(
            "提前提醒天数",
            ("提醒天数", "到期提醒"),
            section=_PAPERS,
            in_table=False,
            help="到期前几天提醒，如 90,30,7；不提醒填 0",
        ),
    ] = Field(default=REMIND_DAYS, max_length=40)
    remark: Annotated[
        str | None, Shown("备注", ("说明",), kind=Kind.LONG_TEXT, section=_PAPERS, in_table=False)
    ] = Field(default=None, max_length=2000)
