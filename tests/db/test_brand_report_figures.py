"""B, E and R equal what is counted again from the rows in plain Python; what they leave out is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from db.models.brand_words import BrandStage, SupportAspect, SupportUnit
from db.queries import brand_report_figures, declared_figures
from db.queries.periods import Five, Period
from tests.db import brand_report_oracle as oracle
from tests.db.brand_report_world import HOLE, BrandWorld, random_brands
from tests.db.figure_world import MONTHS

if TYPE_CHECKING:
    from db.engine import Session
    from db.queries.figures import Counted

S = BrandStage


def fives(first: int, last: int, back: int) -> Five[Period]:
    """Return the five periods of one whose predecessor begins so many months before."""
    year, number = divmod(first, 100)
    index = year * 12 + number - 1 - back
    start = index // 12 * 100 + index % 12 + 1
    return Five(
        Period(first, last),
        Period(start, start + last - first),
        Period(first - 100, last - 100),
        Period(last // 100 * 100 + 1, last),
        Period(last // 100 * 100 - 99, last - 100),
    )


ASKED = [
    fives(MONTHS[0], MONTHS[0], 1),
    fives(HOLE, HOLE, 1),
    fives(202601, 202601, 1),
    fives(202608, 202608, 1),
    fives(202507, 202509, 3),
    fives(202601, 202603, 3),
    fives(202501, 202512, 12),
    fives(202401, 202401, 1),
]
"""Months at the edges of the data, quarters and a year."""


def counted(session: Session, periods: Five[Period]) -> tuple[Counted, Counted]:
    """Return what both subjects count."""
    return brand_report_figures.counted(session, periods), declared_figures.counted(session, periods)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_of_brands_and_declarations_is_what_the_rows_say(session: Session, seed: int) -> None:
    world = random_brands(seed)
    world.fill(session)
    for periods in ASKED:
        found = counted(session, periods)
        months = {code: dict(values) for each in found for code, values in each.months.items()}
        for month in sorted({month for period in periods for month in period}):
            expected = oracle.in_month(world, month)
            of_month = {code: values[month] for code, values in months.items() if month in values}
            assert (month, of_month) == (month, expected)
        whole = {code: series for each in found for code, series in each.whole.items()}
        ends = [
            oracle.at_end(world, one.last) for one in (periods.value, periods.last_month, periods.last_year)
        ]
        expected_whole = {code: (*(end[code] for end in ends), None, None) for code in ends[0]}
        used = oracle.supported(world, periods.value.last)
        expected_whole |= {code: (value, None, None, None, None) for code, value in used.items()}
        assert {code: tuple(series) for code, series in whole.items()} == expected_whole


def test_a_base_without_brands_and_declarations_has_no_figures(session: Session) -> None:
    for found in counted(session, fives(202609, 202609, 1)):
        assert not any(found.months.values())
        assert {value for series in found.whole.values() for value in series} == {None}
        assert found.notes == {}


def a_brand(world: BrandWorld, *stages: tuple[BrandStage, date]) -> int:
    """Add a brand with a history."""
    key = world.brand()
    for stage, on in stages:
        world.stage(key, stage, on)
    return key


def test_out_to_sx_is_a_step_back_and_coming_back_is_no_step_up(session: Session) -> None:
    world = BrandWorld()
    a_brand(world, (S.S0, date(2026, 1, 5)), (S.S1, date(2026, 9, 1)), (S.SX, date(2026, 9, 20)))
    a_brand(world, (S.SX, date(2026, 1, 5)), (S.S2, date(2026, 9, 3)))
    a_brand(world, (S.S3, date(2026, 9, 9)))
    a_brand(world, (S.S4, date(2026, 1, 5)), (S.S2, date(2026, 9, 30)))
    world.fill(session)
    found, _declared = counted(session, fives(202609, 202609, 1))
    assert (found.months["B03"][202609], found.months["B03D"][202609]) == (1, 2)
    assert found.notes["B03"] == "另有1个由暂缓恢复，未计入"
    assert found.notes["B03D"] == "其中1个转入暂缓/退出"
    assert tuple(found.whole["B01"])[:2] == (3, 2)


def test_a_brand_is_recognised_once_and_stays_so(session: Session) -> None:
    world = BrandWorld()
    a_brand(world, (S.S4, date(2026, 2, 1)), (S.S3, date(2026, 3, 1)), (S.S4, date(2026, 9, 1)))
    a_brand(world, (S.S5, date(2026, 8, 31)))
    a_brand(world, (S.S3, date(2026, 1, 1)))
    world.rows["status_history"][0]["is_override"] = True
    world.fill(session)
    found, _declared = counted(session, fives(202609, 202609, 1))
    assert tuple(found.whole["B04"]) == (2, 2, None, None, None)
    assert found.notes["B04"] == "其中1个为特批通过"


def test_supports_in_two_units_are_not_added_up_and_it_is_said_why(session: Session) -> None:
    world = BrandWorld()
    key = a_brand(world, (S.S2, date(2026, 1, 1)))
    known = {"granted": 10, "used": 5}
    world.support(key, SupportAspect.TRAFFIC, unit=SupportUnit.VIEWS, **known)
    world.support(key, SupportAspect.TRAFFIC, unit=SupportUnit.SESSIONS, **known)
    world.support(key, SupportAspect.SERVICE, **known)
    world.support(key, SupportAspect.SERVICE, unit=SupportUnit.DAYS, granted=3)
    world.support(key, SupportAspect.SERVICE, start_on=date(2026, 10, 1), **known)
    world.fill(session)
    found, _declared = counted(session, fives(202609, 202609, 1))
    assert (found.whole["B05TU"].value, found.notes["B05T"]) == (None, "单位不一，见分项表")
    assert (found.whole["B05SU"].value, found.whole["B05SG"].value) == (5, 10)
    assert found.notes["B05S"] == "1项缺已获或已用数量"


def test_what_is_missing_and_how_it_was_estimated_is_said(session: Session) -> None:
    world = BrandWorld()
    key = a_brand(world, (S.S2, date(2026, 1, 1)))
    a_brand(world, (S.S3, date(2026, 1, 1)))
    world.blank("brand_month", brand_id=key, month=202609, gmv=100, buyers=5)
    world.add("retail_month", month=202609, total=100, live=40, note="入驻企业申报")
    world.blank("employment_month", month=202609, direct=12, induced=80, method="每名主播带动3人")
    for kind, on, closed in (("投诉", 3, 9), ("违规", 9, None), ("投诉", 30, None)):
        day = None if closed is None else date(2026, 9, closed)
        world.blank("incident", on=date(2026, 9, on), kind=kind, description="记录", closed_on=day)
    world.fill(session)
    brands, declared = counted(session, fives(202609, 202609, 1))
    assert brands.notes == {"B06": "1个品牌缺GMV", "B07": "1个品牌缺购买人数或复购人数"}
    assert declared.notes == {
        "R01": "口径：入驻企业申报",
        "E02": "测算，每名主播带动3人",
        "E03": "违规1件，投诉2件；2件未办结",
    }
    assert declared.months["E03"] == {202609: 3}
