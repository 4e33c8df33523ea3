"""What a report calls its periods: 本月 and 上月, 本季 and 上季, 本年 and 上年, and their ends."""

from dataclasses import dataclass

from db.queries.periods import Period


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one period; ``end`` names its last day (9月末), ``this_end`` points to it (本月末)."""

    whole: str
    this: str
    this_end: str
    before: str
    before_end: str
    year_ago: str
    year_ago_end: str
    end: str
    is_year: bool = False


def names_of(period: Period) -> Names:
    """Return what a report of a month, a quarter or a year calls its periods."""
    year, first, last = period.last // 100, period.first % 100, period.last % 100
    if first == last:
        ends = ("本月末", "上月", "上月末", "上年同期", "上年同期末", f"{last}月末")
        return Names("全月", "本月", *ends)
    if (first, last) == (1, _DECEMBER):
        ends = ("本年末", "上年", "上年末", "上年", "上年末", f"{year}年末")
        return Names("全年", "本年", *ends, is_year=True)
    ends = ("本季末", "上季", "上季末", "上年同期", "上年同期末", f"{_QUARTERS[last // 3 - 1]}季度末")
    return Names("全季", "本季", *ends)


def period_words(period: Period) -> str:
    """Write a period as letters do: 2026年9月, 2026年第三季度, 2026年."""
    year, first, last = period.last // 100, period.first % 100, period.last % 100
    if first == last:
        return f"{year}年{last}月"
    return f"{year}年" if (first, last) == (1, _DECEMBER) else f"{year}年第{_QUARTERS[last // 3 - 1]}季度"


_DECEMBER = 12
_QUARTERS = "一二三四"
