"""Daily and monthly sums of live results: refunds by day, and the rollups the report is counted from.

Triggers keep the rollups exact with every change of a session and of who presented it.
"""

from datetime import date

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.record import Fact, Key


class AccountDay(Fact, table=True):
    """账号日数据: refunds by the day they were refunded (indicator L07); amounts in 分."""

    __tablename__ = "account_day"
    __table_args__ = (UniqueConstraint("account_id", "on"),)

    account_id: int = Field(foreign_key="platform_account.id", sa_type=Key)
    on: date
    month: int = Field(index=True)
    refund_by_refund_date: int | None = Field(default=None, sa_type=BigInteger)
    batch_id: int | None = Field(default=None, sa_type=Key)


MEASURES: tuple[str, ...] = (
    "minutes", "views", "viewers", "new_fans", "lost_fans", "goods",
    "gmv", "refund", "orders", "buyers", "units",
)  # fmt: skip
"""Fields of LiveSession that rollups add up: ``<name>`` the sum, ``<name>_n`` how many rows had one."""


TEN_MILLION = 1_000_000_000
"""分: a session that sold 1 000 万元 or more is 千万级 (indicator L19)."""


class Measured(SQLModel):
    """What some counted sessions add up to; money in 分, durations in minutes."""

    model_config = {"defer_build": True}

    sessions: int = 0
    ten_million: int = 0
    minutes: int = Field(default=0, sa_type=BigInteger)
    minutes_n: int = 0
    views: int = Field(default=0, sa_type=BigInteger)
    views_n: int = 0
    viewers: int = Field(default=0, sa_type=BigInteger)
    viewers_n: int = 0
    new_fans: int = Field(default=0, sa_type=BigInteger)
    new_fans_n: int = 0
    lost_fans: int = Field(default=0, sa_type=BigInteger)
    lost_fans_n: int = 0
    goods: int = Field(default=0, sa_type=BigInteger)
    goods_n: int = 0
    gmv: int = Field(default=0, sa_type=BigInteger)
    gmv_n: int = 0
    refund: int = Field(default=0, sa_type=BigInteger)
    refund_n: int = 0
    orders: int = Field(default=0, sa_type=BigInteger)
    orders_n: int = 0
    buyers: int = Field(default=0, sa_type=BigInteger)
    buyers_n: int = 0
    units: int = Field(default=0, sa_type=BigInteger)
    units_n: int = 0


class MonthTotal(Fact, Measured, table=True):
    """月汇总: counted sessions of a month per account, category and team.

    0 stands for "no category" and "no team", so that the key is unique on both databases.
    """

    __tablename__ = "month_total"
    __table_args__ = (UniqueConstraint("month", "account_id", "category_id", "team_id"),)

    month: int
    account_id: int = Field(sa_type=Key)
    category_id: int = Field(default=0, sa_type=Key)
    team_id: int = Field(default=0, sa_type=Key)
    platform: str = Field(max_length=20)


class MonthSum(Measured, table=True):
    """月合计: counted sessions of a month per platform of the account and category (0 for none): a few rows.

    ``effective`` counts those as long as the base's setting effective_minutes asks (L02), ``named`` those
    that somebody is named for as presenter.
    """

    __tablename__ = "month_sum"
    __table_args__ = ({"sqlite_with_rowid": False},)

    month: int = Field(primary_key=True)
    platform: str = Field(primary_key=True, max_length=20)
    category_id: int = Field(primary_key=True, sa_type=Key)
    effective: int = 0
    named: int = 0


class PresenterMonth(SQLModel, table=True):
    """主播月汇总: who presented counted sessions in a month, per category (0 for none).

    ``effective`` as in MonthSum; ``minutes`` adds up the sessions that tell their length.
    """

    __tablename__ = "presenter_month"
    __table_args__ = ({"sqlite_with_rowid": False},)
    model_config = {"defer_build": True}

    month: int = Field(primary_key=True)
    streamer_id: int = Field(primary_key=True, sa_type=Key)
    category_id: int = Field(primary_key=True, sa_type=Key)
    sessions: int = 0
    effective: int = 0
    minutes: int = Field(default=0, sa_type=BigInteger)


class PresenterTotal(SQLModel, table=True):
    """主播月合计: PresenterMonth with its categories together; what heads are counted from (L04, A03)."""

    __tablename__ = "presenter_total"
    __table_args__ = ({"sqlite_with_rowid": False},)
    model_config = {"defer_build": True}

    month: int = Field(primary_key=True)
    streamer_id: int = Field(primary_key=True, sa_type=Key)
    sessions: int = 0
    effective: int = 0
    minutes: int = Field(default=0, sa_type=BigInteger)


class RefundReading(SQLModel, table=True):
    """退款统计截至: on which days the refunds of a month's counted sessions were read, and of how many."""

    __tablename__ = "refund_reading"
    __table_args__ = ({"sqlite_with_rowid": False},)
    model_config = {"defer_build": True}

    month: int = Field(primary_key=True)
    refund_as_of: date = Field(primary_key=True)
    sessions: int = 0
