"""A figure in its unit of print, rounded once: on screen, in Excel, in PDF and in sentences.

Half away from zero, as Excel's ROUND does. Money comes in as 分, durations as minutes, rates as fractions.
"""

from decimal import Decimal
from fractions import Fraction

DASH = "—"
"""Stands for a value that is missing, or a growth whose denominator is 0."""

_PERCENT = Fraction(100)
_WAN = Fraction(1, 10_000)
_UNITS: dict[str, tuple[Fraction, int]] = {
    "万元": (Fraction(1, 1_000_000), 2),
    "元": (Fraction(1, 100), 2),
    "元/小时": (Fraction(1, 100), 2),
    "小时": (Fraction(1, 60), 1),
    "学时": (Fraction(1, 10), 1),
    "%": (_PERCENT, 1),
    "个百分点": (_PERCENT, 1),
    "万": (_WAN, 2),
    "万人": (_WAN, 2),
    "万人次": (_WAN, 2),
    "万件": (_WAN, 2),
}
"""Unit of print → what a base value is multiplied with, and its decimals; any other unit is a plain count."""


def rounded(value: int | Fraction | Decimal, places: int) -> Decimal:
    """Round half away from zero to so many decimals; exact, for every size, and never "-0"."""
    exact = Fraction(value)
    doubled = 2 * abs(exact.numerator) * 10**places + exact.denominator
    digits = doubled // (2 * exact.denominator)
    sign = int(exact < 0 and digits > 0)
    return Decimal((sign, tuple(map(int, str(digits))), -places))


def decimals(unit: str) -> int:
    """Return how many decimals a unit of print has (万元 2, 小时 1, 场 0)."""
    return _UNITS.get(unit, (1, 0))[1]


def base_of(amount: Decimal, unit: str) -> Fraction:
    """Return a number in its unit of print as a base value, exactly: 12.5 in 万元 is 12 500 000 分."""
    return Fraction(amount) / _UNITS.get(unit, (Fraction(1), 0))[0]


def number(value: int | Fraction | None, unit: str) -> Decimal | None:
    """Return a base value in its unit of print, rounded as printed: what a sheet of numbers shall hold."""
    if value is None:
        return None
    factor, places = _UNITS.get(unit, (Fraction(1), 0))
    return rounded(value * factor, places)


def exact(value: int | Fraction | None, unit: str) -> Decimal | None:
    """Return a base value in its unit of print before it is rounded (28 digits where it does not end)."""
    if value is None:
        return None
    found = Fraction(value) * _UNITS.get(unit, (Fraction(1), 0))[0]
    return Decimal(found.numerator) / Decimal(found.denominator)


def printed(value: int | Fraction | None, unit: str, missing: str = DASH) -> str:
    """Write a base value in its unit of print, without the unit: ``printed(123456789, "万元")`` is 123.46."""
    amount = number(value, unit)
    return missing if amount is None else f"{amount:,f}"
