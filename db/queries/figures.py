"""What the report of a period is made of: values only, in base units (money 分, durations minutes, counts).

None always means "missing" and is never 0. Rates are exact fractions (0.25 is 25 %); nothing here is rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from db.queries.periods import Five, Period

if TYPE_CHECKING:
    from db.queries.declared import Thresholds

Value: TypeAlias = int | Fraction | None
"""A figure in its base unit, or None when it is missing."""

Series: TypeAlias = Five[Value]
"""The five values of one indicator."""


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
    A figure with ``parts`` is reckoned from two others, for each period anew: a ratio is ``times`` the first
    divided by the second, any other the first less the second. ``is_part`` marks what is only such a part:
    it is counted and kept, but no line of the report. ``is_strict`` makes a sum unknown as soon as one of its
    months does not tell.
    """

    code: str
    name: str
    unit: str
    base_unit: str
    nature: Nature
    formula: str
    at_month_end: bool = False
    parts: tuple[str, str] | None = None
    times: int = 1
    is_part: bool = False
    is_strict: bool = False

    @property
    def group(self) -> str:
        """The letter of its subject: L 直播, A 主播, T 培训, P 供应链, B 品牌, E 就业与安全, R 零售."""
        return self.code[0]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one subject counted from its rows for the five periods of a report.

    ``months`` holds flows and maxima by code and month: a month no data cover is not there, None is a month
    whose rows do not tell. ``whole`` holds what does not add up: distinct heads (all five values) and stocks
    (at the ends of the first three periods). ``notes`` say what a reader must know of the period's own value.
    """

    months: Mapping[str, Mapping[int, Value]]
    whole: Mapping[str, Series]
    notes: Mapping[str, str]

    @property
    def covered(self) -> frozenset[int]:
        """The months this subject has data of."""
        return frozenset(month for found in self.months.values() for month in found)


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one period with everything it is compared to, in ``base_unit``.

    ``last_month`` and ``last_year`` are the period before and the same one a year ago (期末 for a stock);
    ``ytd`` runs from January to the period's end, ``ytd_last_year`` over the same months a year ago (stock:
    None). ``ytd_comparable`` is False when the data of the two cover different months: they are then not
    compared. ``note`` is what a reader has to know of this value ("3场缺该项"), "" when there is nothing.
    ``declared`` names those of the five values that rest on figures entered by hand (历史数据), which the
    print marks. ``partly`` names those of ``last_month`` and ``last_year`` that are told over other months of
    their quarter or year than ``value`` is of its own: these are not compared either.
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
    declared: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    is_part: bool = False

    @classmethod
    def told(cls, entry: Indicator, limits: "Thresholds", **values: Any) -> "Figure":
        """Return the figure of an indicator: what the dictionary says of it, and its values."""
        return cls(
            code=entry.code,
            name=entry.name,
            unit=entry.unit,
            base_unit=entry.base_unit,
            nature=entry.nature,
            at_month_end=entry.at_month_end,
            formula=entry.formula.format(minutes=limits.effective_minutes, hours=limits.active_hours),
            is_part=entry.is_part,
            **values,
        )

    @property
    def group(self) -> str:
        """The letter of its subject, as ``Indicator.group``."""
        return self.code[0]

    @property
    def last_month_base(self) -> Value:
        """What 环比 is reckoned from: ``last_month``, None where the two may not be compared."""
        return None if "last_month" in self.partly else self.last_month

    @property
    def last_year_base(self) -> Value:
        """What 同比 is reckoned from: ``last_year``, None where the two may not be compared."""
        return None if "last_year" in self.partly else self.last_year

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
    """One line of T2 分平台; ``share`` is its part of the period's 支付GMV."""

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
    """One line of T5 主播队伍: the streamers of one follower tier at the period's end.

    ``last_month`` and ``last_year`` are the heads at the ends of those periods; None before any records, and
    when no followers were read then or now: nobody changed tier by being counted.
    ``joined`` and ``left`` came into or went out of the team in the period (A05), by their tier at its end.
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
class ReportFigures:
    """The figures of a report and what its chapters on live results and the team say.

    ``gmv_by_month`` are the twelve months that end with its last one. ``refund_as_of`` are the first and the
    last cut-off date of the refunds (L06). ``stale_followers`` counts the streamers of A04 whose followers
    were read more than 31 days before the end; ``provisional`` the sessions of the period that are
    not yet checked and so not counted; ``without_presenter`` the counted ones nobody is named for.
    """

    period: Period
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
    def month(self) -> int:
        """Its last month (202609)."""
        return self.period.last

    @property
    def printed(self) -> tuple[Figure, ...]:
        """The figures that are lines of the report: all but the parts of ratios."""
        return tuple(figure for figure in self.figures.values() if not figure.is_part)

    @property
    def best(self) -> BenchmarkRow | None:
        """The session behind L18 单场最高GMV, if any sold."""
        return self.benchmarks[0] if self.benchmarks else None
