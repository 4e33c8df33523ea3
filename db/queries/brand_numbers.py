"""Figures of a brand over some months, and how a gate writes them: never rounded past a threshold."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from db.queries.brand_facts import Sales

WAN = 1_000_000
"""分 in 1 万元."""


def wan(fen: int, rounding: str = ROUND_FLOOR) -> str:
    """Write 分 as 万元 with two decimals, rounded so that it never seems to reach what it does not."""
    return f"{(Decimal(fen) / WAN).quantize(Decimal('0.01'), rounding):,f} 万元"


def percent(rate: Fraction, rounding: str = ROUND_FLOOR) -> str:
    """Write a rate with one decimal, rounded the same way."""
    exact = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return f"{exact.quantize(Decimal('0.1'), rounding)}%"


def total(months: list[tuple[int, Sales]], name: str) -> tuple[int | None, list[int]]:
    """Return the sum of a figure over months, None when none is known, and the months that lack it."""
    known = [(month, getattr(sales, name)) for month, sales in months]
    missing = [month for month, value in known if value is None]
    values = [value for _month, value in known if value is not None]
    return (sum(values) if values else None), missing


def share(months: list[tuple[int, Sales]], part: str, whole: str) -> Fraction | None:
    """Return part ÷ whole over the months that have both; None without any, or when the whole is 0."""
    pairs = [(getattr(sales, part), getattr(sales, whole)) for _month, sales in months]
    known = [(some, every) for some, every in pairs if some is not None and every is not None]
    every = sum(pair[1] for pair in known)
    return Fraction(sum(pair[0] for pair in known), every) if every else None
