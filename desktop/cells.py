"""A value as the user reads it: the same words on screen, in Excel and in PDF.

Everything is rounded once, by ``rounded``: half away from zero, as Excel's ROUND does. Money comes in as 分,
durations as minutes, rates as fractions. A missing value is "—" and never 0; in a comparison it is "…".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from db.queries.figures import Figure, Nature, Value
from db.queries.periods import Period, Span
from db.values import Kind, printing

DASH = printing.DASH
rounded, decimals = printing.rounded, printing.decimals
number, printed = printing.number, printing.printed
MISSING = "…"
"""Stands for a figure or a comparison that cannot be had because data are missing."""
NOT_COMPARABLE = "不可比"
"""Stands for a growth whose denominator is negative."""


def with_unit(value: Value, unit: str, space: str = "") -> str:
    """Write a base value with its unit of print: 231场, 1,234.57万元, 3.4%; "—" alone when it is missing."""
    return DASH if value is None else f"{printed(value, unit)}{space}{unit}"


def yuan(fen: Value) -> str:
    """Write an amount in 分 as 元 with two decimals: 1,234.50."""
    return printed(fen, "元")


def count(value: Value) -> str:
    """Write a whole number with thousands: 12,345."""
    return printed(value, "")


def percent(rate: Value) -> str:
    """Write a rate with one decimal and its sign: 1/8 is 12.5%."""
    return with_unit(rate, "%")


class Direction(StrEnum):
    """Which way a figure went, in the words of a report."""

    UP = "增长"
    DOWN = "下降"
    LEVEL = "持平"
    FIRST = "首报"
    FROM_ZERO = "基数为0"
    NOT_COMPARABLE = "不可比"
    MISSING = "缺数据"


@dataclass(frozen=True, slots=True)
class Growth:
    """How a figure compares to an earlier one; ``rate`` is (now − before) ÷ before, None without one."""

    direction: Direction
    rate: Fraction | None = None

    @property
    def size(self) -> str:
        """The rate without its sign: 12.3%; "" where there is none (also when level)."""
        return "" if self.rate is None or self.direction is Direction.LEVEL else percent(abs(self.rate))

    @property
    def words(self) -> str:
        """The growth as a report says it: 增长12.3%, 下降3.4%, 持平 or 不可比."""
        return f"{self.direction}{self.size}"


def compare(now: Value, before: Value) -> Growth:
    """Compare two values of a flow; |growth| below 0.05 % is 持平."""
    if now is None:
        return Growth(Direction.MISSING)
    if before is None:
        return Growth(Direction.FIRST)
    if before == 0:
        return Growth(Direction.FROM_ZERO)
    if before < 0:
        return Growth(Direction.NOT_COMPARABLE)
    rate = Fraction(now - before) / before
    if abs(rate) < Fraction(5, 10_000):
        return Growth(Direction.LEVEL, rate)
    return Growth(Direction.UP if rate > 0 else Direction.DOWN, rate)


def growth_number(now: Value, before: Value) -> Decimal | None:
    """Return the growth in percent with one decimal, None where there is none."""
    return number(compare(now, before).rate, "%")


def growth_cell(now: Value, before: Value) -> str:
    """Write a growth for a column headed "(%)": 12.3, -3.4, "—" (from 0), "不可比" or "…" (missing)."""
    found = compare(now, before)
    if found.rate is not None:
        return printed(found.rate, "%")
    return {Direction.FROM_ZERO: DASH, Direction.NOT_COMPARABLE: NOT_COMPARABLE}.get(found.direction, MISSING)


def growth(now: Value, before: Value) -> str:
    """Write a growth that stands alone: +12.3%, -3.4%, 0.0%, "—", "不可比" or "…"."""
    cell = growth_cell(now, before)
    return cell if cell in (DASH, NOT_COMPARABLE, MISSING) else f"{_signed(cell)}%"


def points(now: Value, before: Value) -> str:
    """Write the change of a rate in percentage points: +1.2, -0.3, 0.0, or "…"."""
    return MISSING if now is None or before is None else _signed(printed(now - before, "个百分点"))


def change(now: Value, before: Value, unit: str = "") -> str:
    """Write the change of a stock (较上期末) in its unit of print: +12, -3, 0, or "…"."""
    return MISSING if now is None or before is None else _signed(printed(now - before, unit))


def compared_unit(figure: Figure) -> str:
    """Return what a figure's comparisons are counted in: %, 个百分点 (a rate) or its own unit (a stock)."""
    if figure.unit == "%":
        return "个百分点"
    return figure.unit if figure.nature is Nature.STOCK else "%"


