"""Daily and monthly sums of live results: refunds by day, and the month rollup the report is counted from."""

from datetime import date

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

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
"""Fields of LiveSession that MonthTotal adds up: ``<name>`` the sum, ``<name>_n`` how many rows had one."""


TEN_MILLION = 1_000_000_000
"""分: a session that sold 1 000 万元 or more is 千万级 (indicator L19)."""


class MonthTotal(Fact, table=True):
    """月汇总: counted sessions of a month per account, category and team; kept exact by triggers.

    0 stands for "no category" and "no team", so that the key is unique on both databases.
    """

    __tablename__ = "month_total"
    __table_args__ = (UniqueConstraint("month", "account_id", "category_id", "team_id"),)

    month: int
    account_id: int = Field(sa_type=Key)
    category_id: int = Field(default=0, sa_type=Key)
    team_id: int = Field(default=0, sa_type=Key)
    platform: str = Field(max_length=20)
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
