"""The rows of a file are decoded as they are asked for, by the window and by a job at once."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.excel.book import Rows

LINES = 4_000


@pytest.fixture
def _many_turns() -> Iterator[None]:
    """Let threads take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_many_turns")
def test_rows_can_be_gone_through_while_others_are_looked_at() -> None:
    rows = Rows()
    for start in range(0, LINES, 10):  # many small parts: more than are kept
        part = Rows.of([(number, [str(number), "x"]) for number in range(start, start + 10)])
        rows.append(part._chunks[0], 10)

    def wrong(seed: int) -> int:
        places = [(place * 7 + seed) % LINES for place in range(LINES)]
        return sum(rows[place][0] != place for place in places)

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(wrong, range(6))) == 0
