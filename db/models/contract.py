"""合同: what binds a streamer to the base or an organisation, from when to when."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from db.columns import Shown
from db.models.org import Org
from db.models.streamer import Streamer
from db.models.words import ContractKind, ContractState
from db.record import Key, Record, words


class Contract(Record, table=True):
    """合同. Without ``end_on`` it runs on (长期); ``ended_on`` is the day it was broken off."""

    __tablename__ = "contract"
    prefix: ClassVar[str] = "HT"

    streamer_id: Annotated[int, Shown("主播", refers_to=Streamer)] = Field(
        foreign_key="streamer.id", sa_type=Key, index=True
    )
    org_id: Annotated[int | None, Shown("签约机构", refers_to=Org)] = Field(
        default=None, foreign_key="org.id", sa_type=Key
    )
    kind: Annotated[ContractKind, Shown("合同类型")] = Field(
        default=ContractKind.AGENCY, sa_type=words(ContractKind)
    )
    start_on: Annotated[date, Shown("签约日期", ("合同开始", "合同起始", "合同起始日", "签约时间"))]
    end_on: Annotated[date | None, Shown("合同到期", ("合同到期日", "合同截止", "到期日期", "合同结束"))] = (
        None
    )
    ended_on: Annotated[date | None, Shown("解除日期")] = None
    status: Annotated[ContractState, Shown("合同状态")] = Field(
        default=ContractState.ACTIVE, sa_type=words(ContractState)
    )
