"""自查: what the base has, held against thresholds it may set for itself; no authority's rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from db.engine import Session
from db.queries.declared import number_set
from db.queries.figures import Figure, Value
from db.queries.house_numbers import NUMBERS
from db.queries.tables import BASES

_WAN_YUAN_IN_FEN = 1_000_000
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BaseCheck:
    """One threshold and what the base has, both in the base unit of ``unit`` (分 for 万元)."""

    name: str
    unit: str
    wanted: int
    found: Value

    @property
    def is_met(self) -> bool | None:
        """Whether it is reached; None when it is not known what the base has."""
        return None if self.found is None else self.found >= self.wanted


def base_checks(session: Session, figures: Mapping[str, Figure]) -> tuple[BaseCheck, ...]:
    """Return the checks of a year, whose ``figures`` they are; sales are a month's mean, less refunds."""
    base = session.execute(
        select(BASES.c.area_m2, BASES.c.studios).where(BASES.c.deleted_at.is_(None)).order_by(BASES.c.id)
    ).first()
    area, studios = base or (None, None)

    def value(code: str) -> Value:
        """Return the year's value of an indicator."""
        return figures[code].value if code in figures else None

    sold = value("L09")
    wanted = {each.name: number_set(session, each.name, each.otherwise) for each in NUMBERS}
    return (
        BaseCheck("经营面积", "平方米", wanted["base_area_m2"], area),
        BaseCheck("直播间", "间", wanted["base_studios"], studios),
        BaseCheck("入驻企业（年末）", "家", wanted["base_tenants"], value("P02")),
        BaseCheck("交流活动（全年）", "场", wanted["base_events"], value("T07")),
        BaseCheck(
            "月均净成交额（支付GMV扣除退款）",
            "万元",
            wanted["base_month_wan"] * _WAN_YUAN_IN_FEN,
            None if sold is None else Fraction(sold) / _MONTHS,
        ),
    )