def compared(figure: Figure, now: Value, before: Value) -> str:
    """Write how two values of a figure compare, in ``compared_unit``, without the unit."""
    unit = compared_unit(figure)
    if unit == "%":
        return growth_cell(now, before)
    return points(now, before) if unit == "个百分点" else change(now, before, unit)


def compared_number(figure: Figure, now: Value, before: Value) -> Decimal | None:
    """Return what ``compared`` writes as a number, None where it writes a mark."""
    unit = compared_unit(figure)
    if unit == "%":
        return growth_number(now, before)
    return None if now is None or before is None else number(now - before, unit)


def _signed(text: str) -> str:
    """Put a plus before a number that rises."""
    return text if text.startswith("-") or not text.strip("0.,") else f"+{text}"


def date_words(on: date) -> str:
    """Write a day as letters do: 2026年9月5日."""
    return f"{on.year}年{on.month}月{on.day}日"


def month_words(month: int) -> str:
    """Write a month (202609) as letters do: 2026年9月."""
    return f"{month // 100}年{month % 100}月"


_NUMERALS = "一二三四"


def period_words(period: Period) -> str:
    """Write the period of a report: 2026年9月, 2026年第三季度, 2026年."""
    year, last = divmod(period.last, 100)
    match period.span:
        case Span.MONTH:
            return month_words(period.last)
        case Span.QUARTER:
            return f"{year}年第{_NUMERALS[last // 3 - 1]}季度"
        case _:
            return f"{year}年"


@dataclass(frozen=True, slots=True)
class PeriodNames:
    """What a report calls its own period and those it is compared to."""

    this: str
    before: str
    year_ago: str
    this_end: str
    before_end: str
    year_ago_end: str
    whole: str


_NAMES_OF = {
    Span.MONTH: PeriodNames("本月", "上月", "上年同期", "本月末", "上月末", "上年同期末", "全月"),
    Span.QUARTER: PeriodNames("本季", "上季", "上年同季", "本季末", "上季末", "上年同季末", "全季"),
    Span.YEAR: PeriodNames("本年", "上年", "上年", "年末", "上年末", "上年末", "全年"),
}


def names_of(period: Period) -> PeriodNames:
    """Return the words for a report's periods: 本月/上月, 本季/上季, 本年/上年."""
    return _NAMES_OF[period.span]


def day(on: date) -> str:
    """Write a day as tables do: 2026-09-05."""
    return on.isoformat()


def month(number: int) -> str:
    """Write a month (202609) as tables do: 2026-09."""
    return f"{number // 100}-{number % 100:02}"


def moment(at: datetime) -> str:
    """Write a local moment as tables do: 2026-09-05 20:15."""
    return at.isoformat(" ", "minutes")


def duration(minutes: int) -> str:
    """Write minutes in words: 3小时24分, 3小时, 45分."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}分"
    return f"{whole}小时{rest}分" if rest else f"{whole}小时"


def credit(tenths: int) -> str:
    """Write 学时, which come in tenths: 15 is 1.5, 40 is 4."""
    whole, rest = divmod(tenths, 10)
    return f"{whole:,}.{rest}" if rest else f"{whole:,}"


def yes_no(value: object) -> str:
    """Write a truth: 是 or 否."""
    return "是" if value else "否"


def _money(fen: int) -> str:
    """Write 分 as 元; the quick way for long lists."""
    text = f"{abs(fen) // 100:,}.{abs(fen) % 100:02}"
    return f"-{text}" if fen < 0 else text


_SHOWN: dict[Kind, Callable[[Any], str]] = {
    Kind.COUNT: "{:,}".format,
    Kind.NUMBER: "{:,.10g}".format,
    Kind.MONEY: _money,
    Kind.DURATION: duration,
    Kind.CREDIT: credit,
    Kind.DATE: day,
    Kind.MONTH: month,
    Kind.MOMENT: moment,
    Kind.YESNO: yes_no,
}


def show(kind: Kind, value: object) -> str:
    """Write a value of a list or a form by its kind; None is "—"; choices, links and masks are words."""
    return DASH if value is None else _SHOWN.get(kind, str)(value)
