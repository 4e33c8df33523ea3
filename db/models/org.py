"""机构: companies and teams around the base; one organisation may have several roles."""

from typing import Annotated, ClassVar

from sqlmodel import Field

from db.columns import Shown
from db.models.words import OrgRoleKind
from db.record import Fact, Key, Record, words
from db.values import Kind


class Org(Record, table=True):
    """机构: 操盘团队, MCN, 服务商, 商家 … ``match_key`` is the name without its legal suffix."""

    __tablename__ = "org"
    prefix: ClassVar[str] = "JG"

    name: Annotated[str, Shown("机构名称", search=True, key=True)] = Field(min_length=1, max_length=60)
    short_name: Annotated[str | None, Shown("简称", search=True)] = Field(default=None, max_length=20)
    credit_code: Annotated[str | None, Shown("统一社会信用代码", kind=Kind.CREDIT_CODE, key=True)] = Field(
        default=None, max_length=18, index=True
    )
    match_key: str = Field(default="", max_length=60, index=True)


class OrgRole(Fact, table=True):
    """One role of one organisation."""

    __tablename__ = "org_role"

    org_id: int = Field(foreign_key="org.id", sa_type=Key, index=True)
    role: OrgRoleKind = Field(sa_type=words(OrgRoleKind))
