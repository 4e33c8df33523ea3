"""B, E and R in the report of any month, quarter or year of any base: the five values, added up by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from db.queries import indicators
from db.queries.dictionary import BY_CODE
from db.queries.periods import Period
from tests.db import brand_report_oracle as oracle
from tests.db.brand_report_world import BrandWorld, random_brands

if TYPE_CHECKING:
    from db.engine import Database

Value = int | Fraction | None
RATES = {
    "B07": ("B07R", "B07B"),
    "L17": ("L17L", "L17T"),
    **{code: (f"{code}U", f"{code}G") for code in oracle.ASPECTS},
}
STRICT = ("R01", "R01L")
PERIODS = some.one_of(
    some.builds(
        lambda year, number: (year * 100 + number,) * 2, some.integers(2024, 2026), some.integers(1, 12)
    ),
    some.builds(
        lambda year, quarter: (year * 100 + quarter * 3 + 1, year * 100 + quarter * 3 + 3),
        some.integers(2024, 2026),
        some.integers(0, 3),
    ),
    some.builds(lambda year: (year * 100 + 1, year * 100 + 12), some.integers(2024, 2026)),
)
"""First and last month of a month, a quarter or a year."""


def fives(first: int, last: int) -> list[list[int]]:
    """Return the months of 本期, 上期, 上年同期, 累计 and 上年同期累计."""
    count = last - first + 1
    index = first // 100 * 12 + first % 100 - 1 - count
    before = [at // 12 * 100 + at % 12 + 1 for at in range(index, index + count)]
    own = list(range(first, last + 1))
    so_far = list(range(last // 100 * 100 + 1, last + 1))
    return [own, before, [m - 100 for m in own], so_far, [m - 100 for m in so_far]]


def added(world: BrandWorld, code: str, months: list[int]) -> Value:
    """Add the months up that are covered; nothing where those that tell come to 0 and others do not tell."""
    values = [found[code] for month in months if code in (found := oracle.in_month(world, month))]
    total = sum(value for value in values if value is not None)
    unknown = None in values and (code in STRICT or not total)
    return None if not values or unknown else total


def expected(world: BrandWorld, first: int, last: int) -> dict[str, list[Value]]:
    """Return the five values of every figure that is counted."""
    five = fives(first, last)
    ends = [oracle.at_end(world, months[-1]) for months in five[:3]]
    found: dict[str, list[Value]] = {code: [*(end[code] for end in ends), None, None] for code in ends[0]}
    for code, value in oracle.supported(world, last).items():
        found[code] = [value, None, None, None, None]
    for code in ("B03", "B03D", "B06", "B07R", "B07B", "E03", "R01", "R01L", "L17L", "L17T"):
        found[code] = [added(world, code, months) for months in five]
    for code, (above, below) in RATES.items():
        pairs = zip(found[above], found[below], strict=True)
        found[code] = [None if one is None or not other else Fraction(one) / other for one, other in pairs]
    return found


@given(seed=some.integers(0, 10**6), months=PERIODS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_figure_of_any_base_is_what_its_rows_come_to(
    sqlite_database: Database, seed: int, months: tuple[int, int]
) -> None:
    world = random_brands(seed)
    with sqlite_database.write() as session:
        world.fill(session)
        figures = indicators.of(session, Period(*months)).figures
        session.rollback()
    wanted = expected(world, *months)
    told = {code: figures[code] for code in BY_CODE if code[0] in "BER" or code in RATES or code[:3] == "L17"}
    assert {
        code: [one.value, one.last_month, one.last_year, one.ytd, one.ytd_last_year]
        for code, one in told.items()
    } == wanted
