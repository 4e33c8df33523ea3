"""平台账号 and 粉丝快照: where a streamer goes live, and how many follow there, over time."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.columns import Shown
from db.models.org import Org
from db.models.streamer import Streamer
from db.models.words import AccountKind, AccountState, Platform
from db.record import Fact, Key, Record, unique_alive, words


class PlatformAccount(Record, table=True):
    """平台账号: one account on one platform. ``registrant`` (实名人) may differ from who presents."""

    __tablename__ = "platform_account"
    __table_args__ = (
        unique_alive("platform_account", "platform", "account_no"),
        Index("ix_platform_account_streamer", "streamer_id", "deleted_at"),
    )
    prefix: ClassVar[str] = "ZH"

    streamer_id: Annotated[int | None, Shown("主播", refers_to=Streamer)] = Field(
        default=None, foreign_key="streamer.id", sa_type=Key
    )
    platform: Annotated[Platform, Shown("平台", ("直播平台", "所属平台"), key=True, width=80)] = Field(
        sa_type=words(Platform)
    )
    account_no: Annotated[
        str,
        Shown(
            "平台账号",
            (
                "账号",
                "账号ID",
                "平台账号ID",
                "快手号",
                "抖音号",
                "主播抖音号",
                "主播快手号",
                "视频号ID",
                "抖音号/快手号",
                "快手ID",
                "抖音ID",
            ),
            key=True,
            width=130,
        ),
    ] = Field(min_length=1, max_length=60)
    nickname: Annotated[str | None, Shown("账号昵称", ("平台昵称", "快手昵称", "抖音昵称", "账号名称"))] = (
        Field(default=None, max_length=60)
    )
    kind: Annotated[AccountKind, Shown("账号类型")] = Field(
        default=AccountKind.OWN, sa_type=words(AccountKind)
    )
    registrant: Annotated[str | None, Shown("实名人", ("账号实名人", "注册人"))] = Field(
        default=None, max_length=30
    )
    mcn_id: Annotated[int | None, Shown("绑定机构", refers_to=Org, in_table=False)] = Field(
        default=None, foreign_key="org.id", sa_type=Key
    )
    opened_on: Annotated[date | None, Shown("开通日期", in_table=False)] = None
    status: Annotated[AccountState, Shown("账号状态")] = Field(
        default=AccountState.NORMAL, sa_type=words(AccountState)
    )


class FollowerSnapshot(Fact, table=True):
    """粉丝快照: followers of one account on one day; the month-end value is the last one on or before it."""

    __tablename__ = "follower_snapshot"
    __table_args__ = (UniqueConstraint("account_id", "on"),)

    account_id: int = Field(foreign_key="platform_account.id", sa_type=Key)
    on: date
    followers: int
    gained: int | None = None
    source: str | None = Field(default=None, max_length=20)
    batch_id: int | None = Field(default=None, sa_type=Key)
