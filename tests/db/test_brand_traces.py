"""The rows behind a figure of brands or declarations come to the figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from db.queries import brand_traces, declared_traces
from db.queries.periods import Period
from db.queries.trace_rows import Rows
from db.store.listing import Query, rows, search
from tests.db import brand_report_oracle as oracle
from tests.db.brand_report_world import BrandWorld, random_brands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.engine import Session

TRACES = {**brand_traces.TRACES, **declared_traces.TRACES}
PERIODS = (Period(202410, 202410), Period(202508, 202508), Period(202601, 202603), Period(202501, 202512))


def traced(session: Session, code: str, period: Period) -> int | None:
    """Return what the rows of a figure come to: their number, or the sum of a column (None without any)."""
    found = TRACES[code](session, period)
    assert isinstance(found, Rows)
    page = search(
        session, replace(found.view, scope=found.scope), Query("", (), ((found.view.columns[0].name, False),))
    )
    if not found.adds:
        return page.total
    place = [column.name for column in found.view.columns].index(found.adds)
    values = [row.values[place] for row in rows(session, found.view, page.ids)]
    return sum(int(str(value)) for value in values) if values else None


def known_supports(world: BrandWorld, code: str, period: Period) -> int:
    """Count the supports of an aspect that have both quantities and begun by the end of a period."""
    brands = {row["id"] for row in oracle.alive(world, "brand")}
    return sum(
        row["aspect"] == oracle.ASPECTS[code[:4]]
        and row["brand_id"] in brands
        and None not in (row["granted"], row["used"])
        and (row["start_on"] is None or row["start_on"] <= oracle.end_of(period.last))
        for row in oracle.alive(world, "support")
    )


def expected(world: BrandWorld, code: str, period: Period) -> int | None:
    """Return a figure of a period from the rows."""
    at_end = oracle.at_end(world, period.last) | oracle.supported(world, period.last)
    if code in at_end:
        return at_end[code]
    return _added(oracle.in_month(world, month).get(code) for month in period)


def _added(values: Iterable[int | None]) -> int | None:
    """Add up what is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@pytest.mark.parametrize("seed", [1, 6])
def test_the_rows_of_a_figure_come_to_the_figure(session: Session, seed: int) -> None:
    world = random_brands(seed)
    world.fill(session)
    for code, period in product(TRACES, PERIODS):
        wanted = expected(world, code, period)
        if wanted is None and code.startswith("B05"):
            assert traced(session, code, period) == known_supports(world, code, period)
            continue  # supports in several units are listed, and not added up
        assert (code, period, traced(session, code, period) or 0) == (code, period, wanted or 0)


def test_a_brand_is_listed_with_its_stage_at_the_end_of_the_period(session: Session) -> None:
    world = random_brands(1)
    world.fill(session)
    period = Period(202503, 202503)
    found = brand_traces.TRACES["B01"](session, period)
    assert isinstance(found, Rows)
    page = search(session, replace(found.view, scope=found.scope), Query())
    place = [column.name for column in found.view.columns].index("stage")
    stages = {row.id: row.values[place] for row in rows(session, found.view, page.ids)}
    assert stages == {key: oracle.stage(world, key, oracle.end_of(period.last)) for key in page.ids}
    assert len(stages) > 1
