"""直播基地 and what is known of it: master data, lists, settings."""

from typing import Annotated, ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from db.columns import Shown
from db.record import Fact, Record, unique_alive
from db.values import Kind


class LiveBase(Record, table=True):
    """直播基地: the one that fills in and signs the report. A database holds one."""

    __tablename__ = "live_base"
    prefix: ClassVar[str] = "JD"

    name: Annotated[str, Shown("基地名称")] = Field(min_length=2, max_length=60)
    credit_code: Annotated[str | None, Shown("统一社会信用代码", kind=Kind.CREDIT_CODE)] = Field(
        default=None, max_length=18
    )
    district: Annotated[str | None, Shown("所在县区")] = Field(default=None, max_length=40)
    address: Annotated[str | None, Shown("地址")] = Field(default=None, max_length=120)
    area_m2: Annotated[int | None, Shown("面积", unit="平方米")] = Field(default=None, ge=0)
    studios: Annotated[int | None, Shown("直播间数", unit="间")] = Field(default=None, ge=0)
    bureau: Annotated[str, Shown("报送单位", section="月报")] = Field(default="临沂市商务局", max_length=60)
    responsible: Annotated[str | None, Shown("单位负责人", section="月报")] = Field(
        default=None, max_length=30
    )
    statistician: Annotated[str | None, Shown("统计负责人", section="月报")] = Field(
        default=None, max_length=30
    )
    filler: Annotated[str | None, Shown("填表人", section="月报")] = Field(default=None, max_length=30)
    office_phone: Annotated[str | None, Shown("联系电话", section="月报")] = Field(
        default=None, max_length=30
    )


class Category(Record, table=True):
    """主营类目: a list the base edits itself."""

    __tablename__ = "category"
    __table_args__ = (unique_alive("category", "name"),)
    prefix: ClassVar[str] = "LM"
    made_by_name: ClassVar[bool] = True

    name: Annotated[str, Shown("类目", search=True, key=True)] = Field(min_length=1, max_length=20)
    sort: int = Field(default=0)


class RetailMonth(Fact, table=True):
    """网络零售额(基地申报口径) of one month as declared by the tenants (indicator R01); amounts in 分."""

    __tablename__ = "retail_month"

    month: int = Field(unique=True)
    total: int | None = Field(default=None, sa_type=BigInteger)
    live: int | None = Field(default=None, sa_type=BigInteger)
    note: str | None = Field(default=None, max_length=200)


class Setting(Fact, table=True):
    """A value the whole base shares (thresholds, 结账日); what one user chose lies in the user's own file."""

    __tablename__ = "setting"

    name: str = Field(max_length=60, unique=True)
    value: str = Field(max_length=2000)
