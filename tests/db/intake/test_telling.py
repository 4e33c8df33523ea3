"""What is told of a row: it is found by its number, its personal numbers are masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports import MappedSheet, Sheet
from db.intake.telling import cells_of, masked_number


@given(st.integers(1, 9), st.lists(st.sampled_from([1, 1, 1, 2, 40]), min_size=1, max_size=60))
def test_every_row_is_found_by_its_number(first: int, gaps: list[int]) -> None:
    numbers = [first]
    for gap in gaps:
        numbers.append(numbers[-1] + gap)
    rows = [(number, [float(number)]) for number in numbers]
    mapped = MappedSheet(Sheet("表", ("甲",), rows), {0: "name"})
    assert [cells_of(mapped, number) for number in numbers] == [cells for _, cells in rows]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("13800001042", "*******1042"),
        ("138 0000 1042", "*******1042"),
        ("138-0000-104", "******0104"),
        ("37130219980101123x", "**************123X"),
        ("3.71302E+17", "***********"),
    ],
)
def test_a_mask_is_as_long_as_the_number_whatever_stands_between(written: str, told: str) -> None:
    assert masked_number(written) == told
