"""What a month's report is made of: values only, in base units (money 分, durations minutes, counts).

None always means "missing" and is never 0. Rates are exact fractions (0.25 is 25 %); nothing here is rounded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = int | Fraction | None
"""A figure in its base unit, or None when it is missing."""


class Nature(StrEnum):
    """How a figure behaves over time; decides which comparisons it has."""

    FLOW = "流量"
    STOCK = "存量"
    RATIO = "比率"
    DISTINCT = "去重"
    MAXIMUM = "最大"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the indicator dictionary: what a figure is called and how it is counted.

    ``unit`` is the unit of print (万元, 小时, %), ``base_unit`` that of the value (分, 分钟, 比率).
    ``formula`` says in words how it is counted; it may hold ``{minutes}`` and ``{hours}``, the thresholds.
    ``at_month_end`` marks a figure of a day (期末): it has no 累计 and is compared by difference.
    """

    code: str
    name: str
    unit: str
    base_unit: str
    nature: Nature
    formula: str
    at_month_end: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one month with everything it is compared to, in ``base_unit``.

    ``last_month`` and ``last_year`` are the month before and the same month a year ago (月末 for a stock);
    ``ytd`` runs from January to the month, ``ytd_last_year`` over the same months a year ago (stock: None).
    ``ytd_comparable`` is False when the data of the two cover different months: they are then not compared.
    ``note`` is what a reader has to know of this value ("3场缺该项"), "" when there is nothing.
    """

    code: str
    name: str
    unit: str
    base_unit: str
    nature: Nature
    at_month_end: bool
    value: Value
    last_month: Value
    last_year: Value
    ytd: Value
    ytd_last_year: Value
    formula: str
    note: str = ""
    ytd_comparable: bool = True

    @property
    def ytd_base(self) -> Value:
        """What ``ytd`` is compared to: ``ytd_last_year``, None where the two may not be compared."""
        return self.ytd_last_year if self.ytd_comparable else None


@dataclass(frozen=True, slots=True)
class BaseFacts:
    """The base that fills in and signs the report; ``is_demo`` when it is the made-up sample."""

    name: str
    credit_code: str | None
    bureau: str
    responsible: str | None
    statistician: str | None
    filler: str | None
    office_phone: str | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One line of T2 分平台; ``share`` is its part of the month's 支付GMV."""

    platform: str
    sessions: int
    minutes: int | None
    views: int | None
    gmv: int | None
    refund: int | None
    refund_rate: Fraction | None
    new_fans: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One line of T3 标杆场次, best sold first; ``streamers`` are stage names, ``highlights`` short words."""

    on: date
    streamers: str
    platform: str
    account: str
    title: str | None
    minutes: int | None
    views: int | None
    gmv: int
    highlights: tuple[str, ...]


NO_CATEGORY = "未分类"
"""What the sessions of no category stand under."""


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One line of T4 分类目, the best sold first; sessions without a category are ``NO_CATEGORY``."""

    category: str
    sessions: int
    gmv: int | None
    gmv_last_year: int | None
    streamers: int


@dataclass(frozen=True, slots=True)
class TierRow:
    """One line of T5 主播队伍: the streamers of one follower tier at the month's end.

    ``last_month`` and ``last_year`` are the heads at those month ends; None before there were records, and
    when no followers were read then or now: nobody changed tier by being counted.
    ``joined`` and ``left`` came into or went out of the team in the month (A05), by their tier at its end.
    """

    tier: str
    streamers: int
    last_month: int | None
    last_year: int | None
    signed: int
    cooperating: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class MonthGmv:
    """支付GMV of one month and of the same month a year before, for the chart."""

    month: int
    gmv: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Everything the report of one month (202609) says; the writers need nothing else.

    ``gmv_by_month`` are the twelve months that end with this one. ``refund_as_of`` are the first and the
    last cut-off date of the refunds (L06). ``stale_followers`` counts the streamers of A04 whose followers
    were read more than 31 days before the month's end; ``provisional`` the sessions of the month that are
    not yet checked and so not counted; ``without_presenter`` the counted ones nobody is named for.
    """

    month: int
    base: BaseFacts
    figures: dict[str, Figure]
    platforms: tuple[PlatformRow, ...]
    benchmarks: tuple[BenchmarkRow, ...]
    categories: tuple[CategoryRow, ...]
    tiers: tuple[TierRow, ...]
    gmv_by_month: tuple[MonthGmv, ...]
    first_month_with_data: int | None
    last_month_with_data: int | None
    refund_as_of: tuple[date, date] | None
    stale_followers: int
    provisional: int
    without_presenter: int
    effective_minutes: int
    active_hours: int

    @property
    def best(self) -> BenchmarkRow | None:
        """The session behind L18 单场最高GMV, if any sold."""
        return self.benchmarks[0] if self.benchmarks else None
