"""The five values of each indicator: counted months and heads joined with what was signed or entered by hand.

A month of a period is added up as signed, else as entered by hand, else as counted; the month of a monthly
report itself is always counted anew. Where a month does not tell, a sum is that of the others, and unknown
when those are 0: missing is never 0. Ratios are divided for each of the five periods anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from db.queries.dictionary import BY_CODE
from db.queries.figures import Counted, Indicator, Nature, Series, Value
from db.queries.known_values import Known
from db.queries.periods import FIVE, Five, Period, months_before


@dataclass(frozen=True, slots=True)
class Found:
    """The five values of one indicator; which rest on hand-entered ones; whether the years compare.

    ``partly`` names what is told over other months than the period's own value, as ``Figure.partly``.
    """

    series: Series
    declared: frozenset[str] = frozenset()
    comparable: bool = True
    partly: frozenset[str] = frozenset()


def ratio(above: Value, below: Value, times: int = 1) -> Fraction | None:
    """Divide exactly; None when either is missing or the denominator is 0."""
    return None if above is None or not below else Fraction(above) * times / below


def less(whole: Value, part: Value) -> Value:
    """Subtract; None when either is missing."""
    return None if whole is None or part is None else whole - part


def join(counted: Iterable[Counted], periods: Five[Period], known: Known) -> dict[str, Found]:
    """Return every indicator the subjects counted, in their order, and those reckoned from them."""
    found: dict[str, Found] = {}
    for subject in counted:
        covered = subject.covered
        for code, months in subject.months.items():
            found[code] = _added(BY_CODE[code], months, periods, known)
        for code, series in subject.whole.items():
            found[code] = _whole(BY_CODE[code], series, periods, known, covered)
    for entry in BY_CODE.values():
        if entry.parts and all(part in found for part in entry.parts):
            found[entry.code] = _reckoned(entry, *(found[part] for part in entry.parts))
    return found


def _added(entry: Indicator, months: Mapping[int, Value], periods: Five[Period], known: Known) -> Found:
    """Return a figure that is added up from months, or the largest of them."""
    fold = largest if entry.nature is Nature.MAXIMUM else partial(added, is_strict=entry.is_strict)
    own = periods.value.last if periods.value.first == periods.value.last else 0

    def month_value(month: int) -> Value:
        """Return one month: signed, entered or counted; the report's own only as counted."""
        period = Period(month, month)
        if month != own and known.has(entry.code, period):
            return known.value(entry.code, period)
        return months.get(month)

    held = (months.keys() | known.months(entry.code)) - ({own} - months.keys())
    told = held if entry.nature is Nature.MAXIMUM else {m for m in held if month_value(m) is not None}
    declared = {
        name
        for name, period in zip(FIVE, periods, strict=True)
        if any(month != own and known.is_declared(entry.code, Period(month, month)) for month in period)
    }
    series = periods.map(lambda period: fold(month_value(month) for month in period if month in held))
    return Found(series, frozenset(declared), _same_months(told, periods), _partly(told, periods))


def added(values: Iterable[Value], *, is_strict: bool = False) -> Value:
    """Add months up; None without any, and when those that tell are 0 (strict: or any) and others do not."""
    months = list(values)
    total = sum(value for value in months if value is not None)
    return None if not months or (None in months and (is_strict or not total)) else total


def largest(values: Iterable[Value]) -> Value:
    """Return the largest of the months that tell, None when none does."""
    return max((value for value in values if value is not None), default=None)


def _whole(
    entry: Indicator, series: Series, periods: Five[Period], known: Known, covered: frozenset[int]
) -> Found:
    """Return a figure that does not add up: heads over a period, or a stock at its end."""
    ends = periods.map(lambda period: Period(period.last, period.last))
    asked = ends if entry.at_month_end else periods
    declared: set[str] = set()

    def chosen(place: int) -> Value:
        """Return one of the five."""
        name, period, counted = FIVE[place], list(asked)[place], list(series)[place]
        if place == 0 or (entry.at_month_end and place > _LAST_STOCK):
            return counted
        signed = known.signed_ytd.get((entry.code, periods.last_year))
        if name == "ytd_last_year" and signed is not None:
            return signed
        if name == "ytd" or not known.has(entry.code, period):
            return counted
        if known.is_declared(entry.code, period):
            declared.add(name)
        return known.value(entry.code, period)

    five = Five(*(chosen(place) for place in range(len(FIVE))))
    if entry.at_month_end:
        return Found(five, frozenset(declared))
    comparable = "ytd_last_year" in declared or _same_months(covered, periods)
    whole = {name for name, period in zip(FIVE, periods, strict=True) if known.has(entry.code, period)}
    return Found(five, frozenset(declared), comparable, _partly(covered, periods) - whole)


_LAST_STOCK = 2
"""A stock has a value at the ends of the first three periods only."""


def _reckoned(entry: Indicator, first: Found, second: Found) -> Found:
    """Return a ratio or a difference, reckoned for each period from its parts."""
    is_ratio = entry.nature is Nature.RATIO
    work: Callable[[Value, Value], Value] = partial(ratio, times=entry.times) if is_ratio else less
    five = Five(*(work(one, other) for one, other in zip(first.series, second.series, strict=True)))
    comparable = first.comparable and second.comparable
    return Found(five, first.declared | second.declared, comparable, first.partly | second.partly)


def _partly(told: Iterable[int], periods: Five[Period]) -> frozenset[str]:
    """Name which of the period before and the one a year ago are told over other months than the period."""
    known = set(told)

    def places(period: Period) -> set[int]:
        """Return which of a period's months are told, counted from its first."""
        return {place for place, month in enumerate(period) if month in known}

    own = places(periods.value)
    before = {"last_month": places(periods.last_month), "last_year": places(periods.last_year)}
    return frozenset(name for name, found in before.items() if found and found != own)


def _same_months(told: Iterable[int], periods: Five[Period]) -> bool:
    """Say whether both years so far are told over the same months."""
    known = set(told)
    now = {month for month in periods.ytd if month in known}
    before = {month for month in periods.ytd_last_year if month in known}
    return {months_before(month, 12) for month in now} == before
