"""The kinds of sheets the program takes in, by the name the command line knows them by.

Nothing of them is loaded before it is asked for: names and titles alone cost nothing.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.imports import SheetKind

_WHERE: dict[str, tuple[str, str]] = {
    "streamers": ("主播花名册", "roster:STREAMERS"),
    "lives": ("直播数据", "lives:LIVES"),
    "followers": ("账号粉丝数", "followers:FOLLOWERS"),
    "refunds": ("账号日退款", "refunds:REFUNDS"),
    "baselines": ("历史数据", "baselines:BASELINES"),
    "contracts": ("合同台账", "contracts:CONTRACTS"),
    "courses": ("课程目录", "trainings:COURSES"),
    "trainings": ("培训台账", "trainings:TRAININGS"),
    "attendance": ("培训签到表", "attendance:ATTENDANCE"),
    "assessments": ("考核成绩", "learning:ASSESSMENTS"),
    "certificates": ("证书登记", "learning:CERTIFICATES"),
    "brands": ("品牌台账", "brands:BRANDS"),
    "supports": ("扶持台账", "brand_work:SUPPORTS"),
    "services": ("品牌服务记录", "brand_work:SERVICES"),
    "metrics": ("品牌月度数据", "brand_work:METRICS"),
    "partners": ("合作企业名单", "partners:PARTNERS"),
    "qualifications": ("资质台账", "partners:QUALIFICATIONS"),
    "products": ("产品清单", "partners:PRODUCTS"),
    "checks": ("选品核验记录", "partners:CHECKS"),
    "tickets": ("工单台账", "partners:TICKETS"),
    "campaigns": ("活动台账", "campaigns:CAMPAIGNS"),
    "incidents": ("安全与合规事件", "safety:INCIDENTS"),
    "employment": ("就业情况", "safety:EMPLOYMENT"),
    "cityfigures": ("城市数据", "campaigns:CITY_FIGURES"),
}
"""Name → title, and module of this package with the name of its SheetKind; one line for each kind."""

TITLES: dict[str, str] = {name: title for name, (title, _) in _WHERE.items()}
"""What each kind is called, in the order they are offered."""


class _Kinds(Mapping[str, "SheetKind"]):
    """The kinds by name, each loaded when it is first asked for."""

    def __getitem__(self, name: str) -> "SheetKind":
        """Return a kind; KeyError for a name that is none."""
        module, attribute = _WHERE[name][1].split(":")
        kind: SheetKind = getattr(import_module(f"db.intake.{module}"), attribute)
        return kind

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(_WHERE)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(_WHERE)


KINDS: Mapping[str, "SheetKind"] = _Kinds()
"""``KINDS["streamers"]``, ``KINDS["lives"]`` …"""
