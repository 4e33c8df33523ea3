"""Numbers a base may set for itself: each declared once, with what the house takes otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.engine import Session
from db.errors import BadValue
from db.queries.declared import number_set, set_number

_LIMITS, _SELF_CHECK = "期限与上限", "年报自查参考门槛"


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """One number: its name in the settings, what the user calls it, its unit, its bounds, what it is for."""

    name: str
    label: str
    unit: str
    otherwise: int
    least: int
    most: int
    group: str


NUMBERS = (
    HouseNumber("report_day", "月报报送截止：每月", "日", 5, 1, 28, _LIMITS),
    HouseNumber("attachment_mb", "单个附件：不超过", "MB", 10, 1, 50, _LIMITS),
    HouseNumber("retention_raw_years", "原始记录、台账、导入的文件：至少保存", "年", 2, 2, 50, _LIMITS),
    HouseNumber("retention_summary_years", "已签署的报告：至少保存", "年", 10, 2, 50, _LIMITS),
    HouseNumber("ledger_rows", "随文印制的台账：不超过", "行", 300, 0, 20_000, _LIMITS),
    HouseNumber("base_area_m2", "经营面积", "平方米", 2000, 1, 1_000_000, _SELF_CHECK),
    HouseNumber("base_studios", "直播间", "间", 10, 1, 10_000, _SELF_CHECK),
    HouseNumber("base_tenants", "入驻企业", "家", 10, 1, 100_000, _SELF_CHECK),
    HouseNumber("base_events", "全年交流活动", "场", 6, 1, 10_000, _SELF_CHECK),
    HouseNumber("base_month_wan", "月均净成交额", "万元", 2000, 1, 10_000_000, _SELF_CHECK),
)
"""In the order the settings list them; a further one is one more line."""


def numbers(session: Session) -> dict[str, int]:
    """Return every number in force, by its name."""
    return {each.name: number_set(session, each.name, each.otherwise) for each in NUMBERS}


def set_numbers(session: Session, wanted: Mapping[str, int]) -> None:
    """Keep other numbers for the whole base; the trail tells who changed them. BadValue beyond the bounds."""
    known = numbers(session)
    for each in NUMBERS:
        value = wanted.get(each.name, known[each.name])
        if not each.least <= value <= each.most:
            raise BadValue(f"应在 {each.least} 至 {each.most} {each.unit}之间", each.label)
        if value != known[each.name]:
            set_number(session, each.name, value)
